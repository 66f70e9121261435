using Analytics.Statistics.Anomalies;
using Analytics.Statistics.Comparisons;
using Analytics.Statistics.ControlCharts;
using Analytics.Statistics.Decompositions;
using Analytics.Statistics.Composites;
using Analytics.Statistics.Forecasts;
using Analytics.Statistics.Funnels;
using Analytics.Statistics.Intervals;
using Analytics.Statistics.Series;
using Analytics.Statistics.Surveys;
using Analytics.Statistics.Trends;

namespace Analytics.Statistics;

/// <summary>The catalog of analyses.</summary>
public static class Analyses
{
    /// <summary>Every analysis, in order of name.</summary>
    public static IReadOnlyList<Analysis> All { get; } =
    [
        .. new IReadOnlyList<Analysis>[]
        {
            [
                new AgainstRestAnalysis(), new AgainstTargetAnalysis(), new ClopperPearsonAnalysis(),
                new FunnelAnalysis(), new HeterogeneityAnalysis(), new NewcombeAnalysis(), new TrendAnalysis(),
                new WilsonAnalysis(),
            ],
            // One line a branch.
            IntervalsAnalyses.All,
            Units.UnitsAnalyses.All,
            ControlChartsAnalyses.All, TrendsAnalyses.All,
            SeriesAnalyses.All,
            AnomaliesAnalyses.All, DecompositionsAnalyses.All,
            CompositesAnalyses.All,
            SurveyAnalyses.All,
            ForecastsAnalyses.All,
        }.SelectMany(branch => branch).OrderBy(analysis => analysis.Name, StringComparer.Ordinal),
    ];

    /// <summary>The analysis of a name.</summary>
    /// <exception cref="Tables.AnalyticsException"><c>analysis-unknown</c>, with the nearest name and those known.
    /// </exception>
    public static Analysis Named(string name) =>
        All.FirstOrDefault(a => a.Name == name) ?? throw StatisticsErrors.AnalysisUnknown(name);
}
