using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Composition;

/// <summary>Published figures of other periods than asked for, where they are asked to be seen: rows of their own
/// after all others, in no total, rank or comparison.</summary>
static class UnlikeStep
{
    /// <summary>Asks for them: figures that touch a period of the axis.</summary>
    public static async Task FetchAsync(Draft draft, CancellationToken ct)
    {
        if (draft.Query.Unlike != UnlikePolicy.Show) return;
        Leaf[] leaves = [.. draft.Measures.Select(asked => asked.Measure.Body).OfType<Figure>().Distinct()
            .Select(figure => new Leaf(figure, null))];
        var periods = draft.Periods.Where(period => !period.IsTotal).Select(period => period.At.Days).Distinct();
        if (leaves.Length == 0) return;
        var sets = new GroupSets([(1 << draft.Fields.Count) - 1]).Positions(draft.Fields.Count).ToArray();
        draft.Unlike = await draft.Source.UnlikeAsync(new CellQuestion(leaves,
            [.. draft.Fields.Select(field => field.Field)], sets, Requests.FilterOf(draft.Query, Slice.Query),
            [.. periods]), draft.Modes, ct);
    }

    /// <summary>Puts them after the other rows: by group, then by period.</summary>
    public static async Task PlaceAsync(Draft draft, CancellationToken ct)
    {
        var listed = draft.Unlike.Where(cell => draft.Top is not { } top
            || top.Contains(cell.Group[draft.TopField])).ToArray();
        if (listed.Length == 0) return;
        await DescribeAsync(draft, listed, ct);
        var groups = listed.Select(cell => cell.Group).Distinct().OrderBy(key => key, Comparer<MemberKey>.Create(
            (one, other) => Enumerable.Range(0, one.Count).Select(field => Place(draft, one, field)
                .CompareTo(Place(draft, other, field))).FirstOrDefault(order => order != 0))).ToArray();
        var empty = Enumerable.Repeat((Node)EmptyNode.Instance, draft.Columns.Count).ToArray();
        foreach (var group in groups)
            foreach (var period in listed.Where(cell => cell.Group.Equals(group))
                .GroupBy(cell => (cell.PeriodId, cell.Days)).OrderBy(cells => cells.Key.Days is null)
                .ThenBy(cells => cells.Key.Days?.Start).ThenBy(cells => cells.Key.Days?.End)
                .ThenBy(cells => cells.Key.PeriodId, StringComparer.Ordinal))
                draft.Rows.Add(RowOf(draft, group, [.. period], empty));
        draft.Notices.Tell("unlike-shown", ("count", listed.Length));
        draft.Rules.Add("unlike-shown");
    }

    static AnswerRow RowOf(Draft draft, MemberKey group, UnlikeCell[] cells, Node[] empty)
    {
        var days = cells[0].Days is { } known ? new Moment("span", known) : Moment.Always;
        var row = new AnswerRow(group, new AnswerPeriod(new Period("span", 0, cells[0].PeriodId,
            cells[0].Title ?? new(cells[0].PeriodId, cells[0].PeriodId), days.Days), days, true), RowKind.Unlike,
            draft.Columns.Count) { Nodes = empty };
        for (var i = 0; i < row.Cells.Length; i++)
        {
            var column = draft.Columns[i];
            row.Cells[i] = column.Role == ColumnRole.Value && cells.FirstOrDefault(cell =>
                cell.Leaf.Body.Equals(column.Asked.Measure.Body)) is { } found ? found.Cell : Cell.Empty;
        }
        return row;
    }

    static async Task DescribeAsync(Draft draft, UnlikeCell[] cells, CancellationToken ct)
    {
        var members = new List<IReadOnlyDictionary<MemberValue, MemberFacts>>();
        for (var field = 0; field < draft.Fields.Count; field++)
        {
            var all = draft.Members[field].Keys.Concat(cells.Select(cell => cell.Group[field]))
                .Where(member => member.Kind != MemberKind.Total).Distinct().ToArray();
            members.Add(await draft.Source.DescribeAsync(draft.Fields[field].Field, all, draft.Modes, ct));
        }
        draft.Members = members;
    }

    static int Place(Draft draft, MemberKey key, int field) =>
        draft.Members[field].GetValueOrDefault(key[field])?.Place ?? int.MaxValue;
}
