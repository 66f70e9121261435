using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// What one statement gave: a stream of chunks, or a number of changed rows.
sealed unsafe class Result : IDisposable
{
    const int ChangesRows = 1, ReturnsRows = 3; // duckdb_result_type CHANGED_ROWS, QUERY_RESULT

    readonly Session _session;
    readonly bool _stream;
    readonly StatementStart _start;
    NativeResult _native;
    bool _disposed, _atEnd;

    internal Result(Session session, NativeResult native, bool stream, StatementStart start)
    {
        (_session, _native, _stream, _start) = (session, native, stream, start);
        fixed (NativeResult* result = &_native)
        {
            var kind = NativeMethods.duckdb_result_return_type(native);
            HasRows = kind == ReturnsRows;
            RowsChanged = kind == ChangesRows ? (long)NativeMethods.duckdb_rows_changed(result) : null;
            Columns = new DuckDbColumn[HasRows ? (int)NativeMethods.duckdb_column_count(result) : 0];
            for (var i = 0; i < Columns.Length; i++)
                Columns[i] = new DuckDbColumn(NativeMethods.Text(NativeMethods.duckdb_column_name(result, (ulong)i)), i,
                    DuckDbTypeInfo.Take(NativeMethods.duckdb_column_logical_type(result, (ulong)i)));
        }
        Chunk = new DuckDbChunk(Columns);
    }

    internal bool HasRows { get; }

    /// Null where the statement changes no rows by nature.
    internal long? RowsChanged { get; }

    internal DuckDbColumn[] Columns { get; }

    internal DuckDbChunk Chunk { get; }

    internal DuckDbException? Error()
    {
        fixed (NativeResult* result = &_native)
        {
            var text = NativeMethods.duckdb_result_error(result);
            if (text is null) return null;
            return DuckDbException.FromText(NativeMethods.duckdb_result_error_type(result), NativeMethods.Text(text));
        }
    }

    /// Moves on to the next chunk that has rows; errors of a stream may surface here, after rows were handed out.
    internal bool NextChunk()
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(DuckDbDataReader));
        if (_atEnd) return false;
        _ = _session.Pointer; // fails where the connection is closed
        while (true)
        {
            var chunk = NativeMethods.duckdb_fetch_chunk(_native);
            Chunk.Load(chunk);
            if (chunk == 0) break;
            if (Chunk.Count > 0) return true;
        }
        _atEnd = true;
        return Error() is { } error ? throw _session.Explain(error, _start) : false;
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        Chunk.Load(0);
        fixed (NativeResult* result = &_native) NativeMethods.duckdb_destroy_result(result);
        if (ReferenceEquals(_session.OpenStream, this)) _session.OpenStream = null;
        // A half-read stream holds its transaction open until the session's next statement; this is that statement.
        if (!_stream || !HasRows || _atEnd) return;
        try
        {
            _session.Execute("SELECT 1");
        }
        catch (DuckDbException)
        {
            // It was interrupted, or its transaction is aborted; either way the stream has ended.
        }
    }
}
