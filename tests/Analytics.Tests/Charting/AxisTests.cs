using Analytics.Charting;
using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class AxisTests
{
    static string[] Labels(double[] values, bool isRate, Language language = Language.Chinese,
        ValueRange? range = null)
    {
        var axis = Axis.Of(values, isRate, range, 5);
        return [.. axis.Ticks.Select(t => axis.Label(t, isRate, language))];
    }

    [Fact]
    public void A_rate_axis_stays_within_0_and_100()
    {
        var axis = Axis.Of([0.2, 99.9], true, null, 5);
        Assert.Equal((0, 100), (axis.From, axis.To));
        Assert.Equal(["0%", "20%", "40%", "60%", "80%", "100%"], Labels([0.2, 99.9], true));
    }

    [Fact]
    public void Equal_values_get_an_axis_around_them()
    {
        Assert.Equal(["92%", "94%", "96%", "98%", "100%"], Labels([98, 98], true));
        Assert.Equal(["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"], Labels([0, 0], false));
    }

    [Fact]
    public void A_rate_axis_does_not_begin_at_zero_unasked()
    {
        Assert.Equal(["70%", "75%", "80%", "85%"], Labels([72, 84], true));
        Assert.Equal(["0%", "20%", "40%", "60%", "80%", "100%"], Labels([72, 84], true, range: new(0, 100)));
    }

    [Fact]
    public void Chinese_ticks_count_in_ten_thousands_and_English_in_thousands()
    {
        Assert.Equal(["0", "0.5万", "1.0万", "1.5万"], Labels([200, 14_000], false));
        Assert.Equal(["0", "5,000", "10,000", "15,000"], Labels([200, 14_000], false, Language.English));
    }

    [Fact]
    public void A_range_is_widened_by_values_outside_it()
    {
        var axis = Axis.Of([50, 130], true, new(0, 100), 5);
        Assert.True(axis.To >= 130);
    }

    [Fact]
    public void Negative_values_have_a_minus_sign() =>
        Assert.Equal(["−10", "−5", "0", "5"], Labels([-9, 4], false));
}
