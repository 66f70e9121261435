using Analytics.Tables;

namespace Analytics.Pipelines.Received;

static class ReportingErrors
{
    public static AnalyticsException CalendarInvalid(CsvRow row, string column, string expected) =>
        new("reporting-calendar-invalid", ("file", row.File), ("row", row.Row), ("column", column),
            ("found", row[column]), ("expected", expected));

    public static AnalyticsException ContractUnknown(string contract, IReadOnlyList<string> known) =>
        new("reporting-contract-unknown", ("contract", contract), ("nearest", Names.Nearest(contract, known)),
            ("known", known));
}
