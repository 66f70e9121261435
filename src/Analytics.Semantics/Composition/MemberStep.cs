using Analytics.Semantics.Cells;

namespace Analytics.Semantics.Composition;

/// <summary>Which pairs of group and period have a row.</summary>
/// <remarks>A group is there where any asked measure, current or compared, has a value; a period where a current one
/// has. So a comparison adds no period and removes no row.</remarks>
static class MemberStep
{
    public static Task TakeAsync(Draft draft, CancellationToken ct)
    {
        var sets = draft.Sets.Masks.ToHashSet();
        var othersSets = draft.Top is null ? [] : draft.Sets.Closed(draft.TopField).Masks.ToHashSet();
        var found = new List<(AnswerPeriod Period, List<MemberKey> Keys, List<MemberKey> Others)>();
        foreach (var period in draft.Periods)
        {
            ct.ThrowIfCancellationRequested();
            var keys = Keys(period.Nodes, key => sets.Contains(GroupSets.Of(key)) && IsListed(draft, key));
            var others = Keys(period.Others, key => othersSets.Contains(GroupSets.Of(key)));
            var isDense = draft.Query.Rows == RowPolicy.Dense || period.IsTotal || period.Period is null;
            if (!isDense && !HasCurrent(draft, period)) continue;
            found.Add((period, [.. keys.Where(key => IsPresent(period.Nodes, key))],
                [.. others.Where(key => IsPresent(period.Others, key))]));
        }
        if (draft.Query.Rows == RowPolicy.Dense) Fill(draft, found);
        else if (draft.Fields.Count == 0 && draft.Query.Grain is null)
            found = [.. found.Select(one => (one.Period, new List<MemberKey> { EmptyKey(draft) }, one.Others))];
        draft.Periods = [.. found.Select(one => one.Period)];
        foreach (var (period, keys, others) in found)
        {
            foreach (var key in keys)
                draft.Rows.Add(new AnswerRow(key, period, KindOf(period, key), draft.Columns.Count));
            foreach (var key in others)
                draft.Rows.Add(new AnswerRow(key.With(draft.TopField, MemberValue.Others), period,
                    period.IsTotal ? RowKind.PeriodTotal : RowKind.Others, draft.Columns.Count)
                { Nodes = period.Others, At = key });
        }
        return Task.CompletedTask;
    }

    /// <summary>The node and all it is computed from.</summary>
    public static IEnumerable<Node> Within(Node node) => node.Parts.SelectMany(Within).Prepend(node);

    // Every group with every period; a question without groups has its one group anyhow.
    static void Fill(Draft draft, List<(AnswerPeriod Period, List<MemberKey> Keys, List<MemberKey> Others)> found)
    {
        var members = found.SelectMany(one => one.Keys).Distinct().ToList();
        var others = found.SelectMany(one => one.Others).Distinct().ToList();
        if (draft.Fields.Count == 0 && members.Count == 0) members.Add(EmptyKey(draft));
        foreach (var (i, one) in found.ToArray().Index()) found[i] = (one.Period, members, others);
        foreach (var rank in found.SelectMany(one => one.Period.Nodes).SelectMany(Within).OfType<RankNode>().Distinct())
            rank.Among([.. members.Where(key => GroupSets.Of(key) == (1 << draft.Fields.Count) - 1)]);
    }

    static MemberKey EmptyKey(Draft draft) =>
        new([.. Enumerable.Repeat(MemberValue.Total, draft.Fields.Count)]);

    static List<MemberKey> Keys(Node[] nodes, Func<MemberKey, bool> isWanted)
    {
        var keys = new HashSet<MemberKey>();
        foreach (var node in nodes) node.AddKeys(keys);
        return [.. keys.Where(isWanted)];
    }

    static bool IsListed(Draft draft, MemberKey key) => draft.Top is not { } top
        || key[draft.TopField].Kind == MemberKind.Total || top.Contains(key[draft.TopField]);

    // A change says nothing by itself where one side is absent; the sides do.
    static bool IsPresent(Node[] nodes, MemberKey key)
    {
        foreach (var node in nodes)
            if (node.IsPresent(key) || node is ChangeNode && node.Parts.Any(part => part.IsPresent(key))) return true;
        return false;
    }

    static bool HasCurrent(Draft draft, AnswerPeriod period)
    {
        var current = draft.Columns.Index().Where(column => column.Item.Role == ColumnRole.Value)
            .Select(column => period.Nodes[column.Index]).ToArray();
        var keys = new HashSet<MemberKey>();
        foreach (var node in current) node.AddKeys(keys);
        return keys.Any(key => current.Any(node => node.IsPresent(key)));
    }

    static RowKind KindOf(AnswerPeriod period, MemberKey key)
    {
        if (period.IsTotal) return RowKind.PeriodTotal;
        var mask = GroupSets.Of(key);
        return mask == (1 << key.Count) - 1 ? RowKind.Row : mask == 0 ? RowKind.Total : RowKind.Subtotal;
    }
}

/// <summary>A cell for each row and column.</summary>
static class EvaluateStep
{
    public static Task TakeAsync(Draft draft, CancellationToken ct)
    {
        foreach (var row in draft.Rows)
        {
            ct.ThrowIfCancellationRequested();
            for (var column = 0; column < row.Cells.Length; column++)
                row.Cells[column] = row.Nodes[column].At(row.At);
        }
        return Task.CompletedTask;
    }
}
