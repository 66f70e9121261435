using System.Globalization;
using Analytics.Semantics.Calendars;
using Analytics.Tables;

namespace Analytics.Semantics.Cells;

static class VerifyErrors
{
    public static AnalyticsException Unverified(string leaf, string group, DateRange range, string one, string other) =>
        new("answer-unverified", ("leaf", leaf), ("group", group), ("from", Day(range.Start)),
            ("until", Day(range.End == DateOnly.MaxValue ? range.End : range.End.AddDays(-1))), ("one", one),
            ("other", other));

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
