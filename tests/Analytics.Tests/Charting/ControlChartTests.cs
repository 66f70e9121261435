using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class ControlChartTests
{
    static readonly (string, string) A = ("甲", "A");

    static ChartSpec Spec => SampleRows.Spec("control-chart", "甲", "A");

    static object?[][] Totals(params double[] values) =>
        [.. values.Select((v, i) => SampleRows.With(SampleRows.Total(A, $"{2001 + i}", v), "dataset", "office"))];

    // Round a mean of 17.8 with limits to 53.9.
    static object?[][] OneOut => Totals(9, 20, 9, 20, 9, 20, 9, 20, 70, 9, 20, 9, 20, 9, 20, 9, 20);

    static object?[][] Rates(params long[] events) =>
        [.. events.Select((x, i) => SampleRows.Rate(A, $"{2001 + i}", x, 100))];

    static Scene Draw(ChartSpec spec, params object?[][] rows) => Chart.Draw(spec, SampleRows.Table(rows));

    static string[] Words(Scene scene) => [.. scene.Flat().OfType<TextMark>().Select(t => t.Text)];

    static string Foot(Scene scene) => string.Concat(Words(scene));

    // Rule numbers beside marked points.
    static string[] Rules(Scene scene) => [.. scene.Data().SelectMany(d => d.Marks.OfType<TextMark>()).Select(t => t.Text)];

    // Moving ranges 2, 1, 3, 1 have the mean 1.75: 12 ∓ 2.66 · 1.75.
    [Fact]
    public void Totals_have_the_mean_its_limits_and_moving_ranges_under_them()
    {
        var scene = Draw(Spec, Totals(10, 12, 11, 14, 13));
        Assert.Superset(new HashSet<string>(["中线 12", "上限 17", "下限 7", "只有偶然波动", "移动极差（与上一点之差）"]),
            Words(scene).ToHashSet());
        Assert.Contains("中线12，控制限7至17", scene.Data().First().Spoken, StringComparison.Ordinal);
        var plots = scene.Marks.OfType<PlotGroup>().ToArray();
        Assert.Equal(2, plots.Length);
        Assert.Equal(4, plots[1].Marks.OfType<MarkerMark>().Count());
    }

    // z is 0, 2, -2; their mean range 3 over 1.128: 50 ∓ 100 · 0.15 · 2.65957.
    [Fact]
    public void Rates_with_counts_have_limits_of_p_prime()
    {
        var scene = Draw(Spec, Rates(50, 60, 40));
        Assert.Superset(new HashSet<string>(["中线 50.0%", "上限 89.9%", "下限 10.1%"]), Words(scene).ToHashSet());
        Assert.Single(scene.Marks.OfType<PlotGroup>());
        Assert.Contains("单凭偶然时的2.66倍", Foot(scene), StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_of_rates_step_with_their_denominators()
    {
        var scene = Draw(Spec, [.. Rates(50, 60, 40), SampleRows.Rate(A, "2004", 5, 10)]);
        var edge = scene.Flat().OfType<PolylineMark>().First(p => p.Dash == "4 3");
        Assert.True(edge.Points[^1].Y > edge.Points[0].Y + 1);
    }

    [Fact]
    public void Seven_points_on_one_side_are_marked_with_rule_four()
    {
        var scene = Draw(Spec, Totals(10, 7, 10, 7, 10, 7, 10, 12, 15, 12, 15, 12, 15, 12));
        Assert.Equal(14, Rules(scene).Count(r => r == "4"));
        Assert.Contains("14个点超出偶然波动", Words(scene));
        Assert.Contains("4 连续7点在中线一侧", Words(scene));
        Assert.DoesNotContain("1 超出控制限", Words(scene));
    }

    [Fact]
    public void A_point_outside_is_a_diamond_with_rule_one()
    {
        var scene = Draw(Spec, OneOut);
        Assert.Equal(["1"], Rules(scene));
        var marked = scene.Data().Single(d => d.Marks.OfType<TextMark>().Any());
        Assert.Equal(MarkerShape.Diamond, marked.Marks.OfType<MarkerMark>().Single().Shape);
        Assert.EndsWith("1 超出控制限", marked.Spoken, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "#2f5d8a"), InlineData(Direction.LowerBetter, "#b35300"), InlineData(Direction.HigherBetter, "#0b5cad")]
    public void Only_a_direction_makes_a_high_point_good_or_bad(Direction? direction, string color)
    {
        var scene = Draw(Spec with { Direction = direction }, OneOut);
        Assert.Equal(color, scene.Data().SelectMany(d => d.Marks.OfType<MarkerMark>())
            .Single(m => m.Shape == MarkerShape.Diamond).Stroke);
    }

    [Fact]
    public void Each_side_of_a_break_has_limits_of_its_own_and_no_line_crosses()
    {
        var scene = Draw(Spec with { Breaks = [new(new(2005, 1, 1), new("新法施行", "a new law"), ["甲"])] },
            Totals(10, 12, 11, 14, 30, 32, 31, 34));
        Assert.Contains("甲：8个点，2段，单值—移动极差图", Words(scene));
        Assert.Equal(2, scene.Flat().OfType<AreaMark>().Count());
        // Of 30, 32, 31, 34 the mean is 31.75.
        Assert.Contains("中线 32", Words(scene));
        Assert.Contains("只有偶然波动", Words(scene));
    }

    [Fact]
    public void Few_points_are_said_to_be_unsteady_and_one_or_equal_ones_have_no_limits()
    {
        Assert.Contains("少于10个点的控制限不稳", Foot(Draw(Spec, Totals(10, 12, 11, 14, 13))), StringComparison.Ordinal);
        Assert.Contains("点太少，没有控制限", Words(Draw(Spec, Totals(10))));
        var equal = Draw(Spec, Totals(10, 10, 10));
        Assert.Contains("数值没有变化，没有控制限", Words(equal));
        Assert.Empty(equal.Flat().OfType<AreaMark>());
    }

    [Fact]
    public void Variants_have_no_centre_in_common() => Assert.Equal("chart-comparison-mixed", Assert.Throws<AnalyticsException>(() =>
        Draw(Spec, SampleRows.Rate(A, "2001", 3, 40), SampleRows.Rate(A, "2002", 3, 40, "judged"))).Code);

    [Fact]
    public void Two_values_for_a_period_leave_no_limits()
    {
        var scene = Draw(Spec, [.. Totals(10, 12, 11), .. Totals(11)]);
        Assert.Contains("数值重复，没有控制限", Words(scene));
        Assert.Equal(4, scene.Data().Count());
    }

    [Fact]
    public void Periods_of_another_length_and_bounds_are_not_judged()
    {
        var scene = Draw(Spec, [.. Rates(50, 60, 40), SampleRows.Rate(A, "2004-03", 1, 50), SampleRows.Printed(A, "2004", 90, "all", "at_most")]);
        Assert.Contains("期间与其他长短不一", Assert.Single(scene.Warnings), StringComparison.Ordinal);
        Assert.Contains("中线 50.0%", Words(scene));
        Assert.Contains("1个数值没有件数、只是限值或期间未满", Foot(scene), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_areas_have_a_panel_each_up_to_sixteen()
    {
        object?[][] rows = [.. Enumerable.Range(1, 18).SelectMany(i => Enumerable.Range(2001, 4)
            .Select(year => SampleRows.Total(($"区{i}", $"D{i}"), $"{year}", i * 100 + year % 7)))];
        var scene = Draw(Spec, rows);
        Assert.Equal(16, scene.Marks.OfType<PlotGroup>().Count());
        Assert.Contains("共18个", Assert.Single(scene.Warnings), StringComparison.Ordinal);
    }
}
