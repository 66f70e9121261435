using Analytics.Statistics;
using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Distributions;
using Analytics.Statistics.Intervals;
using Analytics.Tables;

namespace Analytics.Tests.Statistics.Intervals;

public class IntervalEdgeTests
{
    static Table Run(string name, string data, string parameters = "") =>
        Analyses.Named(name).Run(DoorCheck.Read(data), new() { Given = DoorCheck.Parameters(parameters) });

    [Fact]
    public void Counts_alone_are_told_below_half_of_the_minimum_base()
    {
        Assert.Equal((true, true, false), (SmallBase.IsCountsOnly(4), SmallBase.HasNoMark(9), SmallBase.IsCountsOnly(5)));
        Assert.Equal((false, false), (SmallBase.HasNoMark(10), SmallBase.HasNoMark(0, 0)));
        var found = Run("wilson", "events,trials\n1,4\n1,5");
        Assert.Equal((null, "small_base", null), (found[0, "low"], found[0, "not_computable"], found[1, "not_computable"]));
        Assert.NotNull(Run("wilson", "events,trials\n1,4", "minimum_base=0")[0, "low"]);
    }

    [Theory, InlineData("against-rest", ""), InlineData("against-target", "target=40"), InlineData("funnel", "")]
    public void Small_bases_take_no_mark(string name, string parameters)
    {
        var found = Run(name, "area_id,events,trials\na,60,100\nb,3,9\nc,1,4", parameters);
        Assert.Equal([false, true, true], Enumerable.Range(0, 3).Select(row => found[row, "mark"] is null));
        Assert.Equal([false, false, true], Enumerable.Range(0, 3).Select(row => found[row, "z"] is null));
        Assert.EndsWith("mark=small_base", found.Text(1, "not_computable"), StringComparison.Ordinal);
        Assert.Equal("small_base", found[2, "not_computable"]);
    }

    [Fact]
    public void Rows_without_a_rate_say_why()
    {
        var found = Run("proportion-ci", "x,n,conf\n0,0,0.9\n,5,0.9\n5,5,0.998");
        Assert.Equal(["no_trials", "missing", null], Enumerable.Range(0, 3).Select(row => found[row, "not_computable"]));
        Assert.Equal(ClopperPearson.Interval(5, 5, 0.998).Low, found[2, "clopper_lo"]);
        Assert.Equal("zero_base", Run("poisson-rate-ci", "x,exposure\n3,0")[0, "not_computable"]);
        Assert.Equal("no_trials", Run("two-proportions", "x1,n1,x2,n2\n0,0,1,2")[0, "not_computable"]);
        Assert.Equal("missing", Run("p-adjust", "p\nNA")[0, "not_computable"]);
        Assert.Equal("too_few", Run("quantiles", "x\nNA", "p=0.5")[0, "not_computable"]);
    }

    [Fact]
    public void Two_rates_without_events_leave_ratios_open()
    {
        var found = Run("two-proportions", "x1,n1,x2,n2\n0,5,0,6");
        Assert.Equal((null, null, null, null, 1.0), (found[0, "rr"], found[0, "or"], found[0, "or_cmle"], found[0, "z_pooled"], found[0, "p_fisher"]));
        Assert.Equal((0.0, double.PositiveInfinity), (found[0, "or_exact_lo"], found[0, "or_exact_hi"]));
    }

    // 3 of 5 against 1 of 6 by the sums themselves: C(5,k) C(6,4-k) ψ^k.
    [Fact]
    public void Exact_odds_ratios_have_all_digits_where_asked()
    {
        var (_, limits) = OddsRatio.Exact(3, 5, 1, 6);
        double Sum(double psi, int from, int to) => Enumerable.Range(from, to - from + 1)
            .Sum(k => new double[] { 15, 100, 150, 60, 5 }[k] * Math.Pow(psi, k)) / Enumerable.Range(0, 5)
            .Sum(k => new double[] { 15, 100, 150, 60, 5 }[k] * Math.Pow(psi, k));
        Assert.Equal(0.025, Sum(limits!.Value.Low, 3, 4), 1e-13);
        Assert.Equal(0.025, Sum(limits.Value.High, 0, 3), 1e-13);
    }

    [Theory]
    [InlineData("proportion-ci", "x,n\n6,5", "analysis-counts-invalid"), InlineData("proportion-ci", "x,n,conf\n1,5,0.9\n1,5,1", "analysis-confidence-invalid")]
    [InlineData("p-adjust", "p\n1.5", "analysis-cell-invalid"), InlineData("quantiles", "x\n1", "analysis-parameter-invalid", "p=2")]
    [InlineData("special-functions", "fn,a1\nqmad,1", "analysis-cell-invalid")]
    [InlineData("period-change", "unit,period,events,trials\na,1,1,20\na,1,2,20", "analysis-row-repeated")]
    public void What_does_not_suit_is_refused_with_a_code(string name, string data, string code, string parameters = "") =>
        Assert.Equal(code, Assert.Throws<AnalyticsException>(() => Run(name, data, parameters)).Code);

    [Fact]
    public void Periods_are_put_in_order_and_compared()
    {
        var data = "unit,period,events,trials\na,10,30,60\na,9,20,60\na,8,10,60\nb,8,1,3\nb,9,1,30\nc,8,1,30";
        var found = Run("period-change", data);
        Assert.Equal(3, found.RowCount);
        Assert.Equal(("8", "10"), (found[0, "period_1"], found[0, "period_2"]));
        Assert.Equal(100.0 / 3, (double)found[0, "difference"]!, 12);
        Assert.Equal(3.0, (double)found[0, "relative_risk"]!, 12);
        Assert.Equal(("small_base", "too_few"), (found[1, "not_computable"], found[2, "not_computable"]));
        Assert.Equal(4, Run("period-change", data, "compare=consecutive").RowCount);
    }

    [Fact]
    public void Chance_is_asked_about_first()
    {
        var found = Run("benchmark-comparison", "district,x,n\na,50,100\nb,52,100\nc,1,4\nd,,");
        Assert.Equal((true, true, "similar"), (found[0, "within_chance"], found.Number(0, "heterogeneity_p") > 0.05, found[0, "mark"]));
        Assert.Equal(("small_base", "missing"), (found[2, "not_computable"], found[3, "not_computable"]));
        Assert.Equal("lower_998", Run("benchmark-comparison", "district,x,n\na,50,100\nb,52,100", "benchmark=0.8")[0, "mark"]);
    }

    [Fact]
    public void One_unit_or_equal_units_are_judged_without_failing()
    {
        Assert.Contains("z_vs_rest=too_few", Run("benchmark-comparison", "x,n\n5,20").Text(0, "not_computable"), StringComparison.Ordinal);
        Assert.Contains("z_score=no_variation", Run("benchmark-comparison", "x,n\n0,20\n0,30").Text(0, "not_computable"), StringComparison.Ordinal);
        Assert.Equal(0, Run("benchmark-comparison", "x,n").RowCount);
    }

    [Fact]
    public void Large_counts_keep_their_limits()
    {
        var found = ClopperPearson.Interval(700_000_000, 1_400_000_000);
        Assert.Equal(0.5 - 1.959963984540054 * 0.5 / Math.Sqrt(1.4e9), found.Low, 1e-9);
        Assert.Equal(1.0, OneProportion.ExactP(500_000_000, 1_000_000_000, 0.5), 1e-9);
        Assert.Equal(3, Quantiles.Of([1, 3, 5], 0.5));
    }
}
