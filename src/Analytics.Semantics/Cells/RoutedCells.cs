using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells.Figures;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells;

/// <summary>The house's two kinds of leaves, each to where it is evaluated: published figures, and aggregates over
/// facts.</summary>
/// <param name="figures">Published figures.</param>
/// <param name="facts">Facts.</param>
sealed class RoutedCells(CellSource figures, CellSource facts) : CellSource
{
    /// <inheritdoc/>
    public override async Task<CellBlock> FetchAsync(CellQuestion question, SourceModes modes, CancellationToken ct)
    {
        var parts = question.Leaves.GroupBy(Of).ToArray();
        if (parts is [var only]) return await only.Key.FetchAsync(question, modes, ct);
        var all = new CellBlock();
        foreach (var part in parts)
        {
            var block = await part.Key.FetchAsync(question with { Leaves = [.. part] }, modes, ct);
            foreach (var leaf in part)
                foreach (var range in question.Ranges)
                    foreach (var (group, cell) in block.Of(leaf, range)) all.Put(leaf, range, group, cell);
            all.Statements.AddRange(block.Statements);
            all.Notes.AddRange(block.Notes);
        }
        return all;
    }

    /// <inheritdoc/>
    public override Task<DateRange?> SpanAsync(Leaf leaf, RowFilter filter, SourceModes modes, CancellationToken ct) =>
        Of(leaf).SpanAsync(leaf, filter, modes, ct);

    /// <inheritdoc/>
    public override Task<IReadOnlyDictionary<MemberValue, MemberFacts>> DescribeAsync(Field field,
        IReadOnlyCollection<MemberValue> members, SourceModes modes, CancellationToken ct) =>
        (FigureFields.Knows(field) ? figures : facts).DescribeAsync(field, members, modes, ct);

    /// <inheritdoc/>
    public override Task<RowTrace> TraceAsync(Leaf leaf, IReadOnlyList<(Field Field, MemberValue Member)> group,
        RowFilter filter, DateRange range, SourceModes modes, int limit, CancellationToken ct) =>
        Of(leaf).TraceAsync(leaf, group, filter, range, modes, limit, ct);

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<UnlikeCell>> UnlikeAsync(CellQuestion question, SourceModes modes,
        CancellationToken ct)
    {
        var all = new List<UnlikeCell>();
        foreach (var part in question.Leaves.GroupBy(Of))
            all.AddRange(await part.Key.UnlikeAsync(question with { Leaves = [.. part] }, modes, ct));
        return all;
    }

    CellSource Of(Leaf leaf) => leaf.Body is Figure ? figures : facts;
}
