namespace Analytics.Statistics.Series;

static class SeriesAnalyses
{
    public static IReadOnlyList<Analysis> All =>
    [
        new Backtests.BacktestAnalysis(), new Backtests.CalibratedForecastAnalysis(),
        new Hierarchies.ReconciliationAnalysis(), new SsaAnalysis(), new StlAnalysis(),
    ];
}
