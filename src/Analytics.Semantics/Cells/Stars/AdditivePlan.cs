using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Semantics.Cells.Stars;

/// Counts, sums, least, greatest and means in one statement: rows to keys and segments of time, keys to members.
/// Ranges and totals are then added up of the finest cells here, which is the same as from rows, since each row is in
/// one finest cell and nothing but sums, counts and extremes is kept; over a bridge, each set of its fields has a
/// statement of its own.
static class AdditivePlan
{
    static readonly (string Name, Func<LeafRows, string> Sql)[] Steps = [("rows", r => r.Sql), ("keyed", Keyed)];

    static readonly (string Name, Func<LeafRows, string> Sql)[] LastSteps =
        [("told", r => r.Sql), ("ranged", Ranged), ("ranked", Ranked), ("rows", Picked), ("keyed", Keyed)];

    /// Evaluates grouping sets, of which the first has the fields of all others.
    public static async Task RunAsync(StarPlan plan, CellQuestion question, IReadOnlyList<Leaf> leaves,
        IReadOnlyList<IReadOnlyList<int>> sets, CellBlock block, RoleNotes notes)
    {
        var draft = plan.Draft();
        var fields = sets[0];
        var fact = plan.Model.Facts[((Aggregate)leaves[0].Body).Fact];
        FieldPath[] paths = [.. fields.Select(f => plan.PathOf(fact, question.GroupBy[f]))];
        var ranked = ((Aggregate)leaves[0].Body).OverTime == OverTime.LastNonEmpty;
        var segments = new TimeSegments(question.Ranges);
        var rows = await LeafRows.OfAsync(plan, draft, question, leaves, paths, segments, ranked);
        if (ranked && rows.IsSegmented) draft.Step("span", Spans(segments));
        foreach (var (name, sql) in ranked ? LastSteps : Steps) draft.Step(name, sql(rows));
        var statement = draft.Statement(Answer(rows));
        block.Statements.Add(statement);
        var table = await plan.Catalog.QueryAsync(statement, plan.Ct);
        // A range of its own each, once rows are ranked in them.
        Func<object?, IReadOnlyList<int>> of = !rows.IsSegmented ? _ => segments.Of(0)
            : ranked ? range => [Convert.ToInt32(range)]
            : rows.IsByMonth ? month => segments.OfMonth(Convert.ToInt32(month))
            : segment => segment is DateOnly day ? segments.Of(day) : segments.Of(Convert.ToInt32(segment));
        Put(table, question, rows, sets, of, block, notes, paths);
    }

    public static string Spans(TimeSegments segments) => "SELECT \"seg\", \"range\" FROM (VALUES " +
        string.Join(", ", segments.Pairs().Select(p => $"({p.Segment}, {p.Range})")) + ") s(\"seg\", \"range\")";

    static string Keyed(LeafRows rows)
    {
        var keys = rows.IsSegmented ? rows.Keys.Append("\"seg\"").ToList() : [.. rows.Keys];
        var columns = keys.Append("count(*) AS \"n\"")
            .Concat(rows.Leaves.SelectMany((leaf, i) => Parts(rows, leaf, i)));
        return $"SELECT {string.Join(", ", columns)} FROM \"rows\"" +
            (keys.Count == 0 ? "" : $" GROUP BY {string.Join(", ", keys)}");
    }

    static IEnumerable<string> Parts(LeafRows rows, LeafColumns leaf, int i)
    {
        var (value, weight) = (leaf.Value, rows.Weight);
        var times = weight is null ? "" : $" * {weight}";
        switch (leaf.Of.Kind)
        {
            case AggregateKind.Count when weight is null:
                yield return $"NULLIF(count({value ?? "*"}){leaf.Filter}, 0) AS \"s{i}\"";
                break;
            case AggregateKind.Count:
                yield return $"sum({Weighed(value, weight)}){leaf.Filter} AS \"s{i}\"";
                break;
            case AggregateKind.Min or AggregateKind.Max:
                yield return $"{Word(leaf.Of.Kind)}({value}){leaf.Filter} AS \"s{i}\"";
                break;
            default:
                yield return $"sum({value}{times}){leaf.Filter} AS \"s{i}\"";
                if (leaf.Of.Kind == AggregateKind.Average)
                    yield return weight is null ? $"count({value}){leaf.Filter} AS \"c{i}\""
                        : $"sum({Weighed(value, weight)}){leaf.Filter} AS \"c{i}\"";
                break;
        }
    }

    static string Weighed(string? value, string weight) =>
        value is null ? weight : $"CASE WHEN {value} IS NOT NULL THEN {weight} END";

    static string Word(AggregateKind kind) => kind == AggregateKind.Min ? "min" : "max";

