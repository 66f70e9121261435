using Analytics.Tables;

namespace Analytics.Statistics.Composites;

// Rows with a draw are weights of their indicator in that draw; rows without are values. Without such rows the draws
// are made here.
sealed class RankUnderWeightsAnalysis : CaseAnalysis
{
    public override string Name => "rank-under-weights";

    protected override IReadOnlyList<string> CaseColumns => IndexSheet.Together;

    public override IReadOnlyList<Input> Inputs =>
    [
        IndexSheet.Unit, IndexSheet.Indicator, IndexSheet.Value, IndexSheet.Weight,
        new("draw", ColumnKind.Whole) { IsOptional = true },
    ];

    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("draws", ParameterKind.Whole, "1000") { Min = 1, Max = 100_000 },
        new("concentration", ParameterKind.Number, "100") { Min = 0, Max = 1e9, IsOpen = true }, Shared.Seed,
    ];

    static readonly string[] Spreads = ["mean_rank", "median", "q05", "q95", "min", "max"];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("unit", ColumnKind.Text), new("nominal_score"), new("nominal_rank", ColumnKind.Whole),
        .. Spreads.Select(s => new Output("arith_" + s)), .. Spreads.Select(s => new Output("geom_" + s)),
        new("score_sd"),
    ];

    public override ResultShape Shape => ResultShape.Table;

    public override Guide Guide => new("""
        for each draw of weights: arithmetic and geometric mean of each unit's indicators, rank from the highest, ties
        at the least; over the draws mean, median and quantiles (type 7) of the rank;
        score_sd is of the arithmetic mean;
        weights without draws: Dirichlet(concentration · w)
        """, "Saisana, Saltelli and Tarantola (2005), JRSS A 168:307-323; OECD/JRC (2008), Handbook, step 7", new("""
        unit,indicator,value,weight,draw
        a,x,4,0.5,
        a,y,9,0.5,
        b,x,1,0.5,
        b,y,16,0.5,
        ,x,,0.5,1
        ,y,,0.5,1
        ,x,,0.9,2
        ,y,,0.1,2
        """, "",
        [
            new(1, "nominal_score", "6.5"), new(1, "nominal_rank", "2"), new(1, "arith_mean_rank", "1.5"),
            new(1, "arith_q95", "1.95"), new(1, "geom_max", "1.0"), new(2, "geom_min", "2.0"),
            new(1, "score_sd", "1.414"),
        ], "By hand: unit a has 6.5 and 4.5, unit b 8.5 and 2.5"));

    protected override void Analyse(Sample sample, Results results)
    {
        var draw = sample.WholesOrNull("draw");
        var sheet = IndexSheet.Of(sample, this, only: Enumerable.Range(0, sample.Count).Where(i => draw[i] is null));
        if (sheet.Indicators.Length == 0)
            throw StatisticsErrors.Unsuitable(Name, sheet.FirstRow + 1, "index-weights-zero");
        var nominal = RandomStreams.Scaled(sheet.WeightsFor(Name));
        var draws = draw.Any(d => d is not null) ? Given(sample, draw, sheet) : [.. Enumerable
            .Range(0, (int)sample.Settings.Whole("draws")).Select(n => RandomStreams.Dirichlet(RandomStreams.Of(
                sample.Settings.Whole("seed"), 0, n), nominal, sample.Settings.Number("concentration")))];
        var values = sheet.Values;
        double?[] scores = [.. values.Select(row => Aggregation.Arithmetic(row, nominal))];
        var ranks = Ranks.Descending(scores);
        var arithmetic = WeightedRanks.Of(values, draws, (row, w) => Aggregation.Arithmetic(row, w));
        var geometric = WeightedRanks.Of(values, draws, (row, w) => Aggregation.Geometric(row, w));
        for (var u = 0; u < values.Length; u++)
            results.Add([sheet.Units[u], scores[u], ranks[u], .. Cells(arithmetic[u]), .. Cells(geometric[u]),
                arithmetic[u]?.ScoreDeviation], Reason(arithmetic[u], geometric[u]));
    }

    static object?[] Cells(RankSpread? s) => [s?.Mean, s?.Median, s?.Q05, s?.Q95, s?.Min, s?.Max];

    static string? Reason(RankSpread? arithmetic, RankSpread? geometric)
    {
        if (arithmetic is null) return "missing";
        List<string> why = geometric is null ? [.. Spreads.Select(s => $"geom_{s}=nonpositive_value")] : [];
        if (arithmetic.ScoreDeviation is null) why.Add("score_sd=too_few");
        return why.Count == 0 ? null : string.Join("; ", why);
    }

    // Each draw says a weight for every indicator.
    double[][] Given(Sample sample, long?[] draw, IndexSheet sheet)
    {
        var (indicators, weights) = (sample.TextsOrNull("indicator"), sample.RealsOrNull("weight"));
        var places = sheet.Indicators.Select((indicator, i) => (indicator.Name, i)).ToDictionary(p => p.Name, p => p.i);
        var found = new SortedDictionary<long, double?[]>();
        for (var i = 0; i < draw.Length; i++)
        {
            if (draw[i] is not { } number) continue;
            if (!found.TryGetValue(number, out var row)) found[number] = row = new double?[places.Count];
            if (indicators[i] is null || !places.TryGetValue(indicators[i]!, out var place) || row[place] is not null
                || weights[i] is null)
                throw StatisticsErrors.Unsuitable(Name, sample.Rows[i] + 1, "index-draws");
            row[place] = weights[i];
        }
        return found.Values.All(row => row.All(w => w is not null) && row.Sum() > 0)
            ? [.. found.Values.Select(row => row.Select(w => w!.Value).ToArray())]
            : throw StatisticsErrors.Unsuitable(Name, sheet.FirstRow + 1, "index-draws");
    }
}
