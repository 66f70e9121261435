using Analytics.Semantics;
using Analytics.Semantics.Stars;
using static Analytics.Tests.Semantics.Composition.Bench;

namespace Analytics.Tests.Semantics.Composition;

/// <summary>Shifts, windows and years to date. The data end on 15 June 2024.</summary>
public class OtherDaysTests
{
    const string Rows = """
        cases 2023-01-10 *10
        cases 2023-02-10 *20
        cases 2023-03-10 *30
        cases 2023-06-05 *8
        cases 2023-06-25 *4
        cases 2024-01-10 *12
        cases 2024-02-10 *10
        cases 2024-03-10 *33
        cases 2024-06-05 *6
        cases 2024-06-15 *4
        """;

    static readonly StarModel Cases = Model(Measure("n", Count()), Measure("yoy", new Changed("n", "-1 year", null), "%"),
        Measure("ytd", new Cumulative("n", "year")), Measure("ytd_yoy", new Changed("ytd", "-1 year", null), "%"),
        Measure("roll", new Rolling("n", 3, null)), Measure("before", new Shifted("n", "-1 month")),
        Measure("index", new IndexTo("n", "2023-01"), "%"), Measure("up", new Changed("n", "-1 year", ChangeForm.Absolute)),
        Measure("rate", new Ratio("won", "n", 100), "%"), Measure("won", Count("cases", Kind("won"))),
        Measure("rolling_rate", new Rolling("rate", 2, "month"), "%"),
        Measure("rolling_rate_up", new Changed("rolling_rate", "-1 year", null)),
        Measure("rate_up", new Changed("rate", "-1 year", null)));

    static Query Months(params string[] measures) => new() { Measures = measures, Grain = "month", From = "2024" };

    [Fact]
    public Task A_year_on_year_change_of_a_count_is_relative_and_aligned_to_the_days_reported() => SaysAsync("""
        2024-01 12 20 2
        2024-02 10 -50 -10
        2024-03 33 10 3
        2024-06 10 25 2
        """, Cases, Rows, Months("n", "yoy", "up"));

