namespace Analytics.Statistics.Forecasts;

static class ForecastsAnalyses
{
    public static IReadOnlyList<Analysis> All =>
        [new ForecastAnalysis(), new ForecastRateAnalysis(), new ForecastScoresAnalysis()];
}
