namespace Analytics.Statistics.ControlCharts;

static class ControlChartsAnalyses
{
    public static IReadOnlyList<Analysis> All => [new PChartAnalysis(), new XmRAnalysis()];
}
