using Analytics.Semantics.Calendars;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells;

/// <summary>Facts of the house through the datasets that were asked for: whatever else a measure leaves open, rows of
/// others are not read. It stands below composition, so that a share of everything keeps it too.</summary>
/// <param name="inner">What evaluates facts.</param>
/// <param name="model">Which facts have a role <c>dataset</c>.</param>
/// <param name="datasets">Those asked for, checked against who asks.</param>
sealed class DatasetCells(CellSource inner, StarModel model, IReadOnlyList<string> datasets) : CellSource
{
    const string Role = "dataset";

    /// <inheritdoc/>
    public override Task<CellBlock> FetchAsync(CellQuestion question, SourceModes modes, CancellationToken ct) =>
        inner.FetchAsync(question with { Filter = Within(question.Leaves[0], question.Filter) }, modes, ct);

    /// <inheritdoc/>
    public override Task<DateRange?> SpanAsync(Leaf leaf, RowFilter filter, SourceModes modes, CancellationToken ct) =>
        inner.SpanAsync(leaf, Within(leaf, filter), modes, ct);

    /// <inheritdoc/>
    public override Task<IReadOnlyDictionary<MemberValue, MemberFacts>> DescribeAsync(Field field,
        IReadOnlyCollection<MemberValue> members, SourceModes modes, CancellationToken ct) =>
        inner.DescribeAsync(field, members, modes, ct);

    /// <inheritdoc/>
    public override Task<RowTrace> TraceAsync(Leaf leaf, IReadOnlyList<(Field Field, MemberValue Member)> group,
        RowFilter filter, DateRange range, SourceModes modes, int limit, CancellationToken ct) =>
        inner.TraceAsync(leaf, group, Within(leaf, filter), range, modes, limit, ct);

    RowFilter Within(Leaf leaf, RowFilter filter) => leaf.Body is Aggregate { Fact: var fact }
        && FieldPath.Find(model, model.Facts[fact], new Field(Role, Role)) is not null
            ? filter with { Where = [.. filter.Where, new Filter(Role, [.. datasets])] } : filter;
}
