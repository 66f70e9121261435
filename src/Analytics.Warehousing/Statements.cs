using System.Data.Common;

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
            System.Globalization.CultureInfo.InvariantCulture);
}
