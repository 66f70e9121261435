using Analytics.Semantics.Cells;

namespace Analytics.Semantics.Composition;

/// <summary>Where one cell alone is kept from a reader beside its total, the next smallest is kept too, so that no
/// subtraction gives it; over groups and over time, until nothing is left to find.</summary>
static class DisclosureStep
{
    public static async Task TakeAsync(Draft draft, CancellationToken ct)
    {
        // The columns that add up to their totals, or are told together with what does.
        var columns = draft.Columns.Index()
            .Where(column => column.Item.Role != ColumnRole.Change && AddsUp(draft, column.Item.Asked.Measure))
            .Select(column => column.Index)
            .Where(i => draft.Periods.Any(period => period.Nodes[i] is GuardedNode)).ToArray();
        if (columns.Length == 0) return;
        draft.Rules.Add("small-counts-kept");
        var families = Families(draft);
        var ranks = draft.Rows.SelectMany(row => row.Nodes).Distinct().SelectMany(MemberStep.Within)
            .OfType<RankNode>().Distinct().ToArray();
        while (HideNext(families, columns))
        {
            foreach (var rank in ranks) rank.Reset();
            await EvaluateStep.TakeAsync(draft, ct);
        }
    }

    static bool AddsUp(Draft draft, Stars.StarMeasure measure) => measure.Body is Stars.Ratio or Stars.Share
        || MeasureTree.IsCount(draft.Model, measure) || MeasureTree.IsAdditive(draft.Model, measure.Name);

    static bool HideNext(IReadOnlyList<(AnswerRow Total, AnswerRow[] Parts)> families, int[] columns)
    {
        var hidden = false;
        foreach (var (total, parts) in families)
            foreach (var column in columns)
            {
                if (!total.Cells[column].HasValue
                    || parts.Count(row => row.Cells[column].State == CellState.Suppressed) != 1) continue;
                var next = parts.Where(row => row.Cells[column].HasValue && row.Nodes[column] is GuardedNode)
                    .OrderBy(row => Size(row.Cells[column]) == 0).ThenBy(row => Size(row.Cells[column]))
                    .FirstOrDefault();
                if (next is not null) hidden |= ((GuardedNode)next.Nodes[column]).Hide(next.At);
            }
        return hidden;
    }

    static double Size(Cell cell) => cell.Numerator is { } count ? (double)count : cell.Real;

    // Each total with what it is the total of: the next finer set in the same period, and periods of the same group.
    static List<(AnswerRow Total, AnswerRow[] Parts)> Families(Draft draft)
    {
        var families = new List<(AnswerRow, AnswerRow[])>();
        var masks = draft.Sets.Masks.OrderByDescending(mask => mask).ToArray();
        foreach (var period in draft.Rows.GroupBy(row => row.Period))
        {
            var rows = period.ToDictionary(row => row.Key);
            for (var i = 1; i < masks.Length; i++)
                foreach (var family in rows.Values.Where(row => GroupSets.Of(row.Key) == masks[i - 1])
                    .GroupBy(row => GroupSets.Project(row.Key, masks[i])))
                    if (rows.TryGetValue(family.Key, out var total)) families.Add((total, [.. family]));
        }
        var overTime = draft.Rows.ToLookup(row => row.Key);
        families.AddRange(draft.Rows.Where(row => row.Period.IsTotal).Select(total =>
            (total, overTime[total.Key].Where(row => !row.Period.IsTotal).ToArray())));
        return families;
    }
}

/// <summary>Rows whose measures do not compare as asked for go; totals stay what they are totals of.</summary>
static class HavingStep
{
    public static Task TakeAsync(Draft draft, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        foreach (var filter in draft.Query.Having)
        {
            var column = draft.Columns.Index().First(column => column.Item.Name == filter.Measure).Index;
            draft.Rows.RemoveAll(row => row.Kind == RowKind.Row && !Fits(row.Cells[column], filter));
        }
        return Task.CompletedTask;
    }

    static bool Fits(Cell cell, MeasureFilter filter)
    {
        if (!cell.HasValue) return false;
        var order = Compare(cell, filter.Values[0]);
        return filter.Operator switch
        {
            FilterOperator.Less => order < 0,
            FilterOperator.AtMost => order <= 0,
            FilterOperator.AtLeast => order >= 0,
            FilterOperator.Greater => order > 0,
            _ => order >= 0 && Compare(cell, filter.Values[1]) <= 0,
        };
    }

    static int Compare(Cell cell, decimal value) =>
        cell.Exact is { } exact ? exact.CompareTo(value) : cell.Real.CompareTo((double)value);
}
