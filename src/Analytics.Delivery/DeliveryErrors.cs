using Analytics.Tables;

namespace Analytics.Delivery;

static class DeliveryErrors
{
    public static AnalyticsException ContentMissing(string folder) => new("content-missing", ("folder", folder));

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

    public static AnalyticsException NotebookInvalid(string name, string problem, Exception? inner = null) =>
        new("notebook-invalid", inner, ("name", name), ("problem", problem));

    public static AnalyticsException NotebookCellFailed(string name, int cell, int? line, object problem,
        Exception inner) =>
        new("notebook-cell-failed", inner, ("name", name), ("cell", cell), ("line", line), ("problem", problem));
}
