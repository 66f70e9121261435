using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// A row's reference to a dimension.
/// <param name="Key">What is looked up.</param>
/// <param name="IsAbsent">True where the row refers to nothing.</param>
/// <param name="MayMiss">Whether <paramref name="Key"/> may be absent although the row refers to something: to a
/// version, or to a row it belongs to, that is not there.</param>
sealed record MemberReference(string Key, string IsAbsent, bool MayMiss)
{
    /// The reference of rows to a dimension; where a day chooses the version, it is joined.
    public static async ValueTask<MemberReference> OfAsync(StarPlan plan, SqlDraft draft, FactScan at, FieldPath path)
    {
        var (use, dimension) = (path.Use!, path.Dimension!);
        var key = at.Column(use.Key);
        var absent = at.Missing is { } missing ? $"({key} IS NULL AND NOT {missing})" : $"{key} IS NULL";
        if (dimension.History is not { FactsHoldMember: true } || plan.IsAsIs(dimension))
            return new MemberReference(key, absent, at.Missing is not null);
        if (at.References.TryGetValue(use.Role, out var known)) return known;
        var role = use.Date ?? FieldPath.DefaultDate(plan.Model, path.Fact)
            ?? throw CellErrors.HistoryWithoutDate(path.Fact, use.Role);
        var time = await TimeColumn.OfAsync(plan, draft, at, role);
        await plan.Catalog.EnsureUniqueAsync(dimension.Name, dimension.Source, dimension.Key, plan.Ct);
        var (alias, day) = (draft.Name("v"), time.Day(time.Sql));
        at.Join(DimensionLookup.Versions(draft, dimension), alias, $"{alias}.\"member\" = {key} " +
            $"AND ({alias}.\"from\" IS NULL OR {day} >= {alias}.\"from\") " +
            $"AND ({alias}.\"to\" IS NULL OR {day} < {alias}.\"to\")");
        return at.References[use.Role] = new MemberReference($"{alias}.\"key\"", absent, true);
    }
}
