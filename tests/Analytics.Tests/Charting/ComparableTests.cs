using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

/// <summary>What is not alike is told apart or refused; what counts something else, or is not over, is not compared.</summary>
public class ComparableTests
{
    static readonly (string, string) A = ("甲区", "A"), B = ("乙区", "B"), C = ("丙区", "C");

    static ChartSpec Of(string type) => SampleRows.Spec(type, "甲", "a") with
    {
        Shapes = type == "choropleth" ? Gallery.All.First(one => one.Spec.Type == type).Spec.Shapes : null,
    };

    static ChartSpec WithBreak(string type) => Of(type) with
    {
        Breaks = [new ChartBreak(new(2021, 1, 1), new("管辖改变", "Another court"), ["甲区"])],
    };

    static object?[] Real(object?[] row) => row.With("dataset", "published");

    static object?[] Named(object?[] row, string id) => row.Measure(id, id == "x" ? "受理数" : "审结数", id == "x" ? "accepted" : "concluded");

    static string Words(Scene scene) => string.Concat(scene.Flat().OfType<TextMark>().Select(text => text.Text));

    static string Mixed(ChartSpec spec, params object?[][] rows)
    {
        var error = Assert.Throws<AnalyticsException>(() => Chart.Draw(spec, SampleRows.Table(rows)));
        Assert.Equal("chart-comparison-mixed", error.Code);
        return (string)error.Facts["column"]!;
    }

    [Theory]
    [InlineData("bump")]
    [InlineData("choropleth")]
    [InlineData("control-chart")]
    [InlineData("forecast-fan")]
    [InlineData("funnel")]
    [InlineData("histogram")]
    [InlineData("slope")]
    [InlineData("tile-map")]
    [InlineData("waterfall")]
    public void What_shows_one_quantity_refuses_two_measures_and_two_datasets(string type)
    {
        object?[] one = SampleRows.Rate(A, "2020", 10, 100), other = SampleRows.Rate(B, "2020", 20, 100);
        object?[][] later = [SampleRows.Rate(A, "2021", 10, 100), SampleRows.Rate(B, "2021", 20, 100)];
        object?[][] more = type is "slope" or "waterfall" ? later : [];
        Assert.Equal("measure", Mixed(Of(type), [Named(one, "x"), Named(other, "y"), .. more.Select(row => Named(row, "x"))]));
        Assert.Equal("dataset", Mixed(Of(type), [Real(one), other, .. more]));
    }

    [Fact]
    public void Two_measures_in_one_picture_are_named_in_points_words_and_legend()
    {
        object?[][] rows = [Named(SampleRows.Total(A, "2020", 90), "x"), Named(SampleRows.Total(A, "2020", 80), "y")];
        var dots = Chart.Draw(Of("ranked-dots"), SampleRows.Table(rows));
        Assert.All(new[] { "受理数", "审结数" }, name => Assert.Contains(name, Words(dots), StringComparison.Ordinal));
        Assert.Equal(["甲区 2020年：受理数，受理案件，90件", "甲区 2020年：审结数，受理案件，80件"], dots.Data().Select(d => d.Spoken));
        var years = Chart.Draw(Of("points-over-time"), SampleRows.Table(rows));
        Assert.Equal(2, years.Flat().OfType<MarkerMark>().Select(m => m.Shape).Distinct().Count());
        Assert.Contains("受理数·受理案件", Words(years), StringComparison.Ordinal);
        Assert.DoesNotContain("受理数", dots.Data().First(d => d.Spoken.Contains("审结数", StringComparison.Ordinal)).Spoken, StringComparison.Ordinal);
    }

    [Fact]
    public void A_heat_map_shows_one_measure_over_time_or_several_of_one_period()
    {
        Assert.Equal("measure", Mixed(Of("heat-map"), Named(SampleRows.Total(A, "2020", 90), "x"), Named(SampleRows.Total(A, "2021", 80), "y")));
        var scene = Chart.Draw(Of("heat-map"), SampleRows.Table(Named(SampleRows.Rate(A, "2020", 10, 100), "x"),
            Named(SampleRows.Rate(A, "2020", 20, 100, "judged"), "y")));
        // Each measure has its own variant; neither is the odd one.
        Assert.Empty(scene.Flat().OfType<AreaMark>());
    }

    [Fact]
    public void More_ranked_dots_than_bear_words_are_of_one_period()
    {
        var rows = Enumerable.Range(0, 130).Select(i => SampleRows.Rate(($"县{i}", $"C{i}"), i < 65 ? "2020" : "2021", 10, 100));
        Assert.Equal("period_id", Mixed(Of("ranked-dots"), [.. rows]));
    }

