using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Analytics.DuckDb;

/// <summary>SQL to run on a connection: one statement or several. Rows stream: a reader holds one chunk, whatever the
/// size of the result.</summary>
public sealed class DuckDbCommand : DbCommand
{
    DuckDbConnection? _connection;
    string _text;
    List<Statement>? _prepared;
    Session? _preparedOn;

    /// <summary>A command without text or connection.</summary>
    public DuckDbCommand() : this("") { }

    /// <summary>A command.</summary>
    public DuckDbCommand(string commandText, DuckDbConnection? connection = null) =>
        (_text, _connection) = (commandText, connection);

    /// <inheritdoc/>
    [AllowNull]
    public override string CommandText
    {
        get => _text;
        set
        {
            Unprepare();
            _text = value ?? "";
        }
    }

    /// <summary>Seconds until a statement is interrupted and <see cref="TimeoutException"/> thrown; 0, the default,
    /// means never.</summary>
    public override int CommandTimeout { get; set; }

    /// <inheritdoc/>
    public override CommandType CommandType
    {
        get => CommandType.Text;
        set
        {
            if (value != CommandType.Text) throw new NotSupportedException("DuckDB has text commands only.");
        }
    }

    /// <inheritdoc/>
    public override bool DesignTimeVisible { get; set; }

    /// <inheritdoc/>
    public override UpdateRowSource UpdatedRowSource { get; set; }

    /// <summary>The parameters.</summary>
    public new DuckDbParameterCollection Parameters { get; } = new();

    /// <inheritdoc/>
    protected override DbConnection? DbConnection
    {
        get => _connection;
        set
        {
            Unprepare();
            _connection = (DuckDbConnection?)value;
        }
    }

    /// <inheritdoc/>
    protected override DbParameterCollection DbParameterCollection => Parameters;

    /// <summary>Need not be set: a DuckDB connection has one transaction, and every command is in it. One that has
    /// ended or is of another connection is refused.</summary>
    protected override DbTransaction? DbTransaction { get; set; }

    /// <summary>Interrupts the running statement, if any.</summary>
    public override void Cancel() => _connection?.Interrupt();

    /// <summary>Parses and plans the statements once; later runs only bind and execute. Where the connection was closed
    /// and opened again in between, the next run prepares again.</summary>
    public override void Prepare()
    {
        Unprepare();
        var session = Session();
        using var script = new Script(session, _text);
        var prepared = new List<Statement>();
        try
        {
            for (var i = 0; i < script.Count; i++) prepared.Add(script.Prepare(i));
        }
        catch
        {
            prepared.ForEach(s => s.Dispose());
            throw;
        }
        (_prepared, _preparedOn) = (prepared, session);
    }

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => new DuckDbParameter();

    /// <summary>Runs the statements; rows are not streamed.</summary>
    /// <returns>Rows changed by all statements; -1 where none changes rows.</returns>
    public override int ExecuteNonQuery() => NonQuery(default);

    /// <summary>Runs all statements; rows are not streamed.</summary>
    /// <returns>The first column of the first row of the first result; null where there is none.</returns>
    public override object? ExecuteScalar() => Scalar(default);

    /// <summary>Runs the statements up to the first that gives rows.</summary>
    public new DuckDbDataReader ExecuteReader() => Reader(CommandBehavior.Default, default);

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Reader(behavior, default);

    /// <inheritdoc/>
    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) =>
        Task.Run(() => NonQuery(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) =>
        Task.Run(() => Scalar(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior,
        CancellationToken cancellationToken) =>
        await Task.Run(() => Reader(behavior, cancellationToken), cancellationToken);

    int NonQuery(CancellationToken token)
    {
        using var reader = Start(CommandBehavior.Default, stream: false, token);
        while (reader.Advance(token)) { }
        return reader.RecordsAffected;
    }

    object? Scalar(CancellationToken token)
    {
        using var reader = Start(CommandBehavior.Default, stream: false, token);
        var first = reader.Read() ? reader.GetValue(0) : null;
        while (reader.Advance(token)) { }
        return first;
    }

    DuckDbDataReader Reader(CommandBehavior behavior, CancellationToken token) => Start(behavior, stream: true, token);

    DuckDbDataReader Start(CommandBehavior behavior, bool stream, CancellationToken token)
    {
        var session = Session();
        session.RefuseBesideReader();
        if (DbTransaction is { } transaction && transaction.Connection != _connection)
            throw new InvalidOperationException(transaction.Connection is null
                ? "The command's transaction has ended: set it to null, or to one that is open."
                : "The command's transaction belongs to another connection.");
        if (behavior.HasFlag(CommandBehavior.SchemaOnly))
            throw new NotSupportedException("SchemaOnly would run the statement: read from it WHERE false instead.");
        if (_prepared is not null && _preparedOn != session) Prepare();
        var batch = _prepared is { } prepared ? new StatementBatch(prepared) : new StatementBatch(session, _text);
        var reader = new DuckDbDataReader(_connection!, session, batch, Parameters, stream, behavior, CommandTimeout);
        try
        {
            reader.Advance(token);
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    Session Session() => (_connection ?? throw new InvalidOperationException("The command has no connection.")).Session;

    void Unprepare()
    {
        _prepared?.ForEach(s => s.Dispose());
        (_prepared, _preparedOn) = (null, null);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Unprepare();
        base.Dispose(disposing);
    }
}

/// The statements of a command, one after the other: prepared ones are kept, others end with their turn.
sealed class StatementBatch : IDisposable
{
    readonly List<Statement>? _prepared;
    readonly Script? _script;
    Statement? _current;
    int _next;

    internal StatementBatch(List<Statement> prepared) => _prepared = prepared;

    internal StatementBatch(Session session, string sql) => _script = new Script(session, sql);

    internal bool IsAtLast => _next == (_prepared?.Count ?? _script!.Count);

    internal Statement? Next()
    {
        if (_prepared is not null) return _next < _prepared.Count ? _prepared[_next++] : null;
        _current?.Dispose();
        return _current = _next < _script!.Count ? _script.Prepare(_next++) : null;
    }

    public void Dispose()
    {
        _current?.Dispose();
        _script?.Dispose();
    }
}
