using System.Globalization;
using Analytics.Semantics;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Delivery;

/// Where cells of a grouped answer come from.
static class GroupedExplanation
{
    public static IReadOnlyList<Explanation> Of(QueryResult answer, StarModel model, Query query, CellReference? cell)
    {
        var columns = answer.Table.Columns.Select(column => column.Name)
            .Where(name => model.Measures.ContainsKey(name.Split('@')[0])).ToArray();
        var cells = Enumerable.Range(0, answer.Table.RowCount)
            .SelectMany(row => columns.Select(column => (Row: row, Column: column)))
            .Where(one => cell?.Is(one.Row + 1, one.Column) ?? true).Take(CellReference.Usual).ToArray();
        return cell is not null && cells.Length == 0
            ? throw DeliveryErrors.CellMissing(cell, answer.Table.RowCount, columns)
            : [.. cells.Select(one => Of(answer, model, query, one.Row, one.Column))];
    }

    static Explanation Of(QueryResult answer, StarModel model, Query query, int row, string column)
    {
        var lines = MeasureDescription.Of(model, column.Split('@')[0]).ToList();
        lines.Add(ExplanationLine.Of("data-version", answer.Metadata?.DataVersion ?? "–"));
        if (answer.Compiled.Sql.Trim() is { Length: > 0 } sql) lines.Add(ExplanationLine.Of("sql", sql));
        var group = string.Join(" · ", query.GroupBy.Append("period").Where(answer.Table.Has)
            .Select(name => answer.Table[row, name]).OfType<object>()
            .Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));
        var value = answer.Table[row, column] is { } known ? Convert.ToString(known, CultureInfo.InvariantCulture)
            : answer.States is { } states && states[row].TryGetValue(column, out var state)
                && state != CellState.Empty ? Answers.StateColumns.Word(state) : "–";
        var title = $"{column}{(group.Length > 0 ? $" · {group}" : "")} = {value}";
        return new Explanation(row + 1, column, new LocalText(title, title), lines);
    }
}
