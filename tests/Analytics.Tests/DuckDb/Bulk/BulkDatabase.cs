using Analytics.DuckDb;

namespace Analytics.Tests.DuckDb.Bulk;

/// A database in memory with one-line questions.
public sealed class BulkDatabase : IDisposable
{
    public BulkDatabase(string setup = "SELECT 1")
    {
        Connection.Open();
        Run(setup);
    }

    public DuckDbConnection Connection { get; } = new();

    public void Run(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public T Ask<T>(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        return reader.GetFieldValue<T>(0);
    }

    public bool Holds(string condition) => Ask<bool>($"SELECT coalesce({condition}, false)");

    public void Dispose() => Connection.Dispose();
}
