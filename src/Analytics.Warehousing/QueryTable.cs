using System.Data.Common;
using System.Globalization;
using Analytics.Tables;

namespace Analytics.Warehousing;

/// Results of queries as tables.
static class QueryTable
{
    /// The rows of a command; columns are found from the result where null.
    public static async Task<Table> ReadAsync(DbCommand command, IReadOnlyList<Column>? columns, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        columns ??= [.. Enumerable.Range(0, reader.FieldCount)
            .Select(i => new Column(reader.GetName(i), KindOf(reader.GetFieldType(i))))];
        if (columns.Count != reader.FieldCount)
            throw new ArgumentException(
                $"The query has {reader.FieldCount} columns, expected {columns.Count}.", nameof(columns));
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(ct))
        {
            var row = new object?[columns.Count];
            for (var i = 0; i < row.Length; i++)
                row[i] = await reader.IsDBNullAsync(i, ct) ? null : Cell(reader.GetValue(i), columns[i].Kind);
            rows.Add(row);
        }
        return new Table(columns, rows);
    }

    static ColumnKind KindOf(Type type) => type switch
    {
        _ when type == typeof(bool) => ColumnKind.Flag,
        _ when type == typeof(decimal) => ColumnKind.Exact,
        _ when type == typeof(double) || type == typeof(float) => ColumnKind.Real,
        _ when type == typeof(DateOnly) => ColumnKind.Date,
        _ when type == typeof(int) || type == typeof(long) || type == typeof(short) => ColumnKind.Whole,
        _ when type == typeof(string) => ColumnKind.Text,
        _ => throw new ArgumentException($"A table has no column of {type.Name}: cast it in the query."),
    };

    static object Cell(object value, ColumnKind kind) => (kind, value) switch
    {
        (ColumnKind.Whole, _) => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        (ColumnKind.Exact, _) => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        (ColumnKind.Real, _) => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        (ColumnKind.Date, DateTime instant) => DateOnly.FromDateTime(instant),
        _ => value,
    };
}
