using System.Data.Common;
using Analytics.Tables;

namespace Analytics.Warehousing;

/// <summary>Reads one version, which stays the same until disposed. Queries run one after another.</summary>
public sealed partial class WarehouseReader : IAsyncDisposable
{
    readonly DbConnection _connection;
    readonly SemaphoreSlim _turn = new(1);
    readonly Engine _engine;
    readonly string _path;
    Action? _release;

    internal WarehouseReader(DbConnection connection, Engine engine, string path, long epoch, Action release)
    {
        (_connection, _engine, _path) = (connection, engine, path);
        (Epoch, _release) = (epoch, release);
    }

    /// <summary>The version's epoch; pass it to every scan of facts.</summary>
    public long Epoch { get; }

    /// <summary>The rows of a query as a table, all in memory.</summary>
    /// <param name="sql">Portable SQL with parameters as <c>$name</c>.</param>
    /// <param name="parameters">Values by name without the sign.</param>
    /// <param name="columns">The table's columns, in the query's order; found from the result where null.</param>
    /// <param name="ct">Interrupts the query.</param>
    /// <exception cref="AnalyticsException"><c>warehouse-version-damaged</c>: a part of the file was found damaged
    /// when it was read; <c>value-not-held</c>: a value is no finite number or has more than 28 digits.</exception>
    public async Task<Table> QueryAsync(string sql, IReadOnlyDictionary<string, object?> parameters,
        IReadOnlyList<Column>? columns, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            return await _connection.QueryAsync(sql, columns, ct, [.. parameters.Select(p => (p.Key, p.Value))]);
        }
        catch (DbException e) when (_engine.IsDamaged(e))
        {
            throw WarehouseErrors.VersionDamaged(_path, e);
        }
        catch (InvalidCastException e)
        {
            throw WarehouseErrors.ValueNotHeld(e);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _release, null) is not { } release) return;
        await _connection.DisposeAsync();
        release();
        _turn.Dispose();
    }
}
