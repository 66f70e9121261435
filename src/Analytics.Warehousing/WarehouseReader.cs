using System.Data.Common;
using System.Globalization;
using Analytics.Tables;

namespace Analytics.Warehousing;

/// <summary>Reads one version, which stays the same until disposed. Queries run one after another.</summary>
public sealed class WarehouseReader : IAsyncDisposable
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
    /// when it was read.</exception>
    public async Task<Table> QueryAsync(string sql, IReadOnlyDictionary<string, object?> parameters,
        IReadOnlyList<Column>? columns, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await using var command = _connection.Command(sql, [.. parameters.Select(p => (p.Key, p.Value))]);
            await using var reader = await command.ExecuteReaderAsync(ct);
            columns ??= [.. Enumerable.Range(0, reader.FieldCount)
                .Select(i => new Column(reader.GetName(i), KindOf(reader.GetFieldType(i))))];
            if (columns.Count != reader.FieldCount)
                throw new ArgumentException(
                    $"The query has {reader.FieldCount} columns, expected {columns.Count}.", nameof(columns));
            var rows = new List<object?[]>();
            while (await reader.ReadAsync(ct))
            {
                var row = new object?[columns.Count];
                for (var i = 0; i < row.Length; i++)
                    row[i] = await reader.IsDBNullAsync(i, ct) ? null : Cell(reader.GetValue(i), columns[i].Kind);
                rows.Add(row);
            }
            return new Table(columns, rows);
        }
        catch (DbException e) when (_engine.IsDamaged(e))
        {
            throw WarehouseErrors.VersionDamaged(_path, e);
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

    static ColumnKind KindOf(Type type) => type switch
    {
        _ when type == typeof(bool) => ColumnKind.Flag,
        _ when type == typeof(decimal) => ColumnKind.Exact,
        _ when type == typeof(double) || type == typeof(float) => ColumnKind.Real,
        _ when type == typeof(DateOnly) => ColumnKind.Date,
        _ when type == typeof(int) || type == typeof(long) || type == typeof(short) => ColumnKind.Whole,
        _ when type == typeof(string) => ColumnKind.Text,
        _ => throw new ArgumentException($"A table has no column of {type.Name}: cast it in the query."),
    };

    static object Cell(object value, ColumnKind kind) => (kind, value) switch
    {
        (ColumnKind.Whole, _) => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        (ColumnKind.Exact, _) => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        (ColumnKind.Real, _) => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        (ColumnKind.Date, DateTime instant) => DateOnly.FromDateTime(instant),
        _ => value,
    };
}
