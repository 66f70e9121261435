using Analytics.Statistics.Units;
using Analytics.Tables;

namespace Analytics.Statistics.Shrinkage;

sealed class ShrinkageBetaBinomialAnalysis : CaseAnalysis
{
    public override string Name => "shrinkage-betabinomial";

    public override IReadOnlyList<Input> Inputs => [Shared.Events, Shared.Trials, Shared.Unit];

    public override IReadOnlyList<Parameter> Parameters => [];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("mom_mu"), new("mom_rho_raw"), new("mom_rho"), new("mom_M", ColumnKind.Scalar),
        new("ml_boundary", ColumnKind.Flag), new("ml_loglik"), new("binomial_loglik"), new("ml_mu"),
        new("ml_M", ColumnKind.Scalar), new("ml_alpha", ColumnKind.Scalar), new("ml_beta", ColumnKind.Scalar),
        new("ml_rho"),
    ];

    public override ResultShape Shape => ResultShape.Long;

    public override Guide Guide => new("""
        x ~ beta-binomial(n, α, β), μ = α/M, M = α + β, ρ = 1/(M + 1);
        moments: ρ = (S - P Q (k - 1))/(P Q (N - Σ n²/N - (k - 1))), S = Σ n (p - P)²
        """, "Kleinman (1973), JASA 68:46-54; Griffiths (1973), Biometrics 29:637-648", new("""
        unit,events,trials
        a,0,2
        b,0,2
        c,2,2
        d,1,2
        """, "",
        [
            new(0, "mom_mu", "0.375"), new(0, "mom_rho_raw", "0.9555556"), new(0, "ml_boundary", "false"),
            new(0, "ml_mu", "0.375"), new(0, "ml_M", "1.142857"), new(0, "ml_rho", "0.4666667"),
        ], "By hand: S = 1.375, (1.375 - 0.703125)/(0.234375 · (8 - 2 - 3)) = 43/45; with n = 2 the share of mixed "
            + "units is 2 μ (1 - μ)(1 - ρ) = 1/4, ρ = 7/15"));

    protected override void Analyse(Sample sample, Results results)
    {
        var units = CountedUnits.Of(Name, sample);
        if (units.Count == 0)
        {
            results.Say("mom_mu", null, reason: "too_few");
            return;
        }
        var fit = BetaBinomial.Of(units.Events, units.Trials);
        var none = fit.MomentRho is null ? fit.Pooled is 0 or 1 ? "no_variation" : "too_few" : null;
        double? rho = fit.MomentRho is { } raw ? Math.Clamp(raw, 0, 1) : null;
        results.Say("mom_mu", fit.Pooled);
        results.Say("mom_rho_raw", fit.MomentRho, reason: none);
        results.Say("mom_rho", rho, reason: none);
        results.Say("mom_M", 1 / rho - 1, reason: none);
        results.Say("ml_boundary", fit.IsBoundary);
        results.Say("ml_loglik", fit.LogLikelihood);
        results.Say("binomial_loglik", fit.BinomialLogLikelihood);
        results.Say("ml_mu", fit.Mean);
        results.Say("ml_M", fit.Size);
        results.Say("ml_alpha", fit.Mean == 0 ? null : fit.Size * fit.Mean, reason: fit.Mean == 0 ? none : null);
        results.Say("ml_beta", fit.Mean == 1 ? null : fit.Size * (1 - fit.Mean), reason: fit.Mean == 1 ? none : null);
        results.Say("ml_rho", fit.Rho);
    }
}

sealed class ShrinkageBetaBinomialUnitsAnalysis : CaseAnalysis
{
    public override string Name => "shrinkage-betabinomial-units";

    public override IReadOnlyList<Input> Inputs => [Shared.Events, Shared.Trials, Shared.Unit];

    public override IReadOnlyList<Parameter> Parameters => [];

    public override IReadOnlyList<Output> Outputs =>
        [new("raw"), new("eb_mean"), new("eb_lo95"), new("eb_hi95"), new("shrink_weight")];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        α, β by maximum likelihood; eb_mean = (α + x)/(α + β + n) = w x/n + (1 - w) μ, w = n/(n + M);
        limits: quantiles of Beta(α + x, β + n - x); without overdispersion all units take the pooled rate
        """, "Efron and Morris (1975), JASA 70:311-319; Griffiths (1973), Biometrics 29:637-648", new("""
        unit,events,trials
        a,0,2
        b,0,2
        c,2,2
        d,1,2
        """, "",
        [
            new(1, "shrink_weight", "0.6363636"), new(1, "eb_mean", "0.1363636"), new(3, "eb_mean", "0.7727273"),
            new(4, "eb_mean", "0.4545455"),
        ], "By hand: μ = 3/8, ρ = 7/15, M = 8/7 (see shrinkage-betabinomial), w = 2/(2 + 8/7) = 7/11"));

    protected override void Analyse(Sample sample, Results results)
    {
        var units = CountedUnits.Of(Name, sample);
        units.SayLeftOut(results, Outputs.Count);
        if (units.Count == 0) return;
        var fit = BetaBinomial.Of(units.Events, units.Trials);
        for (var i = 0; i < units.Count; i++)
        {
            var (x, n) = (units.Events[i], units.Trials[i]);
            var limits = fit.PosteriorInterval(x, n);
            results.Set(units.Rows[i],
                [x / (double)n, fit.PosteriorMean(x, n), limits?.Low, limits?.High, fit.Weight(n)],
                limits is null ? "eb_lo95=pooled; eb_hi95=pooled" : null);
        }
    }
}
