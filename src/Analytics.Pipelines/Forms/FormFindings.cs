using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Pipelines.Forms;

// What reading a sheet finds; the sentences are texts rule.{name}.
static class FormFindings
{
    /// More columns that a form does not know are told in one finding.
    public const int ColumnsTold = 20;

    static Finding Make(string rule, FindingSeverity severity, CellPlace place, string? field, string? header,
        string? found, params (string Name, object? Value)[] facts) =>
        new(rule, severity, place, field, header, found, facts.ToDictionary(f => f.Name, f => f.Value));

    static string[] Places(IEnumerable<HeadingColumn> columns) =>
        [.. columns.Select(column => $"{CellPlace.Letters(column.Column)} {column.Printed}")];

    public static Finding Unknown(CellPlace sheet, Form? nearest, IReadOnlyList<string> missing,
        IReadOnlyList<string> found) => Make(nearest is null ? "form-none" : "form-unknown", FindingSeverity.Reject,
            sheet, null, null, null, ("nearest", nearest?.Name), ("missing", missing),
            ("headings", found.Take(ColumnsTold)));

    public static Finding Ambiguous(CellPlace sheet, IReadOnlyList<string> forms) =>
        Make("form-ambiguous", FindingSeverity.Reject, sheet, null, null, null, ("forms", forms));

    public static Finding Empty(CellPlace sheet) => Make("sheet-empty", FindingSeverity.Note, sheet, null, null, null);

    public static Finding HeadingMissing(CellPlace sheet, Form form) => Make("heading-missing", FindingSeverity.Reject,
        sheet, null, null, null, ("form", form.Name), ("wanted", form.Columns.Select(c => c.Headers[0])),
        ("rows", Head.Rows));

    public static Finding Missing(CellPlace heading, Form form, MissingColumn column, IEnumerable<string> headings) =>
        Make(column.IsRequired ? "column-missing" : "column-absent",
            column.IsRequired ? FindingSeverity.Reject : FindingSeverity.Warn, heading, column.Field, null, null,
            ("form", form.Name), ("title", form.TitleOf(column.Field)), ("wanted", column.Wanted),
            ("nearest", Names.Nearest(column.Wanted, headings)));

    public static Finding Twice(CellPlace heading, Form form, TwiceColumn column) => Make("column-twice",
        FindingSeverity.Reject, heading, column.Field, column.Name, null, ("form", form.Name),
        ("title", form.TitleOf(column.Field)), ("columns", Places(column.Columns)));

    public static Finding Ambiguous(CellPlace heading, Form form, TwiceColumn column) => Make("column-ambiguous",
        form.IsRequired(column.Field) ? FindingSeverity.Reject : FindingSeverity.Warn, heading, column.Field,
        column.Name, null, ("form", form.Name), ("title", form.TitleOf(column.Field)),
        ("columns", Places(column.Columns)));

    public static Finding SheetIgnored(CellPlace sheet, Form form) =>
        Make("sheet-ignored", FindingSeverity.Note, sheet, null, null, null, ("form", form.Name));

    public static Finding ColumnUnknown(CellPlace cell, Form form, HeadingColumn column) => Make("column-unknown",
        FindingSeverity.Warn, cell, null, column.Printed, column.Printed, ("form", form.Name));

    public static Finding ColumnsUnknown(CellPlace heading, Form form, IReadOnlyCollection<HeadingColumn> columns) =>
        Make("columns-unknown", FindingSeverity.Warn, heading, null, null, null, ("form", form.Name),
            ("count", columns.Count), ("some", Places(columns.Take(10))));

    public static Finding UnitDiffers(CellPlace cell, Form form, UnitConflict conflict) => Make("column-unit-differs",
        conflict.IsScale ? FindingSeverity.Reject : FindingSeverity.Note, cell, conflict.Field,
        conflict.Column.Printed, conflict.Sheet, ("form", form.Name), ("unit", conflict.Form));

