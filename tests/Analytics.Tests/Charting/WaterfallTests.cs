using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class WaterfallTests
{
    static readonly ChartSpec Spec = SampleRows.Spec("waterfall", "甲", "a");

    static Scene Draw(ChartSpec spec, params object?[][] rows) => Chart.Draw(spec, SampleRows.Table(rows));

    static object?[] Part(string id, double value) => SampleRows.Total(("上海市", "Shanghai"), "2021", value).Part(id, id, id);

    static (double From, double To)[] Bars(Scene scene) => [.. scene.Data().Select(d => d.Marks.OfType<RectMark>().Single())
        .Select(bar => (bar.X, bar.X + bar.Width))];

    [Fact]
    public void Each_part_begins_where_the_one_before_it_ended()
    {
        var bars = Bars(Draw(Spec, Part("start", 100), Part("甲", 40), Part("乙", -20), Part("end", 120)));
        Assert.Equal(bars[0].To, bars[1].From, 6);
        Assert.Equal(bars[1].To, bars[2].To, 6);
        Assert.Equal(bars[2].From, bars[3].To, 6);
        Assert.Equal(0.4, (bars[1].To - bars[1].From) / (bars[0].To - bars[0].From), 6);
    }

    [Fact]
    public void What_the_parts_miss_is_a_part_of_its_own_and_a_warning()
    {
        var scene = Draw(Spec, Part("start", 100), Part("甲", 40), Part("end", 120));
        Assert.Equal(4, scene.Data().Count());
        Assert.Contains("−20", Assert.Single(scene.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Areas_of_two_periods_give_their_changes_from_great_to_small()
    {
        var scene = Draw(Spec, SampleRows.Total(("甲区", "A"), "2020", 50), SampleRows.Total(("甲区", "A"), "2021", 40),
            SampleRows.Total(("乙区", "B"), "2020", 30), SampleRows.Total(("乙区", "B"), "2021", 55));
        Assert.Equal(["2020年：80", "乙区：+25", "甲区：−10", "2021年：95"], scene.Data().Select(d => d.Spoken));
    }

    // Kitagawa by hand: weights 0.5 and 0.5 in both periods, rates 10 % to 20 % and 30 % to 30 %.
    [Fact]
    public void Rates_are_told_as_changes_of_areas_and_of_their_weights()
    {
        var scene = Draw(Spec, SampleRows.Rate(("甲区", "A"), "2020", 10, 100), SampleRows.Rate(("甲区", "A"), "2021", 20, 100),
            SampleRows.Rate(("乙区", "B"), "2020", 30, 100), SampleRows.Rate(("乙区", "B"), "2021", 30, 100));
        Assert.Equal(["2020年：20.0%", "甲区：+5.00 个百分点", "乙区：±0.00 个百分点", "地区构成变化：±0.00 个百分点", "2021年：25.0%"],
            scene.Data().Select(d => d.Spoken));
    }

    [Fact]
    public void An_area_with_one_period_is_left_out_and_named()
    {
        var scene = Draw(Spec, SampleRows.Total(("甲区", "A"), "2020", 50), SampleRows.Total(("甲区", "A"), "2021", 40),
            SampleRows.Total(("乙区", "B"), "2021", 55));
        Assert.Equal("2020年：50", scene.Data().First().Spoken);
        Assert.Contains("乙区", Assert.Single(scene.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_variants_are_refused() => Assert.Equal("chart-comparison-mixed", Assert.Throws<AnalyticsException>(() => Draw(Spec,
        SampleRows.Rate(("甲区", "A"), "2020", 10, 100), SampleRows.Rate(("甲区", "A"), "2021", 10, 100, "judged"))).Code);

    [Fact]
    public void A_direction_alone_colours_better_and_worse()
    {
        object?[][] rows = [Part("start", 100), Part("甲", 40), Part("end", 140)];
        string Fill(ChartSpec spec) => Draw(spec, rows).Data().ElementAt(1).Marks.OfType<RectMark>().Single().Fill;
        Assert.Equal(Themes.Paper.Neutral, Fill(Spec));
        Assert.Equal(Themes.Paper.Worse, Fill(Spec with { Direction = Direction.LowerBetter }));
        Assert.Equal(Themes.Paper.Better, Fill(Spec with { Direction = Direction.HigherBetter }));
    }
}
