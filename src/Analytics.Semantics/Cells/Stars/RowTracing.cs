using Analytics.Semantics.Calendars;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// The rows behind one cell.
static class RowTracing
{
    public static async Task<RowTrace> OfAsync(StarPlan plan, Leaf leaf,
        IReadOnlyList<(Field Field, MemberValue Member)> group, RowFilter filter, DateRange range, int limit)
    {
        var draft = plan.Draft();
        var of = StarCells.Of(leaf);
        // Members are filters too, so that of a bridge it is one pair that fits all.
        var members = group.Where(one => one.Member.Kind is MemberKind.Known or MemberKind.Unknown)
            .Select(one => new Filter(one.Field.ToString(), [one.Member.Value]));
        var (scan, time, where) = await StarCells.RowsAsync(plan, draft, leaf,
            filter with { Where = [.. filter.Where, .. members] });
        foreach (var (field, _) in group.Where(one => one.Member.Kind == MemberKind.Unmatched))
            where.Add(await FilterSql.UnmatchedAsync(plan, draft, scan, field));
        if (time is not null) where.Add(time.In(await DaysAsync(plan, leaf, of, range)));
        if (of.Of is { } counted) where.Add($"{scan.Column(counted)} IS NOT NULL");
        var count = draft.Statement($"SELECT CAST(count(*) AS bigint) AS \"n\"\n{Rows()}");
        var number = await plan.Catalog.QueryAsync(count, plan.Ct);
        // Last, for the count has no use for values that only columns name.
        var columns = await ColumnsAsync(plan, scan, of, time, leaf.Date);
        var order = scan.Fact.Key.Count == 0 ? ""
            : $"\nORDER BY {string.Join(", ", scan.Fact.Key.Select(scan.Column))}";
        var sample = draft.Statement($"SELECT {string.Join(", ", columns)}\n{Rows()}{order}\nLIMIT {limit}");
        return new RowTrace(number.Whole(0, "n")!.Value, await plan.Catalog.QueryAsync(sample, plan.Ct), sample);

        // Said anew for each statement: the scan gives what was asked of it until then.
        string Rows() =>
            $"FROM {scan.From()}" + (where.Count == 0 ? "" : $"\nWHERE {string.Join("\n  AND ", where)}");
    }

    // A stock's level is of one day.
    static async Task<DateRange> DaysAsync(StarPlan plan, Leaf leaf, Aggregate of, DateRange range)
    {
        if (of.OverTime is not (OverTime.First or OverTime.Last)) return range;
        var day = StockPlan.DayIn(await StockPlan.DaysAsync(plan, leaf), range, of.OverTime == OverTime.First);
        return day is { } only ? new DateRange(only, only.AddDays(1)) : range;
    }

    /// Key, value, date and lineage; a name that stands twice stands once.
    static async Task<IEnumerable<string>> ColumnsAsync(StarPlan plan, FactScan scan, Aggregate of, TimeColumn? time,
        string? date)
    {
        var (fact, columns) = (scan.Fact, new Dictionary<string, string>());
        async ValueTask AddAsync(string name, Expression expression) => columns.TryAdd(name,
            (await plan.KindAsync(fact.Source, expression)).Held(scan.Column(expression)));
        for (var i = 0; i < fact.Key.Count; i++)
            await AddAsync(fact.Key[i].IsColumn ? fact.Key[i].Text : $"key_{i + 1}", fact.Key[i]);
        if (of.Of is { } value) await AddAsync("value", value);
        if (time is not null) columns.TryAdd(date!, time.Day(time.Sql));
        foreach (var (name, expression) in fact.Lineage) await AddAsync(name, expression);
        return columns.Count == 0 ? ["1 AS \"one\""]
            : columns.Select(c => $"{c.Value} AS {plan.Catalog.Dialect.Quote(c.Key)}");
    }
}
