using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Statistics;

/// <summary>A statistic that can be called by name on a table.</summary>
/// <remarks>Pure: equal tables and options give equal tables. All stand in <see cref="Analyses.All"/>.</remarks>
public abstract class Analysis
{
    /// <summary>Kebab-case name by which it is called: <c>wilson</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, one sentence for people, in both languages.</summary>
    public LocalText Description => TextCatalog.BuiltIn["analysis." + Name];

    /// <summary>The table analysed. Columns it needs and adds are said by each analysis.</summary>
    /// <exception cref="AnalyticsException">A column is missing (<c>analysis-column-missing</c>), the rows do not suit
    /// (<c>analysis-rows</c>, <c>analysis-row-repeated</c>), counts are impossible (<c>analysis-counts-invalid</c>),
    /// or an option is (<c>analysis-confidence-invalid</c>, <c>analysis-target-invalid</c>).</exception>
    public abstract Table Run(Table table, AnalysisOptions options);
}

/// <summary>What every analysis can be told.</summary>
/// <param name="Confidence">Two-sided level between 0 and 1.</param>
public sealed record AnalysisOptions(double Confidence = 0.95)
{
    /// <summary>What a higher rate means. Neutral, marks say higher and lower; else better and worse.</summary>
    public Direction Direction { get; init; }

    /// <summary>Funnels: whether limits allow for true differences between areas.</summary>
    public bool Overdispersion { get; init; }

    /// <summary>The rate compared with, in percent, 0 to 100. Funnels take the rate of all areas where it is null.
    /// </summary>
    public double? Target { get; init; }

    /// <summary>Trends: whether points on both sides of a break of their series are taken together. Else the last
    /// stretch alone; whoever knows the breaks leaves the analysis its rows.</summary>
    public bool AcrossBreaks { get; init; }
}
