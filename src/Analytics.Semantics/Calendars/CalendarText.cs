using System.Globalization;
using Analytics.Tables;

namespace Analytics.Semantics.Calendars;

/// <summary>Periods as written in a question.</summary>
static class CalendarText
{
    static readonly string[] Plain = ["2017", "2022-H1", "2025-Q1", "2021-08", "2021-08-31"];

    /// <summary>The days of a bound: a period of the calendar, a day, or else a period of the plain calendar.</summary>
    /// <param name="calendar">The question's calendar.</param>
    /// <param name="text">As written: <c>2024-W05</c>, <c>2024-03</c>, <c>2024-03-31</c>.</param>
    /// <param name="place">Where it is written, for the error.</param>
    /// <exception cref="AnalyticsException"><c>period-unknown</c>: the text is none of them.</exception>
    public static DateRange Bounds(Calendar calendar, string text, string place)
    {
        var found = calendar.Parse(text) ?? CalendarFactory.BuiltIn["calendar"].Parse(text);
        if (found is not null) return found.Days;
        var (names, forms) = calendar switch
        {
            FileCalendar file => (file.Ids, file.Ids.Take(3).Concat(Plain)),
            WeekCalendar => ([], Plain.Prepend("2024-W05")),
            _ => ((IEnumerable<string>)[], Plain),
        };
        throw CalendarErrors.PeriodUnknown(place, text, calendar.Name, Names.Nearest(text, names), [.. forms]);
    }

    /// <summary>A day as <c>2024-03-31</c>; null where the text is none.</summary>
    public static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd",
        CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
