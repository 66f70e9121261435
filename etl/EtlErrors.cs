using Analytics.Tables;

namespace Analytics.Etl;

static class EtlErrors
{
    public static AnalyticsException FileMissing(string file) => new("seed-file-missing", ("file", file));

    public static AnalyticsException FileEmpty(string file) => new("seed-file-empty", ("file", file));

    public static AnalyticsException ColumnMissing(string file, string column, IEnumerable<string> known) =>
        new("seed-column-missing", ("file", file), ("column", column), ("known", known));

    public static AnalyticsException RowWidth(string file, int row, int found, int expected) =>
        new("seed-row-width", ("file", file), ("row", row), ("found", found), ("expected", expected));

    public static AnalyticsException Malformed(string file, Exception inner) =>
        new("seed-file-malformed", inner, ("file", file));

    public static AnalyticsException Cell(Reject reject) => new("seed-cell-invalid", ("file", reject.File),
        ("row", reject.Row), ("column", reject.Column), ("found", reject.Found), ("expected", reject.Expected));
}
