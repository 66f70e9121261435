using Analytics.Semantics;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Cells.Figures;
using Analytics.Tables;

namespace Analytics.Tests.Semantics.Figures;

/// <summary>Cells of published figures, each number worked by hand.</summary>
public sealed class FigureCellsTests
{
    // 2017: 17 of 83 and 3 of 17 lost; together 20 of 100. 2018: 5 of 50 in Qingpu alone.
    const string Rates = """
        code     area    period  value
        LIT-008  310118  2017    17
        LIT-002  310118  2017    83
        LIT-008  310104  2017    3
        LIT-002  310104  2017    17
        LIT-008  310118  2018    5
        LIT-002  310118  2018    50
        """;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rate_of_several_areas_is_the_sum_of_counts_divided_last()
    {
        await using var figures = await FigureCase.OfAsync(Rates);
        var cell = await figures.CellAsync("loss_rate/LIT-010", "2017");
        Assert.Equal((20.0, 20m, 100m), (cell!.Value.Real, cell.Value.Numerator, cell.Value.Denominator));
    }

    [Fact]
    public async Task A_rate_over_years_divides_their_counts()
    {
        await using var figures = await FigureCase.OfAsync(Rates);
        var cell = await figures.CellAsync("loss_rate/LIT-010", "2017..2018", ("area", "310118"));
        Assert.Equal(100 * 22.0 / 133, cell!.Value.Real, 1e-9);
    }

    [Fact]
    public async Task A_total_tells_which_areas_did_not_report()
    {
        await using var figures = await FigureCase.OfAsync(Rates);
        Assert.Equal(5m, (await figures.CellAsync("cases_lost", "2018"))!.Value.Exact);
        Assert.Equal(25m, (await figures.CellAsync("cases_lost", "2017..2018"))!.Value.Exact);
        var note = Assert.Single(figures.Block.Notes);
        Assert.Equal("figure-partial-total", note.Code);
        var facts = note.Facts.ToDictionary(fact => fact.Name, fact => fact.Value);
        Assert.Equal(("2018", 1, 2), ((string)facts["period"]!, (int)facts["have"]!, (int)facts["of"]!));
        Assert.Equal("徐汇区", Assert.Single((LocalText[])facts["missing"]!).Zh);
    }

    [Fact]
    public async Task A_city_and_its_districts_are_never_added()
    {
        await using var figures = await FigureCase.OfAsync(Rates + "\nLIT-008  310000  2017  99");
        Assert.Equal("areas-overlap", (await figures.CellAsync("cases_lost", "2017"))!.Value.Reason);
        Assert.Equal(20m, (await figures.CellAsync("cases_lost", "2017", ("area.parent", "310000")))!.Value.Exact);
        figures.Query = figures.Query with { Levels = ["district"] };
        Assert.Equal(20m, (await figures.CellAsync("cases_lost", "2017"))!.Value.Exact);
    }

    [Fact]
    public async Task A_district_and_what_it_became_are_never_added()
    {
        await using var figures = await FigureCase.OfAsync("""
            code     area      period  value
            LIT-008  310106-1  2015    4
            LIT-008  310106-2  2015    9
            """);
        Assert.Equal("areas-overlap", (await figures.CellAsync("cases_lost", "2015"))!.Value.Reason);
    }

    [Theory]
    [InlineData("LIT-008  310104  2017  3  at_least  ''  件", "bound")]
    [InlineData("LIT-008  310104  2017  3  exact  tier=district  件", "scopes-differ")]
    [InlineData("LIT-008  310104  2017  3  exact  ''  人次", "units-differ")]
    [InlineData("LIT-008  310104  2017  3  exact  ''  件", null)]
    public async Task What_is_unlike_is_not_added(string line, string? reason)
    {
        await using var figures = await FigureCase.OfAsync($"""
            code     area    period  value  bound  scope  unit
            LIT-008  310118  2017    17     exact  ''     件
            {line}
            """);
        Assert.Equal(reason, (await figures.CellAsync("cases_lost", "2017"))!.Value.Reason);
    }

    [Fact]
    public async Task A_bound_is_no_point()
    {
        await using var figures = await FigureCase.OfAsync("""
            code     area    period  value  bound
            LIT-008  310118  2017    100    at_least
            """);
        Assert.Equal("bound", (await figures.CellAsync("cases_lost", "2017", ("area", "310118")))!.Value.Reason);
    }

