using Analytics.Tables;

namespace Analytics.Statistics.Comparisons;

// Whether the rates of a case's units differ at all, as keys.
sealed class HeterogeneityTestAnalysis : CaseAnalysis
{
    public override string Name => "heterogeneity-test";

    public override IReadOnlyList<Input> Inputs => [Shared.Events, Shared.Trials];

    public override IReadOnlyList<Parameter> Parameters => [Shared.Confidence];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("chi2"), new("df", ColumnKind.Whole), new("p"), new("phi_pearson"), new("deviance"), new("p_deviance"),
        new("i2_pearson"), new("units", ColumnKind.Whole), new("pooled"), new("within_chance", ColumnKind.Flag),
    ];

    public override ResultShape Shape => ResultShape.Long;

    public override Guide Guide => new("""
        X² = Σ (x - nP)² / (n P (1 - P)), P all events over all trials; φ = X²/df; I² = max(0, (X² - df)/X²);
        deviance 2 Σ (x ln(x/nP) + (n - x) ln((n - x)/(n - nP))); within chance: p of X² at least 1 - confidence
        """, "Higgins and Thompson (2002), Statistics in Medicine 21:1539-1558", new("""
        events,trials
        60,100
        30,100
        """, "",
        [
            new(0, "chi2", "18.181818"), new(0, "df", "1"), new(0, "pooled", "0.45"), new(0, "i2_pearson", "0.945"),
            new(0, "within_chance", "false"),
        ],
        "By hand: 2 · 15² / (100 · 0.45 · 0.55)"));

    protected override void Analyse(Sample sample, Results results)
    {
        var counted = Counted.Of(Name, sample).Where(c => c.Reason is null).ToArray();
        if (counted.Length < 2)
        {
            results.Say("units", counted.Length);
            foreach (var key in Outputs.Where(o => o.Name != "units")) results.Say(key.Name, null, null, "too_few");
            return;
        }
        long[] events = [.. counted.Select(c => c.Events)], trials = [.. counted.Select(c => c.Trials)];
        var h = Heterogeneity.Of(events, trials);
        results.Say("chi2", h.ChiSquared);
        results.Say("df", h.Freedom);
        results.Say("p", h.P);
        results.Say("phi_pearson", h.Phi, reason: h.Phi is null ? "too_few" : null);
        results.Say("deviance", h.Deviance);
        results.Say("p_deviance", h.DevianceP);
        results.Say("i2_pearson", h.ISquared);
        results.Say("units", counted.Length);
        results.Say("pooled", Heterogeneity.Pooled(events, trials));
        results.Say("within_chance", h.P >= 1 - sample.Settings.Number("confidence"));
    }
}
