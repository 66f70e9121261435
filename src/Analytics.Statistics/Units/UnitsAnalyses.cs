using Analytics.Statistics.Funnels;
using Analytics.Statistics.Ranks;

namespace Analytics.Statistics.Units;

static class UnitsAnalyses
{
    public static IReadOnlyList<Analysis> All =>
    [
        new FunnelProportionAnalysis(), new FunnelRatioAnalysis(), new FunnelSummaryAnalysis(),
        new RankDistributionAnalysis(), new RankUncertaintyAnalysis(),
    ];
}
