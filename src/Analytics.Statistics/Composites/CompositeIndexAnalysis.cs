using Analytics.Tables;

namespace Analytics.Statistics.Composites;

// A score and a rank of each unit, never without the interval of the rank.
sealed class CompositeIndexAnalysis : IndexAnalysis
{
    public override string Name => "composite-index";

    public override IReadOnlyList<Parameter> Parameters =>
        [.. Choices, .. Variations("sampling,weights", "1000", 10_000)];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("unit", ColumnKind.Text), new("score"), new("rank", ColumnKind.Whole), new("rank_low", ColumnKind.Whole),
        new("rank_high", ColumnKind.Whole), new("coverage"), new("imputed", ColumnKind.Whole),
        new("imputed_indicators", ColumnKind.Text),
    ];

    public override Guide Guide => new("""
        in this order: fill gaps (none, drop, mean, median), treat extremes (|skewness| > 2 and kurtosis > 3.5:
        winsorise at most 5, or ln(x - min + range/100)), scale to 0 to 100 (goalposts; minmax; z: 50 + 10 z; rank:
        100 (r - ½)/n; percentile: 100 (r - 1)/(n - 1)), weigh (equal, given, entropy, pca), average (arithmetic,
        geometric, generalised, copeland); minmax and percentile begin at 1 for averages that a 0 would decide;
        rank_low, rank_high: 5 % and 95 % of the rank over runs with sampling error (Beta(x + ½, n - x + ½), or se)
        and weights times 1 ± weight_spread
        """, "OECD/JRC (2008), Handbook on Constructing Composite Indicators", new("""
        unit,indicator,value,goalpost_low,goalpost_high
        a,health,72,20,85
        a,education,6,0,15
        a,income,0.2,0,1
        """, "normalisation=goalposts aggregation=geometric",
        [new(1, "score", "40.0000"), new(1, "rank", "1"), new(1, "rank_low", "1"), new(1, "coverage", "1")],
        "By hand, in the form of UNDP's human development index: 52/65, 6/15 and 0.2 are 80, 40 and 20; ∛64000 = 40"));

    protected override void Analyse(IndexSheet sheet, IndexMethod method, Settings settings, Results results)
    {
        var found = IndexUncertainty.Of(sheet.Cells, sheet.Indicators, method, Variation(sheet, method, settings));
        var index = found.Nominal;
        for (var u = 0; u < sheet.Units.Length; u++)
        {
            var filled = Enumerable.Range(0, sheet.Indicators.Length)
                .Where(i => sheet.Cells[u][i].Value is null && index.Treated[u][i] is not null)
                .Select(i => sheet.Indicators[i].Name).ToArray();
            var (low, high) = (found.Units[u]?.RankQ05, found.Units[u]?.RankQ95);
            results.Add([sheet.Units[u], index.Scores[u], index.Ranks[u],
                low is null ? null : (long)Math.Floor(low.Value),
                high is null ? null : (long)Math.Ceiling(high.Value), index.Coverage[u], filled.Length,
                filled.Length == 0 ? null : string.Join("; ", filled)],
                index.Scores[u] is null ? ReasonOf(index, method, u) : null);
        }
    }
}

// The same index, a row for each indicator of each unit.
sealed class IndexContributionsAnalysis : IndexAnalysis
{
    public override string Name => "index-contributions";

    public override IReadOnlyList<Parameter> Parameters => Choices;

    public override IReadOnlyList<Output> Outputs =>
    [
        new("unit", ColumnKind.Text), new("indicator", ColumnKind.Text), new("pillar", ColumnKind.Text), new("value"),
        new("imputed", ColumnKind.Flag), new("treated", ColumnKind.Flag), new("normalised"), new("weight"),
        new("contribution"), new("score"),
    ];

    public override Guide Guide => new("""
        value: after filling and treating; normalised: 0 to 100; weight: of the indicators the unit has, adding up to 1;
        contribution: weight times normalised, of arithmetic averages alone; adds up to the score
        """, "OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 10 (back to the details)", new("""
        unit,indicator,value,weight,direction
        a,x,0,3,1
        b,x,1,3,1
        c,x,4,3,1
        a,y,10,1,-1
        b,y,30,1,-1
        c,y,20,1,-1
        """, "",
        [
            new(3, "normalised", "25.00"), new(3, "weight", "0.75"), new(3, "contribution", "18.75"),
            new(4, "contribution", "0.00"), new(4, "score", "18.75"), new(5, "contribution", "75.00"),
            new(6, "contribution", "12.50"), new(6, "score", "87.50"),
        ], "By hand: (1 - 0)/4 and (30 - 20)/20 of 100, times ¾ and ¼"));

    protected override void Analyse(IndexSheet sheet, IndexMethod method, Settings settings, Results results)
    {
        var index = CompositeIndex.Of(sheet.Values, sheet.Indicators, method);
        for (var u = 0; u < sheet.Units.Length; u++)
        {
            var (weights, contributions) = (index.WeightsOf(u), method.Averaging == Averaging.Arithmetic
                ? index.Contributions(u) : null);
            for (var i = 0; i < sheet.Indicators.Length; i++)
            {
                var (own, value) = (sheet.Cells[u][i].Value, index.Treated[u][i]);
                results.Add([sheet.Units[u], sheet.Indicators[i].Name, sheet.Indicators[i].Pillar, value ?? own,
                    own is null && value is not null, own is not null && value is not null && own != value,
                    index.Scaled[u][i], weights?[i], contributions?[i], index.Scores[u]], Reason(u, i));
            }
        }

        string? Reason(int u, int i) => index.Scores[u] is null ? ReasonOf(index, method, u)
            : index.Treated[u][i] is null ? "value=missing; normalised=missing"
            : index.Scaled[u][i] is null ? "normalised=constant"
            : method.Averaging != Averaging.Arithmetic ? "contribution=not_applicable" : null;
    }
}
