namespace Analytics.Statistics.Series;

static class SeriesAnalyses
{
    public static IReadOnlyList<Analysis> All => [new SsaAnalysis(), new StlAnalysis()];
}
