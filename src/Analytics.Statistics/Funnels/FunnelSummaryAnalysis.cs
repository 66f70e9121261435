using Analytics.Statistics.Units;
using Analytics.Tables;

namespace Analytics.Statistics.Funnels;

// Cases with events and trials are proportions, those with observed and expected counts ratios.
sealed class FunnelSummaryAnalysis : CaseAnalysis
{
    public override string Name => "funnel-summary";

    public override IReadOnlyList<Input> Inputs =>
    [
        Shared.Events with { IsOptional = true }, Shared.Trials with { IsOptional = true },
        FunnelParameters.Observed with { IsOptional = true }, FunnelParameters.Expected with { IsOptional = true },
        Shared.Unit,
    ];

    public override IReadOnlyList<Parameter> Parameters =>
        [FunnelParameters.Benchmark, FunnelParameters.Trim, FunnelParameters.Method];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("winsor_consistency_c"), new("tau2_consistent_dl"), new("tau2_robust_pm"), new("target"),
        new("k", ColumnKind.Whole), new("trim"), new("winsor_lo"), new("winsor_hi"), new("phi_arcsine"),
        new("tau2_arcsine"), new("phi_score_winsorised"), new("phi_score_raw"), new("phi"), new("tau2"),
        new("n_used", ColumnKind.Whole),
    ];

    public override ResultShape Shape => ResultShape.Long;

    public override Guide Guide => new("""
        φ = Σ z²/k of winsorised z; τ² = max(0, (k φ - (k - 1))/(Σ w - Σ w²/Σ w)); c = (1 - 2t) - 2a φ(a) + 2t a²;
        tau2_robust_pm solves mean(W(z(τ²))²)/c = (k - 1)/k; ratios: see funnel-ratio
        """, "Spiegelhalter (2005), Quality and Safety in Health Care 14:347-351; Paule and Mandel (1982), Journal of "
            + "Research of the National Bureau of Standards 87:377-385", new("""
        unit,events,trials
        a,30,100
        b,50,100
        c,70,100
        """, "trim=0",
        [
            new(0, "target", "0.5"), new(0, "winsor_consistency_c", "1"), new(0, "phi_score_raw", "10.6666667"),
            new(0, "phi_arcsine", "11.289741"), new(0, "tau2_arcsine", "0.0398365"),
        ], "By hand: z = ±4, φ = 32/3; arcsine z = ±4.115168, τ² = (3 φ - 2)/(1200 - 400)"));

    protected override void Analyse(Sample sample, Results results)
    {
        if (sample.RealsOrNull("observed").All(value => value is null)) Proportions(sample, results);
        else Ratios(sample, results);
    }

    void Proportions(Sample sample, Results results)
    {
        foreach (var column in new[] { "events", "trials" })
            if (!sample.Has(column)) throw StatisticsErrors.CellEmpty(Name, sample.Rows[0] + 1, column);
        var units = CountedUnits.Of(Name, sample);
        var trim = sample.Settings.Number("trim");
        results.Say("k", units.Count);
        results.Say("trim", trim);
        if (units.Count == 0)
        {
            results.Say("target", null, reason: "too_few");
            return;
        }
        var found = FunnelDispersion.Of(units.Events, units.Trials, sample.Settings.NumberOrNull("benchmark"), trim);
        var score = found.PhiScore is null ? "no_variation" : null;
        results.Say("winsor_consistency_c", found.Consistency);
        results.Say("tau2_consistent_dl", found.Tau2Consistent);
        results.Say("tau2_robust_pm", found.Tau2Robust);
        results.Say("target", found.Target);
        results.Say("winsor_lo", found.WinsorLow);
        results.Say("winsor_hi", found.WinsorHigh);
        results.Say("phi_arcsine", found.Phi);
        results.Say("tau2_arcsine", found.Tau2);
        results.Say("phi_score_winsorised", found.PhiScore, reason: score);
        results.Say("phi_score_raw", found.PhiScoreRaw, reason: score);
    }

    static void Ratios(Sample sample, Results results)
    {
        var method = FunnelParameters.MethodOf(sample.Settings);
        var (units, trim) = (RatioUnits.Of(sample, method), sample.Settings.Number("trim"));
        if (units.Rows.Length == 0)
        {
            results.Say("phi", null, reason: "too_few");
            return;
        }
        var funnel = RatioFunnel.Of(units.Observed, units.Expected, method, trim);
        results.Say("phi", funnel.Phi, reason: funnel.Phi is null ? "too_few" : null);
        results.Say("tau2", funnel.Tau2);
        results.Say("n_used", funnel.Used);
        results.Say("trim", trim);
    }
}