    public static Finding FixedMissing(Form form, FormFixed value, string file, string sheet) => Make("fixed-missing",
        form.IsRequired(value.Field) ? FindingSeverity.Reject : FindingSeverity.Warn,
        new CellPlace(file, sheet, Math.Max(1, value.Row), value.Row > 0 ? value.Column : null), value.Field, null,
        null, ("form", form.Name), ("title", form.TitleOf(value.Field)), ("pattern", value.Pattern?.Text));

    public static Finding FixedTwice(Form form, FormFixed value, (SheetCell Cell, CellPlace Place) first,
        (SheetCell Cell, CellPlace Place) second) => Make("fixed-twice", FindingSeverity.Reject, second.Place,
            value.Field, null, second.Cell.Text, ("form", form.Name), ("title", form.TitleOf(value.Field)),
            ("first", first.Cell.Text), ("firstAddress", first.Place.Address));

    public static Finding FixedChanged(CellPlace cell, Form form, string field, string found, string first) =>
        Make("fixed-changed", FindingSeverity.Reject, cell, field, null, found, ("form", form.Name),
            ("title", form.TitleOf(field)), ("first", first));

    public static Finding HeadingChanged(CellPlace row, Form form, string found) => Make("heading-changed",
        FindingSeverity.Reject, row, null, null, found, ("form", form.Name));

    public static Finding CellWithoutHeading(CellPlace cell, bool isNumber, string found) => Make(
        "cell-without-heading", isNumber ? FindingSeverity.Reject : FindingSeverity.Warn, cell, null, null, found);

    public static Finding FigureMerged(CellPlace cell, string field, string header, string found, MergedRange range) =>
        Make("figure-merged", FindingSeverity.Reject, cell, field, header, found,
            ("range", $"{new CellPlace("", "", range.FromRow, range.FromColumn).Address}:"
                + new CellPlace("", "", range.ToRow, range.ToColumn).Address));

    public static Finding NoteWithFigures(CellPlace row, string found) =>
        Make("note-with-figures", FindingSeverity.Warn, row, null, null, found);

    public static Finding TotalUndeclared(CellPlace cell, Form form, string found) => Make("total-undeclared",
        FindingSeverity.Reject, cell, null, null, found, ("form", form.Name));

    public static Finding WithoutFigures(CellPlace row, string? found) =>
        Make("row-without-figures", FindingSeverity.Reject, row, null, null, found);

    public static Finding OnlyIgnored(CellPlace row, string found) =>
        Make("row-only-ignored", FindingSeverity.Note, row, null, null, found);

    public static Finding OutsideRange(CellPlace row, string found) =>
        Make("row-outside-range", FindingSeverity.Warn, row, null, null, found);

    public static Finding ColumnsOutsideRange(CellPlace row, IEnumerable<int> columns) =>
        Make("columns-outside-range", FindingSeverity.Note, row, null, null, null,
            ("columns", columns.Select(CellPlace.Letters)));

    public static Finding Hidden(CellPlace first, IReadOnlyList<long> rows, long count) => Make("rows-hidden",
        FindingSeverity.Note, first, null, null, null, ("rows", rows), ("count", count));

    public static Finding MembersBlank(CellPlace heading, IReadOnlyList<string> members) =>
        Make("members-blank", FindingSeverity.Note, heading, null, null, null, ("members", members));

    public static Finding TotalDiffers(CellPlace cell, string field, string header, string printed, decimal total,
        decimal sum, long parts) => Make("total-differs", FindingSeverity.Warn, cell, field, header, printed,
            ("total", total), ("sum", sum), ("difference", total - sum), ("parts", parts));

    public static Finding TotalUnchecked(CellPlace cell, string field, string header, string printed, string part,
        string? partFound) => Make("total-unchecked", FindingSeverity.Note, cell, field, header, printed,
            ("part", part), ("partFound", partFound));
}
