using Analytics.Pipelines.Checks;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Pipelines;

static class PipelineErrors
{
    public static AnalyticsException Cycle(IEnumerable<string> jobs) => new("job-cycle", ("jobs", jobs.ToArray()));

    public static AnalyticsException Unknown(string job, string name, IEnumerable<string> known) =>
        new("job-unknown", ("job", job), ("name", name), ("nearest", Names.Nearest(name, known)));

    public static AnalyticsException InputMissing(string job, string path) =>
        new("input-missing", ("job", job), ("path", path));

    public static AnalyticsException InputUnreadable(string job, string path, Exception inner) =>
        new("input-unreadable", inner, ("job", job), ("path", path), ("problem", inner.Message));

    public static AnalyticsException EntryTwice(string path) => new("archive-entry-twice", ("path", path));

    public static AnalyticsException InboxMissing(string folder, int files) =>
        new("inbox-missing", ("folder", folder), ("files", files));

    public static AnalyticsException RuleRow(string file, long row, string? found, string expected) =>
        new("rule-row", ("file", file), ("row", row), ("found", found), ("expected", expected));

    public static AnalyticsException FormNotFound(string name, IReadOnlyList<string> known) =>
        new("form-not-found", ("name", name), ("nearest", Names.Nearest(name, known)), ("known", known));

    public static AnalyticsException InputChanged(string job, string path) =>
        new("input-changed", ("job", job), ("path", path));

    public static AnalyticsException Encoding(string file, string encoding, long offset) =>
        new("input-encoding", ("file", file), ("encoding", encoding), ("offset", offset));

    public static AnalyticsException HeaderMissing(string file, string expected, IReadOnlyList<string> found) =>
        new("csv-header-missing", ("file", file), ("expected", expected), ("found", found),
            ("nearest", Names.Nearest(expected, found)));

    public static AnalyticsException HeaderDuplicate(string file, string column) =>
        new("csv-header-duplicate", ("file", file), ("column", column));

    public static AnalyticsException Malformed(string file, long row, object problem, Exception inner) =>
        new("csv-malformed", inner, ("file", file), ("row", row), ("problem", problem));

    public static AnalyticsException CheckRuleUnknown(CsvRow row) => new("check-rule-unknown", ("file", row.File),
        ("row", row.Row), ("rule", row["rule"]),
        ("nearest", Names.Nearest(row["rule"], CheckRules.All.Select(rule => rule.Name))));

    public static AnalyticsException CheckRowRefused(Reject reject) => new("check-row-refused",
        ("file", reject.File), ("row", reject.Row), ("found", reject.Found), ("expected", reject.Expected));

    public static AnalyticsException CheckVerdictInvalid(CsvRow row, string column, IReadOnlyList<string> expected) =>
        new("check-verdict-invalid", ("file", row.File), ("row", row.Row), ("column", column),
            ("found", row[column]), ("expected", expected));
}
