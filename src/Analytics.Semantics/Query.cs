namespace Analytics.Semantics;

/// <summary>What to do with several variants of a measure in one answer.</summary>
public enum VariantPolicy
{
    /// <summary>Refuse: what cannot be compared does not share an axis.</summary>
    Same,

    /// <summary>Show them; each row carries its code and the answer a warning.</summary>
    Mixed,
}

/// <summary>Which of several values printed for one quantity.</summary>
public enum Vintage
{
    /// <summary>The preferred one: exact before bound, author before repost, later publication, source id.</summary>
    Current,

    /// <summary>The earliest published; unknown days of publication come last.</summary>
    First,

    /// <summary>Every one, each a row.</summary>
    All,
}

/// <summary>Reporting groups: totals a source gives that are not areas.</summary>
public enum GroupPolicy
{
    /// <summary>Areas only.</summary>
    Exclude,

    /// <summary>Areas and groups, groups as rows of their own.</summary>
    Include,

    /// <summary>Groups only.</summary>
    Only,
}

/// <summary>An area by id, or by name and, where the name is not unique, its parent's name.</summary>
/// <param name="AreaId">One area version, exactly; a name or parent beside it must be that area's.</param>
/// <param name="Name">Every version of the name below one parent: 静安区 before and after 2015.</param>
/// <param name="Parent">The Chinese name of the area above.</param>
public sealed record AreaReference(string? AreaId = null, string? Name = null, string? Parent = null)
{
    /// <summary>As text, for errors.</summary>
    public override string ToString() => (Parent is null ? Name : $"{Parent}/{Name}") is { } name
        ? AreaId is null ? name : $"{name} ({AreaId})"
        : AreaId ?? "";
}

/// <summary>A column to sort by.</summary>
/// <param name="By">A column of the answer.</param>
/// <param name="Descending">Largest first; rows without a value come last either way.</param>
public sealed record Ordering(string By, bool Descending = false);

/// <summary>What stands beside the rows of groups.</summary>
public enum TotalRows
{
    /// <summary>Everything the query lets through.</summary>
    Grand,

    /// <summary>Each group without its last fields, the widest first.</summary>
    Subtotals,

    /// <summary>Each group over the whole range of time.</summary>
    Periods,
}

/// <summary>Which pairs of group and period have a row.</summary>
public enum RowPolicy
{
    /// <summary>Those for which an asked measure has a value, in periods that have any.</summary>
    Sparse,

    /// <summary>Every group with every period of the range.</summary>
    Dense,
}

/// <summary>What becomes of a period the data do not reach the end of.</summary>
public enum IncompletePolicy
{
    /// <summary>It is marked, and compared with the same days of the other period.</summary>
    Align,

    /// <summary>It is marked, and compared as it stands with the whole other period.</summary>
    Plain,

    /// <summary>It is left out, and a warning names it.</summary>
    Omit,
}

/// <summary>Where a part of a period ends when it is moved.</summary>
public enum MonthEnd
{
    /// <summary>What ends with a month ends with the other month.</summary>
    Extend,

    /// <summary>A day that the other month does not have becomes its last; no other day moves.</summary>
    Truncate,
}

/// <summary>Which attributes of a member that changed.</summary>
public enum AttributePolicy
{
    /// <summary>As they were on the fact's day.</summary>
    AsWas,

    /// <summary>As they are now.</summary>
    AsIs,
}

/// <summary>Periods of another kind than asked for: a half-year beside years, a span across two.</summary>
public enum UnlikePolicy
{
    /// <summary>They are left out, and a warning counts them.</summary>
    LeaveOut,

    /// <summary>They stand as rows of their own, marked; nothing is added to them or joined by a line.</summary>
    Show,
}

/// <summary>One question to the model. Without <see cref="GroupBy"/> and <see cref="Grain"/> the answer of published
/// measures has one observation a row; else one group and period.</summary>
/// <remarks>Its JSON form has snake_case names and goes through <see cref="QueryJson"/>.</remarks>
public sealed record Query
{
    /// <summary>Names of measures, or <c>measure/variant</c>: <c>loss_rate/LIT-010</c>.</summary>
    public required IReadOnlyList<string> Measures { get; init; }

    /// <summary>What to do with several variants of one measure.</summary>
    public VariantPolicy Variants { get; init; } = VariantPolicy.Same;

    /// <summary>Only these areas; all where empty.</summary>
    public IReadOnlyList<AreaReference> Areas { get; init; } = [];

