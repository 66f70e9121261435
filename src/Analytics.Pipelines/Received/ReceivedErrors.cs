using Analytics.Tables;

namespace Analytics.Pipelines.Received;

static class ReceivedErrors
{
    public static AnalyticsException SheetDamaged(string file) => new("correction-sheet-damaged", ("file", file));

    public static AnalyticsException SheetMoved(string file, CorrectionKey key, string found) =>
        new("correction-sheet-moved", ("file", file), ("cell", $"{key.On}!{key.Position}"), ("found", found),
            ("expected", key.Shown));

    public static AnalyticsException SheetCleared(string file, IReadOnlyList<string> cells) =>
        new("correction-sheet-cleared", ("file", file), ("cells", cells));

    public static AnalyticsException SheetConflict(string file, IReadOnlyList<string> cells,
        IReadOnlyList<string> values) =>
        new("correction-sheet-conflict", ("file", file), ("cells", cells), ("values", values));

    public static AnalyticsException SheetPercent(string file, string cell, string found) =>
        new("correction-sheet-percent", ("file", file), ("cell", cell), ("found", found));
}
