namespace Analytics.Statistics.Anomalies;

static class AnomaliesAnalyses
{
    public static IReadOnlyList<Analysis> All =>
    [
        new AnomalyPointsAnalysis(), new AnomalySummaryAnalysis(), new BetaBinomialPredictiveAnalysis(),
        new CusumAnalysis(), new EwmaAnalysis(), new PanelAnomaliesAnalysis(),
    ];
}
