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

/// <summary>One question to the model. The grain of its answer is one observation of one measure.</summary>
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

    /// <summary>How areas that changed are shown; <c>as_reported</c> alone is available.</summary>
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
}
