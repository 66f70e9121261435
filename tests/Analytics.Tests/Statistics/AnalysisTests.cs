using Analytics.Statistics;
using Analytics.Statistics.Intervals;
using Analytics.Tables;

namespace Analytics.Tests.Statistics;

public class AnalysisTests
{
    static Table Areas(params (string Area, long? Events, long? Trials)[] rows) => new(
        [new("area", ColumnKind.Text), new("events", ColumnKind.Whole), new("trials", ColumnKind.Whole)],
        [.. rows.Select(row => new object?[] { row.Area, row.Events, row.Trials })]);

    static Table Run(string name, Table table, double confidence = 0.95) =>
        Analyses.Named(name).Run(table, new AnalysisOptions(confidence));

    static string Code(Action act) => Assert.Throws<AnalyticsException>(act).Code;

    [Fact]
    public void Wilson_adds_limits_in_percent_to_every_row_with_counts()
    {
        var found = Run("wilson", Areas(("a", 12, 40), ("b", null, 40), ("c", 0, 0)));
        Assert.Equal(["area", "events", "trials", "low", "high", "not_computable"], found.Columns.Select(c => c.Name));
        Assert.Equal("%", found.Columns[3].Unit);
        Assert.Equal(100 * Wilson.Interval(12, 40).Low, found[0, "low"]);
        Assert.Equal(100 * Wilson.Interval(12, 40).High, found[0, "high"]);
        Assert.Null(found[1, "low"]);
        Assert.Null(found[2, "high"]);
        Assert.Equal([null, "missing", "no_trials"], Enumerable.Range(0, 3).Select(row => found[row, "not_computable"]));
    }

    [Fact]
    public void Limits_already_in_the_table_are_replaced()
    {
        var found = Run("clopper-pearson", Run("wilson", Areas(("a", 12, 40))), 0.9);
        Assert.Equal(["area", "events", "trials", "low", "high", "not_computable"], found.Columns.Select(c => c.Name));
        Assert.Equal(100 * ClopperPearson.Interval(12, 40, 0.9).Low, found[0, "low"]);
    }

    [Fact]
    public void Newcombe_makes_two_rows_one_difference_in_points()
    {
        var found = Run("newcombe", Areas(("a", 12, 40), ("b", 9, 45)));
        Assert.Equal(1, found.RowCount);
        Assert.Equal("百分点", found.Columns[found.Ordinal("difference")].Unit);
        var expected = PercentagePoints.Difference(12, 40, 9, 45);
        Assert.Equal((expected.Points, expected.Interval.Low), (found[0, "difference"], found[0, "low"]));
    }

    [Fact]
    public void What_does_not_suit_an_analysis_is_said_with_a_code()
    {
        var table = Areas(("a", 12, 40), ("b", null, 45));
        Assert.Equal("analysis-rows", Code(() => Run("newcombe", table.Where(row => row == 0))));
        Assert.Equal("analysis-counts-missing", Code(() => Run("newcombe", table)));
        Assert.Equal("analysis-counts-invalid", Code(() => Run("wilson", Areas(("a", 41, 40)))));
        Assert.Equal("analysis-confidence-invalid", Code(() => Run("wilson", table, 95)));
        Assert.Equal("analysis-column-missing", Code(() =>
            Run("wilson", new Table([new("area", ColumnKind.Text)], []))));
    }

    [Fact]
    public void An_unknown_analysis_names_the_nearest()
    {
        var error = Assert.Throws<AnalyticsException>(() => Analyses.Named("wilsn"));
        Assert.StartsWith("Analysis 'wilsn' is not known. Nearest: wilson. Known: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("wilson.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_analysis_is_described_in_both_languages() => Assert.All(Analyses.All, analysis =>
        Assert.All([analysis.Description.Zh, analysis.Description.En], text => Assert.NotEmpty(text)));
}
