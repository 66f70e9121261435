namespace Analytics.Semantics.Calendars;

/// Periods told one by one. The days of a calendar are those of its narrowest level; a day's place counts them alone,
/// so that the day after the last of one period is the first of the next, however many lie between.
sealed class FileCalendar : Calendar
{
    readonly string[] _levels;
    readonly Dictionary<string, Period[]> _periods;
    readonly Dictionary<string, Period> _byId;
    readonly int[] _daysBefore;

    FileCalendar(string name, string[] levels, Dictionary<string, Period[]> periods)
    {
        (Name, _levels, _periods) = (name, [.. levels, "day"], periods);
        _byId = levels.SelectMany(level => periods[level]).ToDictionary(p => p.Id, StringComparer.Ordinal);
        var narrowest = periods[levels[^1]];
        _daysBefore = new int[narrowest.Length + 1];
        for (var i = 0; i < narrowest.Length; i++) _daysBefore[i + 1] = _daysBefore[i] + Length(narrowest[i].Days);
    }

    public override string Name { get; }

    public override IReadOnlyList<string> Levels => _levels;

    /// Names of its periods, the widest level first.
    public IEnumerable<string> Ids => _levels[..^1].SelectMany(level => _periods[level]).Select(p => p.Id);

    Period[] Narrowest => _periods[_levels[^2]];

    public override Period? Containing(string level, DateOnly day) =>
        From(level, day) is { } found && found.Days.Contains(day) ? found : null;

    public override Period? Offset(Period period, int count)
    {
        var index = (long)period.Index + count;
        if (index < 0) return null;
        if (period.Level != "day")
            return index < _periods[period.Level].Length ? _periods[period.Level][index] : null;
        if (index >= _daysBefore[^1]) return null;
        var at = Array.BinarySearch(_daysBefore, (int)index) is >= 0 and var exact ? exact
            : ~Array.BinarySearch(_daysBefore, (int)index) - 1;
        return Day(at, Narrowest[at].Days.Start.AddDays((int)index - _daysBefore[at]));
    }

    public override Period? Parse(string text) => _byId.TryGetValue(text, out var period) ? period
        : CalendarText.Day(text) is { } day ? Containing("day", day) : null;

    protected override Period? From(string level, DateOnly day)
    {
        if (level == "day")
            return From(_levels[^2], day) is { } holder
                ? Day(holder.Index, day > holder.Days.Start ? day : holder.Days.Start) : null;
        if (!_periods.TryGetValue(level, out var periods))
            throw new ArgumentException($"Found the level '{level}', expected one of {string.Join(", ", _levels)}.",
                nameof(level));
        var (low, high) = (0, periods.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (periods[middle].Days.End <= day) low = middle + 1;
            else high = middle;
        }
        return low < periods.Length ? periods[low] : null;
    }

    Period Day(int holder, DateOnly day) => MonthCalendar.OfDay(day) with
    {
        Index = _daysBefore[holder] + day.DayNumber - Narrowest[holder].Days.Start.DayNumber,
    };

    public static FileCalendar Of(string name, IReadOnlyList<CalendarRow> rows, IReadOnlyList<string> places)
    {
        if (rows.Count == 0) throw CalendarErrors.NoRows(name);
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < rows.Count; i++) Check(rows[i], places[i], seen);
        var levels = rows.Select((row, i) => (row, place: places[i])).GroupBy(r => r.row.Level)
            .OrderByDescending(level => level.Average(r => r.row.EndOn.DayNumber - r.row.StartOn.DayNumber))
            .Select(level => (level.Key, Rows: level.OrderBy(r => r.row.StartOn).ToArray())).ToArray();
        foreach (var (_, ordered) in levels)
            for (var i = 1; i < ordered.Length; i++)
                if (ordered[i].row.StartOn <= ordered[i - 1].row.EndOn)
                    throw CalendarErrors.Overlap(ordered[i].place, ordered[i].row, ordered[i - 1].row);
        var periods = levels.ToDictionary(level => level.Key, level => level.Rows.Select((r, i) => new Period(level.Key,
            i, r.row.Id, r.row.Label ?? new(r.row.Id, r.row.Id),
            new DateRange(r.row.StartOn, r.row.EndOn.AddDays(1)))).ToArray());
        var calendar = new FileCalendar(name, [.. levels.Select(level => level.Key)], periods);
        for (var wide = 0; wide < levels.Length; wide++)
            foreach (var (row, place) in levels.Skip(wide + 1).SelectMany(level => level.Rows))
                if (calendar.Containing(levels[wide].Key, row.StartOn) is not { } holder
                    || holder.Days.End <= row.EndOn)
                    throw CalendarErrors.NotNested(place, row, levels[wide].Key);
        return calendar;
    }

    static void Check(CalendarRow row, string place, Dictionary<string, string> seen)
    {
        if (row.Level is "" or "day" or "range") throw CalendarErrors.LevelName(place, row.Level);
        if (row.Id.Length == 0) throw CalendarErrors.IdMissing(place);
        if (row.EndOn < row.StartOn || row.EndOn == DateOnly.MaxValue) throw CalendarErrors.EndsBefore(place, row);
        if (!seen.TryAdd(row.Id, place)) throw CalendarErrors.IdTwice(place, row.Id, seen[row.Id]);
    }

    static int Length(DateRange days) => days.End.DayNumber - days.Start.DayNumber;
}
