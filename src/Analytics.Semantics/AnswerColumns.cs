using Analytics.Tables;

namespace Analytics.Semantics;

/// <summary>The columns of every answer; its grain is one observation of one measure.</summary>
public static class AnswerColumns
{
    static readonly Dictionary<string, ColumnKind> Kinds = new(StringComparer.Ordinal)
    {
        ["period_start"] = ColumnKind.Date, ["period_end"] = ColumnKind.Date, ["value"] = ColumnKind.Real,
        ["events"] = ColumnKind.Whole, ["trials"] = ColumnKind.Whole, ["low"] = ColumnKind.Real,
        ["high"] = ColumnKind.Real, ["printed_value"] = ColumnKind.Real, ["alternatives"] = ColumnKind.Whole,
    };

    /// <summary>Their names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "measure", "variant", "variant_zh", "variant_en", "area_id", "area_zh", "area_en", "area_level", "parent_zh",
        "parent_en", "group_id", "group_zh", "group_en", "scope_id", "scope_zh", "scope_en", "period_id", "period_zh",
        "period_en", "period_start", "period_end",
        "value", "unit", "bound", "basis", "events", "trials", "low", "high", "no_interval_reason", "printed_value",
        "source_id", "figure_ids", "alternatives", "dataset", "outcome", "outcome_reason",
    ];

    internal static IReadOnlyList<Column> All { get; } =
        [.. Names.Select(name => new Column(name, Kinds.GetValueOrDefault(name, ColumnKind.Text)))];
}
