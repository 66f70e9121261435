using Analytics.Semantics;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using static Analytics.Tests.Semantics.Composition.Bench;

namespace Analytics.Tests.Semantics.Composition;

public class BodyTests
{
    static readonly StarMeasure[] Basic =
    [
        Measure("n", Count()), Measure("won", Count("cases", Kind("won"))), Measure("sum", Sum()),
        Measure("rate", new Ratio("won", "n", 100), "%", minimumBase: 3),
        Measure("persons", new Analytics.Semantics.Stars.Aggregate("cases", AggregateKind.Distinct, new("person"), null, [], null,
            null, OverTime.Add, [])),
    ];

    static StarModel With(params StarMeasure[] more) => Model([.. Basic, .. more]);

    static Query By(string field, params string[] measures) => new() { Measures = measures, GroupBy = [field] };

    const string Regions = """
        cases 2024-01-01 region=R1 area=A *3
        cases 2024-01-01 region=R1 area=B
        cases 2024-01-01 region=R2 area=C *4
        """;

    [Fact]
    public Task A_formula_keeps_decimals_exact_and_a_division_by_zero_is_empty() => SaysAsync("""
        A 1.1 - 3
        B 0.3 0.3 -
        """, With(Measure("x", new Formula("sum + 0 * n", false)), Measure("y", new Formula("sum / (n - won)", false)),
        Measure("z", new Formula("-(0 - 3) * won / won", false))), """
        cases 2024-01-01 area=A kind=won 0.1
        cases 2024-01-01 area=A kind=won 1.0
        cases 2024-01-01 area=B kind=lost 0.3
        """, By("area", "x", "y", "z"));

    [Fact]
    public Task Filters_of_a_filtered_measure_reach_every_part() => SaysAsync("A 50 100", With(
        Measure("late", new Filtered("rate", [new("region", ["R2"])]), "%")), """
        cases 2024-01-01 area=A region=R1 kind=lost
        cases 2024-01-01 area=A region=R2 kind=won
        """, By("area", "rate", "late"));

    static readonly StarModel Shares = With(Measure("of_all", new Share("n", ShareWhole.Total, null)),
        Measure("of_asked", new Share("n", ShareWhole.Selection, null)),
        Measure("of_parent", new Share("n", ShareWhole.Parent, null)));

    [Fact]
    public Task A_share_of_the_total_looks_past_the_filter_and_one_of_the_selection_does_not() => SaysAsync("""
        A 37.5 42.8571
        C 50 57.1429
        all [total] 87.5 100
        """, Shares, Regions, By("area", "of_all", "of_asked") with
    {
        Where = [new("area", ["A", "C"])], Totals = [TotalRows.Grand],
    });

    [Fact]
    public Task Shares_of_a_parent_add_up_to_100() => SaysAsync("""
        R1 A 75
        R1 B 25
        R1 all [subtotal] 100
        R2 C 100
        R2 all [subtotal] 100
        """, Shares, Regions, new Query
    {
        Measures = ["of_parent"], GroupBy = ["region", "area"], Totals = [TotalRows.Subtotals],
    });

    [Fact]
    public Task Ranks_share_the_better_place_and_leave_out_the_next() => SaysAsync("""
        A 5 1
        B 3 2
        C 3 2
        D 1 4
        all [total] 12 -
        """, With(Measure("place", new Rank("n", true, null))), Tied, By("area", "n", "place") with
    {
        Totals = [TotalRows.Grand],
    });

    [Fact]
    public Task A_ratio_of_a_small_base_has_no_rank() => SaysAsync("""
        A 66.6667 2
        B 100 -
        C 75 1
        """, With(Measure("place", new Rank("rate", true, null))), """
        cases 2024-01-01 area=A kind=won *2
        cases 2024-01-01 area=A kind=lost
        cases 2024-01-01 area=B kind=won
        cases 2024-01-01 area=C kind=won *3
        cases 2024-01-01 area=C kind=lost
        """, By("area", "rate", "place"));

    const string Tied = """
        cases 2024-01-01 area=A person=1 1
        cases 2024-01-01 area=A person=1 2 *4
        cases 2024-01-01 area=B 3 *3
        cases 2024-01-01 area=C 3 *3
        cases 2024-01-01 area=D 1
        """;

