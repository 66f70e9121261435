using Analytics.Tables;

namespace Analytics.Statistics.Trends;

sealed class InterruptedTrendAnalysis : CaseAnalysis
{
    static readonly string[] Numbers =
    [
        "level_change", "level_odds_ratio", "level_se", "level_p", "level_lo", "level_hi", "slope_before",
        "slope_after", "slope_change", "slope_se", "slope_p", "slope_lo", "slope_hi", "phi", "deviance",
    ];

    public override string Name => "interrupted-trend";

    public override IReadOnlyList<Input> Inputs => [Shared.Events, TimeAxis.Trials, .. TimeAxis.Inputs];

    public override IReadOnlyList<Parameter> Parameters =>
        [Shared.Confidence, new("interventions", ParameterKind.Word) { Aliases = ["intervention"] }];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("intervention"), new("points_before", ColumnKind.Whole), new("points_after", ColumnKind.Whole),
        .. Numbers.Select(name => new Output(name)), new("freedom", ColumnKind.Whole),
    ];

    public override ResultShape Shape => ResultShape.Table;

    public override bool IsOverTime => true;

    public override Guide Guide => new("""
        logit p(t) = a + b t + Σ_k (d_k + g_k (t - T_k)) [t >= T_k], T_k the times of the interventions
        level_change d_k: jump at T_k against the line before; slope_change g_k
        Standard errors times √max(1, φ); Student's t
        """, "Wagner, Soumerai, Zhang and Ross-Degnan (2002), Journal of Clinical Pharmacy and Therapeutics "
        + "27:299-309; Bernal, Cummins and Gasparrini (2017), International Journal of Epidemiology 46:348-355",
        new("t,x,n\n1,50,100\n2,50,100\n3,50,100\n4,60,90\n5,60,90\n6,60,90", "interventions=4",
        [
            new(1, "level_change", "0.693147"), new(1, "level_odds_ratio", "2.0"), new(1, "level_se", "0.367423"),
            new(1, "slope_before", "0.0"), new(1, "slope_change", "0.0"), new(1, "slope_se", "0.212132"),
            new(1, "freedom", "2"),
        ], "By hand: odds 1 before and 2 after, so ln 2. Weights npq are 25 and 20; at time 4 the first line is 2 "
            + "from its middle, the second 1: 1/75 + 4/50 + 1/60 + 1/40 = 0.135, and for the "
            + "slopes 1/50 + 1/40 = 0.045"));

    protected override void Analyse(Sample sample, Results results)
    {
        var interventions = TimeAxis.Instants(Name, "interventions", sample.Settings.Word("interventions"));
        var points = CountSeries.Of(Name, sample);
        if (points.Times.Length < 2)
        {
            foreach (var time in interventions)
                results.Add([time, .. new object?[Outputs.Count - 1]], "too_few");
            return;
        }
        var found = InterruptedTrend.Of(points.Times, points.Events, points.Trials, interventions,
            sample.Settings.Number("confidence"));
        foreach (var effect in found.Effects)
        {
            var (level, slope) = (effect.Level, effect.Slope);
            results.Add(
            [
                effect.Time, effect.PointsBefore, effect.PointsAfter, level?.Estimate, Ratio(level?.Estimate),
                level?.StandardError, level?.P, level?.Interval?.Low, level?.Interval?.High, effect.SlopeBefore,
                effect.SlopeBefore + (slope?.Estimate ?? 0), slope?.Estimate, slope?.StandardError, slope?.P,
                slope?.Interval?.Low, slope?.Interval?.High, found.Phi, found.Deviance, found.Freedom,
            ], found.IsSeparated ? "separation" : level is null || found.Freedom == 0 ? "too_few"
                : slope is null ? "slope_change=too_few" : null);
        }
    }

    static double? Ratio(double? log) => log is { } at && double.IsFinite(Math.Exp(at)) ? Math.Exp(at) : null;
}
