using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// Interrupts asked for and failures of .NET code before a statement.
readonly record struct StatementStart(long Interrupts, long Failures);

/// One session of a database: one statement and one reader at a time. Interrupt and Progress may come from any thread
/// and are guarded, for after the disconnect they would touch freed memory.
sealed unsafe class Session : IDisposable
{
    readonly Lock _gate = new();
    readonly SessionHandle _handle;
    readonly HashSet<IDisposable> _open = [];

    readonly RowSources _database;
    long _interrupts;

    internal Session(Database database)
    {
        _database = database.RowSources;
        _handle = new SessionHandle(database.Handle);
        try
        {
            // Without these DuckDB counts no progress.
            Execute("SET enable_progress_bar_print = false; SET enable_progress_bar = true");
        }
        catch (DuckDbException e) when (e.ErrorType == DuckDbErrorType.InvalidInput)
        {
            // lock_configuration is set: such a database tells no progress.
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    internal bool IsOpen => !_handle.IsClosed;

    internal nint Pointer => _handle.Pointer;

    /// The stream that is being read, if any.
    internal Result? OpenStream { get; set; }

    /// Any other statement would end the stream that is being read.
    internal void RefuseBesideReader()
    {
        if (OpenStream is not null)
            throw new InvalidOperationException(
                "A reader is open on this connection: close it first, or open another connection.");
    }

    /// A prepared statement or an appender keeps its database, and a file's lock, alive: what nobody disposed ends with
    /// the session.
    internal void Keep(IDisposable open) => _open.Add(open);

    internal void Forget(IDisposable ended) => _open.Remove(ended);

    internal void Interrupt()
    {
        lock (_gate)
            if (!_handle.IsClosed)
            {
                _interrupts++;
                NativeMethods.duckdb_interrupt(_handle.Pointer);
            }
    }

    /// To be asked before a statement runs, for <see cref="Explain"/>.
    internal StatementStart Now
    {
        get
        {
            lock (_gate) return new(_interrupts, CallbackFailures.Count);
        }
    }

    /// Where a thread of DuckDB's fails, the one that reads a stream may find the query stopped before it finds the
    /// error, and then DuckDB reports an interrupt.
    internal DuckDbException Explain(DuckDbException error, StatementStart start)
    {
        if (error.ErrorType != DuckDbErrorType.Interrupt || Now.Interrupts != start.Interrupts) return error;
        var cause = CallbackFailures.FirstAfter(start.Failures, _database);
        return new DuckDbException(DuckDbErrorType.Executor, "The query failed on another thread and DuckDB reports an "
            + "interrupt that nobody asked for. "
            + (cause is null ? "SET threads = 1 shows what failed." : $"What failed in .NET: {cause.Message}"), cause);
    }

    internal NativeProgress Progress
    {
        get
        {
            lock (_gate) return _handle.IsClosed ? default : NativeMethods.duckdb_query_progress(_handle.Pointer);
        }
    }

    /// Runs statements whose rows nobody reads.
    internal void Execute(string sql)
    {
        using var script = new Script(this, sql);
        for (var i = 0; i < script.Count; i++)
        {
            using var statement = script.Prepare(i);
            statement.Execute(stream: false).Dispose();
        }
    }

    /// Commits the open transaction. DuckDB turns the COMMIT of one in which a statement has failed into a ROLLBACK,
    /// without a word; any statement before it is refused, and so says what happened.
    internal void Commit()
    {
        try
        {
            Execute("SELECT 1");
        }
        catch (DuckDbException)
        {
            Execute("ROLLBACK");
            throw;
        }
        Execute("COMMIT");
    }

    /// Whether an appender has begun the open transaction; what joined it would be lost with an abandoned appender.
    internal bool IsInAppender { get; set; }

    /// The BIGINT that a statement gives in its one row.
    internal long Ask(string sql)
    {
        using var script = new Script(this, sql);
        using var statement = script.Prepare(0);
        using var result = statement.Execute(stream: false);
        if (!result.NextChunk()) throw new InvalidOperationException($"No row: {sql}");
        return result.Chunk.Column(0).At<long>(0);
    }

    /// Whether a transaction is open, however it was begun: outside of one every statement has its own number.
    /// (Beginning one to see whether DuckDB refuses would abort the caller's.)
    internal bool IsInTransaction
    {
        get
        {
            const string number = "SELECT txid_current()::BIGINT";
            return Ask(number) == Ask(number);
        }
    }

    public void Dispose()
    {
        OpenStream?.Dispose();
        foreach (var open in _open.ToArray()) open.Dispose();
        lock (_gate) _handle.Dispose();
    }
}
