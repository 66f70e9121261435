using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

/// <summary>What pictures say of rows that stand twice, are withheld, or are bounds.</summary>
public class RowTests
{
    static readonly string[] Eight = ["甲区", "乙区", "丙区", "丁区", "戊区", "己区", "庚区", "辛区"];

    static object?[] Row(string area, string period, long events, long trials = 400) => SampleRows.Rate((area, area), period, events, trials);

    static ChartSpec Spec(string type) => SampleRows.Spec(type, "题", "t");

    static Scene Draw(ChartSpec spec, params object?[][] rows) => Chart.Draw(spec, SampleRows.Table(rows));

    static string[] Words(Scene scene) => [.. scene.Flat().OfType<TextMark>().Select(t => t.Text)];

    static bool Says(Scene scene, string words) => string.Concat(Words(scene)).Contains(words, StringComparison.Ordinal);

    const string Twice = "行与同一地区、期间的其他行重复，只画了最前的一行：徐汇区。";

    static object?[][] TwoYears(string area, long first, long last) => [Row(area, "2020", first), Row(area, "2021", last)];

    // Of 徐汇区 one row more stands in the last year.
    static object?[][] Doubled => [.. TwoYears("徐汇区", 40, 90), .. TwoYears("黄浦区", 30, 50), Row("徐汇区", "2021", 12)];