    static string Answer(LeafRows rows)
    {
        var keys = rows.Group.Fields.SelectMany((f, i) => new[] { $"{f.Kind} AS \"k{i}\"", $"{f.Value} AS \"a{i}\"" })
            .ToList();
        var by = rows.Group.Fields.SelectMany(f => new[] { f.Kind, f.Value }).ToList();
        if (rows.IsSegmented)
        {
            keys.Add("r.\"seg\" AS \"seg\"");
            by.Add("r.\"seg\"");
        }
        keys.Add("CAST(sum(r.\"n\") AS bigint) AS \"n\"");
        for (var i = 0; i < rows.Leaves.Count; i++)
        {
            var leaf = rows.Leaves[i];
            keys.Add($"{Held(leaf, rows.Weight, leaf.Of.Kind is AggregateKind.Min or AggregateKind.Max
                ? $"{Word(leaf.Of.Kind)}(r.\"s{i}\")" : $"sum(r.\"s{i}\")")} AS \"s{i}\"");
            if (leaf.Of.Kind == AggregateKind.Average)
                keys.Add($"{(rows.Weight is null ? $"CAST(sum(r.\"c{i}\") AS numeric(38,0))" : $"sum(r.\"c{i}\")")} " +
                    $"AS \"c{i}\"");
        }
        return $"SELECT {string.Join(", ", keys)}\nFROM \"keyed\" r{rows.Group.Joins}" +
            (by.Count == 0 ? "" : $"\nGROUP BY {string.Join(", ", by)}");
    }

    static string Held(LeafColumns leaf, string? weight, string sql) =>
        leaf.Kind == ValueKind.Whole && weight is null || leaf.Of.Kind == AggregateKind.Count && weight is null
            ? $"CAST({sql} AS numeric(38,0))" : sql;

    static string Ranged(LeafRows rows) => rows.IsSegmented
        ? "SELECT t.*, s.\"range\" FROM \"told\" t JOIN \"span\" s ON s.\"seg\" = t.\"seg\""
        : "SELECT * FROM \"told\"";

    // Rows of one moment are one level told in parts, and add up.
    static string Ranked(LeafRows rows)
    {
        var entity = Enumerable.Range(1, rows.Entities).Select(i => $"\"e{i}\"");
        var by = (rows.IsSegmented ? entity.Prepend("\"range\"") : entity).ToList();
        var leaf = rows.Leaves[0];
        return $"SELECT *, rank() OVER ({(by.Count == 0 ? "" : $"PARTITION BY {string.Join(", ", by)} ")}" +
            $"ORDER BY \"at\" DESC NULLS LAST) AS \"turn\" FROM \"ranged\"" +
            (leaf.Value is null ? "" : $" WHERE {leaf.Value} IS NOT NULL");
    }

    // From here on a row's segment is the range it is the last of.
    static string Picked(LeafRows rows)
    {
        string[] kept = [.. rows.Keys, .. rows.Leaves.Select(l => l.Value).OfType<string>(),
            .. rows.Weight is { } w ? [w] : Array.Empty<string>(), "\"turn\""];
        return $"SELECT {string.Join(", ", kept)}{(rows.IsSegmented ? ", \"range\" AS \"seg\"" : "")} " +
            "FROM \"ranked\" WHERE \"turn\" = 1 AND \"asked\"";
    }

    static void Put(Table table, CellQuestion question, LeafRows rows, IReadOnlyList<IReadOnlyList<int>> sets,
        Func<object?, IReadOnlyList<int>> of, CellBlock block, RoleNotes notes, FieldPath[] paths)
    {
        var fields = sets[0];
        var sums = new Dictionary<MemberKey, LeafSum[]>[sets.Count, question.Ranges.Count];
        var columns = rows.Leaves.Select((leaf, i) => (Sum: table.Ordinal($"s{i}"),
            Count: leaf.Of.Kind == AggregateKind.Average ? table.Ordinal($"c{i}") : -1)).ToArray();
        var keep = sets.Select(set => fields.Select(set.Contains).ToArray()).ToArray();
        for (var row = 0; row < table.RowCount; row++)
        {
            var ranges = of(rows.IsSegmented ? table[row, "seg"] : null);
            if (ranges.Count == 0) continue;
            var members = MemberReading.Members(table, row, fields.Count);
            notes.Add(paths, members, table.Whole(row, "n") ?? 0);
            for (var s = 0; s < sets.Count; s++)
            {
                var key = MemberReading.Key(question.GroupBy.Count, fields, members, keep[s]);
                foreach (var range in ranges)
                {
                    var cells = sums[s, range] ??= [];
                    if (!cells.TryGetValue(key, out var sum)) cells[key] = sum = new LeafSum[columns.Length];
                    for (var i = 0; i < columns.Length; i++)
                        sum[i].Add(rows.Leaves[i].Of.Kind, table[row, table.Columns[columns[i].Sum].Name],
                            columns[i].Count < 0 ? null : table[row, table.Columns[columns[i].Count].Name]);
                }
            }
        }
        for (var s = 0; s < sets.Count; s++)
            for (var range = 0; range < question.Ranges.Count; range++)
                foreach (var (key, sum) in sums[s, range] ?? [])
                    for (var i = 0; i < sum.Length; i++)
                        if (sum[i].Of(rows.Leaves[i].Of.Kind) is { } cell)
                            block.Put(rows.Leaves[i].Leaf, question.Ranges[range], key, cell);
    }
}
