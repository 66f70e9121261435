using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// A dimension's members as one row a key: what references of facts are looked up in. Its columns are "key" and, in
/// the order asked, "a0", "a1".
static class DimensionLookup
{
    public static async ValueTask<string> SqlAsync(StarPlan plan, SqlDraft draft, Dimension dimension,
        IReadOnlyList<DimensionAttribute> attributes)
    {
        var members = await MembersAsync(plan, draft, dimension, attributes);
        if (!plan.FollowsSuccession(dimension)) return members;
        var map = await SuccessionMap.OfAsync(plan, dimension);
        if (map.Targets.Count == 0) return members;
        var rows = map.Targets.Select(t => $"({draft.Value(t.Key)}, {draft.Value(t.Value)})");
        var columns = new List<string>();
        for (var i = 0; i < attributes.Count; i++)
        {
            if (attributes[i].Name == SuccessionStates.Reported)
            {
                columns.Add($", l.\"a{i}\"");
                continue;
            }
            var joined = await map.JoinedAsync(plan, dimension, attributes[i]);
            var cases = joined.Count == 0 ? $"t.\"a{i}\"" : $"CASE m.\"to\" {string.Join(" ", joined.Select(j =>
                $"WHEN {draft.Value(j.Key)} THEN {draft.Value(j.Value)}"))} ELSE t.\"a{i}\" END";
            columns.Add($", CASE WHEN t.\"key\" IS NULL THEN l.\"a{i}\" ELSE {cases} END AS \"a{i}\"");
        }
        return $"SELECT l.\"key\"{string.Concat(columns)} FROM ({members}) l " +
            $"LEFT JOIN (VALUES {string.Join(", ", rows)}) m(\"from\", \"to\") ON m.\"from\" = l.\"key\" " +
            $"LEFT JOIN ({members}) t ON t.\"key\" = m.\"to\"";
    }

    /// Members by what facts refer to, before any turned into another.
    public static async ValueTask<string> MembersAsync(StarPlan plan, SqlDraft draft, Dimension dimension,
        IReadOnlyList<DimensionAttribute> attributes)
    {
        var relation = draft.Sql(dimension.Source);
        var (values, joins) = (new List<string>(), "");
        for (var i = 0; i < attributes.Count; i++)
        {
            var kind = await plan.KindAsync(dimension.Source, attributes[i].Value);
            values.Add($"{kind.Held(draft.Sql(attributes[i].Value))} AS \"a{i}\"");
        }
        var columns = string.Concat(values.Select(v => ", " + v));
        var names = string.Concat(attributes.Select((_, i) => $", \"a{i}\""));
        var history = plan.IsAsIs(dimension) ? dimension.History : null;
        if (history is null || !history.FactsHoldMember)
            await plan.Catalog.EnsureUniqueAsync(dimension.Name, dimension.Source, dimension.Key, plan.Ct);
        var current = history is null ? "" : $"SELECT \"member\"{names} FROM (SELECT {draft.Sql(history.Member)} " +
            $"AS \"member\"{columns}, row_number() OVER (PARTITION BY {draft.Sql(history.Member)} ORDER BY " +
            $"{draft.Sql(history.ValidFrom)} DESC NULLS LAST, {draft.Sql(dimension.Key)} DESC) AS \"turn\" " +
            $"FROM {relation}) AS \"versions\" WHERE \"turn\" = 1";
        var sql = history switch
        {
            null => $"SELECT {draft.Sql(dimension.Key)} AS \"key\"{columns} FROM {relation}",
            { FactsHoldMember: true } => $"SELECT \"member\" AS \"key\"{names} FROM ({current}) AS \"now\"",
            _ => $"SELECT v.\"key\"{string.Concat(attributes.Select((_, i) => $", n.\"a{i}\""))} FROM (SELECT " +
                $"{draft.Sql(dimension.Key)} AS \"key\", {draft.Sql(history.Member)} AS \"member\" " +
                $"FROM {relation}) v " +
                $"JOIN ({current}) n ON n.\"member\" = v.\"member\"",
        };
        var shown = "";
        for (var i = 0; i < attributes.Count; i++)
        {
            var spellings = await plan.Catalog.SpellingsAsync(dimension.Source, attributes[i], plan.Ct);
            var (join, value) = Spellings.Map(draft, spellings, $"k.\"a{i}\"");
            joins += join;
            shown += $", {value} AS \"a{i}\"";
        }
        return joins.Length == 0 ? $"SELECT * FROM ({sql}) k WHERE \"key\" IS NOT NULL"
            : $"SELECT k.\"key\"{shown} FROM ({sql}) k{joins} WHERE k.\"key\" IS NOT NULL";
    }

    /// Versions of members, of which no two hold on one day: a version ends where the next begins.
    public static string Versions(SqlDraft draft, Dimension dimension)
    {
        var history = dimension.History!;
        var (member, from) = (draft.Sql(history.Member), $"CAST({draft.Sql(history.ValidFrom)} AS date)");
        var to = $"CAST({draft.Sql(history.ValidTo)} AS date)" + (history.ToIsExclusive ? "" : " + 1");
        var next = $"lead({from}) OVER (PARTITION BY {member} ORDER BY {from} ASC NULLS FIRST, " +
            $"{draft.Sql(dimension.Key)})";
        return $"SELECT {draft.Sql(dimension.Key)} AS \"key\", {member} AS \"member\", {from} AS \"from\", " +
            $"least({to}, {next}) AS \"to\" FROM {draft.Sql(dimension.Source)}";
    }
}