    [Fact]
    public async Task A_printed_rate_stands_alone_and_is_never_a_total()
    {
        await using var figures = await FigureCase.OfAsync("""
            code     area    period  value
            LIT-010  310118  2017    20.5
            LIT-010  310104  2017    10
            """);
        Assert.Equal(20.5, (await figures.CellAsync("loss_rate/LIT-010", "2017", ("area", "310118")))!.Value.Real);
        var total = await figures.CellAsync("loss_rate/LIT-010", "2017");
        Assert.Equal((CellState.NotAvailable, "printed-rate"), (total!.Value.State, total.Value.Reason));
    }

    [Fact]
    public async Task A_share_of_nothing_is_empty()
    {
        await using var figures = await FigureCase.OfAsync("""
            code     area    period  value
            LIT-008  310118  2017    0
            LIT-002  310118  2017    0
            """);
        Assert.Equal(CellState.Empty, (await figures.CellAsync("loss_rate/LIT-010", "2017"))!.Value.State);
    }

    [Fact]
    public async Task Years_with_a_gap_make_no_total()
    {
        await using var figures = await FigureCase.OfAsync("""
            code     area    period  value
            LIT-008  310118  2015    1
            LIT-008  310118  2017    2
            """);
        Assert.Equal("gap", (await figures.CellAsync("cases_lost", "2015..2017", ("area", "310118")))!.Value.Reason);
    }

    [Fact]
    public async Task Quarters_make_a_year_only_where_the_question_says_so()
    {
        await using var figures = await FigureCase.OfAsync("""
            code     area    period   value
            LIT-008  310118  2017-Q1  1
            LIT-008  310118  2017-Q2  2
            LIT-008  310118  2017-Q3  3
            LIT-008  310118  2017-Q4  4
            """);
        Assert.Null(await figures.CellAsync("cases_lost", "2017"));
        figures.Query = figures.Query with { PeriodKinds = ["quarter"] };
        Assert.Equal(10m, (await figures.CellAsync("cases_lost", "2017"))!.Value.Exact);
    }

    [Fact]
    public async Task Unlike_periods_are_left_out_and_counted_or_shown_by_themselves()
    {
        await using var figures = await FigureCase.OfAsync("""
            code     area    period            value
            LIT-008  310118  2021              5
            LIT-008  310118  2021-H1           3
            LIT-008  310118  2021-08..2022-07  6
            LIT-008  310118  2022              7
            """);
        Assert.Equal(12m, (await figures.CellAsync("cases_lost", "2021..2022"))!.Value.Exact);
        var facts = Assert.Single(figures.Block.Notes, note => note.Code == "figure-unlike-periods").Facts
            .ToDictionary(fact => fact.Name, fact => fact.Value);
        Assert.Equal(2, facts["count"]);
        Assert.Equal(["2021-08..2022-07", "2021-H1"], (string[])facts["examples"]!);
        var unlike = await figures.UnlikeAsync("cases_lost", "2021", "2022");
        Assert.Equal([("2021-H1", 3m), ("2021-08..2022-07", 6m)],
            unlike.Select(one => (one.PeriodId, one.Cell.Exact!.Value)));
    }

    [Fact]
    public async Task A_stock_is_the_level_at_the_end_and_never_added_over_time()
    {
        await using var figures = await FigureCase.OfAsync("""
            code     area    period  value
            ENF-001  310118  2016    100
            ENF-001  310118  2017    120
            ENF-001  310104  2017    30
            """);
        Assert.Equal(150m, (await figures.CellAsync("enforcement_staff", "2016..2017"))!.Value.Exact);
        Assert.Equal(100m, (await figures.CellAsync("enforcement_staff", "2016"))!.Value.Exact);
        Assert.Null(await figures.CellAsync("enforcement_staff", "2015"));
    }

    [Fact]
    public async Task A_share_of_stocks_is_a_level_too()
    {
        await using var figures = await FigureCase.OfAsync("""
            code     area    period  value
            ENF-953  310118  2016    50
            ENF-954  310118  2016    100
            ENF-953  310118  2017    60
            ENF-954  310118  2017    80
            """);
        Assert.Equal(75.0, (await figures.CellAsync("certification_rate", "2016..2017"))!.Value.Real);
    }

