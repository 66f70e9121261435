using Analytics.Semantics.Cells;
using Analytics.Statistics.Decompositions;

namespace Analytics.Semantics.Composition;

/// <summary>What one member, or all together, add to a change.</summary>
/// <param name="Key">The member.</param>
/// <param name="Before">Its own value in the earlier period; null where it has none.</param>
/// <param name="After">In the later one.</param>
sealed record ChangeRow(MemberKey Key, decimal? Before, decimal? After)
{
    public decimal Entries { get; init; }

    public decimal Exits { get; init; }

    public decimal Volume { get; init; }

    public decimal Mix { get; init; }

    public decimal Rate { get; init; }

    public decimal Revision { get; init; }

    public decimal Boundary { get; init; }

    public decimal? Change => After - Before;

    /// <summary>All parts together: of the whole's change, what is the member's.</summary>
    public decimal Parts => Entries + Exits + Volume + Mix + Rate + Revision + Boundary;

    /// <summary>The whole.</summary>
    public static ChangeRow Of(MemberKey key, ChangeExplanation whole) => new(key, whole.Before, whole.After)
    {
        Entries = whole.Entries, Exits = whole.Exits, Volume = whole.Volume, Mix = whole.Mix, Rate = whole.Rate,
        Revision = whole.Revision, Boundary = whole.Boundary,
    };

    /// <summary>Of a count.</summary>
    public static ChangeRow OfCount(MemberKey key, ChangeMember member)
    {
        var earlier = Earlier(member)?.Numerator;
        var (before, after) = (member.Before?.First.Numerator ?? 0, member.After?.First.Numerator);
        var (beforeNow, afterNow) = (member.Before?.Latest.Numerator ?? 0, member.After?.Latest.Numerator ?? 0);
        return new(key, beforeNow, afterNow)
        {
            Boundary = (earlier ?? 0) - before, Exits = after is null ? -(earlier ?? 0) : 0,
            Entries = earlier is null ? after ?? 0 : 0, Volume = after - earlier ?? 0,
            Revision = afterNow - (after ?? 0) - (beforeNow - before),
        };
    }

    /// <summary>Of a ratio. A member's share of a part is its counts, less what the ratio it meets would give it: so
    /// members sum to the part, and one that does not differ has none of it.</summary>
    /// <param name="key">The member's key.</param>
    /// <param name="member">Its counts.</param>
    /// <param name="own">Its mix and rate; null where it did not stay.</param>
    /// <param name="all">Counts of all, which the ratios are of.</param>
    /// <param name="times">What the ratio is multiplied by.</param>
    public static ChangeRow OfRatio(MemberKey key, ChangeMember member, MemberParts? own, RatioTotals all,
        decimal times)
    {
        PartCounts none = default;
        var (before, after) = (member.Before ?? new(none), member.After ?? new(none));
        var earlier = Earlier(member) ?? none;
        var (exits, entries) = own is not null ? (0m, 0m)
            : all.Kept.Denominator == 0 ? (0m, Moved(earlier, after.First, all.Earlier, all.After))
            : (-Beside(earlier, all.Kept) / all.Earlier.Denominator, Beside(after.First, all.Keeps)
                / all.After.Denominator);
        return new(key, Value(before.Latest), Value(after.Latest))
        {
            Boundary = times * Moved(before.First, earlier, all.Before, all.Earlier), Exits = times * exits,
            Entries = times * entries, Mix = own?.Mix ?? 0, Rate = own?.Rate ?? 0,
            Revision = times * (Moved(after.First, after.Latest, all.After, all.AfterNow)
                - Moved(before.First, before.Latest, all.Before, all.BeforeNow)),
        };

        decimal? Value(PartCounts counts) =>
            counts.Denominator > 0 ? times * counts.Numerator / counts.Denominator : null;
    }

    // From one total to another: what came, beside what the first ratio would give it.
    static decimal Moved(PartCounts from, PartCounts to, PartCounts fromAll, PartCounts toAll) =>
        Beside(new(to.Numerator - from.Numerator, to.Denominator - from.Denominator), fromAll) / toAll.Denominator;

    static decimal Beside(PartCounts one, PartCounts all) =>
        one.Numerator - all.Numerator * one.Denominator / all.Denominator;

    /// <summary>Counts of the earlier period as the later one has its members.</summary>
    public static PartCounts? Earlier(ChangeMember member) => member.Mapped ?? member.Before?.First;
}

/// <summary>Counts of all members together.</summary>
/// <param name="Before">The earlier period, as first known.</param>
/// <param name="Earlier">The same as the later period has its members.</param>
/// <param name="After">The later period, as first known.</param>
/// <param name="BeforeNow">The earlier period as known now.</param>
/// <param name="AfterNow">The later one as known now.</param>
/// <param name="Kept">Of those that stayed, in the earlier period.</param>
/// <param name="Keeps">In the later one.</param>
sealed record RatioTotals(PartCounts Before, PartCounts Earlier, PartCounts After, PartCounts BeforeNow,
    PartCounts AfterNow, PartCounts Kept, PartCounts Keeps)
{
    public static RatioTotals Of(IReadOnlyList<ChangeMember> members, IReadOnlyCollection<string> stayed)
    {
        ChangeMember[] kept = [.. members.Where(member => stayed.Contains(member.Id))];
        return new(Sum(members, m => m.Before?.First), Sum(members, ChangeRow.Earlier),
            Sum(members, m => m.After?.First), Sum(members, m => m.Before?.Latest), Sum(members, m => m.After?.Latest),
            Sum(kept, ChangeRow.Earlier), Sum(kept, m => m.After?.First));
    }

    static PartCounts Sum(IReadOnlyList<ChangeMember> members, Func<ChangeMember, PartCounts?> of) =>
        new(members.Sum(m => of(m)?.Numerator ?? 0), members.Sum(m => of(m)?.Denominator ?? 0));
}
