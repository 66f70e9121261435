using System.Globalization;
using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class BarRuleTests
{
    static readonly ChartSpec Grouped = SampleRows.Spec("grouped-bars", "甲", "a"), Stacked = SampleRows.Spec("stacked-bars", "甲", "a");

    static object?[] Total(string area, double value, string period = "2021") => SampleRows.Total((area, area), period, value);

    static object?[] Rate(string area, long events, long trials) => SampleRows.Rate((area, area), "2021", events, trials);

    static object?[] PartOf(object?[] row, string part) => row.Part(part, part, part);

    static Scene Draw(ChartSpec spec, params IEnumerable<object?[]> rows) => Chart.Draw(spec, SampleRows.Table(rows));

    static string[] Texts(Scene scene) => [.. scene.Flat().OfType<TextMark>().Select(t => t.Text)];

    static AnalyticsException Refused(ChartSpec spec, params object?[][] rows) => Assert.Throws<AnalyticsException>(() => Draw(spec, rows));

    static IEnumerable<object?[]> Months(int count) => Enumerable.Range(0, count).Select(i => Total("甲区", 100 + i,
        $"{2010 + i / 12}-{(i % 12 + 1).ToString("00", CultureInfo.InvariantCulture)}"));

    [Fact]
    public void Sixty_months_are_sixty_bars_and_none_is_summed()
    {
        var scene = Draw(Grouped, Months(60));
        Assert.Equal(60, scene.Data().Count());
        Assert.Empty(scene.Warnings);
    }

    [Fact]
    public void Of_very_many_periods_the_latest_are_drawn_and_the_rest_counted()
    {
        var scene = Draw(Grouped, Months(130));
        Assert.Equal(120, scene.Data().Count());
        Assert.EndsWith("2020-10", scene.Data().Last().Figures[0], StringComparison.Ordinal);
        Assert.Contains("10", Assert.Single(scene.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grouped-bars")]
    [InlineData("stacked-bars")]
    public void Many_areas_of_six_parts_stay_within_a_page(string type) => Assert.InRange(Draw(Grouped with { Type = type },
        SampleRows.Counties(200).SelectMany((c, i) => Enumerable.Range(0, 6).Select(j => PartOf(SampleRows.Total(c, "2021", 100 + i + j), $"部分{j}")))).Height,
        400, 2100);

    [Fact]
    public void A_row_that_stands_twice_is_counted_in_a_warning_and_a_remark()
    {
        var scene = Draw(Grouped, Total("甲区", 5), Total("甲区", 7), Total("乙区", 6));
        Assert.Equal(2, scene.Data().Count());
        Assert.StartsWith("1 行", Assert.Single(scene.Warnings), StringComparison.Ordinal);
        Assert.Contains(scene.Warnings[0], Texts(scene));
    }

    [Fact]
    public void Parts_of_two_measures_are_refused() => Assert.Equal("chart-comparison-mixed", Refused(Grouped,
        PartOf(Total("甲区", 5), "a").Measure("m", "甲", "a"), PartOf(Total("甲区", 6), "a").Measure("k", "乙", "b")).Code);

    [Fact]
    public void The_legend_explains_whiskers_hollow_and_pale_bars_only_where_there_are_any()
    {
        var words = Texts(Draw(Grouped, Rate("甲区", 3, 20), Rate("乙区", 30, 200)));
        Assert.Contains(words, t => t.Contains("Wilson", StringComparison.Ordinal));
        Assert.Contains(words, t => t.StartsWith("空心", StringComparison.Ordinal));
        Assert.DoesNotContain(words, t => t.StartsWith("浅色", StringComparison.Ordinal));
        Assert.DoesNotContain(Texts(Draw(Grouped, Total("甲区", 5))), t => t.Contains("Wilson", StringComparison.Ordinal));
    }

    [Fact]
    public void A_printed_rate_is_pale() => Assert.Equal(Themes.Paper.Pale(Themes.Paper.Neutral), Draw(Grouped,
        SampleRows.Printed(("甲区", "A"), "2021", 40)).Data().Single().Marks.OfType<RectMark>().First().Fill);

    [Fact]
    public void Highlighting_an_area_steps_the_others_back_and_an_unknown_name_none()
    {
        string Fill(string name, string area) => Draw(Grouped with { Highlight = [name] }, Total("甲区", 5), Total("乙区", 6)).Data()
            .Single(d => d.Area == area).Marks.OfType<RectMark>().First().Fill;
        Assert.Equal(Themes.Paper.Neutral, Fill("甲区", "甲区"));
        Assert.Equal(Themes.Paper.Pale(Themes.Paper.Neutral), Fill("甲区", "乙区"));
        Assert.Equal(Themes.Paper.Neutral, Fill("丙区", "乙区"));
    }

    [Fact]
    public void Rates_of_different_denominators_are_not_stacked()
    {
        var error = Refused(Stacked, PartOf(Rate("甲区", 20, 100), "a"), PartOf(Rate("甲区", 20, 80), "b"));
        Assert.Contains("比率的分母不同", error.Describe(Language.Chinese), StringComparison.Ordinal);
        Assert.Contains("n=100, 80", error.Describe(Language.English), StringComparison.Ordinal);
        Assert.Equal(2, Draw(Stacked, PartOf(Rate("甲区", 20, 100), "a"), PartOf(Rate("甲区", 70, 100), "b")).Data().Count());
    }

    [Theory]
    [InlineData("at_least", "exact", "≥70")]
    [InlineData("at_most", "exact", "≤70")]
    [InlineData("at_most", "at_least", "≈70")]
    [InlineData("exact", "exact", "70")]
    public void A_sum_is_as_exact_as_its_parts(string first, string second, string sum) => Assert.Contains(sum, Texts(Draw(Stacked,
        PartOf(SampleRows.Total(("甲区", "A"), "2021", 30, bound: first), "a"), PartOf(SampleRows.Total(("甲区", "A"), "2021", 40, bound: second), "b"))));

    [Fact]
    public void Beside_shares_stands_what_they_are_shares_of_and_a_withheld_part_beyond()
    {
        var scene = Draw(Stacked with { Shares = true }, PartOf(Total("甲区", 30), "a"), PartOf(Total("甲区", 10), "b"),
            PartOf(Total("乙区", 5), "a"), PartOf(Total("乙区", 5), "b").Withheld());
        Assert.Contains("n=40", Texts(scene));
        Assert.Contains("n≥5", Texts(scene));
        var bars = scene.Data().Where(d => d.Area == "乙区").Select(d => d.Marks.OfType<RectMark>().First()).OrderBy(bar => bar.X).ToArray();
        Assert.True(bars[1].X >= bars[0].X + bars[0].Width);
    }

    /// Days, points and figures per head cannot be added up over areas; neither can changes.
    [Theory]
    [InlineData("天", null)]
    [InlineData("百分点", null)]
    [InlineData("分", null)]
    [InlineData("倍", null)]
    [InlineData("件/百人", null)]
    [InlineData("%", "change")]
    [InlineData("件", "change")]
    public void What_cannot_be_added_is_counted_and_not_summed(string unit, string? reason)
    {
        // Beyond the 48 drawn lie two of 52 and 51; as counts they would be a bar of 103.
        var scene = Draw(Grouped, SampleRows.Counties(50).Select((c, i) => SampleRows.Total(c, "2021", 100 - i, unit).With("no_interval_reason", reason)));
        Assert.Equal(48, scene.Data().Count());
        Assert.DoesNotContain(Texts(scene), text => text.Contains("其余", StringComparison.Ordinal) || text.Contains("103", StringComparison.Ordinal));
        Assert.Equal("只画数值最大的 48 个，另有 2 个未画；这样的数值不能相加。", Assert.Single(scene.Warnings));
    }

    [Theory]
    [InlineData("件")]
    [InlineData("人次")]
    [InlineData("万元")]
    public void Counts_beyond_the_most_are_one_bar(string unit)
    {
        var scene = Draw(Grouped, SampleRows.Counties(50).Select((c, i) => SampleRows.Total(c, "2021", 100 - i, unit)));
        Assert.Equal("其余2个：103", scene.Data().Last().Spoken);
        Assert.Contains("103", Texts(scene));
    }

    [Fact]
    public void A_sum_of_others_of_which_one_is_withheld_is_a_lower_bound()
    {
        var scene = Draw(Grouped, SampleRows.Counties(50).Select((c, i) => i == 7 ? SampleRows.Total(c, "2021", 1).Withheld() : SampleRows.Total(c, "2021", 100 - i)));
        Assert.Equal("其余2个：≥51", scene.Data().Last().Spoken);
        Assert.Contains("≥51", Texts(scene));
        Assert.Contains("≥51", Assert.Single(scene.Warnings), StringComparison.Ordinal);
    }

    public static TheoryData<bool> Valueless => [true, false];

    [Theory, MemberData(nameof(Valueless))]
    public void A_stack_that_lacks_a_part_is_at_least_its_sum(bool hasRow)
    {
        object?[][] rows = [PartOf(Total("甲区", 50), "a"), PartOf(Total("甲区", 30), "b"), PartOf(Total("乙区", 50), "a"), PartOf(Total("乙区", 30), "b"),
            PartOf(Total("乙区", 40), "c"), .. hasRow ? [PartOf(Total("甲区", 9), "c").With("value", null)] : Array.Empty<object?[]>()];
        var words = Texts(Draw(Stacked, rows));
        Assert.Contains("≥80", words);
        Assert.Contains("120", words);
        Assert.Contains("≥：有部分不公开或缺失，合计至少为所示数值。", words);
        var shares = Texts(Draw(Stacked with { Shares = true }, rows));
        Assert.Contains("≤63%", shares);
        Assert.Contains("42%", shares);
        Assert.Contains("n≥80", shares);
        Assert.Contains("n=120", shares);
        Assert.Contains("≤：有部分不公开或缺失，占比至多为所示数值。", shares);
    }

    [Fact]
    public void A_share_beside_a_withheld_part_is_at_most_what_stands_there()
    {
        var words = Texts(Draw(Stacked with { Shares = true }, PartOf(Total("甲区", 50), "a"), PartOf(Total("甲区", 30), "b"), PartOf(Total("甲区", 9), "c").Withheld()));
        Assert.Contains("≤63%", words);
        Assert.Contains("≤38%", words);
    }

    [Fact]
    public void Rates_that_come_to_the_whole_lack_no_part()
    {
        var words = Texts(Draw(Stacked, PartOf(Rate("甲区", 20, 100), "a"), PartOf(Rate("甲区", 80, 100), "b"), PartOf(Rate("乙区", 20, 100), "a"),
            PartOf(Rate("乙区", 20, 100), "b"), PartOf(Rate("乙区", 60, 100), "c"), PartOf(Rate("丙区", 20, 100), "a")));
        Assert.Equal(2, words.Count(text => text == "100.0%"));
        Assert.Contains("≥20.0%", words);
    }

    [Fact]
    public void A_waterfall_of_parts_of_two_areas_is_refused() => Assert.Equal("chart-comparison-mixed", Refused(
        Grouped with { Type = "waterfall" }, PartOf(Total("甲区", 5), "start"), PartOf(Total("乙区", 5), "start"), PartOf(Total("甲区", 1), "a")).Code);
}
