using System.Globalization;
using Analytics.Semantics.Calendars;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells;

/// <summary>Asks two sources and answers what the first says, if the second says the same.</summary>
/// <param name="first">The source whose answer it is.</param>
/// <param name="second">A plan of another structure over the same rows.</param>
sealed class VerifyingCells(CellSource first, CellSource second) : CellSource
{
    /// <summary>Of reals, the difference that different orders of adding make.</summary>
    const double Tolerance = 1e-9;

    long _compared;

    /// <summary>How many cells were compared, of which one side had at least one.</summary>
    public long Compared => Interlocked.Read(ref _compared);

    public override async Task<CellBlock> FetchAsync(CellQuestion question, SourceModes modes, CancellationToken ct)
    {
        var one = await first.FetchAsync(question, modes, ct);
        var other = await second.FetchAsync(question, modes, ct);
        foreach (var leaf in question.Leaves)
            foreach (var range in question.Ranges)
                Compare(leaf, range, one.Of(leaf, range), other.Of(leaf, range));
        return one;
    }

    public override async Task<DateRange?> SpanAsync(Leaf leaf, RowFilter filter, SourceModes modes,
        CancellationToken ct)
    {
        var one = await first.SpanAsync(leaf, filter, modes, ct);
        var other = await second.SpanAsync(leaf, filter, modes, ct);
        if (one != other)
            throw VerifyErrors.Unverified(Name(leaf), "span", DateRange.Always, Show(one), Show(other));
        return one;
    }

    public override Task<IReadOnlyDictionary<MemberValue, MemberFacts>> DescribeAsync(Field field,
        IReadOnlyCollection<MemberValue> members, SourceModes modes, CancellationToken ct) =>
        first.DescribeAsync(field, members, modes, ct);

    public override async Task<RowTrace> TraceAsync(Leaf leaf, IReadOnlyList<(Field Field, MemberValue Member)> group,
        RowFilter filter, DateRange range, SourceModes modes, int limit, CancellationToken ct)
    {
        var one = await first.TraceAsync(leaf, group, filter, range, modes, limit, ct);
        var other = await second.TraceAsync(leaf, group, filter, range, modes, limit, ct);
        if (one.Rows != other.Rows)
            throw VerifyErrors.Unverified(Name(leaf), string.Join(" | ", group.Select(pair => pair.Member)), range,
                $"{one.Rows} rows", $"{other.Rows} rows");
        return one;
    }

    // Figures by themselves, as printed: nothing was computed of them.
    public override Task<IReadOnlyList<UnlikeCell>> UnlikeAsync(CellQuestion question, SourceModes modes,
        CancellationToken ct) => first.UnlikeAsync(question, modes, ct);

    void Compare(Leaf leaf, DateRange range, IReadOnlyDictionary<MemberKey, Cell> one,
        IReadOnlyDictionary<MemberKey, Cell> other)
    {
        var absent = IsCount(leaf) ? Cell.Zero : Cell.Empty;
        foreach (var group in one.Keys.Union(other.Keys))
        {
            var (a, b) = (one.GetValueOrDefault(group, absent), other.GetValueOrDefault(group, absent));
            Interlocked.Increment(ref _compared);
            if (!Same(a, b)) throw VerifyErrors.Unverified(Name(leaf), group.ToString(), range, Show(a), Show(b));
        }
    }

    static bool IsCount(Leaf leaf) => leaf.Body is Aggregate { Kind: AggregateKind.Count or AggregateKind.Distinct };

    static bool Same(Cell one, Cell other) => one.State == other.State && one.Reason == other.Reason
        && (!one.HasValue || (one.Exact is { } a && other.Exact is { } b ? a == b : IsNear(one.Real, other.Real)));

    static bool IsNear(double one, double other) => one.Equals(other)
        || Math.Abs(one - other) <= Tolerance * Math.Max(Math.Abs(one), Math.Abs(other));

    static string Name(Leaf leaf) => leaf.Body switch
    {
        Aggregate body => $"{body.Kind.ToString().ToLowerInvariant()}({body.Of?.Text ?? "rows"}) of {body.Fact}",
        Figure figure => figure.Variant is { } variant ? $"{figure.Measure}/{variant}" : figure.Measure,
        var body => body.GetType().Name,
    };

    static string Show(Cell cell) => cell.State switch
    {
        CellState.Value => cell.Exact?.ToString("0.############################", CultureInfo.InvariantCulture)
            ?? cell.Real.ToString("R", CultureInfo.InvariantCulture),
        CellState.NotAvailable => $"not available ({cell.Reason})",
        var state => state.ToString().ToLowerInvariant(),
    };

    static string Show(DateRange? range) => range is { } days
        ? FormattableString.Invariant($"{days.Start:yyyy-MM-dd} to {days.End.AddDays(-1):yyyy-MM-dd}") : "no rows";
}
