using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// <summary>Fast insert of rows into a table, in the connection's transaction if one is open. Right below some 200,000 rows; above,
/// <see cref="DuckDbConnection.AddRowSource"/> is faster. Disposing it without <see cref="Complete"/> inserts nothing that
/// has not been flushed; wrap it in a transaction to keep all or nothing.</summary>
public sealed unsafe class DuckDbAppender : IDisposable
{
    readonly string _table;
    nint _appender, _chunk;
    bool _completed;

    internal DuckDbAppender(Session session, string? schema, string table, IReadOnlyList<string>? columns)
    {
        _table = table;
        var state = NativeMethods.duckdb_appender_create_ext(session.Pointer, null, schema, table, out _appender);
        try
        {
            Check(state);
            foreach (var column in columns ?? []) Check(NativeMethods.duckdb_appender_add_column(_appender, column));
            var types = new nint[NativeMethods.duckdb_appender_column_count(_appender)];
            var infos = new DuckDbTypeInfo[types.Length];
            var specs = new DuckDbColumnSpec[types.Length];
            for (var i = 0; i < types.Length; i++)
            {
                types[i] = NativeMethods.duckdb_appender_column_type(_appender, (ulong)i);
                infos[i] = new DuckDbTypeInfo(types[i]);
                specs[i] = new DuckDbColumnSpec(columns?[i] ?? $"#{i + 1}", infos[i].Id);
                if (infos[i].Children.Length > 0)
                    throw new NotSupportedException($"The appender writes no {infos[i]} (column '{specs[i].Name}' of '{table}'): insert with a parameter.");
            }
            fixed (nint* p = types) _chunk = NativeMethods.duckdb_create_data_chunk(p, (ulong)types.Length);
            for (var i = 0; i < types.Length; i++) NativeMethods.duckdb_destroy_logical_type(ref types[i]);
            Writer = new DuckDbRowWriter(specs, infos);
            Writer.Bind(_chunk);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Takes the values of the current row.</summary>
    public DuckDbRowWriter Writer { get; } = null!;

    /// <summary>Rows ended so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Ends the current row; columns not set are null.</summary>
    public void EndRow()
    {
        Writer.EndRow();
        Rows++;
        if (Writer.IsFull) Flush();
    }

    /// <summary>One whole row, values in column order.</summary>
    /// <exception cref="InvalidCastException">A value is not of its column's type or does not fit; the row is not added.</exception>
    public void AppendRow(params ReadOnlySpan<object?> values)
    {
        if (values.Length != Writer.ColumnCount)
            throw new ArgumentException($"The row has {values.Length} values; table '{_table}' takes {Writer.ColumnCount}.");
        try
        {
            for (var i = 0; i < values.Length; i++) Writer.Set(i, values[i]);
        }
        catch
        {
            Writer.AbandonRow();
            throw;
        }
        EndRow();
    }

    /// <summary>Writes what is pending and closes the appender.</summary>
    /// <exception cref="DuckDbException">A constraint does not hold; the rows since the last flush are not inserted.</exception>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_appender == 0, this);
        if (_completed) return;
        Flush();
        Check(NativeMethods.duckdb_appender_close(_appender));
        _completed = true;
    }

    void Flush()
    {
        if (Writer.Row == 0) return;
        Writer.Finish();
        Check(NativeMethods.duckdb_append_data_chunk(_appender, _chunk));
        NativeMethods.duckdb_data_chunk_reset(_chunk);
        Writer.Bind(_chunk);
    }

    void Check(int state)
    {
        if (state == 0) return;
        var data = NativeMethods.duckdb_appender_error_data(_appender);
        var error = new DuckDbException(NativeMethods.duckdb_error_data_error_type(data),
            $"Table '{_table}': {NativeMethods.Text(NativeMethods.duckdb_error_data_message(data))}");
        NativeMethods.duckdb_destroy_error_data(ref data);
        throw error;
    }

    /// <summary>Throws away what was not completed.</summary>
    public void Dispose()
    {
        if (_appender == 0) return;
        if (!_completed) _ = NativeMethods.duckdb_appender_clear(_appender); // destroying alone would insert the pending rows
        if (_chunk != 0) NativeMethods.duckdb_destroy_data_chunk(ref _chunk);
        _ = NativeMethods.duckdb_appender_destroy(ref _appender);
    }
}
