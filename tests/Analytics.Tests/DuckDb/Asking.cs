using Analytics.DuckDb;

namespace Analytics.Tests.DuckDb;

/// One-line questions to a connection.
static class Asking
{
    internal static DuckDbConnection Opened(string connectionString = "")
    {
        var connection = new DuckDbConnection(connectionString);
        connection.Open();
        return connection;
    }

    internal static DuckDbCommand Command(this DuckDbConnection connection, string sql, params object?[] values)
    {
        var command = new DuckDbCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(value as DuckDbParameter ?? new DuckDbParameter(value));
        return command;
    }

    internal static int Run(this DuckDbConnection connection, string sql, params object?[] values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// The first value of the first row.
    internal static object? Value(this DuckDbConnection connection, string sql, params object?[] values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteScalar();
    }

    /// What a getter makes of the first row.
    internal static T Row<T>(this DuckDbConnection connection, string sql, Func<DuckDbDataReader, T> get)
    {
        using var command = connection.Command(sql);
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        return get(reader);
    }
}
