using Analytics.Semantics;
using Analytics.Semantics.Stars;
using static Analytics.Tests.Semantics.Composition.Bench;

namespace Analytics.Tests.Semantics.Composition;

public class RowRuleTests
{
    static readonly StarModel Counts = Model(Measure("n", Count()), Measure("hearings", Count("hearings")),
        Measure("sum", Sum()), Measure("rate", new Ratio("won", "n", 100), "%"), Measure("won", Count("cases", Kind("won"))));

    const string Rows = """
        cases 2024-01-05 area=A kind=won 10
        cases 2024-01-06 area=A kind=lost 20
        cases 2024-02-01 area=B kind=lost 5
        cases 2024-04-30 area=A kind=won 7
        hearings 2024-02-10 area=C
        """;

    [Fact]
    public Task A_question_without_groups_has_one_row_and_counts_everything() => SaysAsync("4 2 50 42", Counts, Rows,
        new Query { Measures = ["n", "won", "rate", "sum"] });

    [Fact]
    public Task A_count_over_no_rows_is_0_and_a_sum_and_a_ratio_are_empty() => SaysAsync("0 0 - -", Counts, Rows,
        new Query { Measures = ["n", "won", "rate", "sum"], From = "2030", Totals = [TotalRows.Grand] });

    [Fact]
    public Task A_sparse_answer_has_pairs_with_a_value() => SaysAsync("""
        A 2024-01 2 0
        A 2024-04 1 -
        B 2024-02 1 0
        C 2024-02 0 1
        """, Counts, Rows, new Query { Measures = ["n", "hearings"], GroupBy = ["area"], Grain = "month" });

    [Fact]
    public Task A_dense_answer_has_every_pair_of_the_range() => SaysAsync("""
        A 2024-01 2
        A 2024-02 0
        A 2024-03 0
        B 2024-01 0
        B 2024-02 1
        B 2024-03 0
        """, Counts, Rows + "\ncases 2024-05-01 area=A", new Query
    {
        Measures = ["n"], GroupBy = ["area"], Grain = "month", From = "2024-01", To = "2024-03", Rows = RowPolicy.Dense,
    });

    [Fact]
    public Task What_the_data_do_not_reach_is_empty_in_a_dense_answer_and_not_0() => SaysAsync("""
        2024-04 1
        2024-05 -
        """, Counts, Rows, new Query
    {
        Measures = ["n"], Grain = "month", From = "2024-04", To = "2024-05", Rows = RowPolicy.Dense,
    });

    [Fact]
    public Task A_comparison_adds_no_period_and_removes_no_row() => SaysAsync("""
        A 2024-02 0 2 -100
        B 2024-02 1 0 -
        """, Counts, Rows, new Query
    {
        Measures = ["n"], GroupBy = ["area"], Grain = "month", From = "2024-02", To = "2024-03",
        Compare = [new("previous_period")],
    });

    [Fact]
    public Task Totals_are_evaluated_from_rows() => SaysAsync("""
        A 66.6667
        B 0
        all [total] 50
        """, Counts, Rows, new Query { Measures = ["rate"], GroupBy = ["area"], Totals = [TotalRows.Grand] });

    [Fact]
    public Task Subtotals_follow_their_groups_and_totals_over_time_their_periods() => SaysAsync("""
        A lost 2024-01 1
        A lost all [period-total] 1
        A won 2024-01 1
        A won 2024-04 1
        A won all [period-total] 2
        A all 2024-01 [subtotal] 2
        A all 2024-04 [subtotal] 1
        A all all [period-total] 3
        B lost 2024-02 1
        B lost all [period-total] 1
        B all 2024-02 [subtotal] 1
        B all all [period-total] 1
        """, Counts, Rows, new Query
    {
        Measures = ["n"], GroupBy = ["area", "kind"], Grain = "month",
        Totals = [TotalRows.Periods, TotalRows.Subtotals],
    });

    [Fact]
    public Task Unknown_and_unmatched_members_stand_after_those_known() => SaysAsync("""
        A 1
        (unknown) 1
        (unmatched) 1
        all [total] 3
        """, Counts, """
        cases 2024-01-01 area=?
        cases 2024-01-01 area=A
        cases 2024-01-01 kind=won
        """, new Query { Measures = ["n"], GroupBy = ["area"], Totals = [TotalRows.Grand] });

    [Fact]
    public Task Having_filters_rows_and_leaves_totals_what_they_are() => SaysAsync("""
        A 3
        all [total] 4
        """, Counts, Rows, new Query
    {
        Measures = ["n"], GroupBy = ["area"], Totals = [TotalRows.Grand],
        Having = [new("n", FilterOperator.AtLeast, [2])],
    });

    [Theory]
    [InlineData(false, "B 0 0\nA 66.6667 0\nC - 1")]
    [InlineData(true, "A 66.6667 0\nB 0 0\nC - 1")]
    public Task Rows_without_a_value_come_last_in_either_order(bool descending, string expected) => SaysAsync(expected,
        Counts, Rows, new Query
        {
            Measures = ["rate", "hearings"], GroupBy = ["area"], Order = [new("rate", descending)],
        });

    [Fact]
    public async Task A_limit_says_how_many_rows_there_were()
    {
        var result = await AskAsync(Counts, new TableCells(Rows), new Query
        {
            Measures = ["n"], GroupBy = ["area"], Limit = 1,
        });
        Assert.Equal("A 3", Show(result));
        Assert.Equal("The first 1 of 2 rows are shown.", Assert.Single(result.Warnings).En);
    }

    [Fact]
    public async Task One_question_is_put_for_one_fact_and_filter()
    {
        var source = new TableCells(Rows);
        await AskAsync(Counts, source, new Query
        {
            Measures = ["n", "won", "rate", "sum"], GroupBy = ["area"], Grain = "month", Totals = [TotalRows.Grand],
            Compare = [new("previous_year")],
        });
        Assert.Single(source.Asked);
    }
}