    [Fact]
    public void A_slope_across_a_break_is_neither_joined_nor_judged()
    {
        object?[][] rows = [.. new[] { A, B }.SelectMany(area => new[] { SampleRows.Rate(area, "2020", 40, 400), SampleRows.Rate(area, "2021", 160, 400) }).Select(Real)];
        var scene = Chart.Draw(WithBreak("slope"), SampleRows.Table(rows));
        var (apart, whole) = (scene.Data().Single(d => d.Area == "甲区"), scene.Data().Single(d => d.Area == "乙区"));
        Assert.Equal(("unclear", "clear"), (apart.Series, whole.Series));
        Assert.DoesNotContain("变化", apart.Spoken, StringComparison.Ordinal);
        static bool IsLong(Mark mark) => mark is LineMark line && Math.Abs(line.X2 - line.X1) > 200;
        Assert.Equal((false, true), (apart.Marks.Any(IsLong), whole.Marks.Any(IsLong)));
        Assert.Contains("2021-01-01 管辖改变", Words(scene), StringComparison.Ordinal);
    }

    [Fact]
    public void A_scoreboard_tells_no_change_across_a_break()
    {
        object?[][] rows = [.. new[] { A, B }.SelectMany(area => new[] { SampleRows.Rate(area, "2020", 40, 400), SampleRows.Rate(area, "2021", 160, 400) }).Select(Real)];
        var scene = Chart.Draw(WithBreak("scoreboard"), SampleRows.Table(rows));
        Assert.Equal((false, true), (scene.Data().Single(d => d.Area == "甲区").Spoken.Contains("+30", StringComparison.Ordinal),
            scene.Data().Single(d => d.Area == "乙区").Spoken.Contains("+30", StringComparison.Ordinal)));
        Assert.Contains("2021-01-01 管辖改变", Words(scene), StringComparison.Ordinal);
    }

    [Fact]
    public void A_waterfall_leaves_out_areas_that_count_something_else_after_and_says_so()
    {
        object?[][] rows = [.. new[] { A, B }.SelectMany(area => new[] { SampleRows.Total(area, "2020", 100), SampleRows.Total(area, "2021", 130) }).Select(Real)];
        var scene = Chart.Draw(WithBreak("waterfall"), SampleRows.Table(rows));
        var words = Words(scene);
        Assert.Contains("未计入的地区（1个）：甲区", words, StringComparison.Ordinal);
        Assert.Contains("+30", words, StringComparison.Ordinal);
        Assert.DoesNotContain("+60", words, StringComparison.Ordinal);
        Assert.Empty(Chart.Draw(WithBreak("waterfall"), SampleRows.Table(rows[..2])).Data());
    }

    [Fact]
    public void Places_are_not_joined_across_a_break()
    {
        var rows = new[] { A, B, C }.SelectMany((area, i) => new[] { "2020", "2021" }.Select(year => SampleRows.Rate(area, year, 20 + 60 * i, 400))).Select(Real);
        int Lines(ChartSpec spec) => Chart.Draw(spec, SampleRows.Table(rows)).AllOf<SeriesGroup>().Sum(g => g.Marks.OfType<LineMark>().Count());
        Assert.Equal(1, Lines(Of("bump")) - Lines(WithBreak("bump")));
    }

