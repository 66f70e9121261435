using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// Pairs of a row's reference and a member of a bridge.
static class BridgePairs
{
    /// One row for each reference and different member, by the attributes asked: two persons of one sex are one pair.
    /// Columns are "ref", "k0", "a0" and so on, and "w".
    public static async ValueTask<string> SqlAsync(StarPlan plan, SqlDraft draft, BridgeUse bridge,
        Dimension? dimension, IReadOnlyList<DimensionAttribute> attributes)
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
            "WHERE p.\"ref\" IS NOT NULL";
        var names = "\"ref\"" + string.Concat(attributes.Select((_, i) => $", \"k{i}\", \"a{i}\""));
        return weight.Length == 0 ? $"SELECT DISTINCT {names} FROM ({all}) q"
            : $"SELECT {names}, coalesce(sum(\"w\"), 0) AS \"w\" FROM ({all}) q GROUP BY {names}";
    }

    /// References whose pairs have a member that fits.
    public static async ValueTask<string> ReferencesAsync(StarPlan plan, SqlDraft draft, FieldPath path,
        Func<string, string>? fits, bool absent)
    {
        var (bridge, sql) = (path.Bridge!, "");
        if (path.Dimension is null)
            sql = string.Join(" OR ", Some(fits?.Invoke("p.\"member\""), absent ? "p.\"member\" IS NULL" : null));
        else
        {
            Check(plan, bridge, path.Dimension);
            var lookup = await DimensionLookup.SqlAsync(plan, draft, path.Dimension, [path.Attribute]);
            var inside = string.Join(" OR ", Some(fits?.Invoke("l.\"a0\""), absent ? "l.\"a0\" IS NULL" : null));
            sql = $"p.\"member\" IN (SELECT l.\"key\" FROM ({lookup}) l WHERE {inside})" +
                (absent ? " OR p.\"member\" IS NULL" : "");
        }
        return $"SELECT p.\"ref\" FROM (SELECT {draft.Sql(bridge.FactKey)} AS \"ref\", {draft.Sql(bridge.MemberKey)} " +
            $"AS \"member\" FROM {draft.Sql(bridge.Source)}) p WHERE p.\"ref\" IS NOT NULL AND ({sql})";
    }

    static IEnumerable<string> Some(params string?[] conditions) => conditions.OfType<string>().DefaultIfEmpty("FALSE");

    // The day of the row chooses the version, and a pair has no day.
    static void Check(StarPlan plan, BridgeUse bridge, Dimension dimension)
    {
        if (dimension.History is { FactsHoldMember: true } && !plan.IsAsIs(dimension))
            throw CellErrors.BridgeHistory(bridge.Role, dimension.Name);
    }
}
