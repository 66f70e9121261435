using Analytics.Tables;

namespace Analytics.Statistics.Composites;

// Normalised indicators of each unit as one score, in every way to average them.
sealed class AggregationAnalysis : CaseAnalysis
{
    public override string Name => "aggregation";

    protected override IReadOnlyList<string> CaseColumns => IndexSheet.Together;

    public override IReadOnlyList<Input> Inputs =>
        [IndexSheet.Unit, IndexSheet.Indicator, IndexSheet.Value, IndexSheet.Weight];

    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("threshold", ParameterKind.Number) { Min = 0, Max = 1 },
        new("generalised_p", ParameterKind.Number, "0.5") { Min = -100, Max = 100 },
    ];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("unit", ColumnKind.Text), new("coverage"), new("threshold"), new("arithmetic"), new("geometric"),
        new("harmonic"), new("generalised_p"), new("generalised"), new("copeland", ColumnKind.Whole),
        new("rank_arithmetic", ColumnKind.Whole), new("rank_geometric", ColumnKind.Whole),
    ];

    public override ResultShape Shape => ResultShape.Table;

    public override Guide Guide => new("""
        over the indicators a unit has, weights scaled to add up to 1: arithmetic Σ w x; geometric Π x^w; harmonic
        1 / Σ (w/x); generalised (Σ w x^p)^(1/p); coverage: share of the indicators it has, below threshold no score;
        copeland: units it beats less units that beat it, by the weight of the indicators in which it is better;
        ranks: 1 is the highest score, equal scores share the least
        """, "OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 6; Munda and Nardo (2009), Applied "
        + "Economics 41:1513-1523", new("""
        unit,indicator,value
        a,x,4
        a,y,9
        b,x,1
        b,y,16
        """, "",
        [
            new(1, "arithmetic", "6.500"), new(1, "geometric", "6.000"), new(1, "harmonic", "5.538"),
            new(1, "generalised", "6.250"), new(2, "arithmetic", "8.500"), new(2, "geometric", "4.000"),
            new(1, "copeland", "0"), new(1, "rank_arithmetic", "2"), new(1, "rank_geometric", "1"),
        ], "By hand: √(4 · 9) = 6; 2/(1/4 + 1/9) = 72/13; ((2 + 3)/2)² = 6.25; each unit wins one indicator of two"));

    protected override void Analyse(Sample sample, Results results)
    {
        var sheet = IndexSheet.Of(sample, this);
        var (threshold, power) = (sample.Settings.NumberOrNull("threshold"), sample.Settings.Number("generalised_p"));
        var (values, weights) = (sheet.Values, sheet.WeightsFor(Name));
        var kept = values.Select(row => !(Aggregation.Coverage(row) < threshold)).ToArray();
        double?[] Each(Func<double?[], double?> of) => [.. values.Select((row, u) => kept[u] ? of(row) : null)];
        var arithmetic = Each(row => Aggregation.Arithmetic(row, weights));
        var geometric = Each(row => Aggregation.Geometric(row, weights));
        var harmonic = Each(row => Aggregation.Harmonic(row, weights));
        var generalised = Each(row => Aggregation.Generalised(row, weights, power));
        var copeland = values.All(row => row.All(v => v is not null))
            ? Aggregation.Copeland([.. values.Select(row => row.Select(v => v!.Value).ToArray())], weights) : null;
        var (ranksA, ranksG) = (Ranks.Descending(arithmetic), Ranks.Descending(geometric));
        for (var u = 0; u < values.Length; u++)
            results.Add([sheet.Units[u], Aggregation.Coverage(values[u]), threshold, arithmetic[u], geometric[u],
                harmonic[u], power, generalised[u], copeland?[u], ranksA[u], ranksG[u]], Reason(u));

        string? Reason(int u)
        {
            if (!kept[u]) return "low_coverage";
            if (arithmetic[u] is null) return "missing";
            var why = new List<string>();
            if (geometric[u] is null) why.AddRange(["geometric=nonpositive_value", "rank_geometric=nonpositive_value"]);
            if (harmonic[u] is null) why.Add("harmonic=nonpositive_value");
            if (generalised[u] is null) why.Add("generalised=nonpositive_value");
            if (copeland is null) why.Add("copeland=missing");
            return why.Count == 0 ? null : string.Join("; ", why);
        }
    }
}
