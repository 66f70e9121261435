using Analytics.Statistics.Agreements;

namespace Analytics.Statistics.Surveys;

static class SurveyAnalyses
{
    public static IReadOnlyList<Analysis> All => [new AgreementAnalysis(), new SurveyAnalysis()];
}
