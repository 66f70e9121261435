using System.Data.Common;
using System.Globalization;
using Analytics.Tables;

namespace Analytics.Warehousing;

static class Statements
{
    public static DbCommand Command(this DbConnection connection, string sql, (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    public static async Task<int> ExecuteAsync(this DbConnection connection, string sql, CancellationToken ct,
        params (string Name, object? Value)[] parameters)
    {
        await using var command = connection.Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task<object?> ScalarAsync(this DbConnection connection, string sql, CancellationToken ct,
        params (string Name, object? Value)[] parameters)
    {
        await using var command = connection.Command(sql, parameters);
        return await command.ExecuteScalarAsync(ct) is { } value and not DBNull ? value : null;
    }

    public static async Task<long> CountAsync(this DbConnection connection, string sql, CancellationToken ct,
        params (string Name, object? Value)[] parameters) =>
        Convert.ToInt64(await connection.ScalarAsync(sql, ct, parameters) ?? 0L,
            CultureInfo.InvariantCulture);

    /// All rows of a query; columns found from the result where null.
    public static async Task<Table> QueryAsync(this DbConnection connection, string sql,
        IReadOnlyList<Column>? columns, CancellationToken ct, params (string Name, object? Value)[] parameters)
    {
        await using var command = connection.Command(sql, parameters);
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
        (ColumnKind.Real, _) => Convert.ToDouble(value, CultureInfo.InvariantCulture) is var real
            && double.IsFinite(real) ? real
            : throw new InvalidCastException(FormattableString.Invariant($"{real} is no number")),
        (ColumnKind.Date, DateTime instant) => DateOnly.FromDateTime(instant),
        _ => value,
    };
}
