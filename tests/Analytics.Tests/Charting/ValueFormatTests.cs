using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class ValueFormatTests
{
    static string[] Printed(params double[] values)
    {
        var format = new ValueFormat("件/人", false, Language.Chinese, values);
        return [.. values.Select(format.Short)];
    }

    [Fact]
    public void Small_figures_per_head_are_told_apart() =>
        Assert.Equal(["0.0012", "0.0048", "0.0030"], Printed(0.00123, 0.00479, 0.003));

    [Fact]
    public void Figures_that_lie_close_together_are_told_apart() => Assert.Equal(["1.0012", "1.0048"], Printed(1.00121, 1.00477));

    [Fact]
    public void A_figure_that_is_not_zero_does_not_read_zero() => Assert.Equal(["12.333", "0.003"], Printed(12.33333, 0.00301));

    [Fact]
    public void Figures_have_as_few_decimals_as_they_need()
    {
        Assert.Equal(["10,876", "12", "0"], Printed(10876, 12, 0));
        Assert.Equal(["0.25", "0.50"], Printed(0.25, 0.5));
        Assert.Equal(["12.35", "5.00"], Printed(12.34567, 5));
        Assert.Equal(["0.333", "0.667"], Printed(1 / 3.0, 2 / 3.0));
        Assert.Equal(["0"], Printed(0));
    }

    [Fact]
    public void A_chart_of_small_figures_labels_no_area_as_zero()
    {
        var scene = Chart.Draw(SampleRows.Spec("grouped-bars", "甲", "a") with { Reference = new(0.0025, new("全市", "City")) }, SampleRows.Table(
            SampleRows.Total(("甲区", "A"), "2021", 0.0012, "件/人"), SampleRows.Total(("乙区", "B"), "2021", 0.0048, "件/人")));
        var words = scene.Flat().OfType<TextMark>().Select(text => text.Text).ToArray();
        Assert.Contains("0.0012", words);
        Assert.Contains("0.0048", words);
        Assert.Contains("全市 0.0025", words);
        Assert.DoesNotContain("0.00", words);
    }

    [Theory]
    [InlineData(0.7, "+0.7")]
    [InlineData(-120, "−120")]
    [InlineData(0.012, "+0.01")]
    [InlineData(-0.0012, "−0.001")]
    [InlineData(0, "+0.0")]
    public void A_small_change_does_not_read_zero(double change, string text) => Assert.Equal(text, ValueFormat.Signed(change));
}