    [Fact]
    public void Totals_of_a_year_are_not_compared_with_those_of_a_quarter()
    {
        object?[][] rows = [SampleRows.Total(A, "2022", 390), SampleRows.Total(A, "2023", 400), SampleRows.Total(A, "2024", 410),
            SampleRows.Total(A, "2024-10..2024-12", 100)];
        var board = Chart.Draw(Of("scoreboard"), SampleRows.Table(rows));
        Assert.Contains("410件", board.Data().Single().Spoken, StringComparison.Ordinal);
        Assert.Contains("+10", board.Data().Single().Spoken, StringComparison.Ordinal);
        Assert.Contains("未计入：1个数值", Words(board), StringComparison.Ordinal);
        var slope = Chart.Draw(Of("slope"), SampleRows.Table(rows));
        Assert.Contains("变化+20", slope.Data().Single().Spoken, StringComparison.Ordinal);
        Assert.Contains("2024-10至2024-12", Words(slope), StringComparison.Ordinal);
        Assert.Contains("+20", Words(Chart.Draw(Of("waterfall"), SampleRows.Table(rows))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_period_that_is_not_over_is_drawn_and_not_judged()
    {
        object?[][] years = [.. Enumerable.Range(0, 9).Select(i => SampleRows.Total(A, $"{2015 + i}", 100 + 6 * i))];
        object?[][] rows = [.. years, SampleRows.Total(A, "2024", 40).With("status", "partial")];
        string Verdict(string type, object?[][] of) => Chart.Draw(Of(type), SampleRows.Table(of)).Flat().OfType<TextMark>()
            .Where(text => text.Bold && text.Size < 20).Select(text => text.Text).First();
        foreach (var type in new[] { "trend", "forecast-fan" }) Assert.Equal(Verdict(type, years), Verdict(type, rows));
        var trend = Chart.Draw(Of("trend"), SampleRows.Table(rows));
        Assert.Equal(10, trend.Data().Count());
        Assert.Contains("趋势未计入：1个数值", Words(trend), StringComparison.Ordinal);
        Assert.Contains("1个数值没有件数、只是限值或期间未满", Words(Chart.Draw(Of("control-chart"), SampleRows.Table(rows))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_several_units_has_them_in_a_column()
    {
        var data = Chart.Draw(Of("scoreboard"), SampleRows.Table(Named(SampleRows.Total(A, "2020", 90), "x"), Named(SampleRows.Rate(A, "2020", 20, 100), "y"))).Data!;
        Assert.Equal(["件", "%"], Enumerable.Range(0, 2).Select(row => data.Text(row, "单位")));
        Assert.True(data.Has("数值"));
    }

    [Fact]
    public void A_territory_that_was_given_up_is_told_from_the_one_of_its_name()
    {
        object?[] Jingan(string id, string period) => SampleRows.Rate(("静安区", "Jing'an"), period, 10, 100).With("area_id", id);
        var table = SampleRows.Table(Jingan("310106-1", "2014"), Jingan("310106-1", "2015"), Jingan("310106-2", "2016"), Jingan("310106-2", "2017"));
        var scene = Chart.Draw(Of("points-over-time"), table);
        Assert.Equal(["静安区", "静安区（至2015年）"], scene.Data().Select(d => d.Spoken.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("Jing'an (to 2015)", Words(Chart.Draw(Of("points-over-time") with { Language = Language.English }, table)), StringComparison.Ordinal);
    }

    [Fact]
    public void Areas_of_one_name_under_two_cities_have_them_in_front()
    {
        object?[] Under(string id, string parent) => SampleRows.Rate(("鼓楼区", "Gulou"), "2020", 10, 100).With("area_id", id).With("figure_ids", id + parent);
        var columns = SampleRows.Columns.Append(new("parent_zh", ColumnKind.Text)).ToArray();
        var table = new Table(columns, [[.. Under("320106", ""), "南京市"], [.. Under("350102", ""), "福州市"]]);
        var words = Words(Chart.Draw(Of("ranked-dots"), table));
        Assert.Contains("南京市鼓楼区", words, StringComparison.Ordinal);
        Assert.Contains("福州市鼓楼区", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_funnel_counts_an_area_once()
    {
        var scene = Chart.Draw(Of("funnel"), SampleRows.Table(SampleRows.Rate(A, "2020", 10, 100), SampleRows.Rate(B, "2020", 20, 100),
            SampleRows.Rate(B, "2020", 90, 100).With("figure_ids", "again")));
        Assert.Equal(["甲区", "乙区"], scene.Data().Select(d => d.Area).Order(StringComparer.Ordinal).Reverse());
        Assert.Contains("合计 15.0%", Words(scene), StringComparison.Ordinal);
        Assert.Contains(scene.Warnings, warning => warning.Contains("乙区", StringComparison.Ordinal));
    }

    [Fact]
    public void A_waterfall_takes_no_limit_for_a_value()
    {
        var scene = Chart.Draw(Of("waterfall"), SampleRows.Table(SampleRows.Total(A, "2020", 100), SampleRows.Total(A, "2021", 130),
            SampleRows.Total(B, "2020", 100), SampleRows.Total(B, "2021", 500, bound: "at_least")));
        Assert.Contains("只有上限或下限、未计入的地区（1个）：乙区", Words(scene), StringComparison.Ordinal);
        Assert.DoesNotContain("+400", Words(scene), StringComparison.Ordinal);
    }

    [Fact]
    public void A_heat_map_says_of_which_area_a_second_value_is_left_out()
    {
        var scene = Chart.Draw(Of("heat-map"), SampleRows.Table(SampleRows.Rate(A, "2020", 10, 100), SampleRows.Rate(B, "2020", 20, 100),
            SampleRows.Rate(B, "2020", 90, 100).With("figure_ids", "again")));
        Assert.Contains(scene.Warnings, warning => warning.Contains("乙区", StringComparison.Ordinal) && !warning.Contains("甲区", StringComparison.Ordinal));
        Assert.Contains("20.0%", Words(scene), StringComparison.Ordinal);
        Assert.DoesNotContain("90.0%", Words(scene), StringComparison.Ordinal);
    }
}
