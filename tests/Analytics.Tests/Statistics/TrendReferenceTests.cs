using Analytics.Statistics.Trends;

namespace Analytics.Tests.Statistics;

public class TrendReferenceTests
{
    static readonly Dictionary<string, Dictionary<(string Key, string Index), string>> Ordered =
        Reference.Cases("11-mann-kendall.csv"), Binomial = Reference.Cases("12-binomial-trend.csv");

    static double[] Column(string file, string name, string column) =>
        [.. Reference.Rows(file).Where(row => row["case_id"] == name).Select(row => row.Number(column))];

    public static TheoryData<string> Series =>
        [.. Ordered.Keys.Where(name => Ordered[name].ContainsKey(("sen_slope", "")))];

    public static TheoryData<string> Lines => [.. Binomial.Keys];

    static LogisticTrend Fit(string name) => LogisticTrend.Fit(Column("12-binomial-trend-data.csv", name, "t"),
        [.. Column("12-binomial-trend-data.csv", name, "x").Select(x => (long)x)],
        [.. Column("12-binomial-trend-data.csv", name, "n").Select(n => (long)n)]);

    [Theory, MemberData(nameof(Series))]
    public void Mann_Kendall_is_as_in_R(string name)
    {
        var (want, found) = (Ordered[name], MannKendall.Of(Column("11-mann-kendall-data.csv", name, "y")));
        Assert.Equal((want.Number("n"), want.Number("S")), (found.N, found.S));
        Reference.ClassA(want.Number("varS"), found.Variance, name);
        Reference.ClassA(want.Number("z"), found.Z, name);
        Reference.ClassB(want.Number("p_normal_cc"), found.NormalP, name);
        if (want.TryGetValue(("tau_b", ""), out var tau) && tau.Length > 0)
            Reference.ClassA(want.Number("tau_b"), found.TauB!.Value, name);
        else Assert.Null(found.TauB);
        if (want.ContainsKey(("p_exact", ""))) Reference.ClassB(want.Number("p_exact"), found.P, name);
    }

    [Theory, MemberData(nameof(Series))]
    public void Sen_slope_and_Gilbert_limits_are_as_in_R(string name)
    {
        var (times, values) = (Column("11-mann-kendall-data.csv", name, "t"), Column("11-mann-kendall-data.csv", name, "y"));
        var (want, found) = (Ordered[name], SenSlope.Of(times, values));
        Reference.ClassA(want.Number("sen_slope"), found.Slope, name);
        Reference.ClassA(want.Number("sen_intercept_median_residual"), found.Intercept, name);
        foreach (var level in new[] { 90, 95 })
        {
            var limits = SenSlope.Of(times, values, level / 100.0).Interval;
            Reference.ClassB(want.Number($"sen_lo{level}_gilbert"), limits.Low, name);
            Reference.ClassB(want.Number($"sen_hi{level}_gilbert"), limits.High, name);
        }
    }

    [Theory, MemberData(nameof(Lines))]
    public void The_logistic_line_is_as_in_R(string name)
    {
        var (want, found) = (Binomial[name], Fit(name));
        Reference.ClassB(want.Number("deviance"), found.Deviance, name);
        Reference.ClassB(want.Number("null_deviance"), found.NullDeviance, name);
        Reference.ClassB(want.Number("lr_p"), found.LikelihoodRatioP, name);
        // The other numbers are not given for steady_fall.
        if (!want.ContainsKey(("slope", ""))) return;
        Reference.ClassB(want.Number("slope"), found.Slope!.Value, name);
        Reference.ClassB(want.Number("intercept"), found.Intercept!.Value, name);
        Reference.ClassB(want.Number("slope_se"), found.StandardError!.Value, name);
        Reference.ClassB(want.Number("pearson_phi"), found.Phi!.Value, name);
        Reference.ClassB(want.Number("quasi_floor1_p"), found.P!.Value, name);
        var times = Column("12-binomial-trend-data.csv", name, "t");
        for (var i = 0; i < times.Length; i++)
            Reference.ClassB(want.Number("fitted", $"{i + 1}"), found.Fitted(times[i])!.Value, name);
    }
}
