using Analytics.Statistics;
using Analytics.Statistics.ControlCharts;
using Analytics.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Statistics.ControlCharts;

public class ControlChartTests
{
    static string Text(string name) => File.ReadAllText(Path.Combine(House.Clone.Root, "tests", "reference", name));

    static Table Run(string name, string data, string parameters = "") => Analyses.Named(name)
        .Run(DoorCheck.Read(data), new AnalysisOptions { Given = DoorCheck.Parameters(parameters) });

    static string Causes(params double[] values)
    {
        var chart = XmR.Of(values);
        return string.Join(' ', ControlRules.Of(values, [.. values.Select(chart.PlaceOf)]));
    }

    // The package writes NaN limits where all values are equal; the README of the numbers says that the mean is right too.
    [Fact]
    public void XmR_is_as_in_NHSRplotthedots_but_has_limits_where_all_values_are_equal()
    {
        var text = Text("14-spc-xmr.csv");
        var constant = text.Split('\n').Index().Where(line => line.Item.StartsWith("constant,", StringComparison.Ordinal)).Select(line => line.Index).ToArray();
        Assert.Equal(
            from column in new[] { "lpl", "upl" }
            from row in constant
            select $"row {row} {column}: found '5', expected ''",
            DoorCheck.Misses("spc-xmr", text, text, _ => DoorCheck.A));
    }

    [Fact]
    public void The_p_chart_and_Laneys_are_as_by_hand() =>
        Assert.Empty(DoorCheck.Misses("spc-p-chart", Text("14-spc-p-chart.csv"), Text("14-spc-p-chart.csv"), _ => DoorCheck.A));

    [Theory, InlineData("spc-xmr"), InlineData("spc-p-chart")]
    public void Worked_examples_come_out_as_printed(string name) => Assert.Empty(DoorCheck.ExampleMisses(Analyses.Named(name)));

    [Fact]
    public void Seven_on_a_side_are_special_and_six_are_not()
    {
        Assert.DoesNotContain("Seven", Causes(1, 5, 1, 5, 1, 5, -5, -1, -5, -1, -5, -1));
        Assert.Equal(14, Causes(1, 5, 1, 5, 1, 5, 1, -5, -1, -5, -1, -5, -1, -5).Split("Seven").Length - 1);
    }

    [Fact]
    public void Seven_rising_are_a_trend_and_six_are_not()
    {
        Assert.Equal(7, Causes(5, 1, 2, 3, 4, 6, 7, 9, 2, 8, 1, 9, 2, 8).Split("TrendUp").Length - 1);
        Assert.DoesNotContain("Trend", Causes(5, 1, 2, 3, 4, 6, 7, 2, 8, 1, 9, 2, 8));
    }

    [Fact]
    public void One_value_has_a_mean_and_no_limits()
    {
        var found = Run("spc-xmr", "t,y\n1,4");
        Assert.Equal((4.0, null, "too_few"), (found[0, "mean"], found[0, "lpl"], found.Text(0, "not_computable")));
    }

    [Fact]
    public void A_new_part_begins_at_a_mark_or_at_a_time()
    {
        const string data = "t,y,rebase\n1,1,0\n2,2,0\n3,11,1\n4,12,0";
        Assert.Equal([1.5, 1.5, 11.5, 11.5], Enumerable.Range(0, 4).Select(row => (double)Run("spc-xmr", data)[row, "mean"]!));
        Assert.Equal([0L, 1, 2, 2], Enumerable.Range(0, 4).Select(row => (long)Run("spc-xmr", data, "rebase_at=2")[row, "group"]!));
        Assert.Equal("analysis-cell-invalid", Assert.Throws<AnalyticsException>(() => Run("spc-xmr", "y,rebase\n1,x")).Code);
    }

    [Fact]
    public void Rows_without_a_value_or_trials_stay_empty_and_say_why()
    {
        Assert.Equal("missing", Run("spc-xmr", "t,y\n1,4\n2,\n3,5").Text(1, "not_computable"));
        var chart = Run("spc-p-chart", "t,x,n\n1,4,10\n2,0,0\n3,5,10");
        Assert.Equal((null, "no_trials"), (chart[1, "p"], chart.Text(1, "not_computable")));
        Assert.Equal(0.45, chart[2, "center"]);
    }

