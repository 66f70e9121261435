namespace Analytics.Statistics.Decompositions;

/// <summary>Splits the change of a total into parts that add up to it: other boundaries, members that went and came,
/// more or less in those that stayed (of a ratio: other weights and other rates), and corrections.</summary>
/// <remarks>Both periods are compared as first known, so that one has not had more time to be corrected than the other;
/// what corrections did to the difference since is a part of its own. Boundaries are redrawn first, then members go,
/// then those that stay change, then others come.</remarks>
public static class ChangeParts
{
    /// <summary>Of a count.</summary>
    /// <param name="members">Each once; <see cref="PartCounts.Denominator"/> is not looked at.</param>
    /// <returns>Entries, exits, volume, revision and boundary; mix and rate are 0. With 100 and 50 before, 130 of the
    /// first and 20 of a third after: exits -50, volume 30, entries 20, together 0.</returns>
    public static ChangeExplanation OfCount(IReadOnlyList<ChangeMember> members)
    {
        CheckOnce(members);
        decimal Sum(Func<ChangeMember, decimal?> of) => members.Sum(of) ?? 0;
        var (before, after) = (Sum(m => m.Before?.First.Numerator), Sum(m => m.After?.First.Numerator));
        var (beforeNow, afterNow) = (Sum(m => m.Before?.Latest.Numerator), Sum(m => m.After?.Latest.Numerator));
        MemberParts[] stayed = [.. members.Where(m => m.After is not null && Earlier(m) is not null)
            .Select(m => new MemberParts(m.Id, m.After!.First.Numerator - Earlier(m)!.Value.Numerator, 0, 0))];
        return new(beforeNow, afterNow, Sum(m => Earlier(m)?.Numerator) - before,
            -Sum(m => m.After is null ? Earlier(m)?.Numerator : null),
            Sum(m => Earlier(m) is null ? m.After?.First.Numerator : null), stayed.Sum(m => m.Volume), 0, 0,
            afterNow - after - (beforeNow - before), stayed);
    }

    /// <summary>Of a ratio of sums, such as all cases lost of all concluded.</summary>
    /// <param name="members">Each once. One without a denominator in a period is not there in it.</param>
    /// <param name="times">What the ratio is multiplied by: 100 gives percent and parts in percentage points.</param>
    /// <returns>All parts but volume; null where a total has no denominator. Where no member stayed, what came cannot
    /// be told from what went, and entries hold both.
    /// <para>Worked: A had 10 of 100 and has 30 of 200, B had 20 of 100 and has 10 of 50. All: 15 % and 16 %. A's
    /// weight went from 0.5 to 0.8, B's from 0.5 to 0.2. Rate: 0.65 × (15 - 10) + 0.35 × (20 - 20) = 3.25. Mix:
    /// 0.3 × 12.5 - 0.3 × 20 = -2.25. Together 1 point.</para></returns>
    /// <remarks>Kitagawa (1955), JASA 50:1168-1194: weights and rates meet at their midpoints, so nothing is left over.
    /// A member's mix is taken from the midpoint of both totals, which leaves the sum as it is.</remarks>
    public static ChangeExplanation? OfRatio(IReadOnlyList<ChangeMember> members, decimal times = 100)
    {
        CheckOnce(members);
        var reported = Ratio(members.Select(m => m.Before?.First), times);
        var redrawn = Ratio(members.Select(Earlier), times);
        var after = Ratio(members.Select(m => m.After?.First), times);
        var beforeNow = Ratio(members.Select(m => m.Before?.Latest), times);
        var afterNow = Ratio(members.Select(m => m.After?.Latest), times);
        if (reported is null || redrawn is null || after is null || beforeNow is null || afterNow is null) return null;
        var boundary = redrawn.Value - reported.Value;
        var revision = afterNow.Value - after.Value - (beforeNow.Value - reported.Value);
        ChangeMember[] stayed = [.. members.Where(m => m.After is { First.Denominator: > 0 }
            && Earlier(m) is { Denominator: > 0 })];
        if (stayed.Length == 0)
            return new(beforeNow.Value, afterNow.Value, boundary, 0, after.Value - redrawn.Value, 0, 0, 0, revision,
                []);
        var kept = Ratio(stayed.Select(Earlier), times)!.Value;
        var keeps = Ratio(stayed.Select(m => (PartCounts?)m.After!.First), times)!.Value;
        var parts = Kitagawa(stayed, times, (kept + keeps) / 2);
        return new(beforeNow.Value, afterNow.Value, boundary, kept - redrawn.Value, after.Value - keeps, 0,
            parts.Sum(m => m.Mix), parts.Sum(m => m.Rate), revision, parts);
    }

    static MemberParts[] Kitagawa(ChangeMember[] members, decimal times, decimal middle)
    {
        var before = members.Sum(m => Earlier(m)!.Value.Denominator);
        var after = members.Sum(m => m.After!.First.Denominator);
        return [.. members.Select(m =>
        {
            var (old, now) = (Earlier(m)!.Value, m.After!.First);
            var (oldWeight, weight) = (old.Denominator / before, now.Denominator / after);
            var (oldRate, rate) = (times * old.Numerator / old.Denominator, times * now.Numerator / now.Denominator);
            return new MemberParts(m.Id, 0, (weight - oldWeight) * ((rate + oldRate) / 2 - middle),
                (rate - oldRate) * (weight + oldWeight) / 2);
        })];
    }

    static PartCounts? Earlier(ChangeMember member) => member.Mapped ?? member.Before?.First;

    static decimal? Ratio(IEnumerable<PartCounts?> counts, decimal times)
    {
        var (numerator, denominator) = (0m, 0m);
        foreach (var part in counts)
            (numerator, denominator) = (numerator + (part?.Numerator ?? 0), denominator + (part?.Denominator ?? 0));
        return denominator > 0 ? times * numerator / denominator : null;
    }

    static void CheckOnce(IReadOnlyList<ChangeMember> members)
    {
        if (members.GroupBy(m => m.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"The member '{twice.Key}' stands {twice.Count()} times, expected once.",
                nameof(members));
    }
}
