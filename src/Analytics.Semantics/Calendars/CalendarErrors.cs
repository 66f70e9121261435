using Analytics.Tables;

namespace Analytics.Semantics.Calendars;

static class CalendarErrors
{
    public static AnalyticsException Number(string calendar, string key, int found, int last) =>
        new("calendar-number", ("calendar", calendar), ("key", key), ("found", found), ("last", last));

    public static AnalyticsException NoRows(string calendar) => new("calendar-empty", ("calendar", calendar));

    public static AnalyticsException LevelName(string place, string found) =>
        new("calendar-level-name", ("place", place), ("found", found));

    public static AnalyticsException IdMissing(string place) => new("calendar-id-missing", ("place", place));

    public static AnalyticsException IdTwice(string place, string id, string other) =>
        new("calendar-id-twice", ("place", place), ("id", id), ("other", other));

    public static AnalyticsException EndsBefore(string place, CalendarRow row) =>
        new("calendar-ends-before", ("place", place), ("id", row.Id), ("start", row.StartOn), ("end", row.EndOn));

    public static AnalyticsException Overlap(string place, CalendarRow row, CalendarRow before) =>
        new("calendar-overlap", ("place", place), ("level", row.Level), ("id", row.Id), ("start", row.StartOn),
            ("other", before.Id), ("end", before.EndOn));

    public static AnalyticsException NotNested(string place, CalendarRow row, string wider) =>
        new("calendar-not-nested", ("place", place), ("level", row.Level), ("id", row.Id), ("start", row.StartOn),
            ("end", row.EndOn), ("wider", wider));

    public static AnalyticsException CsvColumn(string place, string found, IReadOnlyList<string> known) =>
        new("model-csv-column", ("place", place), ("found", found), ("nearest", Names.Nearest(found, known)),
            ("known", known));

    public static AnalyticsException CsvColumnMissing(string place, string column, IReadOnlyList<string> found) =>
        new("model-csv-column-missing", ("place", place), ("column", column), ("found", found));

    public static AnalyticsException CsvDay(string place, string column, string found) =>
        new("model-csv-day", ("place", place), ("column", column), ("found", found));

    public static AnalyticsException CsvFields(string place, int found, int expected) =>
        new("model-csv-fields", ("place", place), ("found", found), ("expected", expected));

    public static AnalyticsException CsvQuote(string place) => new("model-csv-quote", ("place", place));

    public static AnalyticsException CsvEmpty(string place, string column) =>
        new("model-csv-empty", ("place", place), ("column", column));

    public static AnalyticsException PeriodUnknown(string place, string found, string calendar, string? nearest,
        IReadOnlyList<string> forms) => new("period-unknown", ("place", place), ("found", found),
            ("calendar", calendar), ("nearest", nearest), ("forms", forms));

    public static AnalyticsException Distance(string place, string found) =>
        new("distance-unknown", ("place", place), ("found", found));

    public static AnalyticsException DistanceLevel(string found, string calendar, IReadOnlyList<string> known) =>
        new("distance-level", ("found", found), ("calendar", calendar), ("nearest", Names.Nearest(found, known)),
            ("known", known));
}
