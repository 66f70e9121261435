using Analytics.Charting;
using Analytics.Statistics.Comparisons;

namespace Analytics.Tests.Charting;

public class TrendPanelTests
{
    static ChartSpec Spec => Samples.OverTime() with { Trend = true };

    // Sen of 5, 7.5, 10.5, 12.5, 15.25 %: the middle of ten slopes, 2.5 and 2.5625.
    static object?[][] Years(string area, params long[] events) =>
        [.. events.Select((x, i) => Samples.Counted(area, $"{2016 + i}", x, 400))];

    static Scene Draw(ChartSpec spec, params object?[][] rows) => Chart.Draw(spec, Samples.Table(rows));

    static string[] Words(Scene scene) => [.. scene.Flat().OfType<TextMark>().Select(t => t.Text)];

    [Fact]
    public void Each_panel_says_its_verdict_with_the_change_a_year()
    {
        var scene = Draw(Spec, [.. Years("甲", 20, 30, 42, 50, 61), .. Years("乙", 61, 50, 42, 30, 20),
            .. Years("丙", 30, 31, 29, 30, 31), .. Years("丁", 20, 30, 42)]);
        var words = Words(scene);
        Assert.Contains("上升，每年+2.5个百分点", words);
        Assert.Contains("下降，每年−2.5个百分点", words);
        Assert.Contains("无明显趋势", words);
        Assert.Contains("过短（3个点）", words);
        Assert.EndsWith("上升 1 个，下降 1 个，无明显趋势 1 个，过短 1 个。", scene.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trend_has_a_line_and_a_band_and_replaces_the_lines_between_years()
    {
        var scene = Draw(Spec, Years("甲", 20, 30, 42, 50, 61));
        Assert.Equal(0, scene.Joins());
        var line = Assert.Single(scene.Flat().OfType<PolylineMark>());
        Assert.Null(line.Dash);
        Assert.True(line.Points[^1].Y < line.Points[0].Y);
        Assert.Single(scene.Flat().OfType<AreaMark>());
    }

    [Fact]
    public void No_clear_trend_is_dashed_and_a_short_one_has_no_line()
    {
        Assert.NotNull(Assert.Single(Draw(Spec, Years("丙", 30, 31, 29, 30, 31)).Flat().OfType<PolylineMark>()).Dash);
        var scene = Draw(Spec, Years("丁", 20, 30, 42));
        Assert.Empty(scene.Flat().OfType<PolylineMark>());
        Assert.Equal(2, scene.Joins());
    }

    [Fact]
    public void Printed_rates_have_a_line_without_a_band()
    {
        var scene = Draw(Spec, [.. Enumerable.Range(2016, 5).Select(y => Samples.Printed("甲", $"{y}", y - 2010))]);
        Assert.Contains("上升，每年+1.0个百分点", Words(scene));
        Assert.Single(scene.Flat().OfType<PolylineMark>());
        Assert.Empty(scene.Marks.OfType<AreaMark>());
    }

    [Fact]
    public void Totals_change_by_their_unit() => Assert.Contains("上升，每年+120件",
        Words(Draw(Spec, [.. Enumerable.Range(0, 5).Select(i => Samples.Total("甲", $"{2016 + i}", 1000 + 120 * i))])));

    [Fact]
    public void Two_values_for_a_year_leave_the_trend_open()
    {
        var words = Words(Draw(Spec, [.. Years("甲", 20, 30, 42, 50, 61), Samples.Counted("甲", "2018", 41, 400)]));
        Assert.DoesNotContain(words, w => w.StartsWith("上升，", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null), InlineData(Direction.Neutral), InlineData(Direction.HigherBetter), InlineData(Direction.LowerBetter)]
    public void Only_a_direction_makes_a_rise_good_or_bad(Direction? direction) => Assert.Equal(direction switch
    {
        Direction.HigherBetter => Themes.Paper.Better,
        Direction.LowerBetter => Themes.Paper.Worse,
        _ => Themes.Paper.Neutral,
    },
        Draw(Spec with { Direction = direction }, Years("甲", 20, 30, 42, 50, 61)).Flat().OfType<PolylineMark>().Single().Color);

    [Fact]
    public void Sixteen_panels_share_one_scale()
    {
        var scene = Scenes.Draw("time-trends");
        var districts = Words(scene).Where(Samples.Districts.Contains).ToArray();
        Assert.Equal(Samples.Districts, districts);
        var ticks = Words(scene).Where(w => w.EndsWith('%') && !w.Contains('.')).GroupBy(w => w).ToArray();
        // Each tick stands once at each of the four rows, and all rows have the same.
        Assert.All(ticks, tick => Assert.Equal(4, tick.Count()));
    }
}
