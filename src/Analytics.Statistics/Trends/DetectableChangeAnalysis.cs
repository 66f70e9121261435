using Analytics.Tables;

namespace Analytics.Statistics.Trends;

// Each row is a proportion today; `later_trials` is the number it will be compared with, as many unless given.
sealed class DetectableChangeAnalysis : CaseAnalysis
{
    public override string Name => "detectable-change";

    public override IReadOnlyList<Input> Inputs =>
    [
        Shared.Events, TimeAxis.Trials, new("later_trials", ColumnKind.Whole, "n2") { IsOptional = true, Min = 0 },
    ];

    public override IReadOnlyList<Parameter> Parameters => [Shared.Confidence, TimeAxis.Power];

    public override IReadOnlyList<Output> Outputs => [new("lower"), new("higher"), new("fall"), new("rise")];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        |p₂ - p₁| = z₁₋α/₂ √(p̄q̄ (1/n₁ + 1/n₂)) + z_power √(p₁q₁/n₁ + p₂q₂/n₂), solved for p₂
        below and above p₁; p̄ = (n₁p₁ + n₂p₂)/(n₁ + n₂); fall and rise are the differences. No continuity correction
        """, "Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, ch. 4; Fleiss, Tytun "
        + "and Ury (1980), Biometrics 36:343-346", new("x,n\n86,344", "confidence=0.99 power=0.95",
        [new(1, "higher", "0.400"), new(1, "rise", "0.150")],
        "By hand: 25 % against 40 % at 99 % and power 95 % want (2.576 √(2·0.325·0.675) + 1.645 √(0.1875 + 0.24))² / "
            + "0.15² = 343.9, so 344 trials each"));

    protected override void Analyse(Sample sample, Results results)
    {
        var (x, n) = (sample.WholesOrNull("events"), sample.WholesOrNull("trials"));
        var later = sample.WholesOrNull("later_trials");
        var (confidence, power) = (sample.Settings.Number("confidence"), sample.Settings.Number("power"));
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] is not { } events || n[i] is not { } trials)
            {
                results.Set(i, new object?[4], "missing");
                continue;
            }
            if (events < 0 || events > trials)
                throw StatisticsErrors.CountsInvalid(Name, sample.Rows[i] + 1, events, trials);
            if (trials == 0 || later[i] == 0)
            {
                results.Set(i, new object?[4], "no_trials");
                continue;
            }
            var today = events / (double)trials;
            var (lower, higher) = DetectableChange.Between(today, trials, later[i] ?? trials, confidence, power);
            results.Set(i, [lower, higher, today - lower, higher - today], (lower, higher) switch
            {
                (null, null) => "unbounded",
                (null, _) => "lower=unbounded; fall=unbounded",
                (_, null) => "higher=unbounded; rise=unbounded",
                _ => null,
            });
        }
    }
}
