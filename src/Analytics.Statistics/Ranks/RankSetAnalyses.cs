using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Units;
using Analytics.Tables;

namespace Analytics.Statistics.Ranks;

// Ranks all units unless a minimum base is asked for: the sets of small ones are wide by themselves.
sealed class RankConfidenceSetsAnalysis : CaseAnalysis
{
    static readonly string[] Columns =
    [
        "rank_high_is_1", "rankset_lo_none", "rankset_hi_none", "rankset_lo_holm", "rankset_hi_holm", "rankset_lo_BH",
        "rankset_hi_BH",
    ];

    public override string Name => "rank-confidence-sets";

    public override IReadOnlyList<Input> Inputs => [Shared.Events, Shared.Trials, Shared.Unit];

    public override IReadOnlyList<Parameter> Parameters =>
        [Shared.Confidence, Shared.MinimumBase with { Default = "0" }];

    public override IReadOnlyList<Output> Outputs => [.. Columns.Select(name => new Output(name, ColumnKind.Whole))];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        z of each pair pooled, p adjusted over all k(k - 1)/2 pairs;
        set = [1 + how many are significantly higher, k - how many are significantly lower]
        """, "Mogstad, Romano, Shaikh and Wilhelm (2024), Review of Economic Studies 91:476-518", new("""
        unit,events,trials
        a,70,100
        b,50,100
        c,40,100
        """, "",
        [
            new(1, "rank_high_is_1", "1"), new(1, "rankset_lo_holm", "1"), new(1, "rankset_hi_holm", "1"),
            new(2, "rankset_lo_BH", "2"), new(3, "rankset_lo_none", "2"), new(3, "rankset_hi_holm", "3"),
        ], "By hand: z of a and b 0.2/√(0.6 · 0.4 · 0.02) = 2.89, of a and c 4.26, of b and c 1.42"));

    protected override void Analyse(Sample sample, Results results)
    {
        var units = CountedUnits.Of(Name, sample, Math.Max(1, sample.Settings.Whole("minimum_base")));
        units.SayLeftOut(results, Outputs.Count);
        if (units.Count == 0) return;
        if (units.Count > RankSets.MostUnits)
            throw StatisticsErrors.Unsuitable(Name, sample.Rows[0] + 1, "too_many_units");
        var sets = RankSets.Of(units.Events, units.Trials, sample.Settings.Number("confidence"));
        for (var i = 0; i < units.Count; i++)
            results.Set(units.Rows[i],
            [
                sets.Rank[i], sets.Unadjusted[i].Low, sets.Unadjusted[i].High, sets.Holm[i].Low, sets.Holm[i].High,
                sets.BenjaminiHochberg[i].Low, sets.BenjaminiHochberg[i].High,
            ]);
    }
}

// One row a pair.
sealed class PairwiseTestsAnalysis : CaseAnalysis
{
    const int MostUnits = 700;

    public override string Name => "pairwise-tests";

    public override IReadOnlyList<Input> Inputs => [Shared.Events, Shared.Trials, Shared.Unit];

    public override IReadOnlyList<Parameter> Parameters => [];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("unit_i", ColumnKind.Text), new("unit_j", ColumnKind.Text), new("p"), new("p_holm"), new("p_BH"),
    ];

    public override ResultShape Shape => ResultShape.Table;

    public override Guide Guide => new("""
        z = (p - q)/√(P (1 - P) (1/n + 1/m)), P of both together; p two-sided, adjusted over all pairs
        """, "Holm (1979), Scandinavian Journal of Statistics 6:65-70; Benjamini and Hochberg (1995), JRSS B "
            + "57:289-300", new("""
        unit,events,trials
        a,60,100
        b,40,100
        c,40,100
        """, "",
        [
            new(1, "p", "0.004677735"), new(1, "p_holm", "0.014033205"), new(2, "p_BH", "0.0070166025"),
            new(3, "p", "1"), new(3, "unit_i", "b"), new(3, "unit_j", "c"),
        ], "By hand: z = 0.2/√(0.5 · 0.5 · 0.02) = √8, p = erfc(2) (DLMF table 7.23); 3 p, 3 p/2"));

    protected override void Analyse(Sample sample, Results results)
    {
        var units = CountedUnits.Of(Name, sample);
        if (units.Count > MostUnits) throw StatisticsErrors.Unsuitable(Name, sample.Rows[0] + 1, "too_many_pairs");
        var (names, p) = (sample.Names("unit"), new List<double?>());
        for (var i = 0; i < units.Count; i++)
            for (var j = i + 1; j < units.Count; j++)
                p.Add(RankSets.PairP(units.Events[i], units.Trials[i], units.Events[j], units.Trials[j]));
        var (holm, hochberg) = (AdjustedP.Holm(p), AdjustedP.BenjaminiHochberg(p));
        for (int i = 0, pair = 0; i < units.Count; i++)
            for (var j = i + 1; j < units.Count; j++, pair++)
                results.Add([names[units.Rows[i]], names[units.Rows[j]], p[pair], holm[pair], hochberg[pair]]);
    }
}
