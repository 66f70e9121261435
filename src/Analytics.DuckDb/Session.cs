using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// One session of a database: one statement and one reader at a time. Interrupt and Progress may come from any thread and
/// are guarded, for after the disconnect they would touch freed memory.
sealed unsafe class Session : IDisposable
{
    readonly Lock _gate = new();
    readonly SessionHandle _handle;

    internal Session(Database database, string disabledOptimizers)
    {
        _handle = new SessionHandle(database.Handle);
        try
        {
            Execute($"SET disabled_optimizers='{disabledOptimizers.Replace("'", "''", StringComparison.Ordinal)}'");
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    internal nint Pointer => _handle.Pointer;

    /// The stream that is being read, if any.
    internal Result? OpenStream { get; set; }

    internal void Interrupt()
    {
        lock (_gate)
            if (!_handle.IsClosed) NativeMethods.duckdb_interrupt(_handle.Pointer);
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

    public void Dispose()
    {
        OpenStream?.Dispose();
        lock (_gate) _handle.Dispose();
    }
}
