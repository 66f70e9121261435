using Analytics.Pipelines;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Delivery;

static class DeliveryErrors
{
    public static AnalyticsException ContentMissing(string folder) => new("content-missing", ("folder", folder));

    public static AnalyticsException AnswerFormat(string found, IReadOnlyList<string> known) =>
        new("answer-format", ("found", found), ("nearest", Names.Nearest(found, known)), ("known", known));

    public static AnalyticsException ByMissing() => new("decider-missing");

    public static AnalyticsException CellMissing(CellReference cell, int rows,
        IReadOnlyList<string> columns) => new("explain-cell", ("row", cell.Row), ("column", cell.Column ?? "*"),
            ("rows", rows), ("nearest", cell.Column is null ? null : Names.Nearest(cell.Column, columns)),
            ("columns", columns));

    public static AnalyticsException CellText(string text) => new("explain-cell-text", ("found", text));

    public static AnalyticsException CellUnknown(string file, string sheet, string address,
        IReadOnlyList<string> sheets) => new("received-cell-unknown", ("file", file), ("sheet", sheet),
            ("address", address), ("sheets", sheets));

    public static AnalyticsException ChartAreasMany(IReadOnlyList<string?> areas) =>
        new("chart-areas-many", ("areas", areas));

    public static AnalyticsException DataEmpty(string file) => new("data-empty", ("file", file));

    public static AnalyticsException DataHeading(string file, CellPlace place) =>
        new("data-heading", ("file", file), ("address", place.Address));

    public static AnalyticsException DataHeadingRepeated(string file, string name, CellPlace first, CellPlace second) =>
        new("data-heading-repeated", ("file", file), ("name", name), ("first", first.Address),
            ("second", second.Address));

    public static AnalyticsException DataRowLong(string file, CellPlace place, int expected) =>
        new("data-row-long", ("file", file), ("address", place.Address), ("expected", expected));

    public static AnalyticsException DataSheetUnknown(string file, string sheet, IReadOnlyList<string> known) =>
        new("data-sheet-unknown", ("file", file), ("sheet", sheet), ("nearest", Names.Nearest(sheet, known)),
            ("known", known));

    public static AnalyticsException ExampleExists(string path) => new("example-exists", ("path", path));

    public static AnalyticsException FileChanged(string path) =>
        new("input-changed", ("job", "received"), ("path", path));

    public static AnalyticsException FileMissing(string path) => new("received-path-missing", ("path", path));

    public static AnalyticsException LoadStrict(int rejects, IEnumerable<FileOutcome> files) => new("load-strict",
        ("rejects", rejects), ("some", files.SelectMany(file => file.Findings)
            .Where(finding => finding.Severity == FindingSeverity.Reject).Take(3)
            .Select(finding => new LocalText($"{finding.Place.File} {finding.Place.Address}：{finding.Sentence.Zh}",
                $"{finding.Place.File} {finding.Place.Address}: {finding.Sentence.En}")).ToArray()));

    public static AnalyticsException ReceivedUnknown(string file, IReadOnlyList<string> known) =>
        new("received-file-unknown", ("file", file), ("nearest", Names.Nearest(file, known)),
            ("known", known.Take(10)));

    public static AnalyticsException RejectsOutdated(string file) => new("rejects-outdated", ("file", file));

    public static AnalyticsException SheetExpired(string sheet, string file, IReadOnlyList<string> cells) =>
        new("correction-sheet-expired", ("sheet", sheet), ("file", file), ("cells", cells.Take(10)));

    public static AnalyticsException SheetFileUnknown(string sheet, string file, IReadOnlyList<string> known) =>
        new("correction-sheet-file-unknown", ("sheet", sheet), ("file", file), ("nearest", Names.Nearest(file, known)));

    public static AnalyticsException SheetUnchanged(string sheet) =>
        new("correction-sheet-unchanged", ("sheet", sheet));

    public static AnalyticsException SheetWithoutName(string sheet, string cell) =>
        new("correction-sheet-nameless", ("sheet", sheet), ("cell", cell));

    public static AnalyticsException FolderUnusable(string folder, Exception inner) =>
        new("folder-unusable", inner, ("folder", folder), ("problem", inner.Message.ReplaceLineEndings(" ")));

    public static AnalyticsException OutputUnwritable(string path, Exception inner) =>
        new("output-unwritable", inner, ("path", path), ("problem", inner.Message));

    public static AnalyticsException ReportInvalid(string place, string problem, Exception? inner = null) =>
        new("report-invalid", inner, ("place", place), ("problem", problem));

    public static AnalyticsException ReportEntry(string place, AnalyticsException inner) =>
        new("report-entry", inner, ("place", place), ("problem", inner));

    public static AnalyticsException FigureAmbiguous(string figure, IReadOnlyList<string> found) =>
        new("figure-ambiguous", ("figure", figure), ("count", found.Count), ("some", found.Take(5)));

    public static AnalyticsException FigureNotFound(string figure, IEnumerable<string> known) =>
        new("figure-not-found", ("figure", figure), ("nearest", Names.Nearest(figure, known)));

    public static AnalyticsException RunNotFound(int number, int last) =>
        new("run-not-found", ("number", number), ("last", last));

    public static AnalyticsException MeasureUnknown(string name, string model, IEnumerable<string> known) =>
        new("measure-unknown", ("name", name), ("model", model), ("nearest", Names.Nearest(name, known)),
            ("known", known));

    public static AnalyticsException NotebookInvalid(string name, string problem, Exception? inner = null) =>
        new("notebook-invalid", inner, ("name", name), ("problem", problem));

    public static AnalyticsException NotebookCellFailed(string name, int cell, int? line, object problem,
        Exception inner) =>
        new("notebook-cell-failed", inner, ("name", name), ("cell", cell), ("line", line), ("problem", problem));
}
