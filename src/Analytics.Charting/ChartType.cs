using Analytics.Charting.Charts;
using Analytics.Tables;

namespace Analytics.Charting;

/// <summary>A kind of chart: how a table becomes a scene. Stateless.</summary>
public abstract class ChartType
{
    /// <summary>kebab-case name, as written in a spec.</summary>
    public abstract string Name { get; }

    /// <summary>What it is for, in one sentence for people.</summary>
    public LocalText Purpose => TextCatalog.BuiltIn["chart.type." + Name];

    /// <summary>Lays the table out.</summary>
    /// <param name="spec">Whose type is this one.</param>
    /// <param name="table">The rows to draw.</param>
    public abstract Scene Draw(ChartSpec spec, Table table);

    /// Its pictures in the gallery: one of each of the gallery's states, and what states it has of its own.
    internal abstract IEnumerable<GalleryCase> Cases { get; }
}

/// <summary>The catalog of chart types.</summary>
public static class ChartTypes
{
    /// <summary>Every chart type, in order of name.</summary>
    public static IReadOnlyList<ChartType> All { get; } =
    [
        new BoxPlot(),
        new Bump(),
        new Choropleth(),
        new ControlChart(),
        new Coverage(),
        new ForecastFan(),
        new Funnel(),
        new GroupedBars(),
        new HeatMap(),
        new Histogram(),
        new PointsOverTime(),
        new RankedDots(),
        new Scatter(),
        new Scoreboard(),
        new Slope(),
        new SmallMultiples(),
        new StackedBars(),
        new TileMap(),
        new TrendChart(),
        new Vintages(),
        new Waterfall(),
    ];

    /// <summary>The chart type of a name.</summary>
    /// <exception cref="AnalyticsException"><c>chart-type-unknown</c>, with the nearest name.</exception>
    public static ChartType Named(string name) =>
        All.FirstOrDefault(type => type.Name == name) ?? throw ChartErrors.TypeUnknown(name);
}
