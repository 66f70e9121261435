using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Analytics.DuckDb;

namespace Analytics.Warehousing;

sealed partial class DuckDbEngine : Engine
{
    public override string Name => "duckdb";

    public override SqlDialect Dialect { get; } = new DuckDbDialect();

    public override string FileExtension => "duckdb";

    public override Task<DbConnection> OpenWriterAsync(string path, CancellationToken ct) => Open(path, null, ct);

    public override Task<DbConnection> OpenReaderAsync(string path, CancellationToken ct) =>
        Open(path, "READ_ONLY", ct);

    // Settings of the database, not of a connection: a second reader of the file may not set what is locked.
    public override Task<DbConnection> OpenForeignAsync(string path, CancellationToken ct) =>
        Open(path, "READ_ONLY", ct, ("enable_external_access", "false"), ("lock_configuration", "true"));

    public override async Task CopyFromAsync(DbConnection writer, string path, CancellationToken ct)
    {
        var target = Dialect.Quote((string)(await writer.ScalarAsync("SELECT current_database()", ct))!);
        var source = path.Replace("'", "''", StringComparison.Ordinal);
        await writer.ExecuteAsync($"ATTACH '{source}' AS previous_version (READ_ONLY)", ct);
        await writer.ExecuteAsync($"COPY FROM DATABASE previous_version TO {target}", ct);
        await writer.ExecuteAsync("DETACH previous_version", ct);
    }

    public override Task CheckpointAsync(DbConnection writer, CancellationToken ct) =>
        writer.ExecuteAsync("CHECKPOINT", ct);

    public override bool IsLocked(DbException error, out int? processId)
    {
        var holder = Holder.Match(error.Message);
        processId = holder.Success ? int.Parse(holder.Groups[1].Value, CultureInfo.InvariantCulture) : null;
        return error.Message.Contains("lock on file", StringComparison.OrdinalIgnoreCase);
    }

    public override bool IsDamaged(DbException error) => !IsLocked(error, out _) && !IsRefused(error)
        && (error is DuckDbException { ErrorType: DuckDbErrorType.Io or DuckDbErrorType.Serialization }
            || Damage.IsMatch(error.Message));

    public override bool IsRefused(DbException error) => !IsLocked(error, out _) && Refusal.IsMatch(error.Message);

    public override Task<long> WriteAsync(DbConnection writer, string table, IReadOnlyList<string> columns,
        IEnumerable<object?[]> rows, CancellationToken ct)
    {
        using var appender = ((DuckDbConnection)writer).CreateAppender(table, columns);
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            appender.AppendRow(row);
        }
        appender.Complete();
        return Task.FromResult(appender.Rows);
    }

    public override Task ExportParquetAsync(DbConnection writer, string table, string path, CancellationToken ct) =>
        writer.ExecuteAsync($"COPY {Dialect.Quote(table)} TO '{path.Replace("'", "''", StringComparison.Ordinal)}' "
            + "(FORMAT PARQUET, COMPRESSION ZSTD)", ct);

    // The engine's own collation, built in; the keys are hexadecimal, and a blank sorts before every digit.
    public override async Task<IReadOnlyDictionary<string, string>> PinyinKeysAsync(
        IReadOnlyCollection<string> texts, CancellationToken ct)
    {
        await using var connection = await Open(":memory:", null, ct);
        await connection.ExecuteAsync("CREATE TABLE told (place integer, said text)", ct);
        string[] distinct = [.. texts.Distinct(StringComparer.Ordinal)];
        await WriteAsync(connection, "told", ["place", "said"],
            distinct.Select((text, i) => new object?[] { i, Encodable(text) }), ct);
        var keys = await connection.QueryAsync("SELECT place, icu_sort_key(said, 'zh') FROM told", null, ct);
        return Enumerable.Range(0, keys.RowCount).Select(row => (
                Text: distinct[Convert.ToInt32(keys[row, keys.Columns[0].Name], CultureInfo.InvariantCulture)],
                Key: keys[row, keys.Columns[1].Name]))
            .ToDictionary(k => k.Text, k => $"{k.Key} {Convert.ToHexString(Encoding.UTF8.GetBytes(k.Text))}",
                StringComparer.Ordinal);
    }

    static string Encodable(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    static async Task<DbConnection> Open(string path, string? accessMode, CancellationToken ct,
        params (string Name, string Value)[] more)
    {
        var settings = new DuckDbConnectionStringBuilder { DataSource = path };
        if (accessMode is not null) settings["access_mode"] = accessMode;
        foreach (var (name, value) in more) settings[name] = value;
        var connection = new DuckDbConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    [GeneratedRegex(@"PID (\d+)")]
    static partial Regex Holder { get; }

    // The system's words, which the engine passes on unchanged: it has one class of errors for disks and for damage.
    [GeneratedRegex("No space left|File too large|Read-only file system|Permission denied|Operation not permitted"
        + "|Input/output error|quota exceeded|Too many open files", RegexOptions.IgnoreCase)]
    static partial Regex Refusal { get; }

    [GeneratedRegex("checksum|corrupt|not a valid DuckDB|has been invalidated", RegexOptions.IgnoreCase)]
    static partial Regex Damage { get; }
}
