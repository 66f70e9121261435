using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// A row's reference to a dimension.
/// <param name="Key">What is looked up.</param>
/// <param name="IsAbsent">True where the row refers to nothing.</param>
/// <param name="ByVersion">Whether <paramref name="Key"/> may be absent although the row refers to a member.</param>
sealed record MemberReference(string Key, string IsAbsent, bool ByVersion)
{
    /// The reference of rows to a dimension; where a day chooses the version, it is joined.
    public static async ValueTask<MemberReference> OfAsync(StarPlan plan, SqlDraft draft, FactScan at, FieldPath path)
    {
        var (use, dimension) = (path.Use!, path.Dimension!);
        var key = at.Column(use.Key);
        if (dimension.History is not { FactsHoldMember: true } || plan.IsAsIs(dimension))
            return new MemberReference(key, $"{key} IS NULL", false);
        if (at.References.TryGetValue(use.Role, out var known)) return known;
        var role = use.Date ?? FieldPath.DefaultDate(plan.Model, path.Fact)
            ?? throw CellErrors.HistoryWithoutDate(path.Fact, use.Role);
        var time = await TimeColumn.OfAsync(plan, draft, at, role);
        await plan.Catalog.EnsureUniqueAsync(dimension.Name, dimension.Source, dimension.Key, plan.Ct);
        var (alias, day) = (draft.Name("v"), time.Day(time.Sql));
        at.Join(DimensionLookup.Versions(draft, dimension), alias, $"{alias}.\"member\" = {key} " +
            $"AND ({alias}.\"from\" IS NULL OR {day} >= {alias}.\"from\") " +
            $"AND ({alias}.\"to\" IS NULL OR {day} < {alias}.\"to\")");
        return at.References[use.Role] = new MemberReference($"{alias}.\"key\"", $"{key} IS NULL", true);
    }
}
