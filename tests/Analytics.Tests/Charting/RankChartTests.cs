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
}
