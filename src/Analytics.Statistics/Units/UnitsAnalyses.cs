using Analytics.Statistics.Funnels;
using Analytics.Statistics.Ranks;
using Analytics.Statistics.Shrinkage;

namespace Analytics.Statistics.Units;

static class UnitsAnalyses
{
    public static IReadOnlyList<Analysis> All =>
    [
        new ComparisonPageAnalysis(),
        new FunnelProportionAnalysis(),
        new FunnelRatioAnalysis(),
        new FunnelSummaryAnalysis(),
        new PairwiseTestsAnalysis(),
        new RandomEffectsAnalysis(),
        new RandomEffectsUnitsAnalysis(),
        new RankConfidenceSetsAnalysis(),
        new RankDistributionAnalysis(),
        new RankUncertaintyAnalysis(),
        new ShrinkageBetaBinomialAnalysis(),
        new ShrinkageBetaBinomialUnitsAnalysis(),
    ];
}
