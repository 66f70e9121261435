using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// <summary>A session of a DuckDB database: one statement and one reader at a time. Sessions cost less than a
/// millisecond; open one a thread or request. A process opens a file once, however many connections use it.</summary>
public sealed partial class DuckDbConnection : DbConnection
{
    readonly DuckDbDataSource? _source;
    Database? _database;
    Session? _session;
    DuckDbConnectionStringBuilder _settings = new();

    /// <summary>A closed connection to a private database in memory.</summary>
    public DuckDbConnection() { }

    /// <summary>A closed connection.</summary>
    /// <param name="connectionString">See <see cref="DuckDbConnectionStringBuilder"/>.</param>
    public DuckDbConnection(string connectionString) => ConnectionString = connectionString;

    internal DuckDbConnection(DuckDbDataSource source) : this(source.ConnectionString) => _source = source;

    /// <inheritdoc/>
    [AllowNull]
    public override string ConnectionString
    {
        get => _settings.ConnectionString;
        set
        {
            if (_session is not null) throw new InvalidOperationException("The connection is open.");
            _settings = new DuckDbConnectionStringBuilder(value ?? "");
        }
    }

    /// <inheritdoc/>
    public override string Database => "main";

    /// <inheritdoc/>
    public override string DataSource => _settings.DataSource;

    /// <summary>The version of DuckDB's library.</summary>
    public override unsafe string ServerVersion => NativeMethods.Text(NativeMethods.duckdb_library_version());

    /// <inheritdoc/>
    public override ConnectionState State => _session is null ? ConnectionState.Closed : ConnectionState.Open;

    /// <inheritdoc/>
    public override bool CanCreateBatch => false;

    /// <summary>How far the running statement is, in percent; null where nothing runs or DuckDB cannot tell, as in a
    /// database with <c>lock_configuration</c>. Coarse for joins, 0 for table functions. May be read from any
    /// thread.</summary>
    public double? Progress =>
        _session?.Progress is { Percentage: >= 0 and <= 100 } progress ? progress.Percentage : null;

    /// <summary>Stops the running statement, if any. May be called from any thread, also after closing.</summary>
    public void Interrupt() => _session?.Interrupt();

    internal DuckDbTransaction? Transaction { get; set; }

    internal Database OpenDatabase => Session is not null ? _database! : null!;

    internal Session Session =>
        _session ?? throw new InvalidOperationException("The connection is closed: call Open first.");

    /// <inheritdoc/>
    /// <exception cref="DuckDbException">The file is locked by another process (the text names it), damaged, or of a
    /// newer format.</exception>
    public override void Open()
    {
        if (_session is not null) throw new InvalidOperationException("The connection is open already.");
        _database = _source?.ShareDatabase() ?? Analytics.DuckDb.Database.Open(_settings);
        try
        {
            _session = new Session(_database);
        }
        catch
        {
            _database.Release();
            _database = null;
            throw;
        }
        OnStateChange(new StateChangeEventArgs(ConnectionState.Closed, ConnectionState.Open));
    }

    /// <inheritdoc/>
    public override void Close()
    {
        if (_session is null) return;
        try
        {
            Transaction?.Dispose();
        }
        finally
        {
            _session.Dispose();
            _session = null;
            _database!.Release();
            _database = null;
        }
        OnStateChange(new StateChangeEventArgs(ConnectionState.Open, ConnectionState.Closed));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Close();
        base.Dispose(disposing);
    }

    /// <summary>Begins a transaction. DuckDB has snapshot isolation only.</summary>
    public new DuckDbTransaction BeginTransaction() =>
        (DuckDbTransaction)BeginDbTransaction(IsolationLevel.Unspecified);

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
    {
        if (isolationLevel is not (IsolationLevel.Unspecified or IsolationLevel.Snapshot))
            throw new NotSupportedException($"DuckDB has snapshot isolation only, not {isolationLevel}.");
        if (Transaction is not null)
            throw new InvalidOperationException("A transaction is open already: DuckDB has one a connection.");
        if (Session.IsInAppender)
            throw new InvalidOperationException("An appender is open: complete it, or begin the transaction first.");
        Session.Execute("BEGIN TRANSACTION");
        return Transaction = new DuckDbTransaction(this);
    }

    /// <summary>A command on this connection.</summary>
    public new DuckDbCommand CreateCommand() => new("", this);

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => CreateCommand();

    /// <inheritdoc/>
    protected override DbProviderFactory DbProviderFactory => DuckDbProviderFactory.Instance;

    /// <inheritdoc/>
    public override void ChangeDatabase(string databaseName) =>
        Session.Execute($"USE \"{databaseName.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
}
