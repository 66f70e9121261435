using System.Collections;
using System.Collections.ObjectModel;
using System.Data;
using System.Data.Common;

namespace Analytics.DuckDb;

/// <summary>Rows of a command, forward only; the reader holds one chunk at a time. Typed getters do not box. What .NET
/// cannot hold is an <see cref="InvalidCastException"/> that names the column and the value.</summary>
public sealed partial class DuckDbDataReader : DbDataReader, IDbColumnSchemaGenerator
{
    readonly CommandBehavior _behavior;
    readonly DuckDbConnection _connection;
    readonly DuckDbParameterCollection _parameters;
    readonly Session _session;
    readonly StatementBatch _batch;
    readonly bool _stream;
    readonly int _timeout;
    readonly HashSet<DuckDbParameter> _bound = [];
    Dictionary<string, int>? _ordinals;
    DuckDbChunk _chunk = new([]);
    Result? _result;
    int _row = -1;
    bool _closed, _lookedAhead, _hasRows;
    long _affected = -1;

    internal DuckDbDataReader(DuckDbConnection connection, Session session, StatementBatch batch,
        DuckDbParameterCollection parameters, bool stream, CommandBehavior behavior, int timeout) =>
        (_connection, _session, _batch, _parameters, _stream, _behavior, _timeout) =
        (connection, session, batch, parameters, stream, behavior, timeout);

    /// <inheritdoc/>
    public override int Depth => 0;

    /// <inheritdoc/>
    public override int FieldCount => _result?.Columns.Length ?? 0;

    /// <inheritdoc/>
    public override bool HasRows
    {
        get
        {
            if (_lookedAhead || _result is null) return _hasRows;
            if (_row < 0 && _chunk.Count == 0) LookAhead();
            return _hasRows;
        }
    }

    /// <inheritdoc/>
    public override bool IsClosed => _closed;

    /// <summary>Rows changed by the statements so far; -1 where none changed any.</summary>
    public override int RecordsAffected => (int)Math.Min(int.MaxValue, _affected);

    /// <inheritdoc/>
    public override object this[int ordinal] => GetValue(ordinal);

    /// <inheritdoc/>
    public override object this[string name] => GetValue(GetOrdinal(name));

    /// <inheritdoc/>
    public override bool Read()
    {
        if (++_row < _chunk.Count) return true;
        return ReadOn(default);
    }

