using Analytics.Semantics.Models;
using Analytics.Tables;

namespace Analytics.Semantics;

static class SemanticErrors
{
    public static AnalyticsException ModelMissing(string path) => new("model-missing", ("path", path));

    public static AnalyticsException ModelMeasureTwice(string place, string name, string other) =>
        new("model-measure-twice", ("place", place), ("name", name), ("other", other));

    public static AnalyticsException ModelVariantOverlap(string place, string name, string other) =>
        new("model-variant-overlap", ("place", place), ("name", name), ("other", other));

    public static AnalyticsException MeasureNotFound(string name, string place, IEnumerable<string> known) =>
        new("measure-not-found", ("name", name), ("place", place), ("nearest", Names.Nearest(name, known)),
            ("known", Shortlist(name, known)));

    // A long list is no help: the ones like it, and how many there are.
    static string[] Shortlist(string name, IEnumerable<string> known)
    {
        string[] all = [.. known.Where(one => !one.Contains('/', StringComparison.Ordinal))];
        return all.Length <= 24 ? all : [.. Names.InOrderOfDistance(name, all).Take(12), $"… ({all.Length})"];
    }

    public static AnalyticsException VariantNotFound(string name, string measure, string place,
        IReadOnlyList<string> known) => new("variant-not-found", ("name", name), ("measure", measure),
            ("place", place), ("nearest", Names.Nearest(name, known)), ("known", known));

    public static AnalyticsException DutyNotFound(string duty, string measure, IReadOnlyList<string> known) =>
        new("duty-not-found", ("duty", duty), ("measure", measure), ("nearest", Names.Nearest(duty, known)),
            ("known", known));

    public static AnalyticsException VariantsDiffer(Measure measure, Variant one, Variant other,
        IEnumerable<string> found) => new("variants-differ", ("measure", measure.Name), ("one", one.Name),
            ("other", other.Name), ("one_title", one.Title), ("other_title", other.Title), ("found", found));

    public static AnalyticsException DatasetsDiffer(IReadOnlyList<string> datasets) =>
        new("datasets-differ", ("datasets", datasets));

    public static AnalyticsException DatasetClosed(string dataset, string principal) =>
        new("dataset-closed", ("dataset", dataset), ("principal", principal));

    public static AnalyticsException AreaNotFound(string area, string place, IReadOnlyList<string> known) =>
        new("area-not-found", ("area", area), ("place", place), ("nearest", Names.Nearest(area, known)));

    public static AnalyticsException AreaAmbiguous(string area, string place, IEnumerable<string> candidates) =>
        new("area-ambiguous", ("area", area), ("place", place), ("candidates", candidates));

    public static AnalyticsException AreaViewImpossible(string area, string place, string reason,
        IEnumerable<string> names) => new("area-view-impossible", ("area", area), ("place", place),
            ("reason", TextCatalog.BuiltIn["cells.reason." + reason]), ("names", names));

    public static AnalyticsException QueryJson(string place, long line, Exception? inner) =>
        new("query-json", inner, ("place", place), ("line", line));

    public static AnalyticsException EngineRefused(string model, string problem, Exception inner) =>
        new("engine-refused", inner, ("model", model), ("problem", problem));

    public static AnalyticsException PublishedOnly(string place, IReadOnlyList<string> names, string model) =>
        new("query-published-only", ("place", place), ("names", names), ("model", model));

    public static AnalyticsException QueryKind(string place, string found, string kind) =>
        new("query-kind", ("place", place), ("found", found), ("expected", TextCatalog.BuiltIn["query.kind." + kind]));

    public static AnalyticsException QueryLacks(string place, string name, string kind) =>
        new("query-lacks", ("place", place), ("name", name), ("expected", TextCatalog.BuiltIn["query.kind." + kind]));

    public static AnalyticsException QueryCount(string place, string word, int found, int expected) =>
        new("query-count", ("place", place), ("operator", word), ("found", found), ("expected", expected));

    public static AnalyticsException QueryOperators(string place, IReadOnlyList<string> found) =>
        new("query-operators", ("place", place), ("found", found));

    public static AnalyticsException QueryProperty(string place, string name, IReadOnlyList<string> known) =>
        new("query-property", ("place", place), ("name", name), ("nearest", Names.Nearest(name, known)),
            ("known", known));

    public static AnalyticsException QueryBounds(string from, string to) =>
        new("query-bounds", ("from", from), ("to", to));

    public static AnalyticsException QueryValue(string place, string found, IReadOnlyList<string> expected) =>
        new("query-value", ("place", place), ("found", found), ("nearest", Names.Nearest(found, expected)),
            ("expected", expected));
}
