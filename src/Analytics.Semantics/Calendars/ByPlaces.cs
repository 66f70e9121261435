namespace Analytics.Semantics.Calendars;

/// Moves in calendars whose periods are not made of months: by places among the periods of a wider level, and by days
/// elapsed within one.
static class ByPlaces
{
    public static ShiftedDays Move(Calendar calendar, Period period, DateRange days, Distance by, MonthEnd rule)
    {
        var (own, asked) = (Depth(calendar, period.Level), Depth(calendar, by.Level));
        if (own < asked) return Ends(calendar, period, days, by, rule);
        if (own == asked)
            return calendar.Offset(period, by.Count) is { } beside ? Part(period, days, beside) : ShiftedDays.Beyond;
        if (calendar.Containing(by.Level, period.Days.Start) is not { } wider
            || calendar.Offset(wider, by.Count) is not { } other
            || calendar.Touching(period.Level, wider.Days).FirstOrDefault() is not { } first) return ShiftedDays.Beyond;
        var place = period.Index - first.Index;
        var target = calendar.Touching(period.Level, other.Days).FirstOrDefault() is { } start
            ? calendar.Offset(start, place) : null;
        return target is not null && target.Days.Start < other.Days.End ? Part(period, days, target)
            : Gap(calendar, period.Level, place);
    }

    // A range has no level, and is wider than any.
    static int Depth(Calendar calendar, string level) => level == Shifting.Range ? -1
        : calendar.Levels.Select((name, i) => (name, i)).First(l => l.name == level).i;

    static ShiftedDays Part(Period period, DateRange days, Period target)
    {
        var end = days.End == period.Days.End ? target.Days.End
            : Least(target.Days.End, target.Days.Start, days.End.DayNumber - period.Days.Start.DayNumber);
        var start = Least(end, target.Days.Start, days.Start.DayNumber - period.Days.Start.DayNumber);
        return ShiftedDays.To(start, end);
    }

    // Both ends by themselves: what ends with its period ends with the other.
    static ShiftedDays Ends(Calendar calendar, Period period, DateRange days, Distance by, MonthEnd rule)
    {
        if (calendar.Containing(by.Level, days.Start) is not { } first
            || calendar.Containing(by.Level, days.End.AddDays(-1)) is not { } last
            || calendar.Offset(first, by.Count) is not { } start
            || calendar.Offset(last, by.Count) is not { } end) return ShiftedDays.Beyond;
        var (from, to) = (days.Start.DayNumber - first.Days.Start.DayNumber,
            days.End.DayNumber - last.Days.Start.DayNumber);
        if (start.Days.Start.AddDays(from) >= start.Days.End) return Gap(calendar, "day", from);
        var isWhole = days == period.Days && from == 0;
        return ShiftedDays.To(start.Days.Start.AddDays(from),
            days.End == last.Days.End && (isWhole || rule == MonthEnd.Extend) ? end.Days.End
                : Least(end.Days.End, end.Days.Start, to));
    }

    static DateOnly Least(DateOnly limit, DateOnly start, int days) =>
        limit.DayNumber - start.DayNumber <= days ? limit : start.AddDays(days);

    static ShiftedDays Gap(Calendar calendar, string level, int place) => new(null,
        level == "day" && calendar is WeekCalendar ? $"week-{place / 7 + 1}" : $"{level}-{place + 1}");
}
