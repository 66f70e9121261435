using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// Pairs of a row's reference and a member of a bridge.
static class BridgePairs
{
    /// One row for each reference and different member, by the attributes asked: two persons of one sex are one pair.
    /// Columns are "ref", "k0", "a0" and so on, and "w". Only pairs that fit, where a condition on p."member" is given.
    public static async ValueTask<string> SqlAsync(StarPlan plan, SqlDraft draft, BridgeUse bridge,
        Dimension? dimension, IReadOnlyList<DimensionAttribute> attributes, string? fit = null)
    {
        var weight = bridge.Weight is { } w ? $", {draft.Sql(w)} AS \"w\"" : "";
        var pairs = $"(SELECT {draft.Sql(bridge.FactKey)} AS \"ref\", {draft.Sql(bridge.MemberKey)} AS \"member\"" +
            $"{weight} FROM {draft.Sql(bridge.Source)}) p";
        var (columns, joins) = ("", "");
        if (dimension is null)
        {
            var kind = await plan.KindAsync(bridge.Source, bridge.MemberKey);
            var spellings = await plan.Catalog.SpellingsAsync(bridge.Source, bridge.Own!, plan.Ct);
            var (join, value) = Spellings.Map(draft, spellings, "p.\"member\"");
            joins = join;
            columns = $", CASE WHEN p.\"member\" IS NULL THEN 1 ELSE 0 END AS \"k0\", {kind.Held(value)} AS \"a0\"";
        }
        else
        {
            Check(plan, bridge, dimension);
            joins = $" LEFT JOIN ({await DimensionLookup.SqlAsync(plan, draft, dimension, attributes)}) d " +
                "ON d.\"key\" = p.\"member\"";
            for (var i = 0; i < attributes.Count; i++)
                columns += $", CASE WHEN p.\"member\" IS NULL THEN 1 WHEN d.\"key\" IS NULL THEN 2 " +
                    $"WHEN d.\"a{i}\" IS NULL THEN 1 ELSE 0 END AS \"k{i}\", d.\"a{i}\" AS \"a{i}\"";
        }
        var all = $"SELECT p.\"ref\"{columns}{(weight.Length > 0 ? ", p.\"w\"" : "")} FROM {pairs}{joins} " +
            $"WHERE p.\"ref\" IS NOT NULL{(fit is null ? "" : $" AND {fit}")}";
        var names = "\"ref\"" + string.Concat(attributes.Select((_, i) => $", \"k{i}\", \"a{i}\""));
        return weight.Length == 0 ? $"SELECT DISTINCT {names} FROM ({all}) q"
            : $"SELECT {names}, coalesce(sum(\"w\"), 0) AS \"w\" FROM ({all}) q GROUP BY {names}";
    }

    /// References whose pairs have a member that fits.
    public static string References(SqlDraft draft, BridgeUse bridge, string fit) =>
        $"SELECT p.\"ref\" FROM (SELECT {draft.Sql(bridge.FactKey)} AS \"ref\", {draft.Sql(bridge.MemberKey)} " +
            $"AS \"member\" FROM {draft.Sql(bridge.Source)}) p WHERE p.\"ref\" IS NOT NULL AND {fit}";

    /// The condition on p."member" that it fits.
    public static async ValueTask<string> FitAsync(StarPlan plan, SqlDraft draft, FieldPath path,
        Func<string, string>? fits, bool absent)
    {
        const string Member = "p.\"member\"";
        if (path.Dimension is null) return Some(fits?.Invoke(Member), absent ? $"{Member} IS NULL" : null);
        Check(plan, path.Bridge!, path.Dimension);
        var lookup = await DimensionLookup.SqlAsync(plan, draft, path.Dimension, [path.Attribute]);
        var inside = Some(fits?.Invoke("l.\"a0\""), absent ? "l.\"a0\" IS NULL" : null);
        return Some($"{Member} IN (SELECT l.\"key\" FROM ({lookup}) l WHERE {inside})",
            absent ? $"{Member} IS NULL" : null);
    }

    static string Some(params string?[] conditions) =>
        $"({string.Join(" OR ", conditions.OfType<string>().DefaultIfEmpty("FALSE"))})";

    // The day of the row chooses the version, and a pair has no day.
    static void Check(StarPlan plan, BridgeUse bridge, Dimension dimension)
    {
        if (dimension.History is { FactsHoldMember: true } && !plan.IsAsIs(dimension))
            throw CellErrors.BridgeHistory(bridge.Role, dimension.Name);
    }
}
