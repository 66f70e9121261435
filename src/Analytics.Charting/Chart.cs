using Analytics.Tables;

namespace Analytics.Charting;

/// <summary>Draws charts: table and spec in, scene out.</summary>
public static class Chart
{
    /// <summary>The picture of a table. A table without drawable rows gives a picture that says so.</summary>
    /// <param name="spec">What to draw.</param>
    /// <param name="table">One row an observation; rows of one unit.</param>
    /// <exception cref="AnalyticsException"><c>chart-type-unknown</c>, <c>chart-column-missing</c>,
    /// <c>chart-units-mixed</c>, <c>chart-comparison-mixed</c>, <c>chart-size-invalid</c>,
    /// <c>chart-theme-unknown</c>, <c>chart-font-missing</c>, or those of <see cref="TileGrid.Parse"/> and
    /// <see cref="AreaShapes.Parse"/> for a grid and shapes of the spec.</exception>
    public static Scene Draw(ChartSpec spec, Table table)
    {
        var type = ChartTypes.Named(spec.Type);
        CheckSize("width", spec.Width);
        CheckSize("height", spec.Height);
        CheckSize("horizon", spec.Horizon);
        _ = Themes.Named(spec.Theme);
        if (spec.Grid is { } grid) TileGrid.Check(grid);
        if (spec.Shapes is { } shapes) AreaShapes.Check(shapes);
        return type.Draw(spec, table);
    }

    static void CheckSize(string what, double? value)
    {
        var (least, most) = ChartSchema.Ranges[what];
        if (value is { } given && !(given >= least && given <= most))
            throw ChartErrors.SizeInvalid(what, given, least, most);
    }
}
