namespace Analytics.Statistics.Decompositions;

/// <summary>What a member adds to a total: a count, or the two counts of a ratio.</summary>
/// <param name="Numerator">The count, or the events of a ratio.</param>
/// <param name="Denominator">What they are of; 0 for a plain count, where it is not looked at.</param>
public readonly record struct PartCounts(decimal Numerator, decimal Denominator = 0);

/// <summary>Counts of one member in one period, as they were first known and as they are known now.</summary>
/// <param name="First">As first known.</param>
/// <param name="Latest">As known now; the same where nothing was revised.</param>
public sealed record KnownCounts(PartCounts First, PartCounts Latest)
{
    /// <summary>Counts that were never revised.</summary>
    public KnownCounts(PartCounts counts) : this(counts, counts) { }
}

/// <summary>A member of a total in two periods: a district, a department.</summary>
/// <param name="Id">Told apart by it.</param>
/// <param name="Before">In the earlier period, within the boundaries of then; null where it was not there.</param>
/// <param name="After">In the later period; null where it is not there.</param>
/// <param name="Mapped">Counts of the earlier period, as first known, of what is this member in the later one: of a
/// district that took in another, both districts' counts, and of the other 0. Null takes <paramref name="Before"/>.
/// </param>
public sealed record ChangeMember(string Id, KnownCounts? Before, KnownCounts? After, PartCounts? Mapped = null);

/// <summary>What a member adds to the parts of a change.</summary>
/// <param name="Id">The member.</param>
/// <param name="Volume">Of a count, its own change.</param>
/// <param name="Mix">Of a ratio, its weight's change, times how far its rate lies from that of all.</param>
/// <param name="Rate">Of a ratio, its rate's change, times its weight.</param>
public sealed record MemberParts(string Id, decimal Volume, decimal Mix, decimal Rate);

/// <summary>Why a total changed. <see cref="Parts"/> is <see cref="Change"/>.</summary>
/// <param name="Before">The earlier total as known now.</param>
/// <param name="After">The later total as known now.</param>
/// <param name="Boundary">By other boundaries: the earlier total redrawn, less as it was reported.</param>
/// <param name="Exits">By members that went.</param>
/// <param name="Entries">By members that came.</param>
/// <param name="Volume">Of a count: by more or less in the members that stayed; 0 of a ratio.</param>
/// <param name="Mix">Of a ratio: by other weights of the members that stayed; 0 of a count.</param>
/// <param name="Rate">Of a ratio: by other rates of the members that stayed; 0 of a count.</param>
/// <param name="Revision">By corrections: what the later total gained by them, less what the earlier gained.</param>
/// <param name="Members">The members that stayed, in the order given; their parts sum to the whole ones.</param>
public sealed record ChangeExplanation(decimal Before, decimal After, decimal Boundary, decimal Exits, decimal Entries,
    decimal Volume, decimal Mix, decimal Rate, decimal Revision, IReadOnlyList<MemberParts> Members)
{
    /// <summary>The later total less the earlier.</summary>
    public decimal Change => After - Before;

    /// <summary>All parts together.</summary>
    public decimal Parts => Boundary + Exits + Entries + Volume + Mix + Rate + Revision;
}
