using Analytics.Statistics.Intervals;
using Analytics.Tables;

namespace Analytics.Statistics.Comparisons;

// Two proportions a row: their difference, ratio and odds ratio by all methods, and the tests.
sealed class TwoProportionsAnalysis : CaseAnalysis
{
    static readonly string[] Katz = ["rr_katz_lo", "rr_katz_hi"], Woolf = ["or_woolf_lo", "or_woolf_hi"],
        Chi = ["z_pooled", "chi2", "p_chi2", "p_chi2_yates"];

    public override string Name => "two-proportions";

    public override IReadOnlyList<Input> Inputs =>
    [
        new("x1", ColumnKind.Whole, "events1", "events_1") { Min = 0 },
        new("n1", ColumnKind.Whole, "trials1", "trials_1") { Min = 0 },
        new("x2", ColumnKind.Whole, "events2", "events_2") { Min = 0 },
        new("n2", ColumnKind.Whole, "trials2", "trials_2") { Min = 0 }, RowConfidence.Input,
    ];

    public override IReadOnlyList<Parameter> Parameters =>
    [
        // R's, so that the numbers are those of fisher.test; 0 for all digits.
        Shared.Confidence, new("root_tolerance", ParameterKind.Number, "0.0001220703125") { Min = 0, Max = 0.01 },
    ];

    protected override bool VariesByRow(string parameter) => parameter == "confidence";

    public override IReadOnlyList<Output> Outputs =>
    [
        new("p1"), new("p2"), new("diff"), new("newcombe_lo"), new("newcombe_hi"), new("mn_lo"), new("mn_hi"),
        new("mee_lo"), new("mee_hi"), new("agresti_caffo_lo"), new("agresti_caffo_hi"),
        new("rr", ColumnKind.Scalar), new("rr_katz_lo"), new("rr_katz_hi"), new("or", ColumnKind.Scalar),
        new("or_woolf_lo"), new("or_woolf_hi"), new("or_haldane"), new("or_haldane_lo"), new("or_haldane_hi"),
        new("or_cmle", ColumnKind.Scalar), new("or_exact_lo"), new("or_exact_hi", ColumnKind.Scalar),
        new("z_pooled"), new("chi2"), new("p_chi2"), new("p_chi2_yates"), new("p_fisher"), new("p_fisher_midp"),
    ];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        Newcombe: d ± √(distances of p₁ and p₂ from their Wilson limits, squared and added);
        Miettinen-Nurminen, Mee: the Δ with |d - Δ| = z √V(Δ), V at the likeliest p₁ and p₂ that differ by Δ;
        Katz: ln RR ± z √(1/x₁ - 1/n₁ + 1/x₂ - 1/n₂); Woolf: ln OR ± z √(1/a + 1/b + 1/c + 1/d);
        exact OR: α/2 in each tail of the noncentral hypergeometric distribution;
        z = d / √(P (1 - P)(1/n₁ + 1/n₂)); Fisher: all tables no likelier than the one found
        """, "Newcombe (1998), Statistics in Medicine 17:873-890; Miettinen and Nurminen (1985), Statistics in " +
            "Medicine 4:213-226; Fisher (1935), The Design of Experiments", new("""
        x1,n1,x2,n2
        56,70,48,80
        9,10,3,10
        3,4,1,4
        """, "",
        [
            new(1, "newcombe_lo", "0.0524"), new(1, "newcombe_hi", "0.3339"), new(1, "mee_lo", "0.0533"),
            new(1, "mee_hi", "0.3377"), new(1, "mn_lo", "0.0528"), new(1, "mn_hi", "0.3382"),
            new(2, "newcombe_lo", "0.1705"), new(2, "newcombe_hi", "0.8090"), new(2, "mn_lo", "0.1700"),
            new(2, "mn_hi", "0.8406"), new(3, "p_fisher", "0.4857143"), new(3, "p_fisher_midp", "0.2571429"),
            new(3, "or", "9"), new(3, "z_pooled", "1.414214"),
        ],
        "Newcombe (1998), table II, contrasts a and c; a lady tasting tea by hand: 34/70, 18/70 with ties at half"));

    protected override void Analyse(Sample sample, Results results)
    {
        var levels = RowConfidence.Of(sample);
        long?[] x1 = sample.WholesOrNull("x1"), n1 = sample.WholesOrNull("n1"), x2 = sample.WholesOrNull("x2"),
            n2 = sample.WholesOrNull("n2");
        for (var i = 0; i < sample.Count; i++)
        {
            var reason = CountReason.Of(Name, sample, i, x1[i], n1[i]) ?? CountReason.Of(Name, sample, i, x2[i], n2[i]);
            if (reason is null) Set(results, i, x1[i]!.Value, n1[i]!.Value, x2[i]!.Value, n2[i]!.Value, levels[i],
                sample.Settings.Number("root_tolerance"));
            else results.Set(i, new object?[Outputs.Count], reason);
        }
    }

    static void Set(Results results, int row, long x1, long n1, long x2, long n2, double level,
        double tolerance)
    {
        var (p1, p2) = (x1 / (double)n1, x2 / (double)n2);
        var newcombe = Newcombe.Interval(x1, n1, x2, n2, level);
        var nurminen = ScoreDifference.MiettinenNurminen(x1, n1, x2, n2, level);
        var mee = ScoreDifference.Mee(x1, n1, x2, n2, level);
        var caffo = AgrestiCaffo.Interval(x1, n1, x2, n2, level);
        var risk = RiskRatio.Katz(x1, n1, x2, n2, level);
        var odds = OddsRatio.Woolf(x1, n1, x2, n2, level);
        var haldane = OddsRatio.Haldane(x1, n1, x2, n2, level);
        var exact = OddsRatio.Exact(x1, n1, x2, n2, level, tolerance);
        var z = TwoProportions.Test(x1, n1, x2, n2).Z;
        results.Set(row,
        [
            p1, p2, p1 - p2, newcombe.Low, newcombe.High, nurminen.Low, nurminen.High, mee.Low, mee.High,
            caffo.Low, caffo.High, risk.Value, risk.Interval?.Low, risk.Interval?.High, odds.Value,
            odds.Interval?.Low, odds.Interval?.High, haldane.Value, haldane.Interval?.Low, haldane.Interval?.High,
            exact.Value, exact.Interval?.Low, exact.Interval?.High, z, z * z,
            z is null ? null : SpecialFunctions.TwoSidedNormalP(z.Value), TwoProportions.YatesP(x1, n1, x2, n2),
            TwoProportions.FisherP(x1, n1, x2, n2), TwoProportions.FisherMidP(x1, n1, x2, n2),
        ], Reasons.Of(
            (risk.Value is null ? "zero_base" : null, ["rr"]), (risk.Interval is null ? "zero_cell" : null, Katz),
            (odds.Value is null ? "zero_base" : null, ["or"]), (odds.Interval is null ? "zero_cell" : null, Woolf),
            (exact.Value is null ? "no_variation" : null, ["or_cmle"]), (z is null ? "no_variation" : null, Chi)));
    }
}