    [Theory]
    [InlineData("slope"), InlineData("bump"), InlineData("waterfall"), InlineData("scoreboard"), InlineData("grouped-bars")]
    public void A_second_row_of_a_period_is_told_and_the_first_is_drawn(string type)
    {
        var scene = Draw(Spec(type), Doubled);
        Assert.True(Says(scene, "1 " + Twice), string.Concat(Words(scene)));
        Assert.Contains(scene.Warnings, w => w.EndsWith(Twice, StringComparison.Ordinal));
        var spoken = string.Concat(scene.Data().Select(d => d.Spoken));
        Assert.DoesNotContain("3.0%", spoken, StringComparison.Ordinal);
        if (type != "waterfall") Assert.Contains("22.5%", spoken, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tile-map"), InlineData("choropleth")]
    public void A_second_row_on_a_map_is_not_an_area_outside_it(string type)
    {
        double[][] ring = [[121, 31], [122, 31], [122, 32], [121, 32], [121, 31]];
        var scene = Draw(Spec(type) with { Shapes = [new("徐汇区", [ring])] }, Row("徐汇区", "2021", 40), Row("徐汇区", "2021", 90));
        Assert.Equal("1 " + Twice, Assert.Single(scene.Warnings));
        Assert.Contains("10.0%", scene.Data().Single().Spoken, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_row_of_a_measure_in_a_scatter_is_told()
    {
        object?[] Of(string measure, long events) => Row("徐汇区", "2021", events).Measure(measure, measure, measure);
        var scene = Draw(Spec("scatter"), Of("m", 40), Of("k", 50), Of("k", 60));
        Assert.Equal("1 " + Twice, Assert.Single(scene.Warnings));
    }

    static object?[][] HiddenFirst(int areas, int hidden) => [.. Enumerable.Range(0, areas).SelectMany(i => Enumerable.Range(2012, 10)
        .Select(year => Row($"{i:00}区", $"{year}", 20 + SampleRows.Chance(10 * i + year, 30)) is var row && i < hidden ? row.Withheld() : row))];

    [Theory]
    [InlineData("trend", 8, 6), InlineData("forecast-fan", 14, 12), InlineData("control-chart", 20, 16), InlineData("small-multiples", 64, 60)]
    public void Areas_with_values_come_before_those_wholly_withheld(string type, int areas, int hidden)
    {
        var scene = Draw(Spec(type), HiddenFirst(areas, hidden));
        Assert.True(areas - hidden <= scene.Data().Select(d => d.Area).Distinct().Count(area => string.CompareOrdinal(area, $"{hidden:00}") > 0));
        Assert.DoesNotContain("没有数据", Words(scene));
    }

    [Fact]
    public void More_areas_than_fit_of_which_none_has_a_value_are_no_data()
    {
        foreach (var type in (string[])["trend", "forecast-fan", "control-chart", "small-multiples"])
            Assert.Contains("没有数据", Words(Draw(Spec(type), HiddenFirst(64, 64))));
        var lit = Spec("trend") with { Highlight = [.. Enumerable.Range(0, 6).Select(i => $"{i:00}区")] };
        Assert.DoesNotContain("没有数据", Words(Draw(lit, HiddenFirst(8, 6))));
    }

    [Theory]
    [InlineData("grouped-bars"), InlineData("stacked-bars")]
    public void Rows_without_a_part_are_a_series_not_stated(string type)
    {
        object?[][] rows = [SampleRows.Total(("甲区", "A"), "2021", 5).Part("A", "A", "A"), SampleRows.Total(("甲区", "A"), "2021", 3)];
        Assert.Contains("未说明", Words(Draw(Spec(type), rows)));
        Assert.Contains("not stated", Words(Draw(Spec(type) with { Language = Language.English }, rows)));
    }

    [Fact]
    public void Points_over_time_say_what_is_withheld()
    {
        var scene = Draw(Spec("points-over-time"), Row("甲区", "2020", 40).Withheld());
        Assert.Contains("数值过小，不予公开（1个）：甲区 2020年。", Words(scene));
    }

    [Fact]
    public void A_bound_has_no_place_in_a_funnel()
    {
        object?[][] rows = [.. Eight.Select((area, i) => Row(area, "2021", i == 7 ? 200 : 40))];
        rows[7] = rows[7].With("bound", "at_least");
        var scene = Draw(Spec("funnel"), rows);
        Assert.Equal(7, scene.Data().Count());
        Assert.DoesNotContain(scene.Flat().OfType<MarkerMark>(), m => m.Shape == MarkerShape.Diamond);
        Assert.Contains("未画出：1 个数值没有确切的分子、分母（辛区）", Words(scene));
    }

    [Fact]
    public void A_count_known_roughly_is_judged()
    {
        object?[][] rows = [.. Eight.Select((area, i) => Row(area, "2021", i == 7 ? 200 : 40))];
        rows[7] = rows[7].With("bound", "about");
        Assert.Equal(8, Draw(Spec("funnel"), rows).Data().Count());
    }

    [Fact]
    public void A_change_from_or_to_a_bound_is_not_judged_and_has_an_arrow()
    {
        var scene = Draw(Spec("slope"), [.. TwoYears("甲区", 40, 90), .. TwoYears("乙区", 40, 90).Select(r => r.With("bound", "at_least"))]);
        var pairs = scene.Data().ToDictionary(d => d.Area);
        Assert.Equal(("clear", "unclear"), (pairs["甲区"].Series, pairs["乙区"].Series));
        Assert.DoesNotContain("95%区间+", pairs["乙区"].Spoken, StringComparison.Ordinal);
        Assert.Contains("没有两期确切分子、分母的1个地区，不判断变化是否明确。", Words(scene));
        // An arrow has a shaft and a tip; a lower bound points up.
        Assert.Empty(pairs["甲区"].Marks.OfType<PolylineMark>());
        Assert.Equal(2, pairs["乙区"].Marks.OfType<PolylineMark>().Count());
        Assert.All(pairs["乙区"].Marks.OfType<PolylineMark>(), tip => Assert.True(tip.Points[1].Y < tip.Points[0].Y));
    }

    [Fact]
    public void A_bound_gets_no_rank()
    {
        var scene = Draw(Spec("bump"), [.. TwoYears("甲区", 40, 90), .. TwoYears("乙区", 30, 50).Select(r => r.With("bound", "at_most"))]);
        Assert.Equal(["甲区"], scene.Data().Select(d => d.Area).Distinct());
        Assert.Contains("2 个数值没有确切的分子、分母或没有期间，不排位次。", Words(scene));
    }

    [Fact]
    public void A_change_of_a_bound_has_no_mark_in_a_scoreboard()
    {
        MarkerMark[] Signs(string bound) => [.. Draw(Spec("scoreboard"), Row("甲区", "2020", 40), Row("甲区", "2021", 90).With("bound", bound))
            .Data().Single().Marks.OfType<MarkerMark>().Where(m => m.Shape != MarkerShape.Circle)];
        Assert.Equal((1, 0, 0), (Signs("exact").Length, Signs("at_least").Length, Signs("at_most").Length));
    }

    [Fact]
    public void A_bound_is_left_out_of_what_makes_up_a_change_of_rates()
    {
        var scene = Draw(Spec("waterfall"), [.. TwoYears("甲区", 40, 90), .. TwoYears("乙区", 30, 50).Select(r => r.With("bound", "at_least")),
            Row("丙区", "2020", 9)]);
        Assert.Contains("没有两期确切分子、分母，未计入的地区（1个）：乙区。", Words(scene));
        Assert.Contains("只有一期数值、未计入的地区（1个）：丙区。", Words(scene));
    }

    [Fact]
    public void What_is_missing_in_a_scoreboard_is_not_called_withheld()
    {
        var scene = Draw(Spec("scoreboard"), Row("甲区", "2020", 40), Row("乙区", "2020", 40).With("value", null));
        Assert.False(Says(scene, "不予公开"));
    }
}
