using Analytics.Tables;

namespace Analytics.Statistics.Composites;

// How far ranks hold when counts, weights, scales and averages might have been others.
sealed class IndexUncertaintyAnalysis : IndexAnalysis
{
    public override string Name => "index-uncertainty";

    public override IReadOnlyList<Parameter> Parameters =>
    [
        .. Choices, .. Variations("sampling,weights,normalisation,aggregation", "1000", 10_000), .. Alternatives,
        new("top", ParameterKind.Whole, "3") { Min = 1, Max = int.MaxValue },
    ];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("unit", ColumnKind.Text), new("nominal_score"), new("nominal_rank", ColumnKind.Whole), new("mean_rank"),
        new("median_rank"), new("rank_q05"), new("rank_q95"), new("p_top"), new("mean_score"), new("sd_score"),
        new("mean_shift"), new("average_shift"),
    ];

    public override Guide Guide => new("""
        each run draws what varies: proportions from Beta(x + ½, n - x + ½) and values with se from the normal; weights
        times 1 ± weight_spread, or Dirichlet(concentration · w); one of the normalisations; one of the aggregations;
        over the runs: mean, median, 5 % and 95 % quantile (type 7) of the rank, share of runs within the top, mean and
        standard deviation of the score, mean |rank - nominal rank| of the unit, and over all units (average_shift)
        """, "Saisana, Saltelli and Tarantola (2005), JRSS A 168:307-323; OECD/JRC (2008), Handbook, step 7", new("""
        unit,indicator,value
        a,x,0
        b,x,5
        c,x,9
        a,y,0
        b,y,4
        c,y,9
        """, "top=1",
        [
            new(3, "nominal_score", "100"), new(3, "mean_rank", "1"), new(2, "rank_q95", "2.0"),
            new(1, "rank_q05", "3.0"), new(3, "p_top", "1"), new(2, "p_top", "0"), new(1, "average_shift", "0"),
        ], "By hand: values without error, c above b above a in both: no weights, scale or average changes it"));

    protected override void Analyse(IndexSheet sheet, IndexMethod method, Settings settings, Results results)
    {
        var found = IndexUncertainty.Of(sheet.Cells, sheet.Indicators, method, Variation(sheet, method, settings),
            (int)settings.Whole("top"));
        for (var u = 0; u < sheet.Units.Length; u++)
        {
            var (index, s) = (found.Nominal, found.Units[u]);
            results.Add([sheet.Units[u], index.Scores[u], index.Ranks[u], s?.MeanRank, s?.MedianRank, s?.RankQ05,
                s?.RankQ95, s?.TopShare, s?.MeanScore, s?.ScoreDeviation, s?.MeanShift, found.AverageShift],
                index.Scores[u] is null ? ReasonOf(index, method, u)
                : s is { ScoreDeviation: null } ? "sd_score=too_few" : null);
        }
    }
}

// Which of the sources moves the ranks.
sealed class IndexSensitivityAnalysis : IndexAnalysis
{
    public override string Name => "index-sensitivity";

    public override ResultShape Shape => ResultShape.Long;

    public override IReadOnlyList<Parameter> Parameters =>
        [.. Choices, .. Variations("sampling,weights,normalisation,aggregation", "500", 10_000), .. Alternatives];

    public override IReadOnlyList<Output> Outputs =>
    [
        Key("source", true), Key("S1_saltelli2010", true), Key("ST_jansen", true), Key("S1_jansen", true),
        Key("average_shift"), Key("variance"), Key("runs"),
    ];

    public override Guide Guide => new("""
        y: mean over units of |rank - nominal rank|; samples A and B of all sources, and A with each source from B, of
        `runs` each; S1 = mean(yB (yAB - yA))/V: what would go if the source were known; ST = mean((yA - yAB)²)/(2V):
        what would stay if all others were; average_shift: mean y of A and B
        """, "Saltelli et al. (2010), Computer Physics Communications 181:259-270; Saisana, Saltelli and Tarantola "
        + "(2005), JRSS A 168:307-323", new("""
        unit,indicator,value,goalpost_low,goalpost_high
        a,x,4,0,20
        a,y,9,0,20
        b,x,1,0,20
        b,y,16,0,20
        """, "normalisation=goalposts vary=weights,aggregation aggregations=arithmetic,geometric weight_spread=0.01",
        [
            new(1, "source", "weights"), new(2, "source", "aggregation"), new(1, "S1_saltelli2010", "0"),
            new(1, "ST_jansen", "0"),
        ], "By hand: 6.5 < 8.5 but √36 > √16, with weights within 1 % of equal: the average alone moves ranks"));

    protected override void Analyse(IndexSheet sheet, IndexMethod method, Settings settings, Results results)
    {
        var variation = Variation(sheet, method, settings);
        var (sources, found, shift) = IndexUncertainty.Sensitivity(sheet.Cells, sheet.Indicators, method, variation);
        var reason = shift is null ? "missing" : "no_variation";
        for (var i = 0; i < sources.Count; i++)
        {
            results.Say("source", WordOf(sources[i]), i + 1);
            Say("S1_saltelli2010", found?.First[i], i + 1);
            Say("ST_jansen", found?.Total[i], i + 1);
            Say("S1_jansen", found?.FirstJansen[i], i + 1);
        }
        results.Say("average_shift", shift, null, shift is null ? "missing" : null);
        Say("variance", found?.Variance, null);
        results.Say("runs", variation.Runs);

        void Say(string key, double? value, object? index) =>
            results.Say(key, value, index, value is null ? reason : null);
    }

    static Output Key(string name, bool indexed = false) => new(name, ColumnKind.Scalar) { IsIndexed = indexed };
}