    /// <inheritdoc/>
    public override Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<bool>(cancellationToken);
        return ++_row < _chunk.Count ? Task.FromResult(true)
            : Task.Run(() => ReadOn(cancellationToken), CancellationToken.None);
    }

    /// <summary>The next chunk of rows, to be read as spans; null at the end. Do not mix with <see cref="Read"/> within
    /// a result.</summary>
    public DuckDbChunk? ReadChunk() => LoadChunk(default) ? _chunk : null;

    /// <inheritdoc/>
    public override bool NextResult() => Advance(default);

    /// <inheritdoc/>
    public override Task<bool> NextResultAsync(CancellationToken cancellationToken) =>
        Task.Run(() => Advance(cancellationToken), cancellationToken);

    /// Runs statements until one gives rows; false when none is left.
    internal bool Advance(CancellationToken token)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        EndResult();
        while (_batch.Next() is { } statement)
        {
            token.ThrowIfCancellationRequested();
            _parameters.Bind(statement, _bound);
            if (_batch.IsAtLast) _parameters.RefuseOthersThan(_bound);
            Result result;
            using (var interrupter = new Interrupter(_session, _timeout, token))
            {
                try
                {
                    result = statement.Execute(_stream);
                }
                catch (DuckDbException e)
                {
                    throw interrupter.Translate(e);
                }
            }
            if (result.HasRows)
            {
                _result = result;
                _chunk = result.Chunk;
                _session.OpenStream = result;
                return true;
            }
            if (result.RowsChanged is { } changed) _affected = Math.Max(_affected, 0) + changed;
            result.Dispose();
        }
        return false;
    }

    bool ReadOn(CancellationToken token)
    {
        if (!LoadChunk(token)) return false;
        _row = 0;
        return true;
    }

    void LookAhead()
    {
        _hasRows = LoadChunk(default);
        _lookedAhead = _hasRows;
        _row = -1;
    }

    bool LoadChunk(CancellationToken token)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (_result is null) return false;
        if (_lookedAhead)
        {
            _lookedAhead = false;
            if (_row < 0) return true; // Read has not gone through that chunk
        }
        using var interrupter = new Interrupter(_session, _timeout, token);
        try
        {
            if (!_result.NextChunk())
            {
                _row = int.MaxValue - 1;
                return false;
            }
            return _hasRows = true;
        }
        catch (DuckDbException e)
        {
            throw interrupter.Translate(e);
        }
    }

    void EndResult()
    {
        _result?.Dispose();
        (_result, _ordinals, _row, _lookedAhead, _hasRows) = (null, null, -1, false, false);
        _chunk = new DuckDbChunk([]);
    }

    /// <inheritdoc/>
    public override void Close()
    {
        if (_closed) return;
        try
        {
            EndResult();
        }
        finally
        {
            _closed = true;
            _batch.Dispose();
            if (_behavior.HasFlag(CommandBehavior.CloseConnection)) _connection.Close();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Close();
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    public override string GetName(int ordinal) => Columns[ordinal].ColumnName;

    /// <inheritdoc/>
    public override string GetDataTypeName(int ordinal) => Columns[ordinal].Type.ToString();

    /// <inheritdoc/>
    public override Type GetFieldType(int ordinal) => Columns[ordinal].Type.ClrType;

    /// <inheritdoc/>
    public override int GetOrdinal(string name)
    {
        if (_ordinals is null)
        {
            _ordinals = new(StringComparer.Ordinal);
            for (var i = 0; i < Columns.Length; i++) _ordinals.TryAdd(Columns[i].ColumnName, i);
        }
        return _ordinals.TryGetValue(name, out var ordinal) ? ordinal
            : Array.FindIndex(Columns, c => c.ColumnName.Equals(name, StringComparison.OrdinalIgnoreCase))
                is >= 0 and var other ? other
            // The exception that IDataRecord.GetOrdinal documents.
            : throw new IndexOutOfRangeException(
                $"The result has no column '{name}'; it has {string.Join(", ", Columns.Select(c => c.ColumnName))}.");
    }

    /// <inheritdoc/>
    public ReadOnlyCollection<DbColumn> GetColumnSchema() => new([.. Columns]);

    /// <inheritdoc/>
    public override DataTable GetSchemaTable()
    {
        var table = new DataTable("SchemaTable");
        table.Columns.Add(SchemaTableColumn.ColumnName, typeof(string));
        table.Columns.Add(SchemaTableColumn.ColumnOrdinal, typeof(int));
        table.Columns.Add(SchemaTableColumn.ColumnSize, typeof(int)); // DataTable.Load asks for it
        table.Columns.Add(SchemaTableColumn.DataType, typeof(Type));
        table.Columns.Add("DataTypeName", typeof(string));
        table.Columns.Add(SchemaTableColumn.AllowDBNull, typeof(bool));
        table.Columns.Add(SchemaTableColumn.NumericPrecision, typeof(short));
        table.Columns.Add(SchemaTableColumn.NumericScale, typeof(short));
        foreach (var c in Columns)
            table.Rows.Add(c.ColumnName, c.ColumnOrdinal, -1, c.DataType, c.DataTypeName, true,
                (object?)c.NumericPrecision ?? DBNull.Value, (object?)c.NumericScale ?? DBNull.Value);
        return table;
    }

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => new DbEnumerator(this, closeReader: false);

    DuckDbColumn[] Columns =>
        _result?.Columns ?? throw new InvalidOperationException("There is no result: the statements gave no rows.");
}
