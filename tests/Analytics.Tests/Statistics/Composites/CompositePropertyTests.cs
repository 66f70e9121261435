using Analytics.Statistics.Composites;
using Analytics.Tests.Tables.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Statistics.Composites;

public class CompositePropertyTests
{
    public sealed record Index(double?[][] Units, Indicator[] Indicators, IndexMethod Method)
    {
        public CompositeIndex Made => CompositeIndex.Of(Units, Indicators, Method);

        public override string ToString() => $"{Method}; {string.Join(" | ", Units.Select(u => string.Join(" ", u)))}; {string.Join(" ", Indicators.Select(i => i))}";
    }

    static readonly Gen<double?> Value = from kind in Gen.Choose(0, 9) from v in Gen.Choose(-20, 60) select kind == 0 ? null : (double?)v;

    static readonly Gen<double?[]> Column = Value.ListOf().Where(l => l.Count is > 0 and < 30).Select(l => l.ToArray());

    static readonly Gen<Index> Indices =
        from units in Gen.Choose(1, 12) from indicators in Gen.Choose(1, 5)
        from values in Value.ArrayOf(indicators).ArrayOf(units)
        from weights in Gen.Choose(1, 9).ArrayOf(indicators) from lower in Gen.Elements(true, false).ArrayOf(indicators)
        from filling in Gen.Elements(Enum.GetValues<Filling>()) from treating in Gen.Elements(Treating.None, Treating.Winsorise, Treating.Log)
        from scaling in Gen.Elements(Enum.GetValues<Scaling>()) from weighting in Gen.Elements(Enum.GetValues<Weighting>())
        from averaging in Gen.Elements(Enum.GetValues<Averaging>()) from coverage in Gen.Elements(0, 0.5, 0.8)
        select new Index(values, [.. weights.Select((w, i) => new Indicator($"{i}", lower[i], w, -10, 50, i % 2 == 0 ? "a" : "b"))], new IndexMethod
        {
            Filling = filling, Treating = scaling == Scaling.Goalposts ? Treating.None : treating, Scaling = scaling, Weighting = weighting,
            Averaging = averaging, MinimumCoverage = coverage,
        });

    static void Holds<T>(Gen<T> of, Func<T, bool> property, int samples = 1000) => Prop.ForAll(of.ToArbitrary(), property).Check(Sampling.Of(samples));

    [Fact]
    public void Scales_keep_the_order_or_turn_it_round() => Holds(from column in Column from lower in Gen.Elements(true, false) select (column, lower), of =>
        new[]
        {
            Normalisation.MinMax(of.column, of.lower), Normalisation.ZScores(of.column, of.lower), Normalisation.PercentRanks(of.column, of.lower),
            Normalisation.MidRanks(of.column, of.lower),
        }.Where(scaled => scaled is not null).All(scaled => Pairs(of.column, scaled!).All(p =>
            Math.Sign(p.X.CompareTo(p.Other)) == (of.lower ? -1 : 1) * Math.Sign(p.Y.CompareTo(p.OtherY)))));

    static IEnumerable<(double X, double Other, double Y, double OtherY)> Pairs(double?[] x, double?[] y) =>
        from i in Enumerable.Range(0, x.Length) from j in Enumerable.Range(0, x.Length) where x[i] is not null && x[j] is not null
        select (x[i]!.Value, x[j]!.Value, y[i]!.Value, y[j]!.Value);

    [Fact]
    public void Least_and_greatest_span_the_scale() => Holds(Column, column => Normalisation.MinMax(column) is not { } scaled
        || scaled.All(v => v is null or (>= 0 and <= 100)) && scaled.Min() == 0 && scaled.Max() == 100);

    [Fact]
    public void Goalposts_never_leave_the_scale() => Holds(Column, column =>
        Normalisation.Goalposts(column, 0, 30, lowerBetter: true).All(v => v is null or (>= 0 and <= 100)));

    [Fact]
    public void Contributions_add_up_to_arithmetic_scores() => Holds(Indices, of =>
    {
        var index = CompositeIndex.Of(of.Units, of.Indicators, of.Method with { Averaging = Averaging.Arithmetic });
        return Enumerable.Range(0, of.Units.Length).All(u => index.Contributions(u) is not { } parts
            || Math.Abs(parts.Sum() - index.Scores[u]!.Value) <= 1e-12 * Math.Max(1, Math.Abs(index.Scores[u]!.Value)));
    }, 2000);

    [Fact]
    public void Weights_add_up_to_one_for_every_unit() => Holds(Indices, of =>
    {
        var index = of.Made;
        return (index.Weights is null || Math.Abs(index.Weights.Sum() - 1) < 1e-12)
            && Enumerable.Range(0, of.Units.Length).All(u => index.WeightsOf(u) is not { } w || Math.Abs(w.Sum() - 1) < 1e-12);
    }, 2000);