    [Fact]
    public async Task What_was_aligned_is_told()
    {
        var result = await AskAsync(Cases, new TableCells(Rows), Months("n") with { Compare = [new("previous_year")] });
        Assert.Equal("2024-01 12 10 20\n2024-02 10 20 -50\n2024-03 33 30 10\n2024-06 10 8 25", Show(result));
        Assert.StartsWith("Data of 2024-06 end on 2024-06-15", Assert.Single(result.Warnings).En, StringComparison.Ordinal);
        Assert.Contains("aligned", result.Metadata!.Rules);
        Assert.Equal(new DateOnly(2024, 6, 15), result.Metadata.DataUntil);
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(row => result.Table[row, "period_complete"]));
    }

    [Fact]
    public Task The_plain_figure_is_there_on_request() => SaysAsync("2024-06 10 12 -16.6667", Cases, Rows,
        Months("n") with { From = "2024-06", Incomplete = IncompletePolicy.Plain, Compare = [new("previous_year")] });

    [Fact]
    public async Task An_incomplete_period_can_be_left_out_and_a_warning_names_it()
    {
        var result = await AskAsync(Cases, new TableCells(Rows), Months("n") with { Incomplete = IncompletePolicy.Omit });
        Assert.Equal("2024-01 12\n2024-02 10\n2024-03 33", Show(result));
        Assert.Contains("2024-06 is left out", Assert.Single(result.Warnings).En, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_year_to_date_stops_at_the_last_day_and_its_prior_year_is_like_for_like() => SaysAsync("""
        2024-01 12 20
        2024-02 22 -26.6667
        2024-03 55 -8.3333
        2024-04 55 -8.3333
        2024-05 55 -8.3333
        2024-06 65 -4.4118
        """, Cases, Rows, Months("ytd", "ytd_yoy") with { Rows = RowPolicy.Dense, To = "2024-06" });

    [Fact]
    public Task A_window_reads_before_the_range_and_is_empty_where_it_begins_before_the_data() => SaysAsync("""
        2023-01 10 -
        2023-02 20 -
        2023-03 30 60
        2023-04 0 50
        2023-05 0 30
        2023-06 12 12
        2023-07 0 12
        2023-08 0 12
        """, Cases, Rows, Months("n", "roll") with { From = "2023", To = "2023" });

    [Fact]
    public Task A_shift_moves_periods_and_a_gap_is_a_gap() => SaysAsync("""
        2024-01 12 0
        2024-02 10 12
        2024-03 33 10
        2024-04 0 33
        2024-06 10 0
        """, Cases, Rows, Months("n", "before"));

    [Fact]
    public Task An_index_is_in_percent_of_its_base() => SaysAsync("2024-02 100\n2024-03 330", Cases, Rows,
        Months("index") with { From = "2024-02", To = "2024-03" });

    [Fact]
    public Task A_change_of_a_rolling_ratio_is_evaluated_from_rows_and_in_points() => SaysAsync("2024-02 75 25 10", Cases, """
        cases 2023-01-01 kind=won
        cases 2023-01-02 kind=lost
        cases 2023-02-01 kind=won *2
        cases 2023-02-02 kind=lost *2
        cases 2024-01-01 kind=won *9
        cases 2024-01-02 kind=lost *1
        cases 2024-02-01 kind=won *6
        cases 2024-02-29 kind=lost *4
        """, Months("rolling_rate", "rolling_rate_up", "rate_up") with { From = "2024-02" });

    [Fact]
    public Task A_range_without_periods_is_compared_with_the_range_before() => SaysAsync("55 60 -8.3333 9 511.1111", Cases,
        Rows + "\ncases 2023-10-01 *9\ncases 2023-09-30", new Query
        {
            Measures = ["n"], From = "2024-01", To = "2024-03", Compare = [new("previous_year"), new("previous_period")],
        });

    [Fact]
    public Task A_total_over_time_is_compared_with_the_same_days() => SaysAsync("""
        2024-01 12 10 20
        2024-02 10 20 -50
        2024-03 33 30 10
        2024-06 10 8 25
        all [period-total] 65 68 -4.4118
        """, Cases, Rows, Months("n") with { Totals = [TotalRows.Periods], Compare = [new("previous_year")] });

    [Fact]
    public Task One_period_stands_beside_all() => SaysAsync("2024-02 10 30\n2024-03 33 30", Cases, Rows,
        Months("n") with
        {
            From = "2024-02", To = "2024-03", Compare = [new("2023-03", ComparisonShow.Value)],
        });

    [Fact]
    public async Task A_week_53_without_counterpart_is_empty_and_told()
    {
        var result = await AskAsync(Cases, new TableCells("cases 2020-12-30 *3\ncases 2019-12-25 *2\ncases 2021-02-01"),
            new Query
            {
                Measures = ["n"], Calendar = "iso", Grain = "week", From = "2020-W52", To = "2020-W53",
                Compare = [new("previous_year")],
            });
        Assert.Equal("2020-W53 3 - -", Show(result));
        Assert.Contains("no counterpart", Assert.Single(result.Warnings).En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comparison_across_a_break_is_told_once()
    {
        var model = Cases with { Breaks = [new(new(2023, 7, 1), ["n"], new("新", "new"), "decree", [])] };
        var result = await AskAsync(model, new TableCells(Rows),
            Months("rate", "yoy") with { To = "2024-03", Compare = [new("previous_year")] });
        Assert.Equal(2, result.Warnings.Count(warning => warning.En.Contains("from 2023-07-01, new", StringComparison.Ordinal)));
    }

    [Fact]
    public Task What_a_model_declares_as_the_last_day_cuts_the_data() => SaysAsync("2024-06 6 8 -25", Cases, Rows,
        Months("n") with { From = "2024-06", DataUntil = new(2024, 6, 10), Compare = [new("previous_year")] });
}
