using Analytics.Statistics.Trends;

namespace Analytics.Tests.Statistics;

public class TrendTests
{
    static readonly double[] Years = [2016.5, 2017.5, 2018.5, 2019.5, 2020.5, 2021.5, 2022.5, 2023.5];

    static Trend Of(long trials, params long[] events) =>
        Trend.Of(Years.AsSpan(0, events.Length), events, Enumerable.Repeat(trials, events.Length).ToArray());

    static (TrendVerdict, TrendReason) Verdict(Trend trend) => (trend.Verdict, trend.Reason);

    [Fact]
    public void Counts_and_order_that_agree_are_a_trend()
    {
        Assert.Equal((TrendVerdict.Rising, TrendReason.BothClear), Verdict(Of(400, 20, 30, 42, 50, 61)));
        Assert.Equal((TrendVerdict.Falling, TrendReason.BothClear), Verdict(Of(400, 61, 50, 42, 30, 20)));
    }

    [Fact]
    public void Four_points_are_too_short_however_steep() => Assert.Equal(
        (TrendVerdict.TooShort, TrendReason.FewPoints), Verdict(Of(400, 20, 80, 160, 300)));

    [Fact]
    public void A_clear_order_of_small_counts_is_not_clear() => Assert.Equal(
        (TrendVerdict.NoClearTrend, TrendReason.CountsUnclear), Verdict(Of(40, 1, 2, 3, 4, 5)));

    [Fact]
    public void One_extreme_year_at_the_end_is_not_a_trend() => Assert.Equal(
        (TrendVerdict.NoClearTrend, TrendReason.OrderUnclear), Verdict(Trend.Of(Years.AsSpan(0, 6),
            [50, 49, 51, 48, 47, 95], [500, 500, 500, 500, 500, 560], 0.8)));

    [Fact]
    public void Equal_rates_have_no_trend()
    {
        var found = Of(100, 50, 50, 50, 50, 50, 50);
        Assert.Equal((TrendVerdict.NoClearTrend, TrendReason.BothUnclear), Verdict(found));
        Assert.Equal((0, 0L, 1.0), (found.Sen!.Value.Slope, found.Order!.Value.S, found.Order!.Value.P));
    }

    [Theory]
    [InlineData(0), InlineData(40)]
    public void No_events_or_only_events_have_no_line_and_no_trend(long events)
    {
        var found = Of(40, events, events, events, events, events);
        Assert.Equal((null, 1.0), (found.Logistic!.Slope, found.Logistic.P));
        Assert.Equal((TrendVerdict.NoClearTrend, TrendReason.BothUnclear), Verdict(found));
    }

    [Fact]
    public void A_line_that_runs_off_to_infinity_is_judged_by_its_likelihood()
    {
        var found = LogisticTrend.Fit(Years.AsSpan(0, 5), [0, 0, 0, 12, 40], [40, 40, 40, 40, 40]);
        Assert.Null(found.Slope);
        Assert.Null(found.Band(2020));
        Assert.True(found.P < 1e-10);
        Assert.Equal(TrendVerdict.Rising, Of(40, 0, 0, 0, 12, 40).Verdict);
    }

    [Fact]
    public void Two_periods_have_slopes_and_no_verdict()
    {
        var found = Of(100, 10, 20);
        Assert.Equal((TrendVerdict.TooShort, TrendReason.FewPoints), Verdict(found));
        Assert.Equal(10, found.Sen!.Value.Slope, 12);
        // Two points lie on their line: log-odds from ln(1/9) to ln(1/4) in a year.
        Assert.Equal(Math.Log(9 / 4.0), found.Logistic!.Slope!.Value, 10);
        Assert.Equal((null, null), (found.Logistic.Phi, found.Logistic.P));
    }

    [Fact]
    public void One_period_and_none_have_nothing()
    {
        Assert.Equal((TrendVerdict.TooShort, null), (Of(100, 10).Verdict, Of(100, 10).Sen));
        Assert.Equal(TrendVerdict.TooShort, Trend.Of([], []).Verdict);
    }

    [Fact]
    public void Values_without_counts_are_judged_by_order_at_the_stricter_level()
    {
        Assert.Equal((TrendVerdict.Rising, TrendReason.OrderOnlyClear), Verdict(Trend.Of(Years.AsSpan(0, 5), [1, 2, 3, 4, 5])));
        Assert.Equal((TrendVerdict.NoClearTrend, TrendReason.OrderOnlyUnclear),
            Verdict(Trend.Of(Years.AsSpan(0, 5), [1, 3, 2, 4, 5])));
    }

    [Fact]
    public void The_band_holds_the_line_and_is_narrowest_inside()
    {
        var line = Of(400, 20, 30, 42, 50, 61).Logistic!;
        Assert.All(Years, year => Assert.True(line.Band(year)!.Value.Contains(line.Fitted(year)!.Value)));
        var widths = new[] { 2016.5, 2018.9, 2020.5 }.Select(t => line.Band(t)!.Value)
            .Select(b => Math.Log(b.High / (1 - b.High)) - Math.Log(b.Low / (1 - b.Low))).ToArray();
        Assert.True(widths[1] < widths[0] && widths[1] < widths[2]);
    }

    // Every order of the values, counted one by one.
    [Theory]
    [InlineData("1 2 3 4"), InlineData("2 1 4 3 5"), InlineData("1 1 2 2 3"), InlineData("5 5 5 5 4")]
    [InlineData("1 2 2 3 3 3"), InlineData("3 3 3"), InlineData("1 2"), InlineData("4 1 1 2 3 0")]
    public void Exact_p_counts_the_orders_with_and_without_ties(string series)
    {
        var values = series.Split(' ').Select(double.Parse).ToArray();
        var s = Math.Abs(S(values));
        var all = Orders(values).ToArray();
        Assert.Equal(all.Count(order => Math.Abs(S(order)) >= s) / (double)all.Length, MannKendall.Of(values).P, 12);

        static int S(double[] v) => v.SelectMany((a, i) => v[..i].Select(b => Math.Sign(a - b))).Sum();
        static IEnumerable<double[]> Orders(double[] v) => v.Length <= 1 ? [v]
            : v.SelectMany((a, i) => Orders([.. v[..i], .. v[(i + 1)..]]).Select(rest => (double[])[a, .. rest]));
    }

    [Fact]
    public void More_values_than_are_counted_have_the_normal_p()
    {
        var found = MannKendall.Of([.. Enumerable.Range(0, 51).Select(i => (double)(i * 7 % 51))]);
        Assert.Equal(found.NormalP, found.P);
    }

    [Fact]
    public void Times_must_rise_and_counts_be_possible()
    {
        Assert.Throws<ArgumentException>("times", () => Trend.Of([2020, 2020], [1, 2]));
        Assert.Throws<ArgumentException>("times", () => SenSlope.Of([2020, 2021], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LogisticTrend.Fit([1, 2], [3, 1], [2, 2]));
        Assert.Throws<ArgumentOutOfRangeException>("values", () => MannKendall.Of([1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>("confidence", () => Trend.Of([1, 2], [1, 2], 95));
    }

    [Fact]
    public void The_middle_of_a_year_is_its_half()
    {
        Assert.Equal(2020.5, Trend.TimeOf(new(2020, 1, 1), new(2020, 12, 31)));
        Assert.Equal(2022, Trend.TimeOf(new(2021, 7, 2), new(2022, 7, 2)), 0.01);
    }
}
