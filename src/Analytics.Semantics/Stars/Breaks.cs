using Analytics.Semantics.Calendars;

namespace Analytics.Semantics.Stars;

/// <summary>Which breaks of a series lie between figures.</summary>
static class Breaks
{
    /// <summary>Breaks on a day such that something is before it and something on or after it: between the two ranges,
    /// or inside one of them.</summary>
    /// <param name="all">The model's breaks.</param>
    /// <param name="measure">The measure compared, by name or <c>measure/variant</c>.</param>
    /// <param name="areaId">The area compared; null where it is no one area, and then a break anywhere counts.</param>
    /// <param name="earlier">Days of one figure.</param>
    /// <param name="later">Days of the other; the same days for one figure by itself.</param>
    /// <returns>In order of their days.</returns>
    public static IReadOnlyList<SeriesBreak> Crossed(IReadOnlyList<SeriesBreak> all, string measure, string? areaId,
        DateRange earlier, DateRange later)
    {
        if (earlier.IsEmpty || later.IsEmpty) return [];
        var first = earlier.Start < later.Start ? earlier.Start : later.Start;
        var end = earlier.End > later.End ? earlier.End : later.End;
        return [.. all.Where(b => first < b.On && b.On < end).Where(b => Concerns(b, measure))
            .Where(b => areaId is null || At(b, areaId)).OrderBy(b => b.On)];
    }

    static bool Concerns(SeriesBreak @break, string measure) => @break.Measures.Any(name => name == measure
        || measure.StartsWith(name + "/", StringComparison.Ordinal));

    static bool At(SeriesBreak @break, string areaId) =>
        @break.Areas.Count + @break.Below.Count == 0 || @break.Areas.Contains(areaId)
        || @break.Below.Any(above => IsBelow(areaId, above));

    // Codes of GB/T 2260 hold those above them: 310118 is in 310000, 330106-1 in 330100 and 330000.
    static bool IsBelow(string areaId, string above)
    {
        var stem = above.Length == 6 && above.EndsWith("00", StringComparison.Ordinal)
            ? above[..(above.EndsWith("0000", StringComparison.Ordinal) ? 2 : 4)] : above;
        return stem == "10" || areaId.StartsWith(stem, StringComparison.Ordinal);
    }
}
