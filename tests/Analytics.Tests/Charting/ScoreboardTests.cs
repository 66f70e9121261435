using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Statistics.Comparisons;

namespace Analytics.Tests.Charting;

public class ScoreboardTests
{
    static readonly ChartSpec Spec = SampleRows.Spec("scoreboard", "甲", "a");

    static object?[] Row(string area, string period, long events, long trials = 400) => SampleRows.Rate((area, area), period, events, trials);

    static Scene Draw(ChartSpec spec, params object?[][] rows) => Chart.Draw(spec, SampleRows.Table(rows));

    [Fact]
    public void The_latest_value_stands_with_its_change_since_the_one_before()
    {
        var datum = Draw(Spec, Row("甲区", "2019", 20), Row("甲区", "2020", 40), Row("甲区", "2021", 90)).Data().Single();
        var words = datum.Marks.OfType<TextMark>().Select(t => t.Text).ToArray();
        Assert.Contains("22.5%", words);
        Assert.Contains("+12.5", words);
        Assert.Contains("400", words);
        Assert.Contains("较2020年+12.50个百分点，变化明确", datum.Spoken, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(90, null, MarkerShape.Triangle)]
    [InlineData(90, Direction.LowerBetter, MarkerShape.Triangle)]
    [InlineData(10, Direction.LowerBetter, MarkerShape.TriangleDown)]
    public void A_clear_change_has_a_mark_whose_shape_tells_its_side(long now, Direction? direction, MarkerShape shape)
    {
        var mark = Draw(Spec with { Direction = direction }, Row("甲区", "2020", 40), Row("甲区", "2021", now)).Data().Single()
            .Marks.OfType<MarkerMark>().Single(m => m.Shape != MarkerShape.Circle);
        Assert.Equal((shape, direction is null ? Themes.Paper.Neutral : now > 40 ? Themes.Paper.Worse : Themes.Paper.Better), (mark.Shape, mark.Fill));
    }

    [Fact]
    public void A_small_base_gets_no_mark()
    {
        var datum = Draw(Spec, Row("甲区", "2020", 0, 9), Row("甲区", "2021", 9, 9)).Data().Single();
        Assert.DoesNotContain(datum.Marks.OfType<MarkerMark>(), m => m.Shape != MarkerShape.Circle);
    }

    [Fact]
    public void Measures_of_different_units_stand_side_by_side()
    {
        var scene = Draw(Spec with { Width = 900 }, Row("甲区", "2021", 40).Measure("m", "败诉率", "loss"),
            SampleRows.Total(("甲区", "A"), "2021", 1234).With("area_id", "甲区").Measure("k", "受理", "accepted"));
        Assert.Equal(["10.0%", "1,234"], scene.Data().Select(d => d.Marks.OfType<TextMark>().First().Text));
        Assert.Contains(scene.Flat().OfType<TextMark>(), t => t.Text == "受理（件）");
    }

    [Fact]
    public void A_change_is_not_taken_across_variants()
    {
        var datum = Draw(Spec, SampleRows.Rate(("甲区", "A"), "2020", 40, 400, "judged"), Row("甲区", "2021", 90)).Data().Single();
        Assert.DoesNotContain("较", datum.Spoken, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_in_years_breaks_the_line()
    {
        int Lines(string first) => Draw(Spec, Row("甲区", first, 40), Row("甲区", "2020", 41), Row("甲区", "2021", 42)).Data().Single()
            .Marks.OfType<LineMark>().Count();
        Assert.Equal((2, 1), (Lines("2019"), Lines("2016")));
    }

    [Fact]
    public void Narrow_pictures_drop_columns_and_say_so()
    {
        object?[][] rows = [.. new[] { "a", "b", "c" }.Select(m => Row("甲区", "2021", 40).Measure(m, "指标" + m, m))];
        Assert.Contains(Draw(Spec with { Width = 360 }, rows).Flat().OfType<TextMark>(), t => t.Text.StartsWith("图幅有限", StringComparison.Ordinal));
    }

    [Fact]
    public void Equal_changes_rise_equally_whatever_the_level()
    {
        var heights = Draw(Spec, Row("甲区", "2020", 40), Row("甲区", "2021", 60), Row("乙区", "2020", 300), Row("乙区", "2021", 320),
            Row("丙区", "2020", 200), Row("丙区", "2021", 240)).Data().ToDictionary(d => d.Area, d => d.Marks.OfType<LineMark>().Single() is var line ? line.Y1 - line.Y2 : 0);
        Assert.Equal(heights["甲区"], heights["乙区"], 6);
        Assert.Equal(2 * heights["甲区"], heights["丙区"], 6);
    }

    [Fact]
    public void Changes_of_rates_are_headed_as_points_and_those_of_totals_are_not()
    {
        var scene = Draw(Spec with { Width = 900 }, Row("甲区", "2021", 40).Measure("m", "败诉率", "loss"),
            SampleRows.Total(("甲区", "A"), "2021", 1234).With("area_id", "甲区").Measure("k", "受理", "accepted"));
        Assert.Equal(["较上期（百分点）", "较上期"], scene.Flat().OfType<TextMark>().Select(t => t.Text).Where(t => t.StartsWith("较上期", StringComparison.Ordinal)));
    }
}
