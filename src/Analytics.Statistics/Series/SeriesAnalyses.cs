namespace Analytics.Statistics.Series;

static class SeriesAnalyses
{
    public static IReadOnlyList<Analysis> All => [new Hierarchies.ReconciliationAnalysis(), new SsaAnalysis(), new StlAnalysis()];
}
