using System.Globalization;
using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells.Stars;
using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Semantics.Cells;

static class CellErrors
{
    public static AnalyticsException FieldUnreachable(StarModel model, Fact fact, string field)
    {
        string[] own = [.. FieldPath.Of(model, fact).Select(f => f.ToString())];
        string[] others = [.. model.Facts.Values.Where(other => FieldPath.Of(model, other).Any(f =>
            f.ToString() == field || f.Role == field)).Select(other => other.Name)];
        string[] measures = [.. model.Measures.Values.Where(m => m.Body is Aggregate of && others.Contains(of.Fact))
            .Select(m => m.Name)];
        return new("field-out-of-reach", ("field", field), ("fact", fact.Name), ("nearest", Names.Nearest(field, own)),
            ("known", own), ("facts", others), ("measures", measures));
    }

    public static AnalyticsException DateUnknown(StarModel model, Fact fact, string role)
    {
        string[] own = [.. fact.Dates.Keys];
        string[] others = [.. model.Facts.Values.Where(f => f.Dates.ContainsKey(role)).Select(f => f.Name)];
        return new("date-role-unknown", ("role", role), ("fact", fact.Name), ("nearest", Names.Nearest(role, own)),
            ("known", own), ("facts", others));
    }

    public static AnalyticsException DateMissing(Fact fact) => new("fact-without-date", ("fact", fact.Name));

    public static AnalyticsException DateTooFine(Fact fact, DateRole role, DateRange range) =>
        new("date-too-fine", ("fact", fact.Name), ("role", role.Name), ("level", role.Level),
            ("from", Day(range.Start)), ("to", Day(range.End.AddDays(-1))));

    public static AnalyticsException FactUnknown(StarModel model, string fact) =>
        new("fact-unknown", ("fact", fact), ("nearest", Names.Nearest(fact, model.Facts.Keys)),
            ("known", model.Facts.Keys));

    public static AnalyticsException SemiJoinOn(Fact fact, Fact other, string? on, IReadOnlyList<string> candidates) =>
        new("semi-join-key", ("fact", fact.Name), ("other", other.Name), ("on", on), ("candidates", candidates));

    public static AnalyticsException PeriodUnknown(string text) => new("semi-join-period", ("period", text));

    public static AnalyticsException ParentKey(Fact fact, string role) =>
        new("parent-key", ("fact", fact.Name), ("role", role), ("found", fact.Key.Count));

    public static AnalyticsException KeyNotUnique(string owner, string key, long rows, long different) =>
        new("key-not-unique", ("owner", owner), ("key", key), ("rows", rows), ("different", different));

    public static AnalyticsException HistoryWithoutDate(Fact fact, string role) =>
        new("history-without-date", ("fact", fact.Name), ("role", role));

    public static AnalyticsException BridgeHistory(string role, string dimension) =>
        new("bridge-history", ("role", role), ("dimension", dimension));

    public static AnalyticsException FilterValues(Filter filter, int expected) =>
        new("filter-values", ("field", filter.Field), ("operator", Word(filter.Operator)),
            ("found", filter.Values.Count), ("expected", expected));

    public static AnalyticsException FilterValueKind(Filter filter, string value, ValueKind kind) =>
        new("filter-value-kind", ("field", filter.Field), ("value", value), ("kind", Word(kind)));

    public static AnalyticsException ValueNotNumber(Fact fact, string expression, ValueKind kind) =>
        new("value-not-number", ("fact", fact.Name), ("expression", expression), ("kind", Word(kind)));

    public static AnalyticsException VintageAll(Fact fact) => new("vintage-all-grouped", ("fact", fact.Name));

    public static AnalyticsException StockWithoutDate(Fact fact) => new("stock-without-date", ("fact", fact.Name));

    public static AnalyticsException StockNotAdditive(string fact) => new("stock-not-additive", ("fact", fact));

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Word<T>(T value) where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
