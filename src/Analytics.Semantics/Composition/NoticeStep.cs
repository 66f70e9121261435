using Analytics.Semantics.Cells;

namespace Analytics.Semantics.Composition;

/// <summary>What a reader must know beside the rows.</summary>
static class NoticeStep
{
    public static Task TakeAsync(Draft draft, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var notices = draft.Notices;
        foreach (var (i, column) in draft.Columns.Index())
        {
            if (column.Role != ColumnRole.Value) continue;
            var (measure, title) = (column.Asked.Measure, column.Asked.Measure.Title);
            if (measure.MinimumBase > 0
                && draft.Rows.Count(row => row.Cells[i] is { HasValue: true, Denominator: { } trials }
                && trials < measure.MinimumBase) is > 0 and var small)
                notices.Tell("small-base", ("measure", title), ("count", small), ("minimum", measure.MinimumBase));
            foreach (var reason in draft.Rows.Where(row => row.Cells[i].State == CellState.NotAvailable)
                .GroupBy(row => row.Cells[i].Reason ?? ""))
                notices.Tell("not-available", ("measure", title), ("count", reason.Count()),
                    ("reason", reason.Key.Length == 0 ? "" : Answers.Notes.Reason(reason.Key)));
            if (Reweighed(draft, i) is > 0 and var reweighed)
                notices.Tell("reweighed", ("measure", title), ("count", reweighed));
        }
        TellYoung(draft);
        if (draft.Rows.Sum(row => row.Cells.Count(cell => cell.State == CellState.Suppressed)) is > 0 and var kept)
            notices.Tell("suppressed", ("count", kept));
        if (draft.RowsBeforeLimit > draft.Rows.Count)
            notices.Tell("limited", ("count", draft.Rows.Count), ("total", draft.RowsBeforeLimit));
        if (notices.HasAligned) draft.Rules.Add("aligned");
        draft.Warnings = notices.All();
        return Task.CompletedTask;
    }

    static int Reweighed(Draft draft, int column)
    {
        if (MeasureTree.All(draft.Model, draft.Columns[column].Asked.Name).All(m => m.Body is not Stars.Composite))
            return 0;
        var composites = new Dictionary<Node, CompositeNode[]>();
        return draft.Rows.Count(row =>
        {
            var node = row.Nodes[column];
            if (!composites.TryGetValue(node, out var found))
                composites[node] = found = [.. MemberStep.Within(node).OfType<CompositeNode>()];
            return found.Any(composite => composite.IsReweighed(row.At));
        });
    }

    static void TellYoung(Draft draft)
    {
        var moments = draft.Periods.Where(period => !period.IsTotal).Select(period => period.At).ToHashSet();
        var all = new MemberKey([.. draft.Fields.Select(_ => MemberValue.Total)]);
        foreach (var measure in draft.Planner.TooYoung.Where(one => moments.Contains(one.At))
            .DistinctBy(one => (one.Measure.Name, one.At)).GroupBy(one => (one.Measure, one.Days)))
            if (measure.Sum(one => one.Rows.At(all).Real) is > 0 and var count)
                draft.Notices.Tell("too-young", ("measure", measure.Key.Measure.Title), ("count", count),
                    ("days", measure.Key.Days));
    }
}
