using Analytics.Tables;

namespace Analytics.Statistics.Ranks;

// Units left out have empty cells, and the others are ranked among themselves.
sealed class RankUncertaintyAnalysis : CaseAnalysis
{
    static readonly double[] Levels = [0.05, 0.95, 0.025, 0.975];

    public override string Name => "rank-uncertainty";

    public override IReadOnlyList<Input> Inputs => RankInputs.All;

    public override IReadOnlyList<Parameter> Parameters => RankInputs.Parameters;

    public override IReadOnlyList<Output> Outputs =>
    [
        new("post_mean"), new("expected_rank"), new("median_rank", ColumnKind.Whole),
        new("rank_lo90", ColumnKind.Whole), new("rank_hi90", ColumnKind.Whole), new("rank_lo95", ColumnKind.Whole),
        new("rank_hi95", ColumnKind.Whole), new("p_top3"), new("p_best"), new("p_worst"),
        new("rank_of_expected_rank", ColumnKind.Whole), new("expected_rank_error"), new("draws", ColumnKind.Whole),
    ];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        rates: independent Beta(α, β); of counts Beta(x + ½, n - x + ½); rank = 1 + how many others are higher;
        up to 64 units P(rank = r) = ∫ f(p) P(r - 1 others above p) dp, above by seeded Monte Carlo;
        quantile ranks: the least r with P(rank ≤ r) at least the level
        """, "Goldstein and Spiegelhalter (1996), JRSS A 159:385-443", new("""
        unit,alpha,beta
        a,2,1
        b,1,1
        """, "",
        [
            new(1, "p_best", "0.66666667"), new(2, "p_best", "0.33333333"), new(1, "expected_rank", "1.33333333"),
            new(2, "median_rank", "2"), new(1, "rank_of_expected_rank", "1"), new(1, "rank_hi95", "2"),
        ], "By hand: P(a above b) = ∫ 2p · p dp = 2/3"));

    protected override void Analyse(Sample sample, Results results)
    {
        var units = RankInputs.Of(Name, sample);
        foreach (var (row, reason) in units.LeftOut) results.Set(row, new object?[Outputs.Count], reason);
        if (units.Distribution(Name, sample) is not { } ranks) return;
        var expected = Enumerable.Range(0, ranks.Count).Select(ranks.Expected).ToArray();
        var sorted = expected.Order().ToArray();
        for (var i = 0; i < ranks.Count; i++)
        {
            var (unit, below) = (i, 0);
            // Mean ranks that differ by rounding alone are equal.
            while (sorted[below] < expected[i] - 1e-9) below++;
            results.Set(units.Rows[i],
            [
                units.Alpha[i] / (units.Alpha[i] + units.Beta[i]), expected[i], ranks.Quantile(i, 0.5),
                .. Levels.Select(p => (object?)ranks.Quantile(unit, p)), ranks.Cdf(i, 3),
                ranks.Cdf(i, 1), ranks.Probability(i, ranks.Count), below + 1, ranks.ExpectedError(i), ranks.Draws ?? 0,
            ]);
        }
    }
}

// All ranks of up to 64 units, else those that were drawn.
sealed class RankDistributionAnalysis : CaseAnalysis
{
    public override string Name => "rank-distribution";

    public override IReadOnlyList<Input> Inputs => RankInputs.All;

    public override IReadOnlyList<Parameter> Parameters => RankInputs.Parameters;

    public override IReadOnlyList<Output> Outputs =>
        [new("unit", ColumnKind.Text), new("rank", ColumnKind.Whole), new("prob")];

    public override ResultShape Shape => ResultShape.Table;

    public override Guide Guide => new("""
        P(rank = r) = ∫ f(p) P(r - 1 others above p) dp, the number above by the Poisson-binomial distribution
        """, "Goldstein and Spiegelhalter (1996), JRSS A 159:385-443", new("""
        unit,alpha,beta
        a,2,1
        b,1,1
        c,1,1
        """, "",
        [
            new(1, "prob", "0.5"), new(2, "prob", "0.25"), new(4, "prob", "0.33333333"),
            new(7, "prob", "0.16666667"), new(7, "unit", "a"), new(7, "rank", "3"),
        ], "By hand, of a: ∫ 2p · p² dp = 1/2, ∫ 2p · 2p(1 - p) dp = 1/3, ∫ 2p (1 - p)² dp = 1/6"));

    protected override void Analyse(Sample sample, Results results)
    {
        var (units, names) = (RankInputs.Of(Name, sample), sample.Names("unit"));
        if (units.Distribution(Name, sample) is { } ranks)
            for (var rank = 1; rank <= ranks.Count; rank++)
                for (var i = 0; i < ranks.Count; i++)
                    if (ranks.Probability(i, rank) is var p && (p > 0 || ranks.Draws is null))
                        results.Add([names[units.Rows[i]], rank, p]);
        foreach (var (row, reason) in units.LeftOut) results.Add([names[row], null, null], reason);
    }
}
