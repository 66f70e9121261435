using Analytics.Tables;

namespace Analytics.Semantics.Compilation;

/// <summary>The columns of a compiled query.</summary>
static class CandidateColumns
{
    public static IReadOnlyList<Column> All { get; } =
    [
        new("asked", ColumnKind.Whole), new("dataset", ColumnKind.Text),
        new("area_id", ColumnKind.Text), new("name_zh", ColumnKind.Text), new("name_en", ColumnKind.Text),
        new("level", ColumnKind.Text), new("group_id", ColumnKind.Text), new("group_zh", ColumnKind.Text),
        new("group_en", ColumnKind.Text),
        new("scope_id", ColumnKind.Text), new("period_id", ColumnKind.Text), new("kind", ColumnKind.Text),
        new("label_zh", ColumnKind.Text), new("label_en", ColumnKind.Text),
        new("start_on", ColumnKind.Date), new("end_on", ColumnKind.Date),
        new("source_id", ColumnKind.Text), new("series_id", ColumnKind.Text), new("published_on", ColumnKind.Date),
        new("printed_value", ColumnKind.Exact), new("printed_unit", ColumnKind.Text),
        new("printed_bound", ColumnKind.Text), new("figure_id", ColumnKind.Text),
        new("events", ColumnKind.Exact), new("events_bound", ColumnKind.Text),
        new("events_figure_id", ColumnKind.Text), new("trials", ColumnKind.Exact),
        new("trials_bound", ColumnKind.Text), new("trials_figure_id", ColumnKind.Text),
        new("preference", ColumnKind.Whole),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(column => column.Name)];
}