    [Fact]
    public void Without_events_the_centre_is_zero_and_nothing_varies()
    {
        var found = Run("spc-p-chart", "x,n\n0,10\n0,20");
        Assert.Equal((0.0, 0.0, null), (found[0, "center"], found[0, "p_ucl"], found[0, "sigma_z"]));
        Assert.Equal("z=no_variation; sigma_z=no_variation", found.Text(0, "not_computable"));
    }

    [Fact]
    public void What_is_assured_depends_on_what_is_better()
    {
        const string data = "y\n10\n12\n11\n14\n13";
        Assert.Equal("consistent_fail", Run("spc-xmr", data, "target=5 improvement_direction=-1").Text(0, "assurance"));
        Assert.Null(Run("spc-xmr", data, "target=5").Text(0, "assurance"));
    }

    static void Holds<T>(Gen<T> gen, Func<T, bool> property) =>
        Prop.ForAll(gen.ToArbitrary(), property).Check(Tables.Text.Sampling.Of(300));

    static readonly Gen<double[]> Values =
        from length in Gen.Choose(2, 30)
        from values in Gen.Choose(-1000, 1000).ListOf(length)
        select values.Select(v => v / 8.0).ToArray();

    static readonly Gen<(long[] Events, long[] Trials)> Counts =
        from length in Gen.Choose(2, 20)
        from trials in Gen.Choose(1, 2000).ListOf(length)
        from shares in Gen.Choose(0, 100).ListOf(length)
        select (trials.Zip(shares, (n, s) => (long)Math.Round(n * s / 100.0)).ToArray(), trials.Select(n => (long)n).ToArray());

    [Fact]
    public void Limits_hold_the_mean_and_move_with_the_values() => Holds(Values, values =>
    {
        var (a, b) = (XmR.Of(values), XmR.Of([.. values.Select(v => 2 * v + 16)]));
        return a.Lower <= a.Mean && a.Mean <= a.Upper && Math.Abs(2 * a.Upper!.Value + 16 - b.Upper!.Value) < 1e-9
            && XmR.Of(values, false).MeanRange >= a.MeanRange;
    });

    [Fact]
    public void Upside_down_causes_are_upside_down() => Holds(Values, values =>
    {
        double[] down = [.. values.Select(v => -v)];
        string Turned(string causes) => causes.Replace("Above", "@").Replace("Below", "Above").Replace("@", "Below").Replace("Up", "@").Replace("Down", "Up").Replace("@", "Down");
        return Causes(down) == Turned(Causes(values));
    });

    [Fact]
    public void Laneys_limits_are_those_of_p_times_sigma() => Holds(Counts, c =>
    {
        var chart = LaneyChart.Of(c.Events, c.Trials);
        return chart.Points.All(point => chart.SigmaZ is not { } sigma ? point.LaneyLower is null
            : point.Lower == 0 || point.LaneyLower == 0
                || Math.Abs((chart.Center - point.LaneyLower!.Value) - sigma * (chart.Center - point.Lower)) < 1e-12);
    });

    // z 0, 1.128 and 0 have Σz = 1: of 10,000 trials each, 0.5 ± 1.128 standard errors is not whole, so nearly.
    [Fact]
    public void With_sigma_one_Laneys_limits_are_those_of_p()
    {
        var chart = LaneyChart.Of([50_000_000, 50_005_640, 49_994_360, 50_000_000], [100_000_000, 100_000_000, 100_000_000, 100_000_000]);
        Assert.Equal(4.0 / 3, chart.SigmaZ!.Value, 1e-4);
        var one = LaneyChart.Of([50_000_000, 50_005_640], [100_000_000, 100_000_000]);
        Assert.Equal(1, one.SigmaZ!.Value, 1e-4);
        Assert.All(one.Points, point => Assert.Equal(point.Upper, point.LaneyUpper!.Value, 1e-7));
    }

    [Fact]
    public void The_chart_of_non_events_is_mirrored() => Holds(Counts, c =>
    {
        var (a, b) = (LaneyChart.Of(c.Events, c.Trials), LaneyChart.Of([.. c.Trials.Zip(c.Events, (n, x) => n - x)], c.Trials));
        return Math.Abs(a.Center - (1 - b.Center)) < 1e-12 && a.Points.Zip(b.Points).All(p => Math.Abs(p.First.Lower - (1 - p.Second.Upper)) < 1e-9
            && p.First.Place.Side == -p.Second.Place.Side);
    });
}
