using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// <summary>Fast insert of rows into a table: all of them with <see cref="Complete"/>, none without. Right below some
/// 200,000 rows; above, <see cref="DuckDbConnection.AddRowSource"/> is faster.</summary>
/// <remarks>DuckDB writes what was appended every 204,800 rows. Therefore the appender opens a transaction of its own
/// where the session has none, and what else the session does until the end is part of it. In a transaction of the
/// caller's, the rows written belong to that transaction: after an abandoned appender roll it back.</remarks>
public sealed unsafe class DuckDbAppender : IDisposable
{
    readonly Session _session;
    readonly string _table;
    readonly bool _ownsTransaction;
    nint _appender, _chunk;
    bool _completed, _failed;

    internal DuckDbAppender(Session session, string? schema, string table, IReadOnlyList<string>? columns)
    {
        (_session, _table) = (session, schema is null ? table : $"{schema}.{table}");
        if (session.OpenStream is not null)
            throw new InvalidOperationException("A reader is open on this connection: close it before appending.");
        if (session.IsInAppender)
            throw new InvalidOperationException(
                "Another appender is open on this connection: complete it first, or begin a transaction for both.");
        _ownsTransaction = !session.IsInTransaction;
        if (_ownsTransaction) session.Execute("BEGIN TRANSACTION");
        session.IsInAppender = _ownsTransaction;
        try
        {
            Check(NativeMethods.duckdb_appender_create_ext(session.Pointer, null, schema, table, out _appender));
            foreach (var column in columns ?? []) Check(NativeMethods.duckdb_appender_add_column(_appender, column));
            Writer = CreateWriter(columns ?? ColumnNames(session, schema, table));
            Writer.Bind(_chunk);
            session.Keep(this);
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
    /// <exception cref="DuckDbException">A constraint does not hold among the rows that were due to be written; the
    /// appender can only be disposed then.</exception>
    public void EndRow()
    {
        if (Writer.Row + 1 == DuckDbRowWriter.Capacity) _session.RefuseBesideReader(); // the row may be tried again
        Writer.EndRow();
        Rows++;
        if (Writer.IsFull) Flush();
    }

    /// <summary>One whole row, values in column order.</summary>
    /// <exception cref="InvalidCastException">A value is not of its column's type or does not fit; the row is not
    /// added.</exception>
    public void AppendRow(params ReadOnlySpan<object?> values)
    {
        if (values.Length != Writer.ColumnCount)
            throw new ArgumentException(
                $"The row has {values.Length} values; table '{_table}' takes {Writer.ColumnCount}.");
        try
        {
            for (var i = 0; i < values.Length; i++) Writer.Set(i, values[i]);
            EndRow();
        }
        catch
        {
            Writer.AbandonRow();
            throw;
        }
    }

    /// <summary>Writes what is pending and commits the appender's own transaction, if it has one.</summary>
    /// <exception cref="DuckDbException">A constraint does not hold; no row is inserted.</exception>
    /// <exception cref="InvalidOperationException">Writing failed before, or a row was begun and not ended.</exception>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_appender == 0, this);
        if (_completed) return;
        _session.RefuseBesideReader();
        Flush();
        Check(NativeMethods.duckdb_appender_close(_appender));
        if (_ownsTransaction) _session.Commit();
        if (_ownsTransaction) _session.IsInAppender = false;
        _completed = true;
        Writer.End();
    }

    /// <summary>Throws away what was not completed.</summary>
    public void Dispose()
    {
        _session.Forget(this);
        Writer?.End();
        // Destroying alone would insert the pending rows.
        if (_appender != 0 && !_completed) _ = NativeMethods.duckdb_appender_clear(_appender);
        if (_chunk != 0) NativeMethods.duckdb_destroy_data_chunk(ref _chunk);
        if (_appender == 0 && _completed) return;
        if (_appender != 0) _ = NativeMethods.duckdb_appender_destroy(ref _appender);
        if (_ownsTransaction && !_completed)
        {
            _session.IsInAppender = false;
            RollBack();
        }
        _completed = true;
    }

    void RollBack()
    {
        try
        {
            if (_session.IsOpen) _session.Execute("ROLLBACK");
        }
        catch (DuckDbException e) when (e.ErrorType == DuckDbErrorType.Transaction)
        {
            // There is none any more: a COMMIT that fails rolls back by itself.
        }
    }

    DuckDbRowWriter CreateWriter(IReadOnlyList<string> names)
    {
        var types = new nint[NativeMethods.duckdb_appender_column_count(_appender)];
        var infos = new DuckDbTypeInfo[types.Length];
        var specs = new DuckDbColumnSpec[types.Length];
        try
        {
            for (var i = 0; i < types.Length; i++)
            {
                types[i] = NativeMethods.duckdb_appender_column_type(_appender, (ulong)i);
                infos[i] = new DuckDbTypeInfo(types[i]);
                // A table with generated columns describes more than the appender takes.
                specs[i] = new DuckDbColumnSpec(names.Count == types.Length ? names[i] : $"#{i + 1}", infos[i].Id);
                if (infos[i].Children.Length > 0 || infos[i].Id is DuckDbType.Union)
                    throw new NotSupportedException(
                        $"Table '{_table}', column '{specs[i].Name}': the appender writes no {infos[i]}; "
                        + "insert it by a statement with a parameter.");
            }
            fixed (nint* p = types) _chunk = NativeMethods.duckdb_create_data_chunk(p, (ulong)types.Length);
        }
        finally
        {
            for (var i = 0; i < types.Length; i++)
                if (types[i] != 0) NativeMethods.duckdb_destroy_logical_type(ref types[i]);
        }
        return new DuckDbRowWriter($"Table '{_table}'", specs, infos);
    }

    static string[] ColumnNames(Session session, string? schema, string table)
    {
        var state = NativeMethods.duckdb_table_description_create_ext(session.Pointer, null, schema, table,
            out var description);
        try
        {
            if (state != 0) return [];
            var names = new string[NativeMethods.duckdb_table_description_get_column_count(description)];
            for (var i = 0; i < names.Length; i++)
                names[i] = NativeMethods.TakeText(NativeMethods.duckdb_table_description_get_column_name(description,
                    (ulong)i));
            return names;
        }
        finally
        {
            NativeMethods.duckdb_table_description_destroy(ref description);
        }
    }

    void Flush()
    {
        if (_failed) throw new InvalidOperationException(
            $"Appending to '{_table}' has failed before; dispose the appender.");
        Writer.Finish();
        if (Writer.Row == 0) return;
        Check(NativeMethods.duckdb_append_data_chunk(_appender, _chunk));
        NativeMethods.duckdb_data_chunk_reset(_chunk);
        Writer.Bind(_chunk);
    }

    void Check(int state)
    {
        if (state == 0) return;
        _failed = true;
        var data = NativeMethods.duckdb_appender_error_data(_appender);
        var error = new DuckDbException(NativeMethods.duckdb_error_data_error_type(data),
            $"Table '{_table}': {NativeMethods.Text(NativeMethods.duckdb_error_data_message(data))}");
        NativeMethods.duckdb_destroy_error_data(ref data);
        throw error;
    }
}
