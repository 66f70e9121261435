using Analytics.Tables;

namespace Analytics.Semantics.Stars;

static class StarErrors
{
    public static AnalyticsException FormulaMalformed(string place, string text, int column, string found,
        string expected) => new("formula-malformed", ("place", place), ("text", text), ("column", column),
            ("found", found.Length == 0 ? null : found), ("expected", expected));

    public static AnalyticsException FormulaUnits(string place, string one, string oneUnit, string other,
        string otherUnit) => new("formula-units-differ", ("place", place), ("one", one), ("one_unit", oneUnit),
            ("other", other), ("other_unit", otherUnit));

    public static AnalyticsException FormulaPopulations(string place, string one, string onePopulation, string other,
        string otherPopulation) => new("formula-populations-differ", ("place", place), ("one", one),
            ("one_population", onePopulation), ("other", other), ("other_population", otherPopulation));

    public static AnalyticsException FormulaRates(string place, string one, string other) =>
        new("formula-rates-added", ("place", place), ("one", one), ("other", other));

    public static AnalyticsException SumOfRate(string place, string rate, string kind) =>
        new("sum-of-rate", ("place", place), ("rate", rate), ("kind", kind));

    public static AnalyticsException NameTwice(string place, string name, string other) =>
        new("model-name-twice", ("place", place), ("name", name), ("other", other));

    public static AnalyticsException OneOf(string place, IReadOnlyList<string> found, IReadOnlyList<string> known) =>
        new("model-one-of", ("place", place), ("found", found), ("known", known));

    public static AnalyticsException Cycle(string place, IEnumerable<string> path) =>
        new("model-cycle", ("place", place), ("path", string.Join(" → ", path)));

    public static AnalyticsException RoleDiffers(string place, string role, string one, string fact, string other) =>
        new("model-role-differs", ("place", place), ("role", role), ("one", one), ("fact", fact), ("other", other));

    public static AnalyticsException ParentKey(string place, string fact, IEnumerable<string> key) =>
        new("model-parent-key", ("place", place), ("fact", fact), ("key", key));

    public static AnalyticsException PartKind(string place, string key, string measure, string kind,
        IReadOnlyList<string> expected) => new("model-part-kind", ("place", place), ("key", key),
            ("measure", measure), ("kind", kind), ("expected", expected));

    public static AnalyticsException FieldNotFound(string place, string field, IReadOnlyList<string> known) =>
        new("field-not-found", ("place", place), ("field", field), ("nearest", Names.Nearest(field,
            known.Concat(known.Select(one => one.Split('.')[0])).Distinct())), ("known", known));

    public static AnalyticsException FieldUnreachable(string place, string field, string fact,
        IReadOnlyList<string> others, IReadOnlyList<string> known) => new("field-unreachable", ("place", place),
            ("field", field), ("fact", fact), ("others", others), ("known", known));

    public static AnalyticsException DateNotFound(string place, string date, string fact,
        IReadOnlyList<string> known) => new("date-not-found", ("place", place), ("date", date), ("fact", fact),
            ("nearest", Names.Nearest(date, known)), ("known", known));

    public static AnalyticsException BesideMissing(string place, string file) =>
        new("model-file-missing", ("place", place), ("file", file));
}
