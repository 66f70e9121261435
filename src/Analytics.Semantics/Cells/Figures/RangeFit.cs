using Analytics.Semantics.Calendars;

namespace Analytics.Semantics.Cells.Figures;

/// <summary>Which observations make up a range of days.</summary>
/// <param name="Tiles">One list for each period, in order of time; where refused, what lies in the range.</param>
/// <param name="Refusal">Why they make none though some lie in it; null where they do.</param>
sealed record RangeFit(IReadOnlyList<IReadOnlyList<Observation>> Tiles, string? Refusal)
{
    static readonly int[] Months = [1, 3, 6, 12];

    // Spans are never added up: years pooled, twelve months across two years.
    static readonly string[] Kinds = ["year", "half-year", "quarter", "month"];

    /// <summary>What makes up a range: the period that is exactly it, else periods of one kind that fill it without
    /// gap or overlap. A year is made of its quarters only where the kinds asked for say so; a stock is the level at
    /// the end of a period, or in several periods that of the last.</summary>
    /// <returns>Null where nothing does: other periods may lie in it.</returns>
    public static RangeFit? Of(IReadOnlyList<Observation> group, DateRange range, bool isStock,
        IReadOnlyList<string> kinds)
    {
        var dated = group.Where(one => one.Days is not null).ToArray();
        if (range == DateRange.Always)
        {
            if (dated.Length == 0) return null;
            range = new(dated.Min(one => one.Days!.Value.Start), dated.Max(one => one.Days!.Value.End));
        }
        if (dated.Where(one => one.Days == range).ToArray() is { Length: > 0 } exact) return new([exact], null);
        var inside = dated.Where(one => range.Start <= one.Days!.Value.Start && one.Days.Value.End <= range.End)
            .ToArray();
        if (inside.Length == 0) return null;
        return isStock ? Level(inside, range) : Tiled(inside, range, kinds);
    }

    // A level of another day within one period is not the period's.
    static RangeFit? Level(Observation[] inside, DateRange range)
    {
        var end = inside.Max(one => one.Days!.Value.End);
        if (IsPeriod(range) && end != range.End) return null;
        var last = inside.Where(one => one.Days!.Value.End == end).ToArray();
        var start = last.Min(one => one.Days!.Value.Start);
        return new([[.. last.Where(one => one.Days!.Value.Start == start)]], null);
    }

    static RangeFit? Tiled(Observation[] inside, DateRange range, IReadOnlyList<string> kinds)
    {
        if (IsPeriod(range) && kinds.Count == 0) return null;
        var tried = new List<Observation>();
        foreach (var kind in Kinds.Where(kind => kinds.Count == 0 || kinds.Contains(kind)))
        {
            var tiles = inside.Where(one => one.PeriodKind == kind).GroupBy(one => one.Days!.Value)
                .OrderBy(tile => tile.Key.Start).ToArray();
            tried.AddRange(tiles.SelectMany(tile => tile));
            if (Fill(range, [.. tiles.Select(tile => tile.Key)])) return new([.. tiles.Select(t => t.ToArray())], null);
        }
        return tried.Count == 0 ? null : new([tried], "gap");
    }

    static bool Fill(DateRange range, IReadOnlyList<DateRange> tiles)
    {
        var at = range.Start;
        foreach (var tile in tiles)
        {
            if (tile.Start != at) return false;
            at = tile.End;
        }
        return at == range.End;
    }

    /// <summary>Whether a range is one year, half-year, quarter or month.</summary>
    public static bool IsPeriod(DateRange range) => range.Start.Day == 1
        && Months.Any(months => (range.Start.Month - 1) % months == 0
            && range.Start < DateOnly.MaxValue.AddMonths(-months) && range.Start.AddMonths(months) == range.End);
}
