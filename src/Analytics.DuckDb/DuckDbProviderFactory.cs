using System.Data.Common;

namespace Analytics.DuckDb;

/// <summary>The provider's factory, for code that is written against System.Data.Common.</summary>
public sealed class DuckDbProviderFactory : DbProviderFactory
{
    /// <summary>The one instance.</summary>
    public static readonly DuckDbProviderFactory Instance = new();

    DuckDbProviderFactory() { }

    /// <inheritdoc/>
    public override DbCommand CreateCommand() => new DuckDbCommand();

    /// <inheritdoc/>
    public override DbConnection CreateConnection() => new DuckDbConnection();

    /// <inheritdoc/>
    public override DbConnectionStringBuilder CreateConnectionStringBuilder() => new DuckDbConnectionStringBuilder();

    /// <inheritdoc/>
    public override DbParameter CreateParameter() => new DuckDbParameter();

    /// <inheritdoc/>
    public override DbDataSource CreateDataSource(string connectionString) => new DuckDbDataSource(connectionString);
}

/// <summary>A database that stays open while the source lives, so that its connections cost next to nothing and a
/// database in memory is shared by them.</summary>
public sealed class DuckDbDataSource : DbDataSource
{
    readonly Database _database;
    bool _disposed;

    /// <summary>Opens the database.</summary>
    /// <exception cref="DuckDbException">The file is locked, damaged, or of a newer format.</exception>
    public DuckDbDataSource(string connectionString)
    {
        ConnectionString = connectionString;
        _database = Database.Open(new DuckDbConnectionStringBuilder(connectionString));
    }

    /// <inheritdoc/>
    public override string ConnectionString { get; }

    /// <summary>An open connection.</summary>
    public new DuckDbConnection OpenConnection() => (DuckDbConnection)base.OpenConnection();

    /// <inheritdoc/>
    protected override DbConnection CreateDbConnection() => new DuckDbConnection(this);

    internal Database ShareDatabase()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _database.Share();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _database.Release();
        }
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override async ValueTask DisposeAsyncCore()
    {
        Dispose(true);
        await base.DisposeAsyncCore();
    }
}
