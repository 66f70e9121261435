using Analytics.Tables;

namespace Analytics.Statistics.Trends;

sealed class BinomialTrendAnalysis : CaseAnalysis
{
    static readonly string[] OfLine =
    [
        "intercept", "slope", "slope_se", "wald_z", "wald_p", "loglik", "odds_ratio_per_step", "average_marginal_slope",
        "profile_lo95", "profile_hi95", "slope_lo", "slope_hi",
    ];

    static readonly string[] OfScatter = ["pearson_phi", "quasi_se", "quasi_t", "quasi_p", "quasi_floor1_p"];

    static readonly string[] OfPoints = ["fitted", "pearson_residual", "leverage", "rstandard_pearson"];

    static readonly string[] OfTests =
        ["deviance", "null_deviance", "lr_chi2", "lr_p", "cochran_armitage_chi2", "cochran_armitage_p"];

    public override string Name => "binomial-trend";

    public override IReadOnlyList<Input> Inputs => [Shared.Events, TimeAxis.Trials, .. TimeAxis.Inputs];

    public override IReadOnlyList<Parameter> Parameters => [Shared.Confidence];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("points", ColumnKind.Whole), .. OfTests.Select(key => new Output(key)),
        new("separation", ColumnKind.Flag), .. OfLine.Select(key => new Output(key)),
        .. OfScatter.Select(key => new Output(key)), .. OfPoints.Select(key => new Output(key) { IsIndexed = true }),
        new("fingertips_chi2"), new("fingertips_marker", ColumnKind.Text),
    ];

    public override ResultShape Shape => ResultShape.Long;

    public override bool IsOverTime => true;

    public override Guide Guide => new("""
        logit pᵢ = a + b tᵢ by maximum likelihood; LR = null deviance - deviance; φ = X²/(k - 2)
        quasi: b/(SE √φ) on t with k - 2; floored: φ at least 1, as are slope_lo and slope_hi
        profile: the slopes whose deviance is no more than χ²₁ above the least
        Cochran-Armitage: (Σ tᵢ(xᵢ - nᵢp))² / (pq Σ nᵢ(tᵢ - t̄)²)
        separation: all events before or after all others, so that no finite slope is likeliest
        """, "McCullagh and Nelder (1989), Generalized Linear Models, ch. 4; Armitage (1955), Biometrics 11:375-386; "
        + "Venzon and Moolgavkar (1988), Applied Statistics 37:87-94",
        new("t,x,n\n0,50,100\n1,60,90\n2,80,100", "",
        [
            new(0, "slope", "0.693147"), new(0, "intercept", "0.0"), new(0, "odds_ratio_per_step", "2.0"),
            new(0, "slope_se", "0.158766"), new(0, "deviance", "0.0"), new(0, "pearson_phi", "0.0"),
            new(2, "fitted", "0.66667"),
            new(0, "average_marginal_slope", "0.146074"), new(2, "leverage", "0.33884"),
        ], "By hand: odds 1, 2 and 4 lie on a line with b = ln 2 and a = 0. Weights npq are 25, 20 and 16, so t̄ = "
            + "52/61, Σw(t - t̄)² = 84 - 52²/61 = 39.672 and SE = 1/√39.672; ln 2 (25 + 22.2 + 16)/300"));

    protected override void Analyse(Sample sample, Results results)
    {
        var points = CountSeries.Of(Name, sample);
        var (t, x, n) = (points.Times, points.Events, points.Trials);
        results.Say("points", t.Length);
        if (t.Length < 2)
        {
            foreach (var key in Outputs.Where(o => !o.IsIndexed && o.Name != "points"))
                results.Say(key.Name, null, reason: "too_few");
            return;
        }
        var line = LogisticTrend.Fit(t, x, n);
        SayTests(line, CochranArmitage.Of(t, x, n), results);
        var isUniform = x.All(e => e == 0) || x.Zip(n).All(c => c.First == c.Second);
        results.Say("separation", line.Slope is null && !isUniform);
        if (LogisticDiagnostics.Of(line, t, x, n) is { } found) SayLine(points, line, found, sample.Settings, results);
        else
            foreach (var key in OfLine.Concat(OfScatter))
                results.Say(key, null, reason: isUniform ? "no_variation" : "separation");
        var five = FivePointRule.Of(x, n);
        var short_ = five is null ? "too_few" : null;
        results.Say("fingertips_chi2", five?.ChiSquared, reason: short_);
        results.Say("fingertips_marker", five?.Marker.ToString().ToLowerInvariant(), reason: short_);
    }

    static void SayTests(LogisticTrend line, CochranArmitage test, Results results)
    {
        results.Say("deviance", line.Deviance);
        results.Say("null_deviance", line.NullDeviance);
        results.Say("lr_chi2", Math.Max(0, line.NullDeviance - line.Deviance));
        results.Say("lr_p", line.LikelihoodRatioP);
        results.Say("cochran_armitage_chi2", test.ChiSquared);
        results.Say("cochran_armitage_p", test.P);
    }

    static void SayLine(CountSeries points, LogisticTrend line, LogisticDiagnostics found, Settings settings,
        Results results)
    {
        var (slope, error) = (line.Slope!.Value, line.StandardError!.Value);
        results.Say("intercept", line.Intercept);
        results.Say("slope", slope);
        results.Say("slope_se", error);
        results.Say("wald_z", slope / error);
        results.Say("wald_p", SpecialFunctions.TwoSidedNormalP(slope / error));
        results.Say("loglik", found.LogLikelihood);
        results.Say("odds_ratio_per_step", Math.Exp(slope));
        results.Say("average_marginal_slope", found.AverageMarginalSlope);
        var profile = LogisticDiagnostics.Profile(line, points.Times, points.Events, points.Trials)!.Value;
        results.Say("profile_lo95", profile.Low);
        results.Say("profile_hi95", profile.High);
        SayScatter(line, points.Times.Length - 2, slope, error, settings.Number("confidence"), results);
        for (var i = 0; i < points.Ranks.Length; i++)
        {
            double?[] values = [found.Fitted[i], found.Residuals[i], found.Leverage[i], found.Standardised[i]];
            foreach (var (key, value) in OfPoints.Zip(values))
                results.Say(key, value, points.Ranks[i], value is null ? "no_variation" : null);
        }
        foreach (var rank in points.Skipped)
            foreach (var key in OfPoints) results.Say(key, null, rank, "no_trials");
    }

    static void SayScatter(LogisticTrend line, int freedom, double slope, double error, double confidence,
        Results results)
    {
        if (line.Phi is not { } phi)
        {
            foreach (var key in OfScatter.Concat(["slope_lo", "slope_hi"])) results.Say(key, null, reason: "too_few");
            return;
        }
        // Points on the line but for rounding have no scatter to judge by.
        if (phi < 1e-18) phi = 0;
        var quasi = error * Math.Sqrt(phi);
        results.Say("pearson_phi", phi);
        results.Say("quasi_se", quasi);
        results.Say("quasi_t", phi > 0 ? slope / quasi : null, reason: phi > 0 ? null : "no_variation");
        results.Say("quasi_p", phi > 0 ? SpecialFunctions.TwoSidedStudentP(slope / quasi, freedom) : null,
            reason: phi > 0 ? null : "no_variation");
        results.Say("quasi_floor1_p", line.P);
        var reach = SpecialFunctions.TwoSidedStudent(confidence, freedom) * error * Math.Sqrt(Math.Max(1, phi));
        results.Say("slope_lo", slope - reach);
        results.Say("slope_hi", slope + reach);
    }
}
