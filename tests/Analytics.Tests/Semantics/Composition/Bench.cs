using System.Globalization;
using Analytics.Semantics;
using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Composition;
using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Tests.Semantics.Composition;

/// <summary>A small model with measures of a test, and answers as lines of text.</summary>
static class Bench
{
    static readonly LocalText Nothing = new("", "");

    public static StarMeasure Measure(string name, MeasureBody body, string unit = "", int minimumBase = 0,
        int threshold = 0) => new(name, new(name, name), unit, null, "neutral", Nothing, null, null, null, minimumBase,
        new Disclosure(threshold), body, "model.yaml:1");

    public static Aggregate Count(string fact = "cases", params Filter[] where) =>
        new(fact, AggregateKind.Count, null, null, where, null, null, OverTime.Add, []);

    public static Aggregate Sum(string fact = "cases", OverTime overTime = OverTime.Add) =>
        new(fact, AggregateKind.Sum, new Expression("value"), null, [], null, null, overTime, []);

    public static Filter Kind(string kind) => new("kind", [kind]);

    /// <summary>Facts with a day and the fields region, area and kind; <c>lots</c> has no day, <c>yearly</c> tells years
    /// apart alone.</summary>
    public static StarModel Model(params StarMeasure[] measures) => new("courts", Nothing, null, null,
        CalendarFactory.BuiltIn, new Dictionary<string, Dimension>(), new Dictionary<string, Fact>
        {
            ["cases"] = Fact("cases", "day"), ["hearings"] = Fact("hearings", "day"), ["lots"] = Fact("lots", null),
            ["yearly"] = Fact("yearly", "year"),
        }, measures.ToDictionary(measure => measure.Name), []);

    public static async Task<QueryResult> AskAsync(StarModel model, TableCells source, Query query,
        Principal? principal = null) => await Composer.AnswerAsync(model, query, source,
        principal ?? Principal.Outside, TestContext.Current.CancellationToken);

    /// <summary>Rows as lines: fields, period, kind where it is no row, values; suppressed as <c>*</c>, not available
    /// as <c>!</c>, empty as <c>-</c>. A real has at most four digits after the point.</summary>
    public static string Show(QueryResult result)
    {
        var table = result.Table;
        return string.Join('\n', Enumerable.Range(0, table.RowCount).Select(row => string.Join(' ',
            table.Columns.Where(column => column.Name is not ("period_start" or "period_end" or "period_complete"))
                .Select(column => column.Name == "row_kind"
                    ? table.Text(row, "row_kind") is var kind && kind == "row" ? null : $"[{kind}]"
                    : Cell(result, row, column.Name)).Where(text => text is not null))));
    }

    public static async Task SaysAsync(string expected, StarModel model, string rows, Query query,
        Principal? principal = null) => Assert.Equal(
        string.Join('\n', expected.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        Show(await AskAsync(model, new TableCells(rows), query, principal)));

    static string Cell(QueryResult result, int row, string column) =>
        result.States![row].TryGetValue(column, out var state) && state != CellState.Value
            ? state switch { CellState.Suppressed => "*", CellState.NotAvailable => "!", _ => "-" }
            : result.Table[row, column] switch
            {
                null => "all",
                double real => Math.Round(real, 4).ToString(CultureInfo.InvariantCulture),
                var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
            };

    static Fact Fact(string name, string? level) => new(name, Nothing, new(name, null), "one", [new("id")], null,
        level is null ? new Dictionary<string, DateRole>() : new Dictionary<string, DateRole>
        {
            ["on"] = new("on", new("on"), DateKind.Date, level, Nothing),
            ["closed_on"] = new("closed_on", new("closed_on"), DateKind.Date, level, Nothing),
        }, level is null ? null : "on", new[] { "region", "area", "kind" }.ToDictionary(role => role, role =>
            new DimensionUse(role, null, new(role), new DimensionAttribute(role, new(role), Nothing, MemberOrder.Value,
                null, [], SameRules.None), null)),
        new Dictionary<string, ParentUse>(), new Dictionary<string, BridgeUse>(), null, true,
        new Dictionary<string, Expression>());
}
