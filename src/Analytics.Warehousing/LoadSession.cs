using System.Data.Common;

namespace Analytics.Warehousing;

/// <summary>How a load changed the facts.</summary>
/// <param name="New">Observations seen for the first time.</param>
/// <param name="Unchanged">Rows equal to their latest vintage.</param>
/// <param name="Corrected">Rows that differ from it; a new vintage was added.</param>
/// <param name="Revoked">Rows that vanished from their file; a revocation was added.</param>
public sealed record FactCounts(long New, long Unchanged, long Corrected, long Revoked);

/// <summary>The next version while it is built: load, verify, publish. Disposed before publishing, it is gone and the
/// old version stays served.</summary>
public sealed partial class LoadSession : IAsyncDisposable
{
    readonly Warehouse _warehouse;
    readonly DbConnection _connection;
    readonly WriterLock _writer;
    readonly string _aside, _batchId;
    bool _verified, _closed, _published;
    DbTransaction? _part;

    internal LoadSession(Warehouse warehouse, DbConnection connection, string aside, long epoch, string batchId,
        string fingerprint, WriterLock writer)
    {
        (_warehouse, _connection, _aside, Epoch) = (warehouse, connection, aside, epoch);
        (_batchId, InputsFingerprint, _writer) = (batchId, fingerprint, writer);
    }

    /// <summary>The epoch that facts of this load carry.</summary>
    public long Epoch { get; }

    /// <summary>What the version is built from, as the pointer will tell. A load that had to leave something out says
    /// so here before it is published.</summary>
    public string InputsFingerprint { get; set; }

    SqlDialect Dialect => _warehouse.Engine.Dialect;

    /// <summary>Runs a statement inside the version; the number of rows it changed.</summary>
    public Task<int> ExecuteAsync(string sql, IReadOnlyDictionary<string, object?> parameters, CancellationToken ct) =>
        _connection.ExecuteAsync(sql, ct, [.. parameters.Select(p => (p.Key, p.Value))]);

    /// <summary>Inserts rows in bulk; the number of rows.</summary>
    public Task<long> WriteAsync(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows,
        CancellationToken ct) => _warehouse.Engine.WriteAsync(_connection, table, columns, rows, ct);

    /// <summary>Inserts rows of a dimension or replaces those with the same key; others stay.</summary>
    /// <param name="table">The dimension.</param>
    /// <param name="keys">The columns that identify a row.</param>
    /// <param name="columns">The columns written, keys among them.</param>
    /// <param name="rows">One row a key.</param>
    /// <param name="ct">Stops between rows.</param>
    public async Task<long> ReplaceAsync(string table, IReadOnlyList<string> keys, IReadOnlyList<string> columns,
        IEnumerable<object?[]> rows, CancellationToken ct)
    {
        var (target, staging) = (Dialect.Quote(table), "stg_" + table);
        var list = Dialect.QuoteAll(columns);
        await StageAsync(table, staging, columns, rows, ct);
        var same = string.Join(" AND ",
            keys.Select(Dialect.Quote).Select(key => $"s.{key} = {target}.{key}"));
        return await WholeAsync(async () =>
        {
            await _connection.ExecuteAsync(
                $"DELETE FROM {target} WHERE EXISTS (SELECT 1 FROM {Dialect.Quote(staging)} s WHERE {same})", ct);
            var count = await _connection.ExecuteAsync(
                $"INSERT INTO {target} ({list}) SELECT {list} FROM {Dialect.Quote(staging)}", ct);
            await _connection.ExecuteAsync($"DROP TABLE {Dialect.Quote(staging)}", ct);
            return (long)count;
        }, ct);
    }

    /// <summary>Begins a part that stays or goes as one; it ends with <see cref="KeepPartAsync"/> or
    /// <see cref="DropPartAsync"/>.</summary>
    public async Task BeginPartAsync(CancellationToken ct) =>
        _part = _part is null ? await _connection.BeginTransactionAsync(ct)
            : throw new InvalidOperationException("A part is open already.");

    /// <summary>Keeps what was written since <see cref="BeginPartAsync"/>.</summary>
    public Task KeepPartAsync(CancellationToken ct) => EndPartAsync(part => part.CommitAsync(ct));

    /// <summary>Takes back what was written since <see cref="BeginPartAsync"/>.</summary>
    public Task DropPartAsync(CancellationToken ct) => EndPartAsync(part => part.RollbackAsync(ct));

    async Task EndPartAsync(Func<DbTransaction, Task> end)
    {
        await using var part = _part ?? throw new InvalidOperationException("No part is open.");
        _part = null;
        await end(part);
    }

    // Inside a part the part decides, else these statements are whole by themselves.
    async Task<T> WholeAsync<T>(Func<Task<T>> act, CancellationToken ct)
    {
        if (_part is not null) return await act();
        await using var transaction = await _connection.BeginTransactionAsync(ct);
        var result = await act();
        await transaction.CommitAsync(ct);
        return result;
    }

    /// <summary>Checkpoints, closes, renames and swaps the pointer: new readers now see this version. The writer's
    /// place is kept until this is disposed, so that the load can be recorded before another begins.</summary>
    /// <exception cref="InvalidOperationException"><see cref="VerifyAsync"/> did not pass before.</exception>
    public async Task<CurrentVersion> PublishAsync(CancellationToken ct)
    {
        if (!_verified || _closed) throw new InvalidOperationException("Verify the load first; publish it once.");
        await _connection.ExecuteAsync("INSERT INTO \"load_batch\" (\"batch_id\", \"epoch\") VALUES ($batch, $epoch)",
            ct, ("batch", _batchId), ("epoch", Epoch));
        await _warehouse.Engine.CheckpointAsync(_connection, ct);
        await CloseAsync();
        var version = _warehouse.Publish(_aside, Epoch, InputsFingerprint, _batchId);
        _published = true;
        return version;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (!_published) _warehouse.RemoveAside(_aside);
        _writer.Dispose();
    }

    async Task CloseAsync()
    {
        if (_closed) return;
        _closed = true;
        await _connection.DisposeAsync();
    }

    async Task StageAsync(string table, string staging, IReadOnlyList<string> columns, IEnumerable<object?[]> rows,
        CancellationToken ct)
    {
        var quoted = Dialect.Quote(staging);
        await _connection.ExecuteAsync($"DROP TABLE IF EXISTS {quoted}", ct);
        await _connection.ExecuteAsync(
            $"CREATE TABLE {quoted} AS SELECT * FROM {Dialect.Quote(table)} WHERE 1 = 0", ct);
        await WriteAsync(staging, columns, rows, ct);
    }
}
