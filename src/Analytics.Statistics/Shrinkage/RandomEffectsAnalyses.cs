using Analytics.Statistics.Units;
using Analytics.Tables;

namespace Analytics.Statistics.Shrinkage;

sealed class RandomEffectsAnalysis : CaseAnalysis
{
    static readonly string[] Keys = ["mu", "se", "tau2", "I2"];

    static readonly (string Name, TauMethod Method)[] Methods =
    [
        ("dl", TauMethod.DerSimonianLaird), ("reml", TauMethod.Reml), ("pm", TauMethod.PauleMandel),
        ("ml", TauMethod.MaximumLikelihood),
    ];

    public override string Name => "random-effects";

    public override IReadOnlyList<Input> Inputs => [Shared.Events, Shared.Trials, Shared.Unit];

    public override IReadOnlyList<Parameter> Parameters => [Shared.Confidence];

    public override IReadOnlyList<Output> Outputs =>
    [
        .. Methods.SelectMany(m => Keys.Select(key => new Output($"{m.Name}_{key}"))),
        new("Q"), new("Q_df", ColumnKind.Whole), new("Q_p"), new("reml_pi_lo"), new("reml_pi_hi"),
        new("reml_knha_lo"), new("reml_knha_hi"), new("fe_mu"), new("fe_se"), new("glmm25_beta0"),
        new("glmm25_sigma"), new("glmm25_marginal_loglik"),
    ];

    public override ResultShape Shape => ResultShape.Long;

    public override Guide Guide => new("""
        y = ln(x/(n - x)), v = 1/x + 1/(n - x) (½ added where x is 0 or n); μ = Σ w y/Σ w, w = 1/(v + τ²);
        DL: τ² = max(0, (Q - (k - 1))/(Σ w - Σ w²/Σ w)); PM: Σ w (y - μ)² = k - 1; REML and ML: most likely;
        pi: μ ± z √(se² + τ²); knha: Student's t with k - 1; I²: τ²/(τ² + s²) in percent;
        glmm25: binomial with normal logits, 25 adaptive Gauss-Hermite points
        """, "DerSimonian and Laird (1986), Controlled Clinical Trials 7:177-188; Viechtbauer (2005), Journal of "
            + "Educational and Behavioral Statistics 30:261-293; Knapp and Hartung (2003), Statistics in Medicine "
            + "22:2693-2710", new("""
        unit,events,trials
        a,20,100
        b,80,100
        """, "",
        [
            new(0, "fe_mu", "0"), new(0, "Q", "61.4979858"), new(0, "Q_df", "1"), new(0, "dl_tau2", "3.7811241"),
            new(0, "pm_tau2", "3.7811241"), new(0, "reml_tau2", "3.7811241"), new(0, "ml_tau2", "1.8593121"),
            new(0, "dl_se", "1.3862944"),
        ], "By hand: y = ±ln 4, v = 1/16; Q = 2 · 16 · ln² 4; with equal v τ² = 2 ln² 4 - v for DL, PM and REML, "
            + "ln² 4 - v for ML; se² = (τ² + v)/2 = ln² 4"));

    protected override void Analyse(Sample sample, Results results)
    {
        var units = CountedUnits.Of(Name, sample);
        if (units.Count == 0)
        {
            results.Say("Q_df", null, reason: "too_few");
            return;
        }
        var (y, v) = LogitColumns.Of(units);
        var few = units.Count == 1 ? "too_few" : null;
        var level = sample.Settings.Number("confidence");
        foreach (var (name, method) in Methods)
        {
            var fit = RandomEffects.Of(y, v, method);
            results.Say($"{name}_mu", fit.Mean);
            results.Say($"{name}_se", fit.Error);
            results.Say($"{name}_tau2", fit.Tau2);
            results.Say($"{name}_I2", fit.ISquared, reason: few);
            if (method != TauMethod.Reml) continue;
            var reach = SpecialFunctions.TwoSidedNormal(level) * Math.Sqrt(fit.Error * fit.Error + fit.Tau2);
            results.Say("reml_pi_lo", fit.Mean - reach);
            results.Say("reml_pi_hi", fit.Mean + reach);
            var student = fit.KnappHartungError(y, v) is { } error
                ? error * SpecialFunctions.TwoSidedStudent(level, units.Count - 1) : (double?)null;
            results.Say("reml_knha_lo", fit.Mean - student, reason: few);
            results.Say("reml_knha_hi", fit.Mean + student, reason: few);
        }
        var (q, single) = (RandomEffects.Q(y, v), RandomEffects.Of(y, v, TauMethod.Fixed));
        results.Say("Q", q);
        results.Say("Q_df", units.Count - 1);
        results.Say("Q_p", SpecialFunctions.ChiSquaredUpper(q, units.Count - 1));
        results.Say("fe_mu", single.Mean);
        results.Say("fe_se", single.Error);
        var mixed = BinomialMixed.Of(units.Events, units.Trials);
        var apart = mixed is null ? "separation" : null;
        results.Say("glmm25_beta0", mixed?.Intercept, reason: apart);
        results.Say("glmm25_sigma", mixed?.Sigma, reason: apart);
        results.Say("glmm25_marginal_loglik", mixed?.LogLikelihood, reason: apart);
    }
}

sealed class RandomEffectsUnitsAnalysis : CaseAnalysis
{
    public override string Name => "random-effects-units";

    public override IReadOnlyList<Input> Inputs => [Shared.Events, Shared.Trials, Shared.Unit];

    public override IReadOnlyList<Parameter> Parameters => [];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("logit"), new("var_logit"), new("reml_blup_logit"), new("reml_blup_se"), new("reml_blup_prob"),
        new("glmm_mode"),
    ];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        blup = μ + λ (y - μ), λ = τ²/(τ² + v) by REML, se² = λ v + (1 - λ)² se(μ)²;
        glmm_mode: the most likely deviation from the intercept of the binomial model with normal logits
        """, "Raudenbush and Bryk (1985), Journal of Educational Statistics 10:75-98", new("""
        unit,events,trials
        a,20,100
        b,80,100
        """, "",
        [
            new(1, "logit", "-1.3862944"), new(1, "var_logit", "0.0625"), new(2, "reml_blup_logit", "1.3637523"),
            new(2, "reml_blup_prob", "0.7963689"),
        ], "By hand: τ² = 2 ln² 4 - 1/16, λ = 1 - (1/16)/(2 ln² 4) = 0.9837393; 0.9837393 · ln 4"));

    protected override void Analyse(Sample sample, Results results)
    {
        var units = CountedUnits.Of(Name, sample);
        units.SayLeftOut(results, Outputs.Count);
        if (units.Count == 0) return;
        var (y, v) = LogitColumns.Of(units);
        var (fit, mixed) = (RandomEffects.Of(y, v, TauMethod.Reml), BinomialMixed.Of(units.Events, units.Trials));
        for (var i = 0; i < units.Count; i++)
        {
            var (logit, error) = fit.Predict(y[i], v[i]);
            results.Set(units.Rows[i],
                [y[i], v[i], logit, error, LogitUnits.Rate(logit), mixed?.Mode(units.Events[i], units.Trials[i])],
                mixed is null ? "glmm_mode=separation" : null);
        }
    }
}

static class LogitColumns
{
    public static (double[] Values, double[] Variances) Of(CountedUnits units)
    {
        var (y, v) = (new double[units.Count], new double[units.Count]);
        for (var i = 0; i < y.Length; i++) (y[i], v[i]) = LogitUnits.Of(units.Events[i], units.Trials[i]);
        return (y, v);
    }
}
