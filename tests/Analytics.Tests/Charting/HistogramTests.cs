using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class HistogramTests
{
    static readonly ChartSpec Spec = SampleRows.Spec("histogram", "分布", "Spread");

    static Scene Draw(ChartSpec spec, params IEnumerable<object?[]> rows) => Chart.Draw(spec, SampleRows.Table(rows));

    // 甲 is 1, 乙 2 and on, as totals.
    static IEnumerable<object?[]> Totals(params double[] values) => values.Select((value, i) =>
        SampleRows.Total(($"县{i:00}", $"County {i:00}"), "2021", value));

    static string[] Words(Scene scene) => [.. scene.Flat().OfType<TextMark>().Select(t => t.Text)];

    static RectMark[] Bars(Scene scene) => [.. scene.Data().SelectMany(d => d.Marks.OfType<RectMark>())];

    [Fact]
    public void Classes_hold_every_value_once_and_their_left_edges()
    {
        // Quartiles of 0 to 19 are 4.75 and 14.25: 2 · 9.5 / ∛20 = 7, nearest 5, of which there are too few; so by twos.
        var bins = Bins.Fit([.. Enumerable.Range(0, 20).Select(i => (double)i)], false);
        Assert.Equal((0, 2, 10), (bins.From, bins.Step, bins.Count));
        Assert.Equal(1, bins.Of(bins.Edge(1)));
        Assert.Equal(bins.Count - 1, bins.Of(bins.To));
        Assert.True(bins.From <= 0 && bins.To >= 19);
    }

    [Theory]
    [InlineData(1000, 100)]
    [InlineData(100, 3)]
    [InlineData(12, 1e7)]
    public void There_are_5_to_40_classes_of_human_width(int count, double range)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(i => range * i * i / count / count)];
        var bins = Bins.Fit(values, false);
        Assert.InRange(bins.Count, Bins.Least, Bins.Most);
        var lead = bins.Step / Math.Pow(10, Math.Floor(Math.Log10(bins.Step) + 1e-9));
        Assert.Contains(Math.Round(lead, 6), (double[])[1, 2, 5]);
        Assert.Equal(Math.Round(bins.From / bins.Step), bins.From / bins.Step, 6);
    }

    [Fact]
    public void Rates_never_leave_0_to_100()
    {
        var bins = Bins.Fit([.. Enumerable.Range(0, 30).Select(i => 100 - i * 0.1)], true);
        Assert.InRange(bins.To, 0, 100 + 1e-9);
        Assert.True(Bins.Fit([.. Enumerable.Repeat(100.0, 20)], true) is { Count: 5 } equal && equal.To <= 100 + 1e-9);
    }

    [Fact]
    public void Bars_stand_on_zero_and_are_as_high_as_their_counts()
    {
        var scene = Draw(Spec, Totals(1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 3, 9));
        var bars = Bars(scene);
        Assert.Single(bars.Select(b => Math.Round(b.Y + b.Height, 6)).Distinct());
        var heights = bars.Select(b => b.Height).Order().ToArray();
        Assert.Equal(8, heights[^1] / heights[0], 6);
        Assert.Equal(4, heights[^2] / heights[0], 6);
    }

    [Fact]
    public void Fewer_than_12_values_are_dots_with_names()
    {
        var scene = Draw(Spec, Totals(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        Assert.Empty(Bars(scene));
        Assert.Equal(11, scene.Flat().OfType<MarkerMark>().Count());
        Assert.Contains("县00 1", Words(scene));
        Assert.Contains(Words(scene), w => w.Contains("少于12个", StringComparison.Ordinal));
        Assert.NotEmpty(Bars(Draw(Spec, Totals(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))));
    }

    [Fact]
    public void The_median_and_the_reference_are_named()
    {
        var words = Words(Draw(Spec with { Reference = new(4, new("目标", "Target")) }, Totals(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 20)));
        Assert.Contains("中位数 6.5", words);
        Assert.Contains("目标 4", words);
    }

    [Fact]
    public void Areas_brought_out_are_named_under_the_bars()
    {
        var scene = Draw(Spec with { Highlight = ["县03"] }, Totals(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        var named = scene.Data().Single(d => d.Marks.OfType<TextMark>().Any());
        Assert.Equal("县03", named.Area);
        Assert.True(named.Marks.OfType<MarkerMark>().Single().Y > Bars(scene).Max(b => b.Y + b.Height));
    }

    [Fact]
    public void Withheld_and_missing_rows_are_counted_and_never_drawn()
    {
        var rows = Totals([.. Enumerable.Range(1, 14).Select(i => (double)i)]).ToArray();
        (rows[3], rows[5]) = (rows[3].Withheld(), SampleRows.With(rows[5], "value", null));
        var scene = Draw(Spec, rows);
        Assert.Contains("不公开，未计入（1个）", Words(scene));
        Assert.Contains(Words(scene), w => w.StartsWith("共 12 个数值，另有 1 个缺数值", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_periods_are_refused()
    {
        var error = Assert.Throws<AnalyticsException>(() => Draw(Spec, SampleRows.Total(("甲", "A"), "2020", 1), SampleRows.Total(("甲", "A"), "2021", 2)));
        Assert.Equal("chart-comparison-mixed", error.Code);
    }
}
