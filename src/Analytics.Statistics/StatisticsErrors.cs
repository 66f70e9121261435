using Analytics.Tables;

namespace Analytics.Statistics;

static class StatisticsErrors
{
    public static AnalyticsException AnalysisUnknown(string name)
    {
        var known = Analyses.All.Select(a => a.Name).ToArray();
        return new("analysis-unknown", ("name", name), ("nearest", Names.Nearest(name, known)), ("known", known));
    }

    public static AnalyticsException ColumnMissing(string analysis, string column, Table table) => new(
        "analysis-column-missing", ("analysis", analysis), ("column", column),
        ("known", table.Columns.Select(c => c.Name).ToArray()));

    public static AnalyticsException Rows(string analysis, int found, int expected) =>
        new("analysis-rows", ("analysis", analysis), ("found", found), ("expected", expected));

    public static AnalyticsException CountsMissing(string analysis, int row) =>
        new("analysis-counts-missing", ("analysis", analysis), ("row", row));

    public static AnalyticsException CountsInvalid(string analysis, int row, long events, long trials) => new(
        "analysis-counts-invalid", ("analysis", analysis), ("row", row), ("events", events), ("trials", trials));

    public static AnalyticsException ConfidenceInvalid(double confidence) =>
        new("analysis-confidence-invalid", ("confidence", confidence));

    public static AnalyticsException TargetInvalid(string analysis, double? target) =>
        new("analysis-target-invalid", ("analysis", analysis), ("target", target));

    public static AnalyticsException RowRepeated(string analysis, int row, string? area, string? period) => new(
        "analysis-row-repeated", ("analysis", analysis), ("row", row), ("area", area), ("period", period));

    public static AnalyticsException ChangeUnitsDiffer(string? before, string? after) =>
        new("change-units-differ", ("before", before), ("after", after));

    public static AnalyticsException ChangeOfChange(string unit) => new("change-of-change", ("unit", unit));

    public static AnalyticsException CellInvalid(string analysis, int row, string column, string found,
        string expected) => new("analysis-cell-invalid", ("analysis", analysis), ("row", row), ("column", column),
        ("found", found), ("expected", expected));

    public static AnalyticsException CellEmpty(string analysis, int row, string column) =>
        new("analysis-cell-empty", ("analysis", analysis), ("row", row), ("column", column));

    public static AnalyticsException ParameterUnknown(string analysis, string name, string[] known) => new(
        "analysis-parameter-unknown", ("analysis", analysis), ("name", name), ("nearest", Names.Nearest(name, known)),
        ("known", known));

    public static AnalyticsException ParameterInvalid(string analysis, string name, string found, string expected) =>
        new("analysis-parameter-invalid", ("analysis", analysis), ("name", name), ("found", found),
            ("expected", expected));

    public static AnalyticsException ParameterMissing(string analysis, string name) =>
        new("analysis-parameter-missing", ("analysis", analysis), ("name", name));

    public static AnalyticsException ParameterVaries(string analysis, string name, int row, string?[] found) => new(
        "analysis-parameter-varies", ("analysis", analysis), ("name", name), ("row", row), ("found", found));

    /// What rows say together does not suit; `problem` is a word of the catalog under `analysis-problem.`.
    public static AnalyticsException Unsuitable(string analysis, int row, string problem) => new(
        "analysis-unsuitable", ("analysis", analysis), ("row", row),
        ("problem", TextCatalog.BuiltIn["analysis-problem." + problem]));
}
