using System.Text.Json;
using Analytics.Semantics;
using Analytics.Semantics.Cells;
using Analytics.Tables;

namespace Analytics.Delivery.Answers;

/// States of cells as columns of their own, where a null alone would not tell.
static class StateColumns
{
    public static Table Beside(QueryResult answer)
    {
        if (answer.States is not { } states) return answer.Table;
        var told = answer.Table.Columns.Select(column => column.Name).Where(name => states.Any(row =>
            row.TryGetValue(name, out var state)
                && state is CellState.NotAvailable or CellState.Suppressed)).ToHashSet();
        if (told.Count == 0) return answer.Table;
        var table = answer.Table;
        return new Table(
            [.. table.Columns.SelectMany(column => told.Contains(column.Name)
                ? [column, new Column($"{column.Name}_state", ColumnKind.Text)] : new[] { column })],
            [.. Enumerable.Range(0, table.RowCount).Select(row => table.Columns.SelectMany(column =>
                told.Contains(column.Name) ? [table[row, column.Name], WordOf(states[row], column.Name)]
                : new[] { table[row, column.Name] }).ToArray())]);
    }

    public static string Word(CellState state) => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());

    static string? WordOf(IReadOnlyDictionary<string, CellState> row, string column) =>
        row.TryGetValue(column, out var state) ? Word(state) : null;
}
