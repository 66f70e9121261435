using Analytics.Tables;

namespace Analytics.Statistics.Comparisons;

// p values of one case adjusted for their number, by six methods.
sealed class PAdjustAnalysis : CaseAnalysis
{
    static readonly (string Name, Func<IReadOnlyList<double?>, double?[]> Of)[] Methods =
    [
        ("bonferroni", AdjustedP.Bonferroni), ("holm", AdjustedP.Holm), ("hochberg", AdjustedP.Hochberg),
        ("hommel", AdjustedP.Hommel), ("BH", AdjustedP.BenjaminiHochberg), ("BY", AdjustedP.BenjaminiYekutieli),
    ];

    public override string Name => "p-adjust";

    public override IReadOnlyList<Input> Inputs => [new("p", ColumnKind.Real, "p_value") { Min = 0, Max = 1 }];

    public override IReadOnlyList<Parameter> Parameters => [];

    public override IReadOnlyList<Output> Outputs => [.. Methods.Select(m => new Output(m.Name))];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        of m p's, p₍ᵢ₎ the i-th smallest: Bonferroni m p; Holm max over j ≤ i of (m - j + 1) p₍ⱼ₎;
        Hochberg min over j ≥ i of (m - j + 1) p₍ⱼ₎; Hommel by Simes tests of all subsets;
        BH min over j ≥ i of (m/j) p₍ⱼ₎; BY that times 1 + 1/2 + … + 1/m; none above 1
        """, "Holm (1979), Scandinavian Journal of Statistics 6:65-70; Benjamini and Hochberg (1995), JRSS B " +
            "57:289-300; Wright (1992), Biometrics 48:1005-1013", new("""
        p
        0.01
        0.02
        0.03
        """, "",
        [
            new(1, "bonferroni", "0.03"), new(2, "bonferroni", "0.06"), new(1, "holm", "0.03"),
            new(2, "holm", "0.04"), new(3, "holm", "0.04"), new(1, "hochberg", "0.03"), new(2, "hochberg", "0.03"),
            new(1, "hommel", "0.03"), new(1, "BH", "0.03"), new(1, "BY", "0.055"),
        ],
        "By hand: BY 3 · 0.01 · 11/6"));

    protected override void Analyse(Sample sample, Results results)
    {
        var p = sample.RealsOrNull("p");
        var found = Methods.Select(m => m.Of(p)).ToArray();
        for (var i = 0; i < p.Length; i++)
            results.Set(i, [.. found.Select(adjusted => (object?)adjusted[i])], p[i] is null ? "missing" : null);
    }
}
