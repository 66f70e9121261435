using Analytics.Etl.Simulated;
using Analytics.Statistics.Anomalies;
using Analytics.Statistics.Decompositions;
using Analytics.Tests.Tables.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Statistics.Anomalies;

public class AnomaliesPropertyTests
{
    static readonly Arbitrary<TwoPeriodCounts[]> Changes = (
        from units in (from n0 in Gen.Choose(1, 900) from n1 in Gen.Choose(1, 900) from a in Gen.Choose(0, 100) from b in Gen.Choose(0, 100)
                       select new TwoPeriodCounts(n0 * a / 100, n0, n1 * b / 100, n1)).ArrayOf()
        where units.Length is >= 1 and <= 12
        select units).ToArbitrary();

    static readonly Arbitrary<double[]> Values = (
        from values in (from v in Gen.Choose(-4000, 4000) select v / 16.0).ArrayOf()
        where values.Length is >= 4 and <= 30 && values.Distinct().Count() > 3
        select values).ToArbitrary();

    static void Check<T>(Arbitrary<T> all, Func<T, bool> holds) => Prop.ForAll(all, holds).Check(Sampling.Of(200));

    [Fact]
    public void Parts_of_a_change_add_up_to_it() => Check(Changes, units =>
    {
        var change = RateChange.Of(units)!;
        return Math.Abs(change.Within + change.Mix - (change.Rate1 - change.Rate0)) <= 1e-12;
    });

    [Fact]
    public void Turning_the_periods_round_turns_the_parts_round() => Check(Changes, units =>
    {
        var (there, back) = (RateChange.Of(units)!, RateChange.Of([.. units.Select(u => new TwoPeriodCounts(u.Events1, u.Trials1, u.Events0, u.Trials0))])!);
        return Math.Abs(there.Within + back.Within) <= 1e-12 && Math.Abs(there.Mix + back.Mix) <= 1e-12;
    });

    [Fact]
    public void The_order_of_units_does_not_matter() => Check(Changes, units =>
    {
        var (one, other) = (RateChange.Of(units)!, RateChange.Of([.. units.Reverse()])!);
        return Math.Abs(one.Within - other.Within) <= 1e-12 && Math.Abs(one.Mix - other.Mix) <= 1e-12;
    });

    [Fact]
    public void Rules_for_outliers_do_not_know_unit_and_origin() => Check(Values, values =>
    {
        double[] moved = [.. values.Select(v => 4 * v + 32)];
        return Outliers.Hampel(values).SequenceEqual(Outliers.Hampel(moved))
            && (Outliers.Z(values), Outliers.Z(moved)) is ({ } a, { } b) && a.Zip(b).All(z => Math.Abs(z.First - z.Second) <= 1e-9);
    });

    [Fact]
    public void A_moving_average_in_control_begins_at_its_target_and_limits_grow()
    {
        long[] trials = [.. Enumerable.Repeat(100L, 12)];
        var points = BinomialEwma.Of([.. Enumerable.Repeat(10L, 12)], trials, 0.1);
        Assert.All(points, point => Assert.Equal((0.0, 0.0, false), (point.Z, point.Ewma, point.Signal)));
        Assert.True(points.Zip(points.Skip(1)).All(pair => pair.First.Limit < pair.Second.Limit));
    }

    // 12 districts over 6 years without errors: among all cells flagged an expected 5 in 100 cities have any.
    [Fact, Trait("Speed", "Slow")]
    public void Panels_without_errors_are_flagged_as_seldom_as_promised()
    {
        var flagged = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var random = Xoshiro256.For(seed, "panel");
            PanelCounts[] cells = [.. Enumerable.Range(0, 72).Select(i => new PanelCounts(i / 6, i % 6,
                random.Binomial(300 + 20 * (i / 6), 0.15 + 0.01 * (i / 6)), 300 + 20 * (i / 6)))];
            flagged += PanelAnomalies.OfCounts(cells).Any(finding => finding.IsFlagged) ? 1 : 0;
        }
        Assert.InRange(flagged / 400.0, 0, 0.05 + 4 * Math.Sqrt(0.05 * 0.95 / 400));
    }
}
