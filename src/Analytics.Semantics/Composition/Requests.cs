using Analytics.Semantics.Cells;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Composition;

/// <summary>Leaves wanted of the source, put to it in as few questions as their facts, filters and days allow.
/// </summary>
sealed class Requests(Draft draft)
{
    readonly List<LeafNode> _wanted = [];

    /// <summary>Statements put to the engine.</summary>
    public List<SourceStatement> Statements { get; } = [];

    public void Add(LeafNode node) => _wanted.Add(node);

    /// <summary>Which rows a slice is of.</summary>
    public static RowFilter FilterOf(Query query, Slice slice) => new(
        [.. slice.IsWhole ? [] : query.Where, .. slice.Others is { } others ? [others] : (Filter[])[]],
        slice.IsWhole ? [] : query.Has);

    /// <summary>Puts what is wanted to the source and hands the cells out.</summary>
    public async Task FetchAsync(CancellationToken ct)
    {
        Field[] fields = [.. draft.Fields.Select(field => field.Field)];
        var ranges = Ranges();
        foreach (var batch in _wanted.GroupBy(node => BatchOf(node, ranges)).ToArray())
        {
            var nodes = batch.ToArray();
            var sets = new GroupSets(nodes.SelectMany(node => node.Sets.Masks)).Positions(fields.Length).ToArray();
            var question = new CellQuestion([.. nodes.Select(node => node.Leaf).Distinct()], fields, sets,
                nodes[0].Filter, [.. nodes.Select(node => node.Range).Distinct()]);
            var block = await draft.Source.FetchAsync(question, draft.Modes, ct);
            Statements.AddRange(block.Statements);
            foreach (var note in block.Notes) draft.Notices.Tell(note);
            foreach (var node in nodes) node.Cells = block.Of(node.Leaf, node.Range);
        }
        _wanted.Clear();
    }

    // What adds up over time is cut into segments once; what does not is evaluated range by range, so that only leaves
    // of the same ranges go together.
    static (string Fact, string? Date, RowFilter Filter, string Ranges) BatchOf(LeafNode node,
        Dictionary<(Leaf, RowFilter), string> ranges) => node.Leaf.Body switch
    {
        Aggregate { OverTime: OverTime.Add, Kind: not (AggregateKind.Distinct or AggregateKind.Median
            or AggregateKind.Quantile) } leaf => (leaf.Fact, node.Leaf.Date, node.Filter, ""),
        Aggregate leaf => (leaf.Fact, node.Leaf.Date, node.Filter, ranges[(node.Leaf, node.Filter)]),
        _ => ("", null, node.Filter, ""),
    };

    Dictionary<(Leaf, RowFilter), string> Ranges() => _wanted.GroupBy(node => (node.Leaf, node.Filter)).ToDictionary(
        same => same.Key, same => string.Join(' ', same
            .Select(node => (node.Range.Start.DayNumber, node.Range.End.DayNumber)).Distinct().Order()));
}

/// <summary>Plans what columns are computed from.</summary>
static class RequestStep
{
    public static Task TakeAsync(Draft draft, CancellationToken ct)
    {
        draft.Requests = new Requests(draft);
        draft.Planner = new Planner(draft);
        foreach (var period in draft.Periods)
        {
            ct.ThrowIfCancellationRequested();
            period.Nodes = draft.Planner.Columns(period.At, Slice.Query, draft.Sets);
        }
        if (draft.TopMeasure is { } top)
            draft.TopNode = draft.Planner.Plan(top.Name, draft.Range, Slice.Query,
                new GroupSets([1 << draft.TopField]));
        return Task.CompletedTask;
    }
}

/// <summary>Asks for what was planned.</summary>
static class FetchStep
{
    public static Task TakeAsync(Draft draft, CancellationToken ct) => draft.Requests.FetchAsync(ct);
}