    [Fact]
    public void The_more_a_mean_forgives_the_higher_it_is() => Holds(Indices, of => of.Units.All(row =>
    {
        double?[] values = [.. row.Select(v => v is null ? null : v + 21)];
        double[] weights = [.. of.Indicators.Select(i => i.Weight!.Value)];
        double?[] means = [Aggregation.Harmonic(values, weights), Aggregation.Geometric(values, weights),
            Aggregation.Generalised(values, weights, 0.5), Aggregation.Arithmetic(values, weights)];
        return means.Zip(means[1..]).All(p => p.First is null || p.First <= p.Second * (1 + 1e-12));
    }));

    [Fact]
    public void Generalised_means_meet_the_others_at_their_powers() => Holds(Indices, of => of.Units.All(row =>
    {
        double?[] values = [.. row.Select(v => v is null ? null : v + 21)];
        double[] weights = [.. of.Indicators.Select(i => i.Weight!.Value)];
        return Near(Aggregation.Generalised(values, weights, -1), Aggregation.Harmonic(values, weights))
            && Near(Aggregation.Generalised(values, weights, 0), Aggregation.Geometric(values, weights));
    }));

    static bool Near(double? a, double? b) => a == b || Math.Abs(a!.Value - b!.Value) <= 1e-12 * Math.Abs(b.Value);

    [Fact]
    public void The_order_of_units_changes_nothing() => Holds(Indices, of =>
    {
        var (one, other) = (of.Made, (of with { Units = [.. of.Units.Reverse()] }).Made);
        return one.Problem == other.Problem && one.Ranks.SequenceEqual(other.Ranks.Reverse())
            && one.Scores.Zip(other.Scores.Reverse()).All(p => p.First is null == p.Second is null && (p.First is null || Math.Abs(p.First.Value - p.Second!.Value) < 1e-9));
    }, 2000);

    [Fact]
    public void Copeland_scores_are_a_balance() => Holds(Indices, of =>
    {
        var units = of.Units.Select(row => row.Select(v => v ?? 0).ToArray()).ToArray();
        var scores = Aggregation.Copeland(units, [.. of.Indicators.Select(i => i.Weight!.Value)]);
        return scores.Sum() == 0 && scores.All(s => Math.Abs(s) < units.Length);
    });

    [Fact]
    public void A_score_is_a_number_or_has_a_reason() => Holds(Indices, of =>
    {
        var index = of.Made;
        return index.Scores.All(s => s is null || double.IsFinite(s.Value)) && Enumerable.Range(0, of.Units.Length).All(u =>
            index.Scores[u] is null == index.Ranks[u] is null && (index.Scores[u] is not null || !index.Included[u] || index.Problem is not null));
    }, 3000);

    static readonly Gen<IndexCell[][]> Counted = from units in Gen.Choose(2, 8) from indicators in Gen.Choose(1, 4)
        from cells in (from n in Gen.Choose(1, 80) from x in Gen.Choose(0, n) select IndexCell.OfCounts(x, n)).ArrayOf(indicators).ArrayOf(units)
        select cells;

    [Fact]
    public void Threads_and_repetition_change_no_bit() => Holds(Counted, cells =>
    {
        Indicator[] indicators = [.. cells[0].Select((_, i) => new Indicator($"{i}"))];
        var variation = new IndexVariation
        {
            Sources = IndexSources.Sampling | IndexSources.Weights | IndexSources.Normalisation | IndexSources.Aggregation,
            Scalings = [Scaling.MinMax, Scaling.Z, Scaling.Rank], Averagings = [Averaging.Arithmetic, Averaging.Geometric], Runs = 40, Seed = 9,
        };
        var one = IndexUncertainty.Of(cells, indicators, new(), variation with { Threads = 1 });
        var many = IndexUncertainty.Of(cells, indicators, new(), variation with { Threads = 4 });
        var (_, first, shift) = IndexUncertainty.Sensitivity(cells, indicators, new(), variation with { Threads = 1 });
        var (_, second, again) = IndexUncertainty.Sensitivity(cells, indicators, new(), variation with { Threads = 3 });
        return one.Units.SequenceEqual(many.Units) && one.AverageShift == many.AverageShift && shift == again
            && (first is null ? second is null : first.First.SequenceEqual(second!.First) && first.Total.SequenceEqual(second.Total));
    }, 30);

    [Fact]
    public void Rank_intervals_lie_within_the_ranks() => Holds(Counted, cells =>
    {
        Indicator[] indicators = [.. cells[0].Select((_, i) => new Indicator($"{i}"))];
        var found = IndexUncertainty.Of(cells, indicators, new(), new() { Runs = 30 }, top: cells.Length);
        return found.Units.All(u => u is null || 1 <= u.RankQ05 && u.RankQ05 <= u.MedianRank && u.MedianRank <= u.RankQ95 && u.RankQ95 <= cells.Length
            && u.TopShare == 1);
    }, 60);
}
