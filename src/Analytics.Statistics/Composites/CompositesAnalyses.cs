namespace Analytics.Statistics.Composites;

static class CompositesAnalyses
{
    public static IReadOnlyList<Analysis> All =>
    [
        new NormalisationAnalysis(), new AggregationAnalysis(), new IndexQualityAnalysis(),
        new RankUnderWeightsAnalysis(), new SobolAnalysis(), new AhpAnalysis(), new EntropyWeightsAnalysis(),
        new PcaWeightsAnalysis(), new CompositeIndexAnalysis(), new IndexContributionsAnalysis(),
        new IndexUncertaintyAnalysis(), new IndexSensitivityAnalysis(),
    ];
}
