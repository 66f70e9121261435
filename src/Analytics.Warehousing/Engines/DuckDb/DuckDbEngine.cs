using System.Data.Common;
using System.Globalization;
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

    static async Task<DbConnection> Open(string path, string? accessMode, CancellationToken ct)
    {
        var settings = new DuckDbConnectionStringBuilder { DataSource = path };
        if (accessMode is not null) settings["access_mode"] = accessMode;
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
}
