using Analytics.Statistics.Funnels;
using Analytics.Statistics.Ranks;
using Analytics.Statistics.Shrinkage;

namespace Analytics.Statistics.Units;

static class UnitsAnalyses
{
    public static IReadOnlyList<Analysis> All =>
    [
        new ComparisonPageAnalysis(), new FunnelProportionAnalysis(), new FunnelRatioAnalysis(),
        new FunnelSummaryAnalysis(), new PairwiseTestsAnalysis(), new RankConfidenceSetsAnalysis(), new RankDistributionAnalysis(),
        new RandomEffectsAnalysis(), new RandomEffectsUnitsAnalysis(), new RankUncertaintyAnalysis(),
        new ShrinkageBetaBinomialAnalysis(), new ShrinkageBetaBinomialUnitsAnalysis(),
    ];
}
