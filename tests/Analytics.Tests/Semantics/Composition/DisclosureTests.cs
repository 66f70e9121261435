using Analytics.Semantics;
using Analytics.Semantics.Stars;
using static Analytics.Tests.Semantics.Composition.Bench;

namespace Analytics.Tests.Semantics.Composition;

public class DisclosureTests
{
    static readonly StarModel Guarded = Model(Measure("n", Count(), threshold: 5), Measure("all", Count()),
        Measure("won", Count("cases", Kind("won")), threshold: 5), Measure("rate", new Ratio("won", "n", 100), "%"),
        Measure("share", new Share("n", ShareWhole.Selection, null)), Measure("twice", new Formula("2 * n", false)));

    static readonly Principal Office = new("office", [Principal.Office]);

    const string Rows = """
        cases 2024-01-01 area=A *3
        cases 2024-01-01 area=B *7
        cases 2024-01-01 area=C *20
        """;

    static Query By(params string[] measures) => new()
    {
        Measures = measures, GroupBy = ["area"], Totals = [TotalRows.Grand],
    };

    [Fact]
    public Task A_small_count_is_kept_and_the_next_smallest_with_it() => SaysAsync("""
        A * * *
        B * * *
        C 20 66.6667 40
        all [total] 30 100 60
        """, Guarded, Rows, By("n", "share", "twice"));

    [Fact]
    public Task The_office_sees_every_count() => SaysAsync("A 3\nB 7\nC 20\nall [total] 30", Guarded, Rows, By("n"), Office);

    [Fact]
    public Task Without_a_total_a_small_count_is_kept_alone() => SaysAsync("A *\nB 7\nC 20", Guarded, Rows,
        By("n") with { Totals = [] });

    [Fact]
    public Task A_zero_is_no_small_count() => SaysAsync("A 3 0\nB 7 0\nC 20 0", Guarded, Rows,
        By("all", "won") with { Totals = [] });

    [Fact]
    public Task A_ratio_of_a_small_count_is_kept() => SaysAsync("A *\nB 50", Guarded, """
        cases 2024-01-01 area=A kind=won *2
        cases 2024-01-01 area=A kind=lost *8
        cases 2024-01-01 area=B kind=won *6
        cases 2024-01-01 area=B kind=lost *6
        """, By("rate") with { Totals = [] });

    [Fact]
    public Task Totals_over_time_reveal_nothing_either() => SaysAsync("""
        2024-01 *
        2024-02 *
        2024-03 9
        all [period-total] 17
        """, Guarded, "cases 2024-01-31 *2\ncases 2024-02-01 *6\ncases 2024-03-31 *9",
        new Query { Measures = ["n"], Grain = "month", Totals = [TotalRows.Periods] });

    [Fact]
    public Task A_filter_on_a_measure_does_not_find_out_what_is_kept() => SaysAsync("C 20\nall [total] 30", Guarded, Rows,
        By("n") with { Having = [new("n", FilterOperator.AtLeast, [1])] });

    [Fact]
    public async Task What_is_kept_is_counted_in_a_warning_and_not_explained()
    {
        var ct = TestContext.Current.CancellationToken;
        var result = await AskAsync(Guarded, new TableCells(Rows), By("n"));
        Assert.StartsWith("2 cells are kept", Assert.Single(result.Warnings).En, StringComparison.Ordinal);
        var told = await Analytics.Semantics.Composition.Composer.ExplainAsync(Guarded, By("n"), new TableCells(Rows),
            Principal.Outside, ct);
        Assert.Empty(told[0].Parts);
        Assert.Null(Assert.Single(told[2].Parts).Sample);
    }
}
