using Analytics.Tables;

namespace Analytics.Statistics.Anomalies;

sealed class BetaBinomialPredictiveAnalysis : CaseAnalysis
{
    public override string Name => "betabinomial-predictive";

    public override IReadOnlyList<Input> Inputs =>
    [
        new("past_x", ColumnKind.Whole) { Min = 0 }, new("past_n", ColumnKind.Whole) { Min = 0 },
        new("new_x", ColumnKind.Whole, "events", "x") { Min = 0 },
        new("new_n", ColumnKind.Whole, "trials", "n") { Min = 0, Max = BetaBinomialPredictive.MostTrials },
    ];

    // Jeffreys' prior unless more is known of districts.
    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("prior_a", ParameterKind.Number, "0.5") { Min = 0, IsOpen = true, Aliases = ["alpha"] },
        new("prior_b", ParameterKind.Number, "0.5") { Min = 0, IsOpen = true, Aliases = ["beta"] },
    ];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("pred_mean"), new("pred_sd"), new("p_lower"), new("p_upper"), new("p_mid_two_sided"),
        new("q025", ColumnKind.Whole), new("q975", ColumnKind.Whole), new("q001", ColumnKind.Whole),
        new("q999", ColumnKind.Whole),
    ];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        a = prior_a + past_x, b = prior_b + past_n - past_x; P(X = k) = C(n, k) B(a + k, b + n - k)/B(a, b)
        p_lower = P(X ≤ x), p_upper = P(X ≥ x), two-sided: twice the smaller less half of P(X = x), at most 1
        q025: the least k with P(X ≤ k) ≥ 0.025, and so on
        """, "Gelman, Carlin, Stern, Dunson, Vehtari and Rubin (2013), Bayesian Data Analysis, 2.4 and 5.3", new("""
        past_x,past_n,new_x,new_n
        0,0,9,9
        1,1,2,2
        """, "prior_a=1 prior_b=1",
        [
            new(1, "pred_mean", "4.5"), new(1, "p_upper", "0.1"), new(1, "p_lower", "1"),
            new(1, "p_mid_two_sided", "0.1"), new(1, "q025", "0"), new(1, "q975", "9"),
            new(2, "pred_mean", "1.33333"), new(2, "p_upper", "0.5"), new(2, "pred_sd", "0.745356"),
        ], "By hand: after a flat prior 0 to 9 are equally likely; after one event of one 0, 1, 2 are as 1 : 2 : 3"));

    protected override void Analyse(Sample sample, Results results)
    {
        var (pastX, pastN) = sample.CountsOf("past_x", "past_n", 0);
        var (newX, newN) = (sample.WholesOrNull("new_x"), sample.WholesOrNull("new_n"));
        for (var i = 0; i < sample.Count; i++)
        {
            if (newX[i] > newN[i])
                throw StatisticsErrors.CountsInvalid(Name, sample.Rows[i] + 1, newX[i]!.Value, newN[i]!.Value);
            if (newN[i] is not (> 0 and var n))
            {
                results.Set(i, new object?[9], newN[i] is 0 ? "no_trials" : "missing");
                continue;
            }
            var ahead = new BetaBinomialPredictive(sample.Settings.Number("prior_a") + pastX[i],
                sample.Settings.Number("prior_b") + pastN[i] - pastX[i], n);
            object?[] tails = newX[i] is { } x ? [ahead.Lower(x), ahead.Upper(x), ahead.TwoSidedMidP(x)]
                : new object?[3];
            results.Set(i, [
                ahead.Mean, ahead.Deviation, .. tails, ahead.Quantile(0.025), ahead.Quantile(0.975),
                ahead.Quantile(0.001), ahead.Quantile(0.999),
            ], newX[i] is null ? "p_lower=missing; p_upper=missing; p_mid_two_sided=missing" : null);
        }
    }
}