    /// <summary>Only areas of these levels; all where empty.</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];

    /// <summary>Only areas directly below these; all where empty.</summary>
    public IReadOnlyList<AreaReference> Parents { get; init; } = [];

    /// <summary>Reporting groups beside areas.</summary>
    public GroupPolicy Groups { get; init; } = GroupPolicy.Exclude;

    /// <summary>Only periods that start here or later: <c>2017</c>, <c>2022-H1</c>, <c>2025-Q1</c>, <c>2021-08</c>
    /// or a day. With a bound, periods without dates are left out.</summary>
    public string? From { get; init; }

    /// <summary>Only periods that end here or earlier; the whole named period counts.</summary>
    public string? To { get; init; }

    /// <summary>Only periods of these kinds; all where empty.</summary>
    public IReadOnlyList<string> PeriodKinds { get; init; } = [];

    /// <summary>Only these scopes by id, <c>""</c> for the unstated one; all where empty.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Where figures come from.</summary>
    public IReadOnlyList<string> Datasets { get; init; } = ["published"];

    /// <summary>Whether several datasets may stand in one answer.</summary>
    public bool MixedDatasets { get; init; }

    /// <summary>How areas that changed are shown: <c>as_reported</c>, <c>today</c> or <c>common</c>.</summary>
    public string AreaView { get; init; } = "as_reported";

    /// <summary>Which of several printed values.</summary>
    public Vintage Vintage { get; init; } = Vintage.Current;

    /// <summary>Only what had been published by the end of this day; unknown days of publication are left out, with
    /// a warning.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Sorting, the first first; then, and where empty, by measure and variant as asked, area, group, period,
    /// scope, dataset and preference.</summary>
    public IReadOnlyList<Ordering> Order { get; init; } = [];

    /// <summary>At most so many rows; all where null.</summary>
    public int? Limit { get; init; }

    /// <summary>Fields of the groups, such as <c>area.region</c>; <c>area</c> is its first attribute.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];

    /// <summary>Totals beside the groups, each evaluated from its own rows.</summary>
    public IReadOnlyList<TotalRows> Totals { get; init; } = [];

    /// <summary>A level of the calendar, a row each period; null takes the whole range as one.</summary>
    public string? Grain { get; init; }

    /// <summary>The calendar; null takes <c>calendar</c>.</summary>
    public string? Calendar { get; init; }

    /// <summary>The role of time; null takes each measure's or fact's own.</summary>
    public string? Date { get; init; }

    /// <summary>Only rows of facts that fit all of them.</summary>
    public IReadOnlyList<Filter> Where { get; init; } = [];

    /// <summary>Only rows of facts that have, or have not, a row in another fact.</summary>
    public IReadOnlyList<SemiJoin> Has { get; init; } = [];

    /// <summary>Only rows of the answer that fit all of them.</summary>
    public IReadOnlyList<MeasureFilter> Having { get; init; } = [];

    /// <summary>Only the largest or smallest members of one field.</summary>
    public Top? Top { get; init; }

    /// <summary>Other periods beside each one.</summary>
    public IReadOnlyList<Comparison> Compare { get; init; } = [];

    /// <summary>Which pairs of group and period have a row.</summary>
    public RowPolicy Rows { get; init; } = RowPolicy.Sparse;

    /// <summary>What becomes of periods the data do not reach the end of.</summary>
    public IncompletePolicy Incomplete { get; init; } = IncompletePolicy.Align;

    /// <summary>Where a part of a period ends when it is moved.</summary>
    public MonthEnd MonthEnd { get; init; } = MonthEnd.Extend;

    /// <summary>Which attributes of members that changed.</summary>
    public AttributePolicy Attributes { get; init; } = AttributePolicy.AsWas;

    /// <summary>What becomes of periods of another kind.</summary>
    public UnlikePolicy Unlike { get; init; } = UnlikePolicy.LeaveOut;

    /// <summary>The last day of the data; null takes the model's, or each fact's own.</summary>
    public DateOnly? DataUntil { get; init; }

    /// <summary>The period the change from which is explained, as in a comparison: <c>previous_year</c>,
    /// <c>-2 years</c>, <c>2019</c>. One measure, one field, and a range; the rows are parts of the change.</summary>
    public string? Why { get; init; }

    /// <summary>Whether the answer is one row a group and period.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsGrouped => GroupBy.Count > 0 || Grain is not null || Totals.Count > 0 || Compare.Count > 0
        || Top is not null || Having.Count > 0 || Why is not null;
}
