using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// What rows are grouped by: keys read with the rows, and members looked up of the keys afterwards, in a relation
/// named r.
sealed class GroupColumns
{
    readonly List<string> _keys = [];
    readonly List<string> _joins = [];
    readonly List<string> _weights = [];
    readonly List<MemberCode> _codes = [];
    readonly (string Kind, string Value)[] _fields;

    GroupColumns(int fields) => _fields = new (string, string)[fields];

    /// Expressions over the rows.
    public IReadOnlyList<string> Keys => _keys;

    /// Kind (as <see cref="MemberKind"/>) and value of each field, over keys and joins.
    public IReadOnlyList<(string Kind, string Value)> Fields => _fields;

    /// Roles whose members a whole number can stand for; the fields of others are grouped by as they are.
    public IReadOnlyList<MemberCode> Codes => _codes;

    /// Joins of dimensions to the keys, each by a key that is unique.
    public string Joins => string.Concat(_joins);

    /// The same joins where members are numbers.
    public string CodedJoins => string.Concat(_joins.Select((join, i) =>
        _codes.Find(code => code.Join == i)?.Joined ?? join));

    /// What of a row falls to a group; null where all does.
    public string? Weight => _weights.Count == 0 ? null : string.Join(" * ", _weights);

    public static async ValueTask<GroupColumns> OfAsync(StarPlan plan, SqlDraft draft, FactScan scan,
        IReadOnlyList<FieldPath> paths, IReadOnlyList<Filter> filters)
    {
        var columns = new GroupColumns(paths.Count);
        var roles = Enumerable.Range(0, paths.Count).GroupBy(i => paths[i].Use?.Role ?? paths[i].Bridge!.Role);
        foreach (var role in roles)
        {
            int[] places = [.. role];
            var path = paths[places[0]];
            var at = await scan.AtAsync(path.Parents);
            DimensionAttribute[] attributes = [.. places.Select(i => paths[i].Attribute)];
            if (path.Bridge is not null)
                await columns.AddBridgeAsync(plan, draft, at, scan, path, places, attributes, await BridgeFit.PairAsync(
                    plan, draft, scan.Fact, BridgeFit.On(plan, scan.Fact, role.Key, filters)));
            else if (path.Dimension is null) await columns.AddOwnAsync(plan, draft, at, path, places);
            else await columns.AddDimensionAsync(plan, draft, at, path, places, attributes);
        }
        return columns;
    }

    async ValueTask AddOwnAsync(StarPlan plan, SqlDraft draft, FactScan at, FieldPath path, int[] places)
    {
        var kind = await plan.KindAsync(path.Fact.Source, path.Use!.Key);
        var key = Key(kind.Held(at.Column(path.Use.Key)));
        var spellings = await plan.Catalog.SpellingsAsync(path.Fact.Source, path.Attribute, plan.Ct);
        var (join, value) = Spellings.Map(draft, spellings, key);
        _joins.Add(join);
        var missing = at.Missing is { } gone ? $"WHEN {Key($"CASE WHEN {gone} THEN 1 ELSE 0 END")} = 1 THEN 2 " : "";
        foreach (var place in places)
            _fields[place] = ($"CASE {missing}WHEN {key} IS NULL THEN 1 ELSE 0 END", value);
    }

    async ValueTask AddDimensionAsync(StarPlan plan, SqlDraft draft, FactScan at, FieldPath path, int[] places,
        DimensionAttribute[] attributes)
    {
        var reference = await MemberReference.OfAsync(plan, draft, at, path);
        var key = Key(reference.Key);
        var absent = reference.MayMiss
            ? $"{Key($"CASE WHEN {reference.IsAbsent} THEN 1 ELSE 0 END")} = 1" : $"{key} IS NULL";
        var alias = draft.Name("d");
        var lookup = await DimensionLookup.SqlAsync(plan, draft, path.Dimension!, attributes);
        _joins.Add($"\nLEFT JOIN ({lookup}) {alias} ON {alias}.\"key\" = {key}");
        _codes.Add(new MemberCode(draft.Name("m"), draft.Name("t"), places, lookup, _joins.Count - 1, key, absent));
        for (var i = 0; i < places.Length; i++)
            _fields[places[i]] = ($"CASE WHEN {absent} THEN 1 WHEN {alias}.\"key\" IS NULL THEN 2 " +
                $"WHEN {alias}.\"a{i}\" IS NULL THEN 1 ELSE 0 END", $"{alias}.\"a{i}\"");
    }

    // A row joins once with each of its different members that fit; one without members has the unknown one.
    async ValueTask AddBridgeAsync(StarPlan plan, SqlDraft draft, FactScan at, FactScan scan, FieldPath path,
        int[] places, DimensionAttribute[] attributes, string? fit)
    {
        var alias = draft.Name("b");
        var pairs = await BridgePairs.SqlAsync(plan, draft, path.Bridge!, path.Dimension, attributes, fit);
        var missing = at.Missing is { } gone ? $"WHEN {gone} THEN 2 " : "";
        scan.Join(pairs, alias, $"{alias}.\"ref\" = {at.Column(path.Bridge!.Reference)}");
        for (var i = 0; i < places.Length; i++)
            _fields[places[i]] = (Key($"CASE {missing}WHEN {alias}.\"k{i}\" IS NULL THEN 1 ELSE {alias}.\"k{i}\" END"),
                Key($"{alias}.\"a{i}\""));
        if (path.Bridge.Weight is not null) _weights.Add($"coalesce({alias}.\"w\", 1)");
    }

    string Key(string sql)
    {
        _keys.Add(sql);
        return $"r.\"g{_keys.Count}\"";
    }
}

/// Members of a role as whole numbers, which an engine groups faster than texts: -1 unknown, -2 unmatched.
/// <param name="Step">The name of the step that numbers them.</param>
/// <param name="Back">The alias of the members once there are few rows.</param>
/// <param name="Places">The fields of the role.</param>
/// <param name="Lookup">Members by key.</param>
/// <param name="Join">Which of the joins looks them up.</param>
/// <param name="Key">What of a row refers to them.</param>
/// <param name="Absent">Whether a row refers to none.</param>
sealed record MemberCode(string Step, string Back, IReadOnlyList<int> Places, string Lookup, int Join,
    string Key, string Absent)
{
    // A member of which nothing is known is the one that rows without a member have.
    public string Numbered => $"SELECT l.*, CASE WHEN {Unknown} THEN -1 ELSE dense_rank() OVER (ORDER BY {Attributes}) "
        + $"END AS \"o\" FROM ({Lookup}) l";

    public string Joined => $"\nLEFT JOIN {Step} ON {Step}.\"key\" = {Key}";

    public string Code => $"CASE WHEN {Absent} THEN -1 ELSE coalesce({Step}.\"o\", -2) END";

    /// Back from a number to the members.
    public string Decoded(string code) => $"\nLEFT JOIN (SELECT DISTINCT \"o\", {Attributes} FROM {Step}) {Back} "
        + $"ON {Back}.\"o\" = {code}";

    /// Kind and value of the role's field at a place, over <see cref="Decoded"/>.
    public (string Kind, string Value) Of(int place, string code)
    {
        var value = $"{Back}.\"a{Places.ToList().IndexOf(place)}\"";
        return ($"CASE WHEN {code} = -2 THEN 2 WHEN {value} IS NULL THEN 1 ELSE 0 END", value);
    }

    string Unknown => string.Join(" AND ", Places.Select((_, i) => $"\"a{i}\" IS NULL"));

    string Attributes => string.Join(", ", Places.Select((_, i) => $"\"a{i}\""));
}
