using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class BarChartTests
{
    static readonly ChartSpec Grouped = SampleRows.Spec("grouped-bars", "甲", "a"), Stacked = SampleRows.Spec("stacked-bars", "甲", "a");

    static object?[] Total(string area, double value, string? part = null, string period = "2021")
    {
        var row = SampleRows.Total((area, area), period, value);
        return part is null ? row : row.Part(part, part, part);
    }

    static Scene Draw(ChartSpec spec, params object?[][] rows) => Chart.Draw(spec, SampleRows.Table(rows));

    static string Code(Action act) => Assert.Throws<AnalyticsException>(act).Code;

    static RectMark Bar(DatumGroup datum) => datum.Marks.OfType<RectMark>().First();

    [Fact]
    public void Bars_begin_at_zero_and_their_lengths_are_as_their_values()
    {
        var bars = Draw(Grouped, Total("甲区", 980), Total("乙区", 990)).Data().ToDictionary(d => d.Area, Bar);
        Assert.Equal(bars["甲区"].X, bars["乙区"].X);
        Assert.Equal(980 / 990.0, bars["甲区"].Width / bars["乙区"].Width, 6);
    }

    [Fact]
    public void Areas_stand_from_great_to_small_and_periods_in_order()
    {
        Assert.Equal(["乙区", "甲区"], Draw(Grouped, Total("甲区", 5), Total("乙区", 9)).Data().OrderBy(d => Bar(d).Y).Select(d => d.Area));
        var years = Draw(Grouped, Total("甲区", 9, period: "2021"), Total("甲区", 5, period: "2019"), Total("甲区", 7, period: "2020")).Data();
        Assert.Equal(["2019", "2020", "2021"], years.OrderBy(d => Bar(d).X).Select(d => d.Figures[0][^4..]));
    }

    [Fact]
    public void A_negative_value_goes_to_the_other_side_of_zero()
    {
        var bars = Draw(Grouped, Total("甲区", 10), Total("乙区", -10)).Data().ToDictionary(d => d.Area, Bar);
        Assert.Equal(bars["甲区"].X, bars["乙区"].X + bars["乙区"].Width, 6);
    }

    [Fact]
    public void Parts_of_a_stack_lie_end_to_end_and_sum()
    {
        var scene = Draw(Stacked, Total("甲区", 30, "维持"), Total("甲区", 10, "纠错"));
        var parts = scene.Data().Select(Bar).OrderBy(bar => bar.X).ToArray();
        Assert.Equal(3.0, (parts[1].X - parts[0].X) / (parts[1].Width + 1), 1);
        Assert.Contains(scene.Flat().OfType<TextMark>(), t => t.Text == "40");
    }

    [Fact]
    public void Shares_fill_the_whole()
    {
        var scene = Draw(Stacked with { Shares = true }, Total("甲区", 30, "维持"), Total("甲区", 10, "纠错"), Total("乙区", 1, "维持"), Total("乙区", 1, "纠错"));
        var ends = scene.Data().GroupBy(d => d.Area).Select(g => g.Max(d => Math.Round(Bar(d).X + Bar(d).Width, 3)));
        Assert.Single(ends.Distinct());
        Assert.Contains(scene.Flat().OfType<TextMark>(), t => t.Text == "75%");
    }

    [Fact]
    public void A_stack_with_a_withheld_part_is_at_least_its_sum()
    {
        var scene = Draw(Stacked, Total("甲区", 30, "维持"), Total("甲区", 1, "纠错").Withheld());
        Assert.Contains(scene.Flat().OfType<TextMark>(), t => t.Text == "≥30");
        Assert.Equal(2, scene.Data().Count());
    }

    [Fact]
    public void What_does_not_add_up_is_not_stacked()
    {
        Assert.Equal("chart-stack-impossible", Code(() => Draw(Stacked, Total("甲区", 30, "维持"), Total("甲区", -10, "纠错"))));
        Assert.Equal("chart-stack-impossible", Code(() => Draw(Stacked, SampleRows.Rate(("甲区", "A"), "2021", 60, 100).Part("a", "甲", "a"),
            SampleRows.Rate(("甲区", "A"), "2021", 70, 100).Part("b", "乙", "b"))));
    }

    [Fact]
    public void Areas_periods_and_parts_at_once_are_refused() => Assert.Equal("chart-comparison-mixed", Code(() => Draw(Grouped,
        Total("甲区", 3, "维持"), Total("乙区", 3, "维持"), Total("甲区", 3, "维持", "2020"))));

    [Fact]
    public void Many_totals_are_summed_and_many_rates_left_out()
    {
        var totals = Chart.Draw(Grouped, SampleRows.Table(SampleRows.Counties(60).Select((c, i) => SampleRows.Total(c, "2021", 100 - i))));
        // 12 areas of 41 to 52 come to 558, more than twice the greatest.
        Assert.Contains("558", Assert.Single(totals.Warnings), StringComparison.Ordinal);
        Assert.Equal(48, totals.Data().Count());
        var rates = Chart.Draw(Grouped, SampleRows.Table(SampleRows.Counties(60).Select((c, i) => SampleRows.Rate(c, "2021", 60 - i, 100))));
        Assert.Contains("12", Assert.Single(rates.Warnings), StringComparison.Ordinal);
        Assert.Equal(48, rates.Data().Count());
    }
}
