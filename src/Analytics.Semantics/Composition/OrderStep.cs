using Analytics.Semantics.Cells;

namespace Analytics.Semantics.Composition;

/// <summary>The declared order of members, then of periods; before it the order asked for. What is no row of a group
/// comes after those under an asked order. Stable, and the same for the same rows.</summary>
static class OrderStep
{
    /// <summary>Columns of an answer by periods.</summary>
    public static IReadOnlyList<string> PeriodColumns { get; } =
        ["period", "period_start", "period_end", "period_complete"];

    public static async Task TakeAsync(Draft draft, CancellationToken ct)
    {
        var members = new List<IReadOnlyDictionary<MemberValue, MemberFacts>>();
        for (var field = 0; field < draft.Fields.Count; field++)
        {
            var known = draft.Rows.Select(row => row.Key[field])
                .Where(member => member.Kind is not (MemberKind.Total or MemberKind.Others)).Distinct().ToArray();
            members.Add(await draft.Source.DescribeAsync(draft.Fields[field].Field, known, draft.Modes, ct));
        }
        draft.Members = members;
        var places = members.Select((facts, field) => Places(draft, facts, field)).ToArray();
        var periods = draft.Periods.Index().ToDictionary(period => period.Item, period => period.Index);
        var rows = draft.Rows.Select(row => (Row: row, Places: places.Select((of, field) => of[row.Key[field]])
            .Append(periods[row.Period]).ToArray())).ToArray();
        var keys = draft.Query.Order.Select(order => (Key: KeyOf(draft, order.By), order.Descending)).ToArray();
        Array.Sort(rows, (one, other) =>
        {
            if (keys.Length > 0 && one.Row.Kind.CompareTo(other.Row.Kind) is not 0 and var kind) return kind;
            foreach (var (key, descending) in keys)
                if (Compare(key(one.Row, one.Places), key(other.Row, other.Places), descending) is not 0 and var asked)
                    return asked;
            for (var i = 0; i < one.Places.Length; i++)
                if (one.Places[i].CompareTo(other.Places[i]) is not 0 and var declared) return declared;
            return 0;
        });
        draft.RowsBeforeLimit = rows.Length;
        draft.Rows = [.. rows.Take(draft.Query.Limit ?? int.MaxValue).Select(one => one.Row)];
    }

    // Known members as declared, then unknown, unmatched, others and totals, the order of the kinds.
    static Dictionary<MemberValue, int> Places(Draft draft, IReadOnlyDictionary<MemberValue, MemberFacts> facts,
        int field) => draft.Rows.Select(row => row.Key[field]).Distinct()
        .OrderBy(member => member.Kind).ThenBy(member => facts.GetValueOrDefault(member)?.Place ?? int.MaxValue)
        .ThenBy(member => member.ToString(), StringComparer.Ordinal)
        .Index().ToDictionary(member => member.Item, member => member.Index);

    static Func<AnswerRow, int[], double?> KeyOf(Draft draft, string by)
    {
        if (draft.Columns.Index().FirstOrDefault(column => column.Item.Name == by) is { Item: not null } found)
            return (row, _) => row.Cells[found.Index] is { HasValue: true } cell ? cell.Real : null;
        if (draft.Fields.Index().FirstOrDefault(field => field.Item.Name == by) is { Item: not null } field)
            return (row, places) => row.Key[field.Index].Kind == MemberKind.Total ? null : places[field.Index];
        if (by == "period_complete") return (row, _) => row.Period.IsComplete ? 1 : 0;
        return (row, places) => row.Period.IsTotal ? null : places[^1];
    }

    // What has no value comes last either way.
    static int Compare(double? one, double? other, bool descending) => (one, other) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        _ => descending ? other.Value.CompareTo(one.Value) : one.Value.CompareTo(other.Value),
    };
}
