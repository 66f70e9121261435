using Analytics.Semantics;
using Analytics.Tables;

namespace Analytics.Delivery;

/// <summary>Which rows of an answer a chart shows.</summary>
public static class ChartRows
{
    /// <summary>The rows in which one dimension varies: by <c>area</c>, those of the latest period that any area has;
    /// by
    /// <c>period</c>, those of the one area; by both or by nothing, all. What is left out is a warning.</summary>
    /// <param name="answer">Rows of figures, with <c>area_id</c>, <c>period_start</c> and <c>period_end</c>.</param>
    /// <param name="by">Of <c>area</c> and <c>period</c>.</param>
    /// <exception cref="AnalyticsException"><c>chart-areas-many</c>: by period, and there are several
    /// areas.</exception>
    public static QueryResult By(QueryResult answer, IReadOnlyList<string> by)
    {
        var table = answer.Table;
        if (by is ["period"])
        {
            var areas = Enumerable.Range(0, table.RowCount).Select(row => table.Text(row, "area_zh"))
                .Distinct().ToArray();
            return areas.Length <= 1 ? answer : throw DeliveryErrors.ChartAreasMany(areas);
        }
        if (by is not ["area"]) return answer;
        var latest = Enumerable.Range(0, table.RowCount).Where(row => table[row, "period_end"] is DateOnly)
            .OrderByDescending(row => (DateOnly)table[row, "period_end"]!)
            .ThenBy(row => (DateOnly)table[row, "period_start"]!).Select(row => table.Text(row, "period_id"))
            .FirstOrDefault();
        var kept = Enumerable.Range(0, table.RowCount).Where(row => table.Text(row, "period_id") == latest).ToArray();
        if (kept.Length == table.RowCount) return answer;
        return answer with
        {
            Table = new Table(table.Columns, [.. kept.Select(row =>
                (object?[])[.. table.Columns.Select(column => table[row, column.Name])])]),
            Warnings = [.. answer.Warnings, Reports.Html.Say("chart.rows.latest",
                ("period", latest), ("left", table.RowCount - kept.Length))],
        };
    }
}
