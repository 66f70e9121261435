namespace Analytics.Charting;

/// <summary>The names of the columns a chart reads. Only <see cref="Value"/>, <see cref="AreaId"/> and
/// <see cref="AreaZh"/> must exist in the table; what another column would add is left out where
/// it does not.</summary>
public sealed record ChartColumns
{
    /// <summary>The value drawn; rates in percent, 0 to 100. A row without a value is not drawn and counted in a
    /// warning.</summary>
    public string Value { get; init; } = "value";

    /// <summary>Lower limit of the interval, in the unit of the value.</summary>
    public string Low { get; init; } = "low";

    /// <summary>Upper limit of the interval, in the unit of the value.</summary>
    public string High { get; init; } = "high";

    /// <summary>The unit of the value.</summary>
    public string Unit { get; init; } = "unit";

    /// <summary><c>exact</c>, <c>at_least</c>, <c>at_most</c> or <c>about</c>.</summary>
    public string Bound { get; init; } = "bound";

    /// <summary><c>counts</c> or <c>printed</c>.</summary>
    public string Basis { get; init; } = "basis";

    /// <summary>The numerator.</summary>
    public string Events { get; init; } = "events";

    /// <summary>The denominator, shown as n.</summary>
    public string Trials { get; init; } = "trials";

    /// <summary>Why a row has no interval: <c>rate-only</c>, <c>count</c>, <c>change</c>, <c>bound</c>,
    /// <c>zero-base</c>, <c>not-whole</c> or <c>events-exceed</c>; null where it has one.</summary>
    public string NoIntervalReason { get; init; } = "no_interval_reason";

    /// <summary>The indicator variant's code: its marker shape.</summary>
    public string Variant { get; init; } = "variant";

    /// <summary>The variant's Chinese name.</summary>
    public string VariantZh { get; init; } = "variant_zh";

    /// <summary>The variant's English name.</summary>
    public string VariantEn { get; init; } = "variant_en";

    /// <summary>The area's id.</summary>
    public string AreaId { get; init; } = "area_id";

    /// <summary>The area's Chinese name.</summary>
    public string AreaZh { get; init; } = "area_zh";

    /// <summary>The area's English name; the Chinese one stands in where it is absent.</summary>
    public string AreaEn { get; init; } = "area_en";

    /// <summary>The area's level, such as <c>county</c>; areas of two levels are not compared.</summary>
    public string AreaLevel { get; init; } = "area_level";

    /// <summary>The area above, shown where two areas bear one name.</summary>
    public string ParentZh { get; init; } = "parent_zh";

    /// <summary>The English name of the area above.</summary>
    public string ParentEn { get; init; } = "parent_en";

    /// <summary>A reporting group inside the area.</summary>
    public string GroupId { get; init; } = "group_id";

    /// <summary>The group's Chinese name.</summary>
    public string GroupZh { get; init; } = "group_zh";

    /// <summary>The group's English name.</summary>
    public string GroupEn { get; init; } = "group_en";

    /// <summary>The scope; different scopes are never joined by a line.</summary>
    public string ScopeId { get; init; } = "scope_id";

    /// <summary>The scope in Chinese words; parts of its id stand in where it is absent.</summary>
    public string ScopeZh { get; init; } = "scope_zh";

    /// <summary>The scope in English words.</summary>
    public string ScopeEn { get; init; } = "scope_en";

    /// <summary>The period's id.</summary>
    public string PeriodId { get; init; } = "period_id";

    /// <summary>The period's Chinese label.</summary>
    public string PeriodZh { get; init; } = "period_zh";

    /// <summary>The period's English label.</summary>
    public string PeriodEn { get; init; } = "period_en";

    /// <summary>First day of the period; null where unknown.</summary>
    public string PeriodStart { get; init; } = "period_start";

    /// <summary>Last day of the period; null where unknown.</summary>
    public string PeriodEnd { get; init; } = "period_end";

    /// <summary>The figures a mark stands for, joined by <c>|</c>.</summary>
    public string FigureIds { get; init; } = "figure_ids";

    /// <summary>How many other sources disagree.</summary>
    public string Alternatives { get; init; } = "alternatives";

    /// <summary>The measure's name, where a picture holds several.</summary>
    public string Measure { get; init; } = "measure";

    /// <summary>The measure's Chinese name; <see cref="Measure"/> stands in where it is absent.</summary>
    public string MeasureZh { get; init; } = "measure_zh";

    /// <summary>The measure's English name.</summary>
    public string MeasureEn { get; init; } = "measure_en";

    /// <summary>A part of an area's total: what bars are stacked or grouped by. Measures stand in where it is
    /// absent.</summary>
    public string Part { get; init; } = "part";

    /// <summary>The part's Chinese name.</summary>
    public string PartZh { get; init; } = "part_zh";

    /// <summary>The part's English name.</summary>
    public string PartEn { get; init; } = "part_en";

    /// <summary>What is said of a figure, joined by <c>|</c>: <c>provisional</c>, <c>partial</c> (the period is not
    /// over or not all reported), <c>suppressed</c> (withheld), <c>late</c>, <c>not_due</c>.</summary>
    public string Status { get; init; } = "status";

    /// <summary>The day the figure was published.</summary>
    public string PublishedOn { get; init; } = "published_on";

    /// <summary><c>published</c>, <c>office</c> or <c>simulated</c>; simulated rows put a word of warning on the
    /// picture.</summary>
    public string Dataset { get; init; } = "dataset";
}
