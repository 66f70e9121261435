using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class BoxPlotTests
{
    static readonly ChartSpec Spec = SampleRows.Spec("box-plot", "差距", "Spread");

    static Scene Draw(params IEnumerable<object?[]> rows) => Chart.Draw(Spec, SampleRows.Table(rows));

    static IEnumerable<object?[]> Year(string year, params double[] values) => values.Select((value, i) =>
        SampleRows.Total(($"县{i:00}", $"County {i:00}"), year, value));

    static string[] Words(Scene scene) => [.. scene.Flat().OfType<TextMark>().Select(t => t.Text)];

    [Fact]
    public void The_five_numbers_are_type_7_and_spoken()
    {
        // Type 7 of 1 to 9 and 100: ranks 1 + p · 9, so 3.25, 5.5 and 7.75.
        var box = Draw(Year("2021", 1, 2, 3, 4, 5, 6, 7, 8, 9, 100)).Data().Single(d => d.Figures.Count == 10);
        Assert.Contains("n=10，最小1，下四分位数3.25，中位数5.5，上四分位数7.75，最大100", box.Spoken, StringComparison.Ordinal);
    }

    [Fact]
    public void Whiskers_end_at_values_within_one_and_a_half_quartile_distances()
    {
        var group = new BoxGroup("", [.. Rows(1, 2, 3, 4, 5, 6, 7, 8, 9, 100)]);
        Assert.Equal((1, 9), group.Whiskers);
        Assert.Equal([100], group.Rows.Where(group.IsOutlier).Select(o => o.Value));
    }

    [Fact]
    public void An_outlier_is_a_diamond_with_its_name()
    {
        var scene = Draw(Year("2021", 1, 2, 3, 4, 5, 6, 7, 8, 9, 100));
        var diamond = scene.Data().Single(d => d.Marks.OfType<MarkerMark>().Any(m => m.Shape == MarkerShape.Diamond));
        Assert.Equal("县09", diamond.Area);
        Assert.Equal("县09", Assert.Single(diamond.Marks.OfType<TextMark>()).Text);
    }

    [Fact]
    public void Groups_of_fewer_than_5_have_no_box()
    {
        var scene = Draw([.. Year("2020", 1, 2, 3, 4), .. Year("2021", 1, 2, 3, 4, 5)]);
        Assert.Single(scene.Data(), d => d.Marks.OfType<RectMark>().Any());
        Assert.Equal(9, scene.Flat().OfType<MarkerMark>().Count());
        Assert.Contains(Words(scene), w => w.Contains("少于5个", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_more_than_40_values_only_those_beyond_the_whiskers_are_dots()
    {
        double[] values = [.. Enumerable.Range(1, 41).Select(i => (double)i), 500];
        Assert.Single(Draw(Year("2021", values)).Flat().OfType<MarkerMark>());
        Assert.Equal(40, Draw(Year("2021", values[..40])).Flat().OfType<MarkerMark>().Count());
    }

    [Fact]
    public void Periods_follow_one_another_whatever_the_order_of_rows()
    {
        var scene = Draw([.. Year("2021", 1, 2), .. Year("2019", 1, 2), .. Year("2020", 1, 2)]);
        var names = scene.Flat().OfType<TextMark>().Where(t => t.Text is "2019年" or "2020年" or "2021年").OrderBy(t => t.X).Select(t => t.Text);
        Assert.Equal(["2019年", "2020年", "2021年"], names);
        Assert.Equal(3, Words(scene).Count(w => w == "n=2"));
    }

    [Fact]
    public void Long_names_lay_the_boxes_down()
    {
        var scene = Draw(Enumerable.Range(0, 4).SelectMany(k => Year("2021", 1, 2, 3, 4, 5 + k)
            .Select(row => row.Part($"p{k}", $"名称很长很长很长很长的组成部分之{k}", "part"))));
        Assert.Contains("中位数", Words(scene));
        Assert.NotNull(Plot(scene).Horizontal);
        Assert.Null(Plot(scene).Vertical);
    }

    [Fact]
    public void Rows_that_differ_in_two_things_are_refused()
    {
        var error = Assert.Throws<AnalyticsException>(() => Draw([.. Year("2020", 1).Select(r => r.Part("a", "甲", "A")),
            .. Year("2021", 2).Select(r => r.Part("b", "乙", "B"))]));
        Assert.Equal("chart-comparison-mixed", error.Code);
    }

    [Fact]
    public void Dots_of_a_swarm_do_not_touch_and_keep_their_values()
    {
        double[] at = [.. Enumerable.Range(0, 30).Select(i => i * 1.7 % 20)];
        var offsets = Beeswarm.Offsets(at, 3, 100);
        for (var i = 0; i < at.Length; i++)
            for (var j = i + 1; j < at.Length; j++)
                Assert.True(double.Hypot(at[i] - at[j], offsets[i] - offsets[j]) >= 6 - 1e-6, $"{i} {j}");
        Assert.Equal(offsets, Beeswarm.Offsets(at, 3, 100));
    }

    static PlotGroup Plot(Scene scene) => scene.Marks.OfType<PlotGroup>().Single();

    static IReadOnlyList<Observation> Rows(params double[] values)
    {
        var spec = Spec;
        return Observations.Read(spec, SampleRows.Table(Year("2021", values)), new Canvas(spec)).Rows;
    }
}