    [Fact]
    public async Task Variants_meet_only_as_mixed_and_are_not_added()
    {
        await using var figures = await FigureCase.OfAsync("""
            code     area    period  value
            LIT-010  310118  2017    20
            LIT-011  310118  2017    30
            """);
        var error = await Assert.ThrowsAsync<AnalyticsException>(() => figures.CellAsync("loss_rate", "2017"));
        Assert.Equal("variants-differ", error.Code);
        figures.Query = figures.Query with { Variants = VariantPolicy.Mixed };
        Assert.Equal("variants-differ", (await figures.CellAsync("loss_rate", "2017"))!.Value.Reason);
        Assert.Equal(30.0, (await figures.CellAsync("loss_rate", "2017", ("variant", "LIT-011")))!.Value.Real);
    }

    [Fact]
    public async Task Todays_boundaries_hold_in_groups()
    {
        await using var figures = await FigureCase.OfAsync("""
            code     area      period  value
            LIT-008  310106-1  2014    4
            LIT-002  310106-1  2014    20
            LIT-008  310108    2014    6
            LIT-002  310108    2014    30
            LIT-008  310106-2  2016    9
            LIT-002  310106-2  2016    60
            LIT-008  330110-1  2016    1
            LIT-002  330110-1  2016    10
            """);
        figures.View = "today";
        var cell = await figures.CellAsync("loss_rate/LIT-010", "2014", ("area", "310106-2"));
        Assert.Equal((20.0, 10m, 50m), (cell!.Value.Real, cell.Value.Numerator, cell.Value.Denominator));
        var split = await figures.CellAsync("loss_rate/LIT-010", "2016", ("area", "330110-2"));
        Assert.Equal((CellState.NotAvailable, "split"), (split!.Value.State, split.Value.Reason));
    }

    [Fact]
    public async Task One_name_over_different_ground_is_told()
    {
        await using var figures = await FigureCase.OfAsync("""
            code     area      period  value
            LIT-008  310106-1  2014    4
            LIT-008  310106-2  2015    9
            """);
        Assert.Equal(13m, (await figures.CellAsync("cases_lost", "2014..2015", ("area.name", "静安区")))!.Value.Exact);
        Assert.Contains(figures.Block.Notes, note => note.Code == "area-versions-differ");
    }

    [Fact]
    public async Task Districts_stand_in_their_official_order()
    {
        await using var figures = await FigureCase.OfAsync(Rates);
        string[] official = ["310101-3", "310104", "310105", "310106-2", "310107", "310109", "310110", "310115-2",
            "310112-2", "310113-2", "310114", "310116", "310117", "310118", "310120", "310151"];
        var members = official.Reverse().Select(id => MemberValue.Of(id)).ToArray();
        var question = FigureCase.Question("cases_lost", ["area"], "2017");
        var facts = await figures.Cells.DescribeAsync(FigureFields.Named("area"), members, figures.Modes(question),
            Token);
        var byPlace = facts.OrderBy(one => one.Value.Place).Select(one => one.Value.Label!.Zh);
        Assert.Equal("黄浦区 徐汇区 长宁区 静安区 普陀区 虹口区 杨浦区 浦东新区 闵行区 宝山区 嘉定区 金山区 松江区 青浦区 奉贤区 崇明区",
            string.Join(' ', byPlace));
    }

    [Fact]
    public async Task A_field_that_figures_do_not_have_is_answered_by_the_nearest()
    {
        await using var figures = await FigureCase.OfAsync(Rates);
        var error = Assert.Throws<AnalyticsException>(() => FigureCase.Question("cases_lost", ["area.nam"], "2017"));
        Assert.Equal("figure-field", error.Code);
        Assert.Contains("area.name", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_leads_to_figures_file_and_row()
    {
        await using var figures = await FigureCase.OfAsync(Rates);
        var question = FigureCase.Question("loss_rate/LIT-010", [], "2018");
        var trace = await figures.Cells.TraceAsync(question.Leaves[0], [], RowFilter.None, question.Ranges[0],
            figures.Modes(question), 10, Token);
        Assert.Equal((1L, 2), (trace.Rows, trace.Sample.RowCount));
        Assert.Equal(("facts.csv", 5L), (trace.Sample.Text(0, "file"), trace.Sample.Whole(0, "row_number")));
        Assert.Equal(10.0, trace.Sample.Number(0, "value"));
    }
}
