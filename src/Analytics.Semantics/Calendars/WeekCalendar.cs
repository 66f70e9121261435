using System.Globalization;

namespace Analytics.Semantics.Calendars;

/// Weeks of ISO 8601, Monday to Sunday, and years of 52 or 53 of them: a week belongs to the year of its Thursday. Day
/// 0 is 0001-01-01, a Monday, so a week's place is its day's number over seven.
sealed class WeekCalendar(string name) : Calendar
{
    const int LastYear = 9998;

    static readonly string[] Names = ["year", "week", "day"];

    public override string Name => name;

    public override IReadOnlyList<string> Levels => Names;

    public override Period? Containing(string level, DateOnly day) => level switch
    {
        "year" => Year(YearOf(day.DayNumber / 7)),
        "week" => Week(day.DayNumber / 7),
        "day" => YearOf(day.DayNumber / 7) <= LastYear ? MonthCalendar.OfDay(day) : null,
        _ => throw new ArgumentException($"Found the level '{level}', expected one of {string.Join(", ", Names)}.",
            nameof(level)),
    };

    public override Period? Offset(Period period, int count)
    {
        var index = (long)period.Index + count;
        if (index < 0 || index > DateOnly.MaxValue.DayNumber) return null;
        return period.Level switch
        {
            "year" => Year((int)index),
            "week" => Week((int)index),
            _ => Containing("day", DateOnly.FromDayNumber((int)index)),
        };
    }

    public override Period? Parse(string text)
    {
        if (CalendarText.Day(text) is { } day) return Containing("day", day);
        if (text.Length is not (4 or 8)
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || Year(year) is not { } found) return null;
        if (text.Length == 4) return found;
        if (text[4] != '-' || text[5] != 'W'
            || !int.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var week)
            || week < 1 || week > (found.Days.End.DayNumber - found.Days.Start.DayNumber) / 7) return null;
        return Week(found.Days.Start.DayNumber / 7 + week - 1);
    }

    protected override Period? From(string level, DateOnly day) => Containing(level, day);

    // 4 January is always in week 1; the year of a week is that of its fourth day.
    static int FirstWeek(int year) => new DateOnly(year, 1, 4).DayNumber / 7;

    static int YearOf(int week) => week * 7L + 3 > DateOnly.MaxValue.DayNumber
        ? LastYear + 1 : DateOnly.FromDayNumber(week * 7 + 3).Year;

    static Period? Year(int year) => year is < 1 or > LastYear ? null : new Period("year", year, $"{year:D4}",
        new($"{year}年", $"{year}"), Days(FirstWeek(year), FirstWeek(year + 1)));

    static Period? Week(int week)
    {
        if (week < 0 || YearOf(week) is var year && year > LastYear) return null;
        var number = week - FirstWeek(year) + 1;
        return new Period("week", week, $"{year:D4}-W{number:D2}",
            new($"{year}年第{number}周", $"{year} week {number}"), Days(week, week + 1));
    }

    static DateRange Days(int week, int end) =>
        new(DateOnly.FromDayNumber(week * 7), DateOnly.FromDayNumber(end * 7));
}
