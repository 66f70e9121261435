using System.Globalization;
using System.Text.RegularExpressions;
using Analytics.Tables;

namespace Analytics.Semantics.Calendars;

/// <summary>How far a period is moved.</summary>
/// <param name="Count">How many; earlier where negative.</param>
/// <param name="Level">Of what: <c>year</c>, <c>half</c>, <c>quarter</c>, <c>month</c>, <c>week</c> (seven days),
/// <c>day</c>, or a level of a calendar from a file.</param>
sealed record Distance(int Count, string Level);

/// <summary>Where days were moved to.</summary>
/// <param name="Days">The other days; null where there are none.</param>
/// <param name="Gap">What there is none of: <c>week-53</c>, <c>beyond-calendar</c>; null where there are days.</param>
sealed record ShiftedDays(DateRange? Days, string? Gap)
{
    /// <summary>Days that exist.</summary>
    public static ShiftedDays To(DateOnly start, DateOnly end) => new(new DateRange(start, end), null);

    /// <summary>Nothing: the calendar does not reach so far.</summary>
    public static ShiftedDays Beyond { get; } = new(null, "beyond-calendar");
}

/// <summary>Moves periods: calendar periods, never rows. A whole period becomes a whole period, a part of one the same
/// part of the other.</summary>
static partial class Shifting
{
    /// <summary>The level of a range that is no period of a calendar.</summary>
    public const string Range = "range";

    [GeneratedRegex(@"^(?<count>[+-]?[0-9]{1,5})[ _]?(?<level>[\p{L}][\p{L}\p{N}_-]*)$")]
    static partial Regex Form { get; }

    /// <summary>A distance as written: <c>-1 year</c>, <c>-3 months</c>, <c>2 quarters</c>, <c>-1 term</c>.</summary>
    /// <param name="text">A number and a level, in singular or plural.</param>
    /// <param name="place">Where it is written, for the error.</param>
    /// <exception cref="AnalyticsException"><c>distance-unknown</c>: the text is no distance.</exception>
    public static Distance Parse(string text, string place)
    {
        var match = Form.Match(text.Trim());
        if (!match.Success) throw CalendarErrors.Distance(place, text);
        var word = match.Groups["level"].Value;
        return new Distance(int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture),
            word switch
            {
                "years" => "year", "halves" or "half-year" or "half-years" => "half", "quarters" => "quarter",
                "months" => "month", "weeks" => "week", "days" => "day", _ => word,
            });
    }

    /// <summary>Days of a period, moved.</summary>
    /// <param name="calendar">Whose periods are moved.</param>
    /// <param name="period">The period the days are of, or a range whose level is <see cref="Range"/>.</param>
    /// <param name="days">The whole period, or its part from the first day on.</param>
    /// <param name="by">How far.</param>
    /// <param name="rule">Where a part ends. Of whole periods it says nothing.</param>
    /// <returns>By a level as wide as the period's or wider: the period at the same place of the other one (March of
    /// the other year, week 7). A part ends on the same day of its month, else as many days after its first day, and
    /// never after its period. By a narrower level: both ends are moved by it.</returns>
    /// <exception cref="AnalyticsException"><c>distance-level</c>: the calendar has no such level.</exception>
    /// <remarks>In a calendar of months, "its month" is that calendar's: where months end on the 20th, 28 February
    /// does not end one, and both rules give the same. A day moved by months is a part of one day.</remarks>
    public static ShiftedDays Move(Calendar calendar, Period period, DateRange days, Distance by, MonthEnd rule)
    {
        var level = LevelOf(calendar, by.Level);
        if (by.Count == 0) return new ShiftedDays(days, null);
        if (level is "day" || level is "week" && calendar is not FileCalendar)
            return ByDays(days, (long)by.Count * (level == "week" ? 7 : 1));
        if (days.IsEmpty)
            return Move(calendar, period, period.Days, by, rule) is { Days: { } other }
                ? ShiftedDays.To(other.Start, other.Start) : ShiftedDays.Beyond;
        return calendar is MonthCalendar months
            ? ByMonths(months, period, days, (long)by.Count * MonthCalendar.Size(level), rule)
            : ByPlaces.Move(calendar, period, days, by with { Level = level }, rule);
    }

    static string LevelOf(Calendar calendar, string asked)
    {
        if (calendar.Levels.Contains(asked) || asked is "day" or "week") return asked;
        return asked.EndsWith('s') && calendar.Levels.Contains(asked[..^1]) ? asked[..^1]
            : throw CalendarErrors.DistanceLevel(asked, calendar.Name, calendar.Levels);
    }

    static ShiftedDays ByDays(DateRange days, long count)
    {
        var (start, end) = (days.Start.DayNumber + count, days.End.DayNumber + count);
        return start < 0 || end > DateOnly.MaxValue.DayNumber ? ShiftedDays.Beyond
            : ShiftedDays.To(DateOnly.FromDayNumber((int)start), DateOnly.FromDayNumber((int)end));
    }

    static ShiftedDays ByMonths(MonthCalendar calendar, Period period, DateRange days, long count, MonthEnd rule)
    {
        if (Math.Abs(count) > 120_000) return ShiftedDays.Beyond;
        var months = (int)count;
        var isWhole = days == period.Days && BeginsMonth(calendar, days.Start) && BeginsMonth(calendar, days.End);
        var start = BeginsMonth(calendar, days.Start)
            ? calendar.FirstDay(calendar.MonthOf(days.Start) + months)
            : DayAt(calendar, days.Start, months, period.Level == "day" ? rule : MonthEnd.Truncate);
        var end = isWhole
            ? calendar.FirstDay(calendar.MonthOf(days.End) + months)
            : DayAt(calendar, days.End.AddDays(-1), months, rule)?.AddDays(1);
        return start is { } first && end is { } last && calendar.Containing("day", first) is not null
            && calendar.Containing("day", last.AddDays(-1)) is not null
            ? ShiftedDays.To(first, last) : ShiftedDays.Beyond;
    }

    static bool BeginsMonth(MonthCalendar calendar, DateOnly day) =>
        calendar.FirstDay(calendar.MonthOf(day)) == day;

    // The same day of another month; of a month that lacks it the last one, as 31 March becomes 30 April.
    static DateOnly? DayAt(MonthCalendar calendar, DateOnly day, int months, MonthEnd rule)
    {
        if (rule == MonthEnd.Extend && BeginsMonth(calendar, day.AddDays(1)))
            return calendar.FirstDay(calendar.MonthOf(day) + 1 + months)?.AddDays(-1);
        var month = day.Year * 12 + day.Month - 1 + months;
        if (month is < 12 or >= 12 * 9999) return null;
        var (year, at) = (month / 12, month % 12 + 1);
        return new DateOnly(year, at, Math.Min(day.Day, DateTime.DaysInMonth(year, at)));
    }
}
