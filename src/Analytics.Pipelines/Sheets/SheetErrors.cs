using Analytics.Tables;

namespace Analytics.Pipelines.Sheets;

static class SheetErrors
{
    public static AnalyticsException Missing(string file) => new("received-missing", ("file", file));

    public static AnalyticsException Unreadable(string file, Exception inner) =>
        new("received-unreadable", inner, ("file", file), ("problem", inner.Message));

    public static AnalyticsException Empty(string file) => new("input-empty", ("file", file));

    public static AnalyticsException Changing(string file) => new("input-changing", ("file", file));

    public static AnalyticsException TooLarge(string file, long bytes, long limit) =>
        new("input-too-large", ("file", file), ("bytes", bytes), ("limit", limit));

    public static AnalyticsException Kind(string file, string found) =>
        new("input-kind", ("file", file), ("found", found));

    public static AnalyticsException Archive(string file) => new("input-archive", ("file", file));

    public static AnalyticsException Password(string file) => new("input-password", ("file", file));

    public static AnalyticsException ZeroCharacter(string file, long offset) =>
        new("input-zero-character", ("file", file), ("offset", offset));

    public static AnalyticsException Damaged(string file, string problem, Exception? inner = null) =>
        new("workbook-damaged", inner, ("file", file), ("problem", problem));

    public static AnalyticsException CellTooLong(string file, string sheet, string cell, long limit) =>
        new("cell-too-long", ("file", file), ("sheet", sheet), ("cell", cell), ("limit", limit));

    public static AnalyticsException SharedTextTooLong(string file, long index, long limit) =>
        new("shared-text-too-long", ("file", file), ("index", index), ("limit", limit));

    public static AnalyticsException SheetTooLarge(string file, string sheet, string what, long found, long limit) =>
        new("sheet-too-large", ("file", file), ("sheet", sheet), ("what", Word(what)), ("found", found),
            ("limit", limit));

    public static AnalyticsException ArchiveTooLarge(string file, string entry, string what, long limit) =>
        new("archive-too-large", ("file", file), ("entry", entry), ("what", Word(what)), ("limit", limit));

    public static AnalyticsException ArchiveTooDeep(string file, int limit) =>
        new("archive-too-deep", ("file", file), ("limit", limit));

    public static AnalyticsException EntryName(string file, string entry) =>
        new("archive-entry-name", ("file", file), ("entry", entry));

    public static AnalyticsException ArchiveDamaged(string file, string problem, Exception? inner = null) =>
        new("archive-damaged", inner, ("file", file), ("problem", problem));

    public static AnalyticsException Delimiter(string file, char found) =>
        new("csv-delimiter-unknown", ("file", file), ("found", found.ToString()));

    static LocalText Word(string name) => TextCatalog.BuiltIn["sheet.word." + name];
}
