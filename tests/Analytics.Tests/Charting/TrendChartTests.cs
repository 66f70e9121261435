using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class TrendChartTests
{
    static ChartSpec Spec => Samples.OverTime() with { Type = "trend" };

    // Sen of 5, 7.5, 10.5, 12.5, 15.25 %: the middle of ten slopes, 2.5 and 2.5625.
    static object?[][] Years(string area, params long[] events) =>
        [.. events.Select((x, i) => Samples.Counted(area, $"{2016 + i}", x, 400))];

    static Scene Draw(ChartSpec spec, params object?[][] rows) => Chart.Draw(spec, Samples.Table(rows));

    static string[] Words(Scene scene) => [.. scene.Flat().OfType<TextMark>().Select(t => t.Text)];

    [Fact]
    public void The_verdict_of_one_area_stands_large_with_percentage_points_a_year()
    {
        var scene = Draw(Spec, Years("甲", 20, 30, 42, 50, 61));
        var verdict = scene.Flat().OfType<TextMark>().Single(t => t.Text == "上升 +2.5 百分点/年");
        Assert.True(verdict is { Bold: true, Size: > 16 });
        Assert.Contains("Rising, +2.5 percentage points a year",
            Words(Draw(Spec with { Language = Language.English }, Years("甲", 20, 30, 42, 50, 61))));
        Assert.Contains("甲：上升 +2.5 百分点/年。", scene.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Four_points_get_no_verdict_and_no_line()
    {
        var scene = Draw(Spec, Years("甲", 20, 30, 42, 50));
        Assert.Contains("过短（4个点）", Words(scene));
        Assert.Contains("甲：4个点；至少5个点才下结论。", Words(scene));
        Assert.Empty(scene.Flat().OfType<AreaMark>());
        Assert.Equal(3, scene.Joins() + scene.Flat().OfType<LineMark>()
            .Count(l => l.Color == Themes.Paper.Soft(Themes.Paper.Neutral) && l.Thickness == 1.75));
    }

    [Fact]
    public void Totals_change_by_their_unit() => Assert.Contains("上升 +120 件/年",
        Words(Draw(Spec, [.. Enumerable.Range(0, 5).Select(i => Samples.Total("甲", $"{2016 + i}", 1000 + 120 * i))])));

    [Fact]
    public void First_last_least_and_greatest_bear_their_values_and_others_do_not()
    {
        var words = Words(Draw(Spec, Years("甲", 20, 60, 42, 8, 61, 50, 40)));
        Assert.Equal(["10.0%", "15.3%", "2.0%", "5.0%"],
            words.Where(w => w.Contains('.') && w.EndsWith('%')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Denominators_stand_under_their_years()
    {
        var scene = Draw(Spec, [.. Enumerable.Range(0, 3).Select(i => Samples.Counted("甲", $"{2016 + i}", 9, 400 + i))]);
        double X(string text) => scene.Flat().OfType<TextMark>().Single(t => t.Text == text).X;
        foreach (var (year, n) in new[] { ("2016", "400"), ("2017", "401"), ("2018", "402") })
            Assert.InRange(X(n) - X(year), -1, 1);
    }

    [Fact]
    public void Several_areas_bear_name_last_value_and_verdict_and_differ_in_shape()
    {
        var scene = Draw(Spec, [.. Years("甲", 20, 30, 42, 50, 61), .. Years("乙", 61, 50, 42, 30, 20)]);
        var words = Words(scene);
        Assert.Contains("甲 15.3%", words);
        Assert.Contains("乙 5.0%", words);
        Assert.Contains("下降 −2.5 百分点/年", words);
        Assert.Equal(2, scene.Data().Select(d => d.Marks.OfType<MarkerMark>().Single().Shape).Distinct().Count());
    }

    [Fact]
    public void A_seventh_area_stays_away_and_is_counted_unless_highlighted()
    {
        object?[][] rows = [.. Enumerable.Range(1, 7).SelectMany(i => Years($"区{i}", 20, 30, 42, 50, 61))];
        var scene = Draw(Spec with { Highlight = ["区7"] }, rows);
        Assert.Contains("共7个", Assert.Single(scene.Warnings), StringComparison.Ordinal);
        var areas = scene.Data().Select(d => d.Area).Distinct().ToArray();
        Assert.Equal(6, areas.Length);
        Assert.Contains("区7", areas);
        Assert.DoesNotContain("区6", areas);
    }

    [Fact]
    public void Highlighted_areas_keep_their_colour_and_others_step_back()
    {
        var scene = Draw(Spec with { Highlight = ["乙"] }, [.. Years("甲", 20, 30, 42, 50, 61), .. Years("乙", 61, 50, 42, 30, 20)]);
        string Color(string area) => scene.Data().First(d => d.Area == area).Marks.OfType<MarkerMark>().Single().Stroke;
        Assert.Equal((Themes.Paper.Muted, Themes.Paper.Series[1]), (Color("甲"), Color("乙")));
    }

    [Fact]
    public void A_trend_begins_after_the_last_break()
    {
        var scene = Draw(Spec with { Breaks = [new(new(2018, 1, 1), new("新法施行", "a new law"), ["甲"])] },
            Years("甲", 90, 80, 20, 30, 42, 50, 61));
        Assert.Contains("上升 +2.5 百分点/年", Words(scene));
        Assert.Contains(Words(scene), w => w.Contains("2018-01-01 新法施行", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "#2f5d8a"), InlineData(Direction.LowerBetter, "#b35300"), InlineData(Direction.HigherBetter, "#0b5cad")]
    public void Only_a_direction_makes_a_rise_good_or_bad(Direction? direction, string color) => Assert.Equal(color,
        Draw(Spec with { Direction = direction }, Years("甲", 20, 30, 42, 50, 61)).Flat().OfType<PolylineMark>().Single().Color);

    [Fact]
    public void A_withheld_year_is_hatched_and_never_a_point()
    {
        var scene = Chart.Draw(SampleRows.Spec("trend", "甲", "A"), SampleRows.Table(
            SampleRows.Rate(("甲", "A"), "2018", 3, 90), SampleRows.Rate(("甲", "A"), "2019", 1, 9).Withheld()));
        var hidden = scene.Data().Single(d => d.Spoken.EndsWith("不公开", StringComparison.Ordinal));
        Assert.All(hidden.Marks, mark => Assert.IsType<LineMark>(mark));
        Assert.Single(scene.Data(), d => d.Marks.OfType<MarkerMark>().Any());
    }

    [Fact]
    public void The_reference_is_named_at_its_line()
    {
        var scene = Draw(Spec with { Reference = new(12, new("全市", "City")) }, Years("甲", 20, 30, 42, 50, 61));
        var line = scene.Flat().OfType<LineMark>().Single(l => l.Dash == "5 4");
        var label = scene.Flat().OfType<TextMark>().Single(t => t.Text == "全市 12%");
        Assert.InRange(label.Y - line.Y1, -16, 16);
    }
}
