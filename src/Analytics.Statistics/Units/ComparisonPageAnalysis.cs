using Analytics.Statistics.Funnels;
using Analytics.Tables;

namespace Analytics.Statistics.Units;

sealed class ComparisonPageAnalysis : CaseAnalysis
{
    public override string Name => "comparison-page";

    public override IReadOnlyList<Input> Inputs => [Shared.Events, Shared.Trials, Shared.Unit];

    public override IReadOnlyList<Parameter> Parameters =>
    [
        Shared.Confidence, FunnelParameters.Benchmark, Shared.Direction, Shared.MinimumBase,
        Ranks.RankInputs.Draws with { Default = "1000" }, Shared.Seed,
    ];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("rate"), new("lo"), new("hi"), new("reference_rate"), new("difference"), new("difference_lo"),
        new("difference_hi"), new("z"), new("p"), new("p_is_exact", ColumnKind.Flag), new("p_holm"), new("p_bh"),
        new("mark", ColumnKind.Text), new("funnel_z"), new("funnel_mark", ColumnKind.Text), new("eb_mean"),
        new("eb_lo"), new("eb_hi"), new("expected_rank"), new("rank_lo", ColumnKind.Whole),
        new("rank_hi", ColumnKind.Whole), new("rank_tail_error"), new("pooled"), new("heterogeneity_p"), new("i2"),
        new("tau2"),
    ];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        lo, hi: Wilson; difference from the rest: Newcombe, test as against-rest, p over the page after Holm and after
        Benjamini and Hochberg; funnel overdispersed, τ² robust; eb: beta-binomial; ranks: Jeffreys' posteriors, exact
        up to 64 units, drawn above with error √(α/2 (1 - α/2)/draws) of a tail's probability
        """, "Spiegelhalter (2005), Statistics in Medicine 24:1185-1202; Goldstein and Spiegelhalter (1996), JRSS A "
            + "159:385-443", new("""
        unit,events,trials
        a,60,100
        b,30,100
        """, "",
        [
            new(1, "rate", "0.6"), new(1, "reference_rate", "0.3"), new(1, "z", "4.264014"),
            new(1, "mark", "higher_998"), new(2, "difference", "-0.3"), new(1, "pooled", "0.45"),
            new(1, "rank_lo", "1"), new(1, "rank_hi", "1"), new(2, "rank_lo", "2"), new(1, "i2", "0.945"),
        ], "By hand: 0.3/√(0.45 · 0.55 · 0.02); X² = 2 · 15²/(100 · 0.45 · 0.55) = 18.18, I² = 17.18/18.18"));

    protected override void Analyse(Sample sample, Results results)
    {
        var (settings, units) = (sample.Settings, CountedUnits.Of(Name, sample));
        units.SayLeftOut(results, Outputs.Count);
        var (direction, least) = (FunnelParameters.DirectionOf(settings), settings.Whole("minimum_base"));
        var draws = settings.Whole("draws");
        if (units.Count > ushort.MaxValue || units.Count * draws > 1L << 30)
            throw StatisticsErrors.Unsuitable(Name, sample.Rows[0] + 1, "too_many_units");
        var page = ComparisonPage.Of(units.Events, units.Trials, new(settings.Number("confidence"))
        {
            Target = settings.NumberOrNull("benchmark"), Direction = direction, MinimumBase = least,
            RankDraws = (int)draws, Seed = (int)settings.Whole("seed"),
        });
        for (var i = 0; i < units.Count; i++)
        {
            var unit = page.Units[i];
            results.Set(units.Rows[i],
            [
                unit.Rate, unit.RateInterval?.Low, unit.RateInterval?.High, unit.Reference, unit.Difference,
                unit.DifferenceInterval?.Low, unit.DifferenceInterval?.High, unit.Test?.Z, unit.Test?.P,
                unit.Test?.IsExact, unit.HolmP, unit.BenjaminiHochbergP, unit.Standing?.Word(direction),
                unit.FunnelZ, unit.FunnelStanding?.Word(direction), unit.Shrunk, unit.ShrunkInterval?.Low,
                unit.ShrunkInterval?.High, unit.ExpectedRank, unit.RankInterval?.Low, unit.RankInterval?.High,
                unit.RankInterval is null ? null : page.RankTailError, page.Pooled, page.Heterogeneity?.P,
                page.Heterogeneity?.ISquared, page.Funnel?.Tau2,
            ], ReasonOf(unit));
        }
    }

    static string? ReasonOf(ComparedUnit unit)
    {
        if (unit.Reason is not null) return unit.Reason;
        var parts = new List<string>();
        if (unit.Test is { Z: null }) parts.Add("z=no_variation");
        if (unit.ShrunkInterval is null) parts.Add("eb_lo=pooled; eb_hi=pooled");
        return parts.Count == 0 ? null : string.Join("; ", parts);
    }
}
