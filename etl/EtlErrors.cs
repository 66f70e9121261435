using Analytics.Pipelines;
using Analytics.Tables;

namespace Analytics.Etl;

static class EtlErrors
{
    /// A cell of a reviewed file of ours is wrong: nothing can be loaded by it.
    public static AnalyticsException Cell(CsvRow row, string column, string expected) => new("seed-cell-invalid",
        ("file", row.File), ("row", row.Row), ("column", column), ("found", row[column]), ("expected", expected));

    public static AnalyticsException Twice(CsvRow row, string column) => new("seed-key-twice",
        ("file", row.File), ("row", row.Row), ("column", column), ("found", row[column]));
}
