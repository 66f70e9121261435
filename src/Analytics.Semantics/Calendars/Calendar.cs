using Analytics.Tables;

namespace Analytics.Semantics.Calendars;

/// <summary>Days from the first up to, not with, the last: half-open.</summary>
/// <param name="Start">The first day.</param>
/// <param name="End">The first day after.</param>
public readonly record struct DateRange(DateOnly Start, DateOnly End)
{
    /// <summary>Every day.</summary>
    public static DateRange Always { get; } = new(DateOnly.MinValue, DateOnly.MaxValue);

    /// <summary>Whether no day is in it.</summary>
    public bool IsEmpty => End <= Start;

    /// <summary>The days in both.</summary>
    public DateRange Intersect(DateRange other) =>
        new(Start > other.Start ? Start : other.Start, End < other.End ? End : other.End);

    /// <summary>Whether a day is in it.</summary>
    public bool Contains(DateOnly day) => day >= Start && day < End;
}

/// <summary>A period of a calendar.</summary>
/// <param name="Level">Its level: <c>year</c>, <c>month</c>.</param>
/// <param name="Index">Its place among the periods of its level; the next has one more.</param>
/// <param name="Id">As written and read: <c>2024</c>, <c>2024-H1</c>, <c>2024-Q3</c>, <c>2024-03</c>,
/// <c>2024-W05</c>, <c>2024-03-31</c>; in a calendar from a file, the label there.</param>
/// <param name="Label">For people.</param>
/// <param name="Days">Its days.</param>
public sealed record Period(string Level, int Index, string Id, LocalText Label, DateRange Days);

/// <summary>How days are cut into periods. Levels nest: each period of a level lies in one of every wider level.
/// </summary>
public abstract class Calendar
{
    /// <summary>Its name in the model.</summary>
    public abstract string Name { get; }

    /// <summary>Names of its levels, the widest first; the last is <c>day</c>.</summary>
    public abstract IReadOnlyList<string> Levels { get; }

    /// <summary>The period of a level that a day lies in; null where the calendar says nothing of that day.</summary>
    /// <exception cref="ArgumentException">The calendar has no such level.</exception>
    public abstract Period? Containing(string level, DateOnly day);

    /// <summary>The period so many places later, or earlier where negative; null beyond the calendar's end.</summary>
    public abstract Period? Offset(Period period, int count);

    /// <summary>A period by its id; null where the text names none.</summary>
    public abstract Period? Parse(string text);

    /// <summary>The periods of a level that touch a range, in order. A range that begins before the calendar, or where
    /// it has a gap, begins with the first period after.</summary>
    public IEnumerable<Period> Touching(string level, DateRange range)
    {
        for (var period = range.IsEmpty ? null : From(level, range.Start);
            period is not null && period.Days.Start < range.End; period = Offset(period, 1))
            yield return period;
    }

    /// <summary>The first period of a level that ends on a day or later; null beyond the calendar's end.</summary>
    protected abstract Period? From(string level, DateOnly day);
}
