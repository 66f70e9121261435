using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// A leaf as its statement computes it.
/// <param name="Leaf">The leaf.</param>
/// <param name="Of">Its aggregate.</param>
/// <param name="Kind">What it aggregates.</param>
/// <param name="Value">The column of the value; null counts rows.</param>
/// <param name="Filter">What picks its rows, after an aggregate; empty where it takes all.</param>
sealed record LeafColumns(Leaf Leaf, Aggregate Of, ValueKind Kind, string? Value, string Filter);

/// The first step of every statement: the rows of a fact with their keys, segment of time, values and conditions. A
/// condition that all leaves share is one of the rows, any other a column.
sealed class LeafRows
{
    public required GroupColumns Group { get; init; }

    public required IReadOnlyList<LeafColumns> Leaves { get; init; }

    public required string Sql { get; init; }

    public bool IsSegmented { get; init; }

    /// Whether segments are months by number.
    public bool IsByMonth { get; init; }

    /// How many columns tell what an entity is, e1 and on.
    public int Entities { get; init; }

    public string? Weight => Group.Weight is null ? null : "\"weight\"";

    /// Names of keys, those of the segment among them.
    public IEnumerable<string> Keys => Group.Keys.Select((_, i) => $"\"g{i + 1}\"");

    public static async ValueTask<LeafRows> OfAsync(StarPlan plan, SqlDraft draft, CellQuestion question,
        IReadOnlyList<Leaf> leaves, IReadOnlyList<FieldPath> paths, TimeSegments segments,
        bool ranked = false, bool byTree = false)
    {
        var first = (Aggregate)leaves[0].Body;
        var fact = plan.Model.Facts[first.Fact];
        var scan = await FactScan.OfAsync(plan, draft, fact);
        var time = leaves[0].Date is { } role ? await TimeColumn.OfAsync(plan, draft, scan, role) : null;
        var group = await GroupColumns.OfAsync(plan, draft, scan, paths, [.. first.Where, .. question.Filter.Where]);
        var columns = group.Keys.Select((key, i) => $"{key} AS \"g{i + 1}\"").ToList();
        var segmented = time is not null && segments.Count > 1;
        // Without keys there are no more groups than days, and a day costs no comparisons.
        var byDay = segmented && time!.IsDay && group.Keys.Count == 0;
        var byMonth = segmented && !ranked && !byTree && !byDay && time!.IsLocal
            && segments is { AreOfMonths: true, Count: > 3 };
        if (segmented) columns.Add($"{(ranked || byTree ? segments.Tree(time) : byDay ? time!.Sql
            : byMonth ? TimeSegments.Month(time!) : segments.Sql(time))} AS \"seg\"");
        if (group.Weight is { } weight) columns.Add($"{weight} AS \"weight\"");
        var asked = await ConditionsAsync(plan, draft, scan, question.Filter);
        var own = new List<List<string>>();
        foreach (var of in leaves.Select(leaf => (Aggregate)leaf.Body))
        {
            own.Add(await ConditionsAsync(plan, draft, scan, of));
            (ranked ? asked : own[^1]).AddRange(
                await BridgeFit.TogetherAsync(plan, draft, scan, of.Where, question.Filter.Where));
        }
        var shared = own[0].Where(c => own.All(o => o.Contains(c))).ToList();
        var (values, filters, planned) = (new List<string>(), new List<string>(), new List<LeafColumns>());
        for (var i = 0; i < leaves.Count; i++)
        {
            var of = (Aggregate)leaves[i].Body;
            var kind = of.Of is { } e ? await plan.KindAsync(fact.Source, e) : ValueKind.Whole;
            var value = of.Of is { } x ? Place(values, Number(of, kind, scan.Column(x), fact), "v") : null;
            var rest = string.Join(" AND ", own[i].Except(shared));
            planned.Add(new LeafColumns(leaves[i], of, kind == ValueKind.Flag ? ValueKind.Whole : kind, value,
                rest.Length == 0 ? "" : $" FILTER (WHERE {Place(filters, rest, "w")})"));
        }
        columns.AddRange(values.Select((sql, i) => $"{sql} AS \"v{i + 1}\""));
        columns.AddRange(filters.Select((sql, i) => $"{sql} AS \"w{i + 1}\""));
        // Which row of an entity is its last is decided among all its rows, before what the question filters.
        if (ranked) columns.AddRange(RankedColumns(scan, time!, (Aggregate)leaves[0].Body, asked));
        string[] where = [.. (ranked ? shared : [.. asked, .. shared]), .. segments.Where(time) is { } days
            ? [days] : Array.Empty<string>()];
        return new LeafRows
        {
            Group = group, Leaves = planned, IsSegmented = segmented, IsByMonth = byMonth,
            Entities = ranked ? EntityOf(scan.Fact, first).Count : 0,
            Sql = $"SELECT {(columns.Count == 0 ? "1 AS \"one\"" : string.Join(", ", columns))}\nFROM {scan.From()}" +
                (where.Length == 0 ? "" : $"\nWHERE {string.Join("\n  AND ", where)}"),
        };
    }

    public static async ValueTask<List<string>> ConditionsAsync(StarPlan plan, SqlDraft draft, FactScan scan,
        RowFilter filter)
    {
        var conditions = await FilterSql.OfAsync(plan, draft, scan, filter.Where);
        foreach (var semi in filter.SemiJoins) conditions.Add(await SemiJoinSql.OfAsync(plan, draft, scan, semi));
        return conditions;
    }

    public static async ValueTask<List<string>> ConditionsAsync(StarPlan plan, SqlDraft draft, FactScan scan,
        Aggregate of)
    {
        var conditions = await ConditionsAsync(plan, draft, scan, new RowFilter(of.Where, []));
        if (of.Sql is { } sql) conditions.Add(scan.Column(sql));
        return conditions;
    }

    static IEnumerable<string> RankedColumns(FactScan scan, TimeColumn time, Aggregate of, List<string> asked)
    {
        return [.. EntityOf(scan.Fact, of).Select((e, i) => $"{scan.Column(e)} AS \"e{i + 1}\""),
            $"{time.Sql} AS \"at\"", $"{(asked.Count == 0 ? "TRUE" : string.Join(" AND ", asked))} AS \"asked\""];
    }

    static IReadOnlyList<Expression> EntityOf(Fact fact, Aggregate of) =>
        of.Entity.Count > 0 ? of.Entity : [.. fact.Dimensions.Values.Select(use => use.Key)];

    static string Number(Aggregate of, ValueKind kind, string sql, Fact fact) => of.Kind switch
    {
        AggregateKind.Distinct or AggregateKind.Count => sql,
        _ when kind.IsNumber() => sql,
        _ when kind == ValueKind.Flag => $"CASE WHEN {sql} THEN 1 WHEN NOT {sql} THEN 0 END",
        _ => throw CellErrors.ValueNotNumber(fact, of.Of!.Value.Text, kind),
    };

    static string Place(List<string> places, string sql, string stem)
    {
        var at = places.IndexOf(sql);
        if (at < 0)
        {
            at = places.Count;
            places.Add(sql);
        }
        return $"\"{stem}{at + 1}\"";
    }
}
