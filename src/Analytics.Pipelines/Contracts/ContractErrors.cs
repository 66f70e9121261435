using Analytics.Tables;

namespace Analytics.Pipelines.Contracts;

static class ContractErrors
{
    public static AnalyticsException Rule(string place, string rule, int at, string found, string expected) =>
        new("contract-rule", ("place", place), ("rule", rule), ("at", at), ("found", found), ("expected", expected));

    public static AnalyticsException RuleType(string place, string rule, string column, string type) =>
        new("contract-rule-type", ("place", place), ("rule", rule), ("column", column), ("type", type));

    public static AnalyticsException RuleUnits(string place, string rule, string left, string right) =>
        new("contract-rule-units", ("place", place), ("rule", rule), ("left", left), ("right", right));

    public static AnalyticsException ColumnUnknown(string place, string column, IReadOnlyList<string> known) =>
        new("contract-column-unknown", ("place", place), ("column", column),
            ("nearest", Names.Nearest(column, known)), ("known", known));

    public static AnalyticsException IndicatorUnknown(string place, string code, IEnumerable<string> known) =>
        new("contract-indicator-unknown", ("place", place), ("code", code), ("nearest", Names.Nearest(code, known)));

    public static AnalyticsException Twice(string place, string what, string name) =>
        new("contract-name-twice", ("place", place), ("what", what), ("name", name));

    public static AnalyticsException Unknown(string name, IReadOnlyList<string> known) =>
        new("contract-unknown", ("name", name), ("nearest", Names.Nearest(name, known)), ("known", known));

    public static AnalyticsException Unreadable(string file, Exception inner) =>
        new("contract-unreadable", inner, ("file", file), ("problem", inner.Message));

    public static AnalyticsException LedgerMalformed(string file, string problem, Exception? inner = null) =>
        new("ledger-malformed", inner, ("file", file), ("problem", problem));

    public static AnalyticsException DecisionIncomplete(string kind, string column) =>
        new("decision-incomplete", ("kind", kind), ("column", column));

    public static AnalyticsException DecisionStale(Decision decision, string? found) => new("decision-stale",
        ("file", decision.File), ("sheet", decision.Sheet), ("address", decision.Address),
        ("expected", decision.Found), ("found", found));

    public static AnalyticsException LedgerUnwritable(string file, Exception inner) =>
        new("ledger-unwritable", inner, ("file", file), ("problem", inner.Message));
}
