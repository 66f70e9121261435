using Analytics.Semantics.Calendars;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells;

/// <summary>A field of a question: a role and one of its attributes.</summary>
/// <param name="Role">The role facts use the dimension in: <c>area</c>, <c>court_area</c>.</param>
/// <param name="Attribute">The attribute: <c>region</c>; of a column of the fact itself, the role's own name.</param>
public readonly record struct Field(string Role, string Attribute)
{
    /// <summary>As asked for.</summary>
    public override string ToString() => Role == Attribute ? Role : $"{Role}.{Attribute}";
}

/// <summary>Something evaluated from rows: a body of aggregates or of published figures, with the filters that are its
/// own. Equal leaves are evaluated once.</summary>
/// <param name="Body">An <see cref="Aggregate"/> or a <see cref="Figure"/>.</param>
/// <param name="Date">The role of time that the ranges are of; null where the fact has none.</param>
public sealed record Leaf(MeasureBody Body, string? Date);

/// <summary>Which rows a question is of, apart from time. Equal by its parts.</summary>
/// <param name="Where">Every one must hold.</param>
/// <param name="SemiJoins">Every one must hold.</param>
public sealed record RowFilter(IReadOnlyList<Filter> Where, IReadOnlyList<SemiJoin> SemiJoins)
{
    /// <summary>Every row.</summary>
    public static RowFilter None { get; } = new([], []);

    /// <inheritdoc/>
    public bool Equals(RowFilter? other) => other is not null && Where.SequenceEqual(other.Where)
        && SemiJoins.SequenceEqual(other.SemiJoins);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Where.Count, SemiJoins.Count);
}

/// <summary>Cells wanted of one fact, all in one go.</summary>
/// <param name="Leaves">Of one fact and one role of time.</param>
/// <param name="GroupBy">The fields; each grouping set takes some of them.</param>
/// <param name="Sets">Grouping sets: positions in <paramref name="GroupBy"/>, rising; the empty one is everything.
/// </param>
/// <param name="Filter">Which rows.</param>
/// <param name="Ranges">Which days; they may overlap, and each is evaluated by itself. A fact without dates takes
/// <see cref="DateRange.Always"/> alone.</param>
public sealed record CellQuestion(IReadOnlyList<Leaf> Leaves, IReadOnlyList<Field> GroupBy,
    IReadOnlyList<IReadOnlyList<int>> Sets, RowFilter Filter, IReadOnlyList<DateRange> Ranges);

/// <summary>Cells by leaf, range and group. What is not there has no rows.</summary>
public sealed class CellBlock
{
    readonly Dictionary<(Leaf, DateRange), Dictionary<MemberKey, Cell>> _cells = [];

    /// <summary>Statements the cells came from, for explanations.</summary>
    public List<SourceStatement> Statements { get; } = [];

    /// <summary>What a reader must know.</summary>
    public List<SourceNote> Notes { get; } = [];

    /// <summary>Puts a cell. In a grouping set, fields left out hold <see cref="MemberValue.Total"/>, so that every
    /// key has all fields of the question.</summary>
    public void Put(Leaf leaf, DateRange range, MemberKey group, Cell cell)
    {
        if (!_cells.TryGetValue((leaf, range), out var groups)) _cells[(leaf, range)] = groups = [];
        groups[group] = cell;
    }

    /// <summary>The cells of a leaf and range by group.</summary>
    public IReadOnlyDictionary<MemberKey, Cell> Of(Leaf leaf, DateRange range) =>
        _cells.TryGetValue((leaf, range), out var groups) ? groups : Nothing;

    static readonly Dictionary<MemberKey, Cell> Nothing = [];
}

/// <summary>What was put to the engine.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="Parameters">Its values by name.</param>
public sealed record SourceStatement(string Sql, IReadOnlyDictionary<string, object?> Parameters);

/// <summary>What a reader must know of rows: a code of the catalog of warnings and its facts.</summary>
/// <param name="Code">Such as <c>unmatched-members</c>.</param>
/// <param name="Facts">What its text names.</param>
public sealed record SourceNote(string Code, params (string Name, object? Value)[] Facts);

/// <summary>Which rows of which time and kind: what the question says of its sources.</summary>
/// <param name="AsIs">Whether attributes that changed are taken as they are now, else as they were.</param>
/// <param name="Vintage">Which telling of a record.</param>
/// <param name="AsOf">Only what was known by the end of this day; null takes all.</param>
/// <param name="AreaView">How members that turned into others are shown.</param>
/// <param name="DataUntil">The last day of the data where the model or the query says so.</param>
/// <param name="Span">The range asked for: common boundaries are common over it.</param>
public sealed record SourceModes(bool AsIs, Vintage Vintage, DateOnly? AsOf, string AreaView, DateOnly? DataUntil,
    DateRange Span);

/// <summary>Evaluates leaves. Two kinds stand: star schemas, by SQL or row by row, and published figures.</summary>
public abstract class CellSource
{
    /// <summary>Evaluates cells from rows.</summary>
    /// <exception cref="Tables.AnalyticsException">A field does not reach the fact, or a sum means nothing.</exception>
    public abstract Task<CellBlock> FetchAsync(CellQuestion question, SourceModes modes, CancellationToken ct);

    /// <summary>First and last day on which a leaf's rows stand; null where it has no rows or no dates.</summary>
    public abstract Task<DateRange?> SpanAsync(Leaf leaf, RowFilter filter, SourceModes modes, CancellationToken ct);

    /// <summary>Place and label of members of a field, in its declared order.</summary>
    public abstract Task<IReadOnlyDictionary<MemberValue, MemberFacts>> DescribeAsync(Field field,
        IReadOnlyCollection<MemberValue> members, SourceModes modes, CancellationToken ct);

    /// <summary>Figures of periods that touch the ranges and are none of them, each by itself
    /// (<see cref="UnlikePolicy.Show"/>); none where rows have days of their own.</summary>
    public virtual Task<IReadOnlyList<UnlikeCell>> UnlikeAsync(CellQuestion question, SourceModes modes,
        CancellationToken ct) => Task.FromResult<IReadOnlyList<UnlikeCell>>([]);

    /// <summary>The rows behind one cell, for an explanation: at most <paramref name="limit"/> of them, with what the
    /// fact says of where they came from.</summary>
    public abstract Task<RowTrace> TraceAsync(Leaf leaf, IReadOnlyList<(Field Field, MemberValue Member)> group,
        RowFilter filter, DateRange range, SourceModes modes, int limit, CancellationToken ct);
}

/// <summary>What is known of a member.</summary>
/// <param name="Place">Its place in the field's order.</param>
/// <param name="Label">What people read; null where they read the value.</param>
public sealed record MemberFacts(int Place, Tables.LocalText? Label);

/// <summary>The rows behind a cell.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Sample">The first ones: key, value, date and lineage.</param>
/// <param name="Statement">How they were found.</param>
public sealed record RowTrace(long Rows, Tables.Table Sample, SourceStatement Statement);

/// <summary>A figure of another period than asked for.</summary>
/// <param name="Leaf">The measure.</param>
/// <param name="Group">Its members of all fields of the question.</param>
/// <param name="PeriodId">As printed.</param>
/// <param name="Title">The period for people.</param>
/// <param name="Days">Its days; null where not known.</param>
/// <param name="Cell">Its value.</param>
public sealed record UnlikeCell(Leaf Leaf, MemberKey Group, string PeriodId, Tables.LocalText? Title, DateRange? Days,
    Cell Cell);