    [Fact]
    public async Task A_top_list_keeps_ties_and_its_others_are_evaluated_from_rows()
    {
        var result = await AskAsync(With(Measure("share", new Share("n", ShareWhole.Parent, null)),
            Measure("place", new Rank("n", true, null))), new TableCells(Tied + "\ncases 2024-01-01 area=E 1"),
            By("area", "n", "persons", "share", "place") with
            {
                Top = new(2, "n", Others: true), Totals = [TotalRows.Grand],
            });
        Assert.Equal("""
            A 5 2 38.4615 1
            B 3 1 23.0769 2
            C 3 1 23.0769 2
            (others) [others] 2 1 15.3846 -
            all [total] 13 3 100 -
            """, Show(result));
        Assert.Contains("with ties 3 are shown", Assert.Single(result.Warnings).En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rate_within_days_leaves_out_what_is_too_young_and_says_so()
    {
        var result = await AskAsync(With(Measure("quick", new Within("cases", "on", "closed_on", 30, []), "%")),
            new TableCells("""
                cases 2024-01-01 after=10
                cases 2024-01-02 after=40
                cases 2024-03-01 after=30
                cases 2024-03-02 after=1
                cases 2024-03-31
                """), new Query { Measures = ["quick"] });
        Assert.Equal("66.6667", Show(result));
        Assert.Contains("2 rows are younger than 30 days", Assert.Single(result.Warnings).En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MissingPart.Absent, "A 70")]
    [InlineData(MissingPart.Reweigh, "A 70\nB 30")]
    [InlineData(MissingPart.Zero, "A 70\nB 10")]
    public Task A_composite_says_what_a_missing_part_does(MissingPart missing, string expected) => SaysAsync(expected,
        With(Measure("lost_rate", new Ratio("lost", "n", 100), "%"), Measure("lost", Count("cases", Kind("lost"))),
            Measure("late_rate", new Ratio("late", "late", 100), "%"), Measure("late", Count("cases", Kind("late"))),
            Measure("score", new Composite([new("lost_rate", 1, 20, 70), new("late_rate", 2, null, null)], missing))), """
        cases 2024-01-01 area=A kind=late *3
        cases 2024-01-01 area=A kind=lost
        cases 2024-01-01 area=B kind=lost *35
        cases 2024-01-01 area=B kind=won *65
        """, By("area", "score"));

    [Fact]
    public Task Limits_of_an_interval_are_in_the_unit_of_the_ratio() => SaysAsync("0 0 32.4408", With(
        Measure("low", new IntervalLimit("rate", false, 0.95)), Measure("high", new IntervalLimit("rate", true, 0.95))),
        "cases 2024-01-01 kind=lost *8", new Query { Measures = ["rate", "low", "high"] });

    [Theory]
    [InlineData(40, "A 100 1\nB 100 -1\nall [total] 200 -")]
    [InlineData(41, "A 100 2\nB 100 -2\nall [total] 200 -")]
    [InlineData(20, "A 100 0\nB 100 0\nall [total] 200 -")]
    public Task A_mark_tests_a_group_against_the_rest(int won, string expected) => SaysAsync(expected,
        With(Measure("mark", new Mark("rate", null))), $"""
        cases 2024-01-01 area=A kind=won *{won}
        cases 2024-01-01 area=A kind=lost *{100 - won}
        cases 2024-01-01 area=B kind=won *20
        cases 2024-01-01 area=B kind=lost *80
        """, By("area", "n", "mark") with { Totals = [TotalRows.Grand] });

    [Fact]
    public Task A_yearly_base_holds_in_every_month_of_its_year() => SaysAsync("2024-01 2\n2024-02 0\n2024-03 1", With(
        Measure("residents", Sum("yearly", OverTime.Last)), Measure("per", new Ratio("n", "residents", 1000))), """
        cases 2024-01-01 *2
        cases 2024-03-01
        yearly 2024-06-30 1000
        """, new Query { Measures = ["per"], Grain = "month" });

    [Fact]
    public async Task What_is_known_by_year_is_not_told_by_month() => Assert.Equal("grain-too-fine",
        (await Assert.ThrowsAsync<AnalyticsException>(() => AskAsync(With(Measure("yearly", Count("yearly"))),
            new TableCells("yearly 2024-06-30"), new Query { Measures = ["yearly"], Grain = "month" }))).Code);

    [Fact]
    public async Task An_explanation_has_the_parts_of_a_ratio_and_their_rows()
    {
        var told = await Analytics.Semantics.Composition.Composer.ExplainAsync(Model(Basic), By("area", "rate"),
            new TableCells("cases 2024-01-01 area=A kind=won\ncases 2024-01-01 area=A kind=lost *3"), Principal.Outside,
            TestContext.Current.CancellationToken);
        var cell = Assert.Single(told);
        Assert.Equal(("rate", "A", 1m, 4m), (cell.Column, cell.Group["area"], cell.Cell.Numerator, cell.Cell.Denominator));
        Assert.Equal([1L, 4L], cell.Parts.Select(part => part.Rows));
        Assert.Equal("question 1", Assert.Single(cell.Statements).Sql);
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_hundred_thousand_rows_are_composed()
    {
        var rows = string.Join('\n', Enumerable.Range(0, 100_000).Select(i => $"cases 2024-0{i % 5 + 1}-01 area={i / 5}"));
        var result = await AskAsync(Model(Basic), new TableCells(rows), By("area", "n", "rate", "sum") with
        {
            Grain = "month", Compare = [new("previous_period")],
        });
        Assert.Equal(100_000, result.Table.RowCount);
    }
}
