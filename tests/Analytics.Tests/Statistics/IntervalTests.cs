using Analytics.Statistics.Intervals;

namespace Analytics.Tests.Statistics;

public class IntervalTests
{
    static readonly Func<long, long, double, Interval>[] Kinds = [Wilson.Interval, ClopperPearson.Interval];

    public static TheoryData<int, long, long> Cases()
    {
        var cases = new TheoryData<int, long, long>();
        for (var kind = 0; kind < Kinds.Length; kind++)
            foreach (var n in new long[] { 1, 2, 8, 29, 64, 1000, 10321, 1_000_000 })
                foreach (var x in new[] { 0, 1, n / 3, n / 2, n - 1, n }.Distinct())
                    cases.Add(kind, x, n);
        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public void The_interval_contains_the_estimate_and_stays_in_0_to_1(int kind, long x, long n)
    {
        var found = Kinds[kind](x, n, 0.95);
        Assert.True(found.Contains(x / (double)n), $"{found}");
        Assert.InRange(found.Low, 0, 1);
        Assert.InRange(found.High, 0, 1);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Counting_the_other_outcome_mirrors_the_interval(int kind, long x, long n)
    {
        var (found, mirrored) = (Kinds[kind](x, n, 0.95), Kinds[kind](n - x, n, 0.95));
        Assert.Equal(1 - mirrored.High, found.Low, 1e-14);
        Assert.Equal(1 - mirrored.Low, found.High, 1e-14);
    }

    [Theory, MemberData(nameof(Cases))]
    public void More_confidence_never_narrows_the_interval(int kind, long x, long n)
    {
        var levels = new[] { 0.5, 0.9, 0.95, 0.99, 0.998 }.Select(level => Kinds[kind](x, n, level)).ToArray();
        Assert.All(levels.Zip(levels.Skip(1)), pair =>
            Assert.True(pair.Second.Low <= pair.First.Low && pair.Second.High >= pair.First.High, $"{pair}"));
    }

    [Theory]
    [InlineData(0, 1), InlineData(1, 1), InlineData(0, 8), InlineData(1, 8), InlineData(0, 10321), InlineData(1, 10321)]
    public void Ends_are_exact_without_events_and_with_only_events(int kind, long n)
    {
        Assert.Equal(0.0, Kinds[kind](0, n, 0.95).Low);
        Assert.Equal(1.0, Kinds[kind](n, n, 0.95).High);
    }

    [Fact]
    public void Documented_examples_hold()
    {
        Assert.Equal(0.324, Wilson.Interval(0, 8).High, 0.0005);
        Assert.Equal(0.369, ClopperPearson.Interval(0, 8).High, 0.0005);
        var (points, interval) = PercentagePoints.Difference(12, 40, 9, 45);
        Assert.Equal((10.0, -8.3, 27.9), (Math.Round(points, 1), Math.Round(interval.Low, 1), Math.Round(interval.High, 1)));
    }

    [Fact]
    public void Swapping_the_two_groups_turns_the_sign_of_the_difference()
    {
        var (found, swapped) = (Newcombe.Interval(12, 40, 9, 45), Newcombe.Interval(9, 45, 12, 40));
        Assert.Equal(-swapped.High, found.Low, 1e-15);
        Assert.Equal(-swapped.Low, found.High, 1e-15);
    }

    [Theory]
    [InlineData(0, 0, "n"), InlineData(0, -1, "n"), InlineData(-1, 5, "events"), InlineData(6, 5, "events")]
    public void Impossible_counts_are_refused_by_name(long x, long n, string argument) =>
        Assert.All(Kinds, kind => Assert.Equal(
            argument, Assert.Throws<ArgumentOutOfRangeException>(() => kind(x, n, 0.95)).ParamName));

    [Theory]
    [InlineData(0.0), InlineData(1.0), InlineData(-0.5), InlineData(95.0), InlineData(double.NaN)]
    public void Impossible_confidence_is_refused(double level)
    {
        Assert.All(Kinds, kind => Assert.Throws<ArgumentOutOfRangeException>("confidence", () => kind(1, 5, level)));
        Assert.Throws<ArgumentOutOfRangeException>("confidence", () => Newcombe.Interval(1, 5, 1, 5, level));
    }

    [Theory]
    [InlineData(6, 5, 1, 5, "events1"), InlineData(1, 0, 1, 5, "n1")]
    [InlineData(1, 5, -1, 5, "events2"), InlineData(1, 5, 0, 0, "n2")]
    public void Impossible_counts_of_a_difference_are_refused_by_name(long x1, long n1, long x2, long n2, string argument)
    {
        Assert.Throws<ArgumentOutOfRangeException>(argument, () => Newcombe.Interval(x1, n1, x2, n2));
        Assert.Throws<ArgumentOutOfRangeException>(argument, () => PercentagePoints.Difference(x1, n1, x2, n2));
    }

    [Fact]
    public void Limits_are_scaled_only_upwards_of_zero() =>
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => new Interval(0, 1).Times(-1));
}
