using Analytics.Tables;

namespace Analytics.Semantics.Calendars;

/// <summary>Makes calendars.</summary>
static class CalendarFactory
{
    /// <summary>Calendars every model has: <c>calendar</c>, <c>iso</c> (weeks), and <c>statistical</c>, whose months
    /// run from the 21st to the 20th and whose year ends on 20 December.</summary>
    public static IReadOnlyDictionary<string, Calendar> BuiltIn { get; } = new Dictionary<string, Calendar>
    {
        ["calendar"] = Months("calendar"), ["iso"] = Weeks("iso"), ["statistical"] = Months("statistical", 21),
    };

    /// <summary>Months, and years, half-years and quarters of them: <c>2024</c>, <c>2024-H1</c>, <c>2024-Q3</c>,
    /// <c>2024-03</c>, <c>2024-03-31</c>; years 1 to 9998.</summary>
    /// <param name="name">Its name in the model.</param>
    /// <param name="monthStarts">First day of a month, 1 to 28. Above 1 a month is named after the one it ends in: 21
    /// makes <c>2024-03</c> run from 21 February to 20 March.</param>
    /// <param name="yearStarts">Number of the month a year begins with, 1 to 12. Half-years and quarters begin with it;
    /// months keep their own numbers.</param>
    /// <param name="namedByEnd">Whether a year is named after the one it ends in, else after the one it begins in.
    /// </param>
    /// <exception cref="AnalyticsException"><c>calendar-number</c>: one of the numbers is out of its range.</exception>
    public static Calendar Months(string name, int monthStarts = 1, int yearStarts = 1, bool namedByEnd = false)
    {
        if (monthStarts is < 1 or > 28) throw CalendarErrors.Number(name, "month_starts", monthStarts, 28);
        if (yearStarts is < 1 or > 12) throw CalendarErrors.Number(name, "year_starts", yearStarts, 12);
        return new MonthCalendar(name, monthStarts, yearStarts, namedByEnd);
    }

    /// <summary>Weeks of ISO 8601 and years of 52 or 53 of them: <c>2024</c>, <c>2024-W05</c>, <c>2024-01-31</c>.
    /// </summary>
    public static Calendar Weeks(string name) => new WeekCalendar(name);

    /// <summary>A calendar of periods one by one. A level's periods may leave days out; the longest level is the
    /// widest; days are those of the narrowest.</summary>
    /// <param name="name">Its name in the model.</param>
    /// <param name="rows">The periods, in any order.</param>
    /// <param name="places">Where each row stands, for errors; null says which row it is.</param>
    /// <exception cref="AnalyticsException"><c>calendar-rows</c> and others: there are no rows, a name stands twice,
    /// periods of a level overlap, or one does not lie in a period of each wider level.</exception>
    public static Calendar FromRows(string name, IReadOnlyList<CalendarRow> rows, IReadOnlyList<string>? places = null)
        => FileCalendar.Of(name, rows, places ?? [.. rows.Select((_, i) => $"{name} row {i + 1}")]);
}

/// <summary>A period of a calendar that is told one by one.</summary>
/// <param name="Level">Its level, in the file's own word: <c>term</c>.</param>
/// <param name="Id">As written and read; unique in the calendar.</param>
/// <param name="StartOn">Its first day.</param>
/// <param name="EndOn">Its last day.</param>
/// <param name="Label">For people; null takes the id.</param>
sealed record CalendarRow(string Level, string Id, DateOnly StartOn, DateOnly EndOn, LocalText? Label);
