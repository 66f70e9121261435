using Analytics.Tables;

namespace Analytics.Statistics.Distributions;

// Each value's rank in its case by the usual conventions, and its class of equal size.
sealed class RanksQuintilesAnalysis : CaseAnalysis
{
    public override string Name => "ranks-quintiles";

    public override IReadOnlyList<Input> Inputs => [new("value", ColumnKind.Real, "x", "y")];

    public override IReadOnlyList<Parameter> Parameters =>
        [new("n_quantiles", ParameterKind.Whole, "5") { Min = 1, Max = 1000, Aliases = ["classes"] }];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("rank_min_asc", ColumnKind.Whole), new("rank_avg_asc"), new("rank_max_asc", ColumnKind.Whole),
        new("rank_min_desc", ColumnKind.Whole), new("rank_dense_desc", ColumnKind.Whole),
        new("quantile_lowest_is_1_phe", ColumnKind.Whole),
    ];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        class = k + 1 - ⌈(N + 1 - r) k / N⌉, r the best place in rising order, k classes, at least 1
        """, "Kendall (1945), Biometrika 33:239-251, for ties; Public Health England, PHEindicatormethods, for classes",
        new("""
        value
        10
        20
        20
        40
        """, "n_quantiles=2",
        [
            new(2, "rank_min_asc", "2"), new(2, "rank_avg_asc", "2.5"), new(2, "rank_max_asc", "3"),
            new(2, "rank_min_desc", "2"), new(1, "rank_dense_desc", "3"), new(1, "quantile_lowest_is_1_phe", "1"),
            new(2, "quantile_lowest_is_1_phe", "1"), new(4, "quantile_lowest_is_1_phe", "2"),
        ],
        "By hand: the two 20s take places 2 and 3; their class 3 - ⌈3 · 2/4⌉"));

    protected override void Analyse(Sample sample, Results results)
    {
        var values = sample.RealsOrNull("value");
        var classes = (int)sample.Settings.Whole("n_quantiles");
        var (ranks, quantiles) = (Ranks.Of(values), Ranks.Classes(values, classes));
        for (var i = 0; i < values.Length; i++)
            if (ranks[i] is { } r)
                results.Set(i, [r.MinAscending, r.MeanAscending, r.MaxAscending, r.MinDescending, r.DenseDescending,
                    quantiles[i]], quantiles[i] is null ? "quantile_lowest_is_1_phe=too_few" : null);
            else results.Set(i, new object?[6], "missing");
    }
}
