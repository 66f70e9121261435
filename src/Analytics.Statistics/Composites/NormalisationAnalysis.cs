using Analytics.Tables;

namespace Analytics.Statistics.Composites;

// One indicator on all scales that are in use.
sealed class NormalisationAnalysis : CaseAnalysis
{
    public override string Name => "normalisation";

    public override IReadOnlyList<Input> Inputs =>
        [new("x", ColumnKind.Real, "value", "y") { Min = -IndexSheet.Most, Max = IndexSheet.Most }];

    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("direction", ParameterKind.Word, "1") { Choices = ["1", "-1", "higher_better", "lower_better"] },
        new("goalpost_low", ParameterKind.Number, "0.2"), new("goalpost_high", ParameterKind.Number, "0.9"),
        new("reference_row", ParameterKind.Whole, "1") { Min = 1 },
    ];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("minmax_0_100"), new("minmax_1_100"), new("zscore"), new("zscore_100_10"), new("prank"),
        new("rank_asc_min", ColumnKind.Whole), new("borda", ColumnKind.Whole), new("dist2max"), new("fracmax"),
        new("dist2ref_idx1"), new("goalpost_20_90"), new("scaled_0_1_100"),
    ];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        y = x, or -x where lower is better; minmax: 100 (y - min)/(max - min), or 1 + 99 of it; z: (y - mean)/sd,
        100 + 10 z; prank: (rank - 1)/(n - 1); borda: rank - 1, ties at the least rank; dist2max: (y - min)/(max - min);
        fracmax: x/max, where higher is better; dist2ref: (y - min)/(ref - min), at most 1;
        goalpost: 100 (x - low)/(high - low) within 0 to 100, mirrored where lower is better; scaled: 100 x or
        100 (1 - x)
        """, "OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 5", new("""
        unit,x
        a,0.2
        b,0.4
        c,0.6
        """, "",
        [
            new(2, "minmax_0_100", "50.00"), new(2, "minmax_1_100", "50.5"), new(3, "zscore", "1.0000"),
            new(1, "zscore_100_10", "90.00"), new(2, "prank", "0.5"), new(3, "borda", "2"), new(1, "fracmax", "0.333"),
            new(2, "goalpost_20_90", "28.571"), new(3, "scaled_0_1_100", "60.00"),
        ], "By hand: mean 0.4, standard deviation 0.2; (0.4 - 0.2)/0.7"));

    protected override void Analyse(Sample sample, Results results)
    {
        var x = sample.RealsOrNull("x");
        var lower = sample.Settings.Word("direction") is "-1" or "lower_better";
        var (low, high) = (sample.Settings.Number("goalpost_low"), sample.Settings.Number("goalpost_high"));
        if (high <= low) throw StatisticsErrors.Unsuitable(Name, sample.Rows[0] + 1, "index-goalposts");
        var y = Normalisation.Directed(x, lower);
        var (hundred, z) = (Normalisation.MinMax(x, lower), Normalisation.ZScores(x, lower));
        var (shares, ranks) = (Normalisation.PercentRanks(x, lower), Ranks.Ascending(y));
        var posts = Normalisation.Goalposts(x, low, high, lower);
        var reference = sample.Settings.Whole("reference_row") is var row && row <= x.Length ? y[row - 1] : null;
        var (least, most) = (y.Min(), y.Max());
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] is not { } value)
            {
                results.Set(i, new object?[Outputs.Count], "missing");
                continue;
            }
            var why = new List<string>();
            if (hundred is null) why.AddRange(Of("constant", "minmax_0_100", "minmax_1_100", "zscore", "zscore_100_10",
                "dist2max"));
            if (shares is null) why.AddRange(Of("too_few", "prank"));
            double? fraction = lower || most == 0 || !double.IsFinite(value / most!.Value) ? null : value / most;
            if (fraction is null) why.AddRange(Of(lower ? "not_applicable" : "zero_base", "fracmax"));
            double? toReference = reference > least
                ? Math.Min(1, (y[i]!.Value - least.Value) / (reference.Value - least.Value)) : null;
            if (toReference is null) why.AddRange(Of(reference is null ? "missing" : "zero_base", "dist2ref_idx1"));
            results.Set(i, [hundred?[i], hundred is null ? null : 1 + 0.99 * hundred[i], z?[i], 100 + 10 * z?[i],
                shares?[i], ranks[i], ranks[i] - 1, hundred?[i] / 100, fraction, toReference, posts[i],
                100 * (lower ? 1 - value : value)], why.Count == 0 ? null : string.Join("; ", why));
        }

        static IEnumerable<string> Of(string reason, params string[] columns) => columns.Select(c => $"{c}={reason}");
    }
}
