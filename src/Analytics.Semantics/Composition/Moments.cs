using Analytics.Semantics.Calendars;

namespace Analytics.Semantics.Composition;

/// <summary>Days a value is of. Days after the last of the data are among them: a leaf leaves them out.</summary>
/// <param name="Days">The days.</param>
/// <param name="Level">The level of the periods they are cut into; empty for <see cref="Always"/>.</param>
readonly record struct Moment(string Level, DateRange Days)
{
    /// <summary>Whenever, and without a day too.</summary>
    public static Moment Always { get; } = new("", DateRange.Always);

    public bool IsAlways => Level.Length == 0;
}

/// <summary>Other days than those asked for: moved, wider, before.</summary>
sealed class Moments(Calendar calendar, MonthEnd monthEnd, IncompletePolicy incomplete, Notices notices)
{
    readonly Dictionary<(Moment, Distance, DateOnly?), Moment?> _moved = [];

    /// <summary>The days so far away; null where there are none, or nothing was reported yet.</summary>
    /// <param name="at">The days asked for.</param>
    /// <param name="by">How far.</param>
    /// <param name="until">The last day of the data of the measure.</param>
    public Moment? Move(Moment at, Distance by, DateOnly? until)
    {
        if (_moved.TryGetValue((at, by, until), out var known)) return known;
        return _moved[(at, by, until)] = Moved(at, by, until);
    }

    /// <summary>The days of a comparison.</summary>
    public Moment? Compare(Moment at, AskedComparison to, DateOnly? until)
    {
        if (at.IsAlways) return null;
        if (to.Fixed is { } period)
            return SinglePeriod(at) is { } own && own.Level == period.Level
                ? Move(at, new Distance(period.Index - own.Index, own.Level), until)
                : new Moment(period.Level, period.Days);
        if (to.By is { } by) return Move(at, by, until);
        var (level, count) = Length(at);
        return Move(at, new Distance(-count, level), until);
    }

    /// <summary>From the beginning of the wider period to the end of these days; null beyond the calendar.</summary>
    public Moment? Cumulated(Moment at, string within, DateOnly? until) =>
        at.IsAlways || calendar.Containing(within, LastDay(at, until)) is not { } wider ? null
            : at with { Days = new(wider.Days.Start, Least(at.Days.End, wider.Days.End)) };

    /// <summary>So many periods that end with these days; null beyond the calendar.</summary>
    public Moment? Rolled(Moment at, int count, string level, DateOnly? until)
    {
        if (at.IsAlways || calendar.Containing(level, LastDay(at, until)) is not { } last
            || calendar.Offset(last, 1 - count) is not { } start) return null;
        return at with { Days = new(start.Days.Start, Least(at.Days.End, last.Days.End)) };
    }

    /// <summary>Whether days begin before the period in which the data begin.</summary>
    public bool BeginsBefore(Moment at, string level, DateOnly? first) => first is { } day
        && calendar.Containing(level, day) is { } begin && at.Days.Start < begin.Days.Start;

    /// <summary>Whole periods of the level that a range touches.</summary>
    public static DateRange Hull(Calendar of, string level, DateRange days)
    {
        var (first, last) = (of.Containing(level, days.Start), of.Containing(level, days.End.AddDays(-1)));
        return new(first?.Days.Start ?? days.Start, last?.Days.End ?? days.End);
    }

    /// <summary>The coarsest level of which a range is so many whole periods.</summary>
    public (string Level, int Count) Length(DateRange days)
    {
        foreach (var level in calendar.Levels)
            if (calendar.Containing(level, days.Start) is { } first && first.Days.Start == days.Start
                && calendar.Containing(level, days.End.AddDays(-1)) is { } last && last.Days.End == days.End)
                return (level, last.Index - first.Index + 1);
        return ("day", days.End.DayNumber - days.Start.DayNumber);
    }

    /// <summary>As people read it: a period's id, or first and last day.</summary>
    public string Name(Moment at) => SinglePeriod(at)?.Id
        ?? FormattableString.Invariant($"{at.Days.Start:yyyy-MM-dd}/{at.Days.End.AddDays(-1):yyyy-MM-dd}");

    (string Level, int Count) Length(Moment at)
    {
        if (SinglePeriod(at) is { } own) return (own.Level, 1);
        var hull = calendar.Levels.Contains(at.Level) ? Hull(calendar, at.Level, at.Days) : at.Days;
        return Length(hull);
    }

    Moment? Moved(Moment at, Distance by, DateOnly? until)
    {
        if (at.IsAlways) return null;
        var days = at.Days;
        if (until is { } end)
        {
            if (days.Start > end) return null;
            if (incomplete != IncompletePolicy.Plain && end < DateOnly.MaxValue && days.End > end.AddDays(1))
            {
                days = days with { End = end.AddDays(1) };
                notices.Aligned(Name(at), end);
            }
        }
        var moved = Shifting.Move(calendar, PeriodOf(at), days, by, monthEnd);
        if (moved.Gap is { } gap) notices.Gap(Name(at), gap);
        return moved.Days is { } other ? at with { Days = other } : null;
    }

    Period PeriodOf(Moment at)
    {
        if (SinglePeriod(at) is { } own) return own;
        var hull = calendar.Levels.Contains(at.Level) ? Hull(calendar, at.Level, at.Days) : at.Days;
        return new Period(Shifting.Range, 0, "", new("", ""), hull);
    }

    Period? SinglePeriod(Moment at) => calendar.Levels.Contains(at.Level) && !at.Days.IsEmpty
        && calendar.Containing(at.Level, at.Days.Start) is { } own && own.Days.End >= at.Days.End ? own : null;

    static DateOnly LastDay(Moment at, DateOnly? until)
    {
        var last = at.Days.End.AddDays(-1);
        return until is { } end && end < last && end >= at.Days.Start ? end : last;
    }

    static DateOnly Least(DateOnly one, DateOnly other) => one < other ? one : other;
}
