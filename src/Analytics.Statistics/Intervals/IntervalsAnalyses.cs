using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Distributions;

namespace Analytics.Statistics.Intervals;

// Analyses of one and two proportions, rates, benchmarks, quantiles and special functions.
static class IntervalsAnalyses
{
    public static IReadOnlyList<Analysis> All =>
    [
        new BenchmarkComparisonAnalysis(), new HeterogeneityTestAnalysis(), new PAdjustAnalysis(),
        new PeriodChangeAnalysis(), new PoissonRateCiAnalysis(), new ProportionCiAnalysis(), new QuantilesAnalysis(),
        new RanksQuintilesAnalysis(), new SpecialFunctionsAnalysis(), new TwoProportionsAnalysis(),
    ];
}
