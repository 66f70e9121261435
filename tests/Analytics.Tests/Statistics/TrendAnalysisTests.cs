using Analytics.Statistics;
using Analytics.Tables;

namespace Analytics.Tests.Statistics;

public class TrendAnalysisTests
{
    static readonly Column[] Columns =
    [
        new("area_id", ColumnKind.Text), new("area_zh", ColumnKind.Text), new("period_zh", ColumnKind.Text),
        new("period_start", ColumnKind.Date), new("period_end", ColumnKind.Date), new("value", ColumnKind.Real),
        new("unit", ColumnKind.Text), new("bound", ColumnKind.Text), new("events", ColumnKind.Whole),
        new("trials", ColumnKind.Whole), new("figure_ids", ColumnKind.Text),
    ];

    static object?[] Row(string area, int year, double? value, long? events = null, long? trials = null,
        string bound = "exact", string unit = "%") =>
    [
        area, area, $"{year}年", new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), value, unit, bound, events, trials,
        $"{area}/{year}",
    ];

    static object?[] Counted(string area, int year, long events, long trials) =>
        Row(area, year, trials > 0 ? 100.0 * events / trials : null, events, trials);

    static Table Run(params object?[][] rows) => Analyses.Named("trend").Run(new Table(Columns, rows), new());

    [Fact]
    public void Each_area_has_one_row_with_slopes_tests_and_a_verdict()
    {
        var found = Run([.. Enumerable.Range(0, 5).Select(i => Counted("甲", 2024 - i, 20 + 10 * i, 400)),
            Counted("乙", 2020, 3, 40), Counted("乙", 2021, 0, 0), Counted("乙", 2023, 5, 40)]);
        Assert.Equal(2, found.RowCount);
        Assert.Equal(("甲", 5L, "falling", "both_clear"),
            (found[0, "area_zh"], found[0, "points"], found[0, "verdict"], found[0, "reason"]));
        Assert.Equal(-2.5, found.Number(0, "sen_slope")!.Value, 10);
        Assert.Equal("百分点/年", found.Columns[found.Ordinal("sen_slope")].Unit);
        Assert.Equal(-10L, found[0, "mk_s"]);
        Assert.Equal(1 / 60.0, found.Number(0, "mk_p")!.Value, 12);
        Assert.Equal("甲/2020|甲/2021|甲/2022|甲/2023|甲/2024", found[0, "figure_ids"]);
        Assert.Equal(("乙", 2L, "too_short", "few_points"),
            (found[1, "area_zh"], found[1, "points"], found[1, "verdict"], found[1, "reason"]));
    }

    [Fact]
    public void One_printed_rate_among_counts_leaves_the_order_alone()
    {
        var found = Run([.. Enumerable.Range(2018, 5).Select(y => Counted("甲", y, y - 2000, 100)), Row("甲", 2023, 40)]);
        Assert.Equal((6L, null, "rising", "order_only_clear"),
            (found[0, "points"], found[0, "slope"], found[0, "verdict"], found[0, "reason"]));
    }

    [Fact]
    public void Bounds_are_no_points() => Assert.Equal(1L,
        Run(Row("甲", 2020, 4), Row("甲", 2021, 9, bound: "at_most"), Row("甲", 2022, 9, bound: "at_least"))[0, "points"]);

    [Fact]
    public void Totals_rise_by_their_own_unit()
    {
        var found = Run([.. Enumerable.Range(2018, 6).Select(y => Row("甲", y, 10 * (y - 2000), unit: "件"))]);
        Assert.Equal("件/年", found.Columns[found.Ordinal("sen_slope")].Unit);
        Assert.Equal((10.0, "rising"), (found[0, "sen_slope"], found[0, "verdict"]));
    }

    [Fact]
    public void Rows_without_a_period_or_a_value_are_no_points()
    {
        var nowhen = Row("甲", 2021, 5);
        (nowhen[3], nowhen[4]) = (null, null);
        var found = Run(nowhen, Row("甲", 2022, null));
        Assert.Equal((0L, null, "too_short"), (found[0, "points"], found[0, "first_on"], found[0, "verdict"]));
    }

    [Fact]
    public void Two_values_for_one_period_are_refused()
    {
        var error = Assert.Throws<AnalyticsException>(() => Run(Counted("甲", 2020, 1, 9), Counted("甲", 2020, 2, 9)));
        Assert.Equal("analysis-row-repeated", error.Code);
        Assert.Contains("甲", error.Message, StringComparison.Ordinal);
        Assert.Contains("2020年", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_periods_is_refused() => Assert.Equal("analysis-column-missing",
        Assert.Throws<AnalyticsException>(() => Analyses.Named("trend").Run(
            new Table([new("events", ColumnKind.Whole), new("trials", ColumnKind.Whole)], []), new())).Code);
}
