using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Semantics.Composition;

/// <summary>An answer in the making.</summary>
sealed class Draft(StarModel model, Query query, CellSource source, Principal principal)
{
    public StarModel Model { get; } = model;

    public Query Query { get; } = query;

    public CellSource Source { get; } = source;

    public Principal Principal { get; } = principal;

    /// <summary>As asked, by the names of the columns.</summary>
    public IReadOnlyList<AskedMeasure> Measures { get; set; } = [];

    public IReadOnlyList<AskedField> Fields { get; set; } = [];

    public IReadOnlyList<AskedComparison> Comparisons { get; set; } = [];

    public IReadOnlyList<AnswerColumn> Columns { get; set; } = [];

    public Calendar Calendar { get; set; } = null!;

    /// <summary>Grouping sets that have rows: the groups first, then subtotals, then the total.</summary>
    public GroupSets Sets { get; set; } = GroupSets.All;

    /// <summary>The place of the field of a top list; -1 where there is none.</summary>
    public int TopField { get; set; } = -1;

    public AskedMeasure? TopMeasure { get; set; }

    /// <summary>What members of the top list are chosen by.</summary>
    public Node? TopNode { get; set; }

    /// <summary>Members of the top list; null where there is none.</summary>
    public HashSet<MemberValue>? Top { get; set; }

    public DataDays Days { get; set; } = null!;

    public Moments Moments { get; set; } = null!;

    /// <summary>The range asked for, or that of the data.</summary>
    public Moment Range { get; set; } = Moment.Always;

    /// <summary>Periods that may have rows; one without a period where no grain was asked for.</summary>
    public List<AnswerPeriod> Periods { get; set; } = [];

    public SourceModes Modes { get; set; } = null!;

    public Requests Requests { get; set; } = null!;

    public Planner Planner { get; set; } = null!;

    public List<AnswerRow> Rows { get; set; } = [];

    /// <summary>Figures of periods that are none of the answer's; none unless asked for.</summary>
    public IReadOnlyList<UnlikeCell> Unlike { get; set; } = [];

    /// <summary>How many rows there were before the limit.</summary>
    public int RowsBeforeLimit { get; set; }

    /// <summary>Places and labels of members, by field.</summary>
    public IReadOnlyList<IReadOnlyDictionary<MemberValue, MemberFacts>> Members { get; set; } = [];

    public Notices Notices { get; } = new();

    public SortedSet<string> Rules { get; } = new(StringComparer.Ordinal) { "totals-from-rows" };

    public IReadOnlyList<LocalText> Warnings { get; set; } = [];

    public QueryResult Result { get; set; } = null!;
}

/// <summary>A measure of the question.</summary>
/// <param name="Name">As asked for.</param>
/// <param name="Measure">What it means.</param>
sealed record AskedMeasure(string Name, StarMeasure Measure);

/// <summary>A field of the question.</summary>
/// <param name="Name">As asked for.</param>
/// <param name="Field">What it means.</param>
/// <param name="Title">For people.</param>
sealed record AskedField(string Name, Field Field, LocalText Title);

/// <summary>Another period: so far away, or one for all.</summary>
/// <param name="To">As asked for.</param>
/// <param name="Show">Which columns it has.</param>
/// <param name="By">How far; null where it is <paramref name="Fixed"/> or the period before.</param>
/// <param name="Fixed">One period for all rows.</param>
sealed record AskedComparison(string To, ComparisonShow Show, Distance? By, Period? Fixed);

/// <summary>What a column says of its measure.</summary>
enum ColumnRole
{
    Value,
    Compared,
    Change,
}

/// <summary>A column of values.</summary>
/// <param name="Name">Of the table.</param>
/// <param name="Asked">Its measure.</param>
/// <param name="Comparison">Null for the measure's own value.</param>
/// <param name="Role">What it says of the measure.</param>
sealed record AnswerColumn(string Name, AskedMeasure Asked, AskedComparison? Comparison, ColumnRole Role);

/// <summary>A period that may have rows, with what its columns are computed from.</summary>
/// <param name="Period">Null for the range as a whole.</param>
/// <param name="At">Its days, as far as they were asked for.</param>
/// <param name="IsComplete">Whether the data, and the range asked for, reach its end.</param>
sealed record AnswerPeriod(Period? Period, Moment At, bool IsComplete)
{
    /// <summary>Whether it is the total over time beside periods.</summary>
    public bool IsTotal { get; init; }

    /// <summary>Nodes of the columns.</summary>
    public Node[] Nodes { get; set; } = [];

    /// <summary>The same for all members outside the top list; empty where not asked for.</summary>
    public Node[] Others { get; set; } = [];
}

/// <summary>What a row is; as ordered where an order is asked for.</summary>
enum RowKind
{
    Row,
    Others,
    Subtotal,
    PeriodTotal,
    Total,
    Unlike,
}

/// <summary>A row of the answer.</summary>
sealed class AnswerRow(MemberKey key, AnswerPeriod period, RowKind kind, int columns)
{
    /// <summary>Its members; others and totals among them.</summary>
    public MemberKey Key { get; } = key;

    public AnswerPeriod Period { get; } = period;

    public RowKind Kind { get; } = kind;

    public Cell[] Cells { get; } = new Cell[columns];

    /// <summary>What its cells are evaluated from.</summary>
    public Node[] Nodes { get; init; } = period.Nodes;

    /// <summary>The key its cells are evaluated at.</summary>
    public MemberKey At { get; init; } = key;
}
