namespace Analytics.Statistics.Trends;

static class TrendsAnalyses
{
    public static IReadOnlyList<Analysis> All =>
    [
        new BinomialTrendAnalysis(), new ChangePointAnalysis(), new DetectableChangeAnalysis(),
        new InterruptedTrendAnalysis(), new MannKendallAnalysis(), new TrendVerdictAnalysis(),
    ];
}
