using Analytics.Statistics.Distributions;

namespace Analytics.Statistics.Intervals;

// Analyses of one and two proportions, rates, benchmarks, quantiles and special functions.
static class IntervalsAnalyses
{
    public static IReadOnlyList<Analysis> All =>
    [
        new SpecialFunctionsAnalysis(),
    ];
}
