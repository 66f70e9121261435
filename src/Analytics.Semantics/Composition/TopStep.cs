using Analytics.Semantics.Cells;

namespace Analytics.Semantics.Composition;

/// <summary>The largest or smallest members of one field over the whole range; all others are asked for by
/// themselves, from their rows.</summary>
static class TopStep
{
    public static async Task TakeAsync(Draft draft, CancellationToken ct)
    {
        if (draft.Query.Top is not { } top || draft.TopNode is not { } node) return;
        var (place, keys) = (draft.TopField, new HashSet<MemberKey>());
        node.AddKeys(keys);
        // What a dimension does not have cannot be named in a filter: it is among the others.
        var ranked = keys.Where(key => GroupSets.Of(key) == 1 << place && key[place].Kind != MemberKind.Unmatched
                && node.IsPresent(key))
            .Select(key => (Member: key[place], Cell: node.At(key))).Where(one => one.Cell.HasValue)
            .Select(one => (one.Member, Value: top.Smallest ? one.Cell.Real : -one.Cell.Real))
            .OrderBy(one => one.Value).ToArray();
        draft.Top = ranked.Length <= top.Count ? [.. ranked.Select(one => one.Member)]
            : [.. ranked.TakeWhile(one => one.Value <= ranked[top.Count - 1].Value).Select(one => one.Member)];
        if (draft.Top.Count > top.Count)
            draft.Notices.Tell("top-ties", ("count", top.Count), ("shown", draft.Top.Count));
        if (!top.Others) return;
        var filter = new Filter(draft.Fields[place].Field.ToString(),
            [.. draft.Top.Select(member => member.Value).OrderBy(value => value?.ToString(), StringComparer.Ordinal)],
            FilterOperator.NotIn);
        foreach (var period in draft.Periods)
            period.Others = draft.Planner.Columns(period.At, Slice.Query with { Others = filter },
                draft.Sets.Closed(place));
        await draft.Requests.FetchAsync(ct);
    }
}
