using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class FunnelTests
{
    // Of all 25.5 % are events: z is 0.4, 2.5, 1.8 and -4.7.
    static readonly object?[][] Four =
    [
        Samples.Counted("甲", "2021", 260, 1000), Samples.Counted("乙", "2021", 290, 1000),
        Samples.Counted("丙", "2021", 280, 1000), Samples.Counted("丁", "2021", 190, 1000),
    ];

    static Scene Draw(ChartSpec spec, params object?[][] rows) => Chart.Draw(spec, Samples.Table(rows));

    static Dictionary<string, MarkerMark> Markers(Scene scene) => scene.Data().ToDictionary(
        d => d.Figures[0].Split('/')[2], d => d.Marks.OfType<MarkerMark>().Single());

    static string[] Words(Scene scene) => [.. scene.Flat().OfType<TextMark>().Select(t => t.Text)];

    [Fact]
    public void Areas_outside_the_limits_bear_names_and_others_do_not()
    {
        var words = Words(Draw(Samples.Funnel(), Four));
        Assert.Equal(["丁", "乙"], words.Where(w => w is "甲" or "乙" or "丙" or "丁").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Shape_tells_the_level_and_neutral_colours_tell_no_side()
    {
        var found = Markers(Draw(Samples.Funnel(), Four));
        Assert.Equal((MarkerShape.Circle, MarkerShape.Circle, MarkerShape.Diamond),
            (found["甲"].Shape, found["乙"].Shape, found["丁"].Shape));
        Assert.Equal((Themes.Paper.Quiet, Themes.Paper.Neutral, Themes.Paper.Neutral),
            (found["甲"].Stroke, found["乙"].Stroke, found["丁"].Stroke));
    }

    [Theory]
    [InlineData(Direction.LowerBetter, nameof(Theme.Worse), nameof(Theme.Better))]
    [InlineData(Direction.HigherBetter, nameof(Theme.Better), nameof(Theme.Worse))]
    public void A_direction_colours_better_and_worse(Direction direction, string above, string below)
    {
        var scene = Draw(Samples.Funnel() with { Direction = direction }, Four);
        string Named(string name) => name == nameof(Theme.Better) ? Themes.Paper.Better : Themes.Paper.Worse;
        Assert.Equal((Named(above), Named(below)), (Markers(scene)["乙"].Stroke, Markers(scene)["丁"].Stroke));
        Assert.Contains(direction == Direction.LowerBetter ? "较好，在99.8%限外" : "较差，在99.8%限外", Words(scene));
    }

    [Fact]
    public void The_target_is_the_rate_of_all_cases_or_the_reference()
    {
        Assert.Contains("合计 25.5%", Words(Draw(Samples.Funnel(), Four)));
        var scene = Draw(Samples.Funnel() with { Reference = new(28, new("目标", "Target")) }, Four);
        Assert.Contains("目标 28%", Words(scene));
        Assert.Equal(Themes.Paper.Quiet, Markers(scene)["乙"].Stroke);
    }

    [Fact]
    public void Limits_are_two_curves_at_each_side_narrowing_to_the_right()
    {
        var curves = Draw(Samples.Funnel(), Four).Flat().OfType<PolylineMark>().ToArray();
        Assert.Equal(2, curves.Count(c => c.Dash is not null));
        Assert.Equal(2, curves.Count(c => c.Dash is null));
        var (low, high) = (curves.MaxBy(c => c.Points[^1].Y)!, curves.MinBy(c => c.Points[^1].Y)!);
        Assert.True(low.Points[^1].Y <= low.Points[0].Y && high.Points[^1].Y >= high.Points[0].Y);
    }

    [Fact]
    public void Overdispersion_takes_scattered_areas_in_and_says_so()
    {
        var scene = Draw(Samples.Funnel() with { Overdispersion = true }, Four);
        Assert.All(Markers(scene).Values, marker => Assert.Equal(Themes.Paper.Quiet, marker.Stroke));
        Assert.Contains(Words(scene), w => w.Contains("反正弦尺度", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_drawn_is_said()
    {
        var scene = Draw(Samples.Funnel(), Four);
        Assert.Equal("4 个地区，合计 25.5%；2 个在95%限外，其中 1 个在99.8%限外：丁。", scene.Description);
        Assert.Contains(scene.Data(), d => d.Spoken.EndsWith("n=1,000，低于99.8%控制限", StringComparison.Ordinal));
    }

    [Fact]
    public void Rates_without_counts_are_not_drawn_and_named()
    {
        var scene = Draw(Samples.Funnel(), [.. Four, Samples.Printed("戊", "2021", 30, "all")]);
        Assert.Equal(4, scene.Data().Count());
        Assert.Contains("戊", Assert.Single(scene.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void No_counts_at_all_is_a_picture_that_says_so() =>
        Assert.Contains("没有数据", Words(Draw(Samples.Funnel(), Samples.Printed("戊", "2021", 30))));

    [Theory]
    [InlineData("period_id", "2022"), InlineData("variant", "judged"), InlineData("dataset", "simulated")]
    [InlineData("scope_id", "role=被告")]
    public void Rows_that_cannot_be_compared_are_refused(string column, string other)
    {
        var error = Assert.Throws<AnalyticsException>(() => Draw(Samples.Funnel(),
            [.. Four, Samples.Counted("戊", column == "period_id" ? other : "2021", 3, 40).With(column, other)]));
        Assert.Equal(("chart-comparison-mixed", column), (error.Code, error.Facts["column"]));
    }

    [Fact]
    public void Curves_keep_inside_the_plot() => Assert.All(((string[])["funnel", "funnel-wide", "funnel-equal", "funnel-one"]),
        name => Assert.All(Scenes.Draw(name).Flat().OfType<PolylineMark>().SelectMany(c => c.Points),
            p => Assert.InRange(p.Y, 40, Scenes.Draw(name).Height - 60)));
}
