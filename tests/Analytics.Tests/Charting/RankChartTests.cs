using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Charting.Layout;
using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Intervals;
using Analytics.Statistics.Ranks;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class RankChartTests
{
    static readonly ChartSpec Slope = SampleRows.Spec("slope", "甲", "a"), Bump = SampleRows.Spec("bump", "甲", "a");

    static object?[] Row(string area, string period, long events, long trials = 400, string variant = "all") =>
        SampleRows.Rate((area, area), period, events, trials, variant);

    static string Code(Action act) => Assert.Throws<AnalyticsException>(act).Code;

    [Fact]
    public void A_change_is_clear_where_its_interval_leaves_out_zero()
    {
        var scene = Chart.Draw(Slope, SampleRows.Table(Row("甲区", "2020", 40), Row("甲区", "2021", 90), Row("乙区", "2020", 40), Row("乙区", "2021", 45)));
        Assert.Equal([("甲区", "clear"), ("乙区", "unclear")], scene.Data().Select(d => (d.Area, d.Series)).OrderByDescending(d => d.Area == "甲区"));
        var limits = Newcombe.Interval(90, 400, 40, 400);
        Assert.Contains($"95%区间+{100 * limits.Low:0.00}至+{100 * limits.High:0.00}", scene.Data().Single(d => d.Area == "甲区").Spoken,
            StringComparison.Ordinal);
        Assert.Contains("+12.50个百分点", scene.Data().Single(d => d.Area == "甲区").Spoken, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Direction.LowerBetter)]
    [InlineData(Direction.HigherBetter)]
    public void Only_a_direction_colours_a_clear_change_as_better_or_worse(Direction? direction)
    {
        var scene = Chart.Draw(Slope with { Direction = direction }, SampleRows.Table(Row("甲区", "2020", 40), Row("甲区", "2021", 90)));
        var theme = Themes.Paper;
        Assert.Equal(direction switch { null => theme.Neutral, Direction.LowerBetter => theme.Worse, _ => theme.Better },
            scene.Data().Single().Marks.OfType<LineMark>().First().Color);
    }

    [Theory]
    [InlineData(9, "unclear", true)]
    [InlineData(10, "clear", false)]
    public void Changes_of_very_small_bases_are_not_judged(long trials, string series, bool isTold)
    {
        var scene = Chart.Draw(Slope, SampleRows.Table(Row("甲区", "2020", 0, trials), Row("甲区", "2021", 390)));
        Assert.Equal(series, scene.Data().Single().Series);
        Assert.Equal(isTold, scene.Flat().OfType<TextMark>().Any(text => text.Text.Contains("分母不足10的1个地区", StringComparison.Ordinal)));
    }

    [Fact]
    public void Rates_without_counts_are_never_clear_and_one_period_is_not_enough()
    {
        var scene = Chart.Draw(Slope, SampleRows.Table(SampleRows.Printed(("甲区", "A"), "2020", 10), SampleRows.Printed(("甲区", "A"), "2021", 90)));
        Assert.Equal("unclear", scene.Data().Single().Series);
        Assert.Empty(Chart.Draw(Slope, SampleRows.Table(Row("甲区", "2020", 40))).Data());
    }

    [Fact]
    public void Two_variants_are_refused()
    {
        Assert.Equal("chart-comparison-mixed", Code(() => Chart.Draw(Slope, SampleRows.Table(Row("甲区", "2020", 40), Row("甲区", "2021", 40, variant: "judged")))));
        Assert.Equal("chart-comparison-mixed", Code(() => Chart.Draw(Bump, SampleRows.Table(Row("甲区", "2020", 40), Row("乙区", "2020", 40, variant: "judged")))));
    }

    [Fact]
    public void Ranks_and_the_ranks_possible_are_those_of_statistics()
    {
        long[] events = [40, 90, 45], trials = [400, 400, 400];
        var sets = RankSets.Of(events, trials);
        var scene = Chart.Draw(Bump, SampleRows.Table(Row("甲区", "2020", 40), Row("乙区", "2020", 90), Row("丙区", "2020", 45)));
        var said = scene.Data().ToDictionary(d => d.Area, d => d.Spoken);
        foreach (var (i, area) in new[] { "甲区", "乙区", "丙区" }.Index())
            Assert.EndsWith($"第{sets.Rank[i]}位，可能为第{sets.Holm[i].Low}至{sets.Holm[i].High}位", said[area], StringComparison.Ordinal);
        Assert.Equal((1, 1), (sets.Rank[1], sets.Holm[1].High));
    }

    [Fact]
    public void A_small_base_has_no_rank_and_a_note()
    {
        var scene = Chart.Draw(Bump, SampleRows.Table(Row("甲区", "2020", 40), Row("乙区", "2020", 3, 9)));
        Assert.Equal("甲区", Assert.Single(scene.Data()).Area);
        Assert.Contains(scene.Flat().OfType<TextMark>(), t => t.Text.Contains("小于10", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_joins_only_periods_that_follow_one_another()
    {
        var scene = Chart.Draw(Bump, SampleRows.Table(Row("甲区", "2019", 40), Row("甲区", "2021", 40), Row("乙区", "2019", 60), Row("乙区", "2020", 60), Row("乙区", "2021", 60)));
        int Lines(string area) => scene.AllOf<SeriesGroup>().Where(g => g.Area == area).SelectMany(g => g.Marks).OfType<LineMark>().Count();
        Assert.Equal((0, 2), (Lines("甲区"), Lines("乙区")));
    }

    [Theory]
    [InlineData(new double[] { 10, 10, 10 }, new double[] { 0, 10, 20 })]
    [InlineData(new double[] { 50, 0, 51 }, new double[] { 45.5, 0, 55.5 })]
    [InlineData(new double[] { 100, 100 }, new double[] { 90, 100 })]
    public void Labels_move_apart_as_little_as_can_be(double[] wanted, double[] expected) =>
        Assert.Equal(expected, Spread.Apart(wanted, 10, 0, 100).Select(y => Math.Round(y, 6)));

    [Fact]
    public void A_withheld_end_stands_under_its_period_and_is_not_called_lacking()
    {
        var scene = Chart.Draw(Slope, SampleRows.Table(Row("甲区", "2020", 40), Row("甲区", "2021", 90), Row("乙区", "2020", 40), Row("乙区", "2021", 4).Withheld()));
        var hidden = scene.Data().Single(d => d.Area == "乙区");
        Assert.Equal("不公开 乙区", hidden.Marks.OfType<TextMark>().Single().Text);
        Assert.True(hidden.Marks.OfType<RectMark>().Single().Y > scene.Data().Single(d => d.Area == "甲区").Marks.OfType<MarkerMark>().Max(m => m.Y));
        Assert.Empty(scene.Warnings);
    }

    [Fact]
    public void Of_many_clear_changes_the_forty_greatest_are_named_and_the_note_says_so()
    {
        var scene = Chart.Draw(Slope, SampleRows.Table(SampleRows.Counties(60).SelectMany((c, i) => new[]
        {
            SampleRows.Rate(c, "2020", 100, 1000), SampleRows.Rate(c, "2021", i < 50 ? 200 + i : 100, 1000),
        })));
        var named = scene.Data().Where(d => d.Marks.OfType<TextMark>().Any()).Select(d => d.Area).ToArray();
        Assert.Equal(Enumerable.Range(11, 40).Select(i => $"县{i:0000}"), named.Order(StringComparer.Ordinal));
        Assert.Contains(scene.Flat().OfType<TextMark>(), t => t.Text.Contains("60 个地区，50 个变化明确", StringComparison.Ordinal));
        Assert.DoesNotContain(scene.Flat().OfType<TextMark>(), t => t.Text.Contains("Wilson", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_more_than_eight_areas_only_strong_lines_have_whiskers()
    {
        var scene = Chart.Draw(Slope, SampleRows.Table(Enumerable.Range(1, 9).SelectMany(i => new[] { Row($"{i}区", "2020", 40), Row($"{i}区", "2021", i == 1 ? 90 : 40) })));
        // The line itself, and three strokes at each end.
        Assert.Equal(["1区"], scene.Data().Where(d => d.Marks.OfType<LineMark>().Count() >= 7).Select(d => d.Area));
    }

    [Fact]
    public void Many_areas_have_the_ranks_that_Bonferroni_leaves_open()
    {
        long[] events = [.. Enumerable.Range(0, 220).Select(i => 100L + 3 * i)];
        var scene = Chart.Draw(Bump, SampleRows.Table(SampleRows.Counties(220).Select((c, i) => SampleRows.Rate(c, "2020", events[i], 1000))));
        var least = 0.05 / (220 * 219 / 2);
        var higher = events.Count(e => e > events[200] && RankSets.PairP(e, 1000, events[200], 1000) < least);
        var lower = events.Count(e => e < events[200] && RankSets.PairP(e, 1000, events[200], 1000) < least);
        Assert.True(lower > 0);
        Assert.EndsWith($"第20位，可能为第{1 + higher}至{220 - lower}位", scene.Data().Single(d => d.Area == "县0201").Spoken, StringComparison.Ordinal);
        Assert.Contains(scene.Flat().OfType<TextMark>(), t => t.Text.Contains("Bonferroni", StringComparison.Ordinal));
        Assert.Equal(40, scene.Data().Count());
    }

    [Fact]
    public void A_band_does_not_cross_a_period_without_a_rank()
    {
        var scene = Chart.Draw(Bump with { Highlight = ["甲区"] }, SampleRows.Table(Row("甲区", "2018", 40), Row("甲区", "2019", 40), Row("甲区", "2021", 40),
            Row("乙区", "2019", 60), Row("乙区", "2020", 60)));
        Assert.Equal(2, scene.AllOf<SeriesGroup>().Where(g => g.Area == "甲区").SelectMany(g => g.Marks).OfType<AreaMark>().Count());
    }

    [Fact]
    public void What_has_no_rank_is_counted_under_its_period()
    {
        var scene = Chart.Draw(Bump, SampleRows.Table(Row("甲区", "2020", 40), Row("乙区", "2020", 3, 9), Row("丙区", "2020", 30).Withheld(), Row("丁区", "2020", 3, 8)));
        var bottom = scene.Flat().OfType<TextMark>().Where(t => t.Text == "2020年").Max(t => t.Y);
        Assert.Equal(["1", "2"], scene.Flat().OfType<TextMark>().Where(t => t.Y > bottom && t.Text.Length == 1).Select(t => t.Text));
    }
}
