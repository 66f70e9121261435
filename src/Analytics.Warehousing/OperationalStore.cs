using System.Data.Common;
using Analytics.Tables;

namespace Analytics.Warehousing;

/// <summary>One job of a run.</summary>
public sealed record RunStep(string Job, long Read, FactCounts Facts, long Rejected, TimeSpan Duration);

/// <summary>A row, or a cell of it, that was not loaded.</summary>
/// <param name="Job">The job that read it.</param>
/// <param name="File">Its file, relative to the content root.</param>
/// <param name="Row">Its row, the header being row 1.</param>
/// <param name="Column">The column, or null for the whole row.</param>
/// <param name="Found">What stood there.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Code">Stable kebab-case code.</param>
public sealed record Reject(string Job, string File, long Row, string? Column, string? Found, string Expected,
    string Code);

/// <summary>A run to be recorded.</summary>
/// <param name="BatchId">The load's name.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="Epoch">The epoch it published; null where it failed.</param>
/// <param name="Outcome"><c>published</c> or <c>failed</c>.</param>
/// <param name="InputsFingerprint">What it was built from.</param>
/// <param name="Steps">Its jobs.</param>
/// <param name="Rejects">Its rejects.</param>
public sealed record RunRecord(string BatchId, DateTimeOffset StartedAt, long? Epoch, string Outcome,
    string InputsFingerprint, IReadOnlyList<RunStep> Steps, IReadOnlyList<Reject> Rejects);

/// <summary>Runs, rejects, decisions and logs, in <c>operations/operations.duckdb</c> or the engine's like. Opened
/// for one write at a time and closed at once.</summary>
public sealed class OperationalStore
{
    readonly Engine _engine;

    OperationalStore(string path, Engine engine) => (Path, _engine) = (path, engine);

    /// <summary>The store's file, full path.</summary>
    public string Path { get; }

    /// <summary>The store of a workspace folder. Nothing is touched yet.</summary>
    public static OperationalStore Open(string folder, Engine engine) => new(
        System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, "operations", "operations." + engine.FileExtension)),
        engine);

    /// <summary>Records a run with its steps and rejects.</summary>
    /// <exception cref="AnalyticsException"><c>warehouse-locked</c>, <c>warehouse-version-damaged</c> or
    /// <c>warehouse-schema-newer</c>.</exception>
    public async Task WriteRunAsync(RunRecord run, CancellationToken ct)
    {
        // Timestamps hold microseconds, a clock may tell finer.
        var startedAt = run.StartedAt.UtcDateTime;
        startedAt = startedAt.AddTicks(-(startedAt.Ticks % TimeSpan.TicksPerMicrosecond));
        var key = StableKey.Of("run", run.BatchId,
            startedAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        await using var connection = await OpenAsync(ct);
        await Migrations.OfOperations.ApplyAsync(connection, run.Epoch ?? 0, Path, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync("""
            INSERT INTO "run" ("run_key", "batch_id", "started_at", "epoch", "outcome", "inputs_fingerprint")
            VALUES ($key, $batch, $started, $epoch, $outcome, $inputs)
            """, ct, ("key", key), ("batch", run.BatchId), ("started", startedAt), ("epoch", run.Epoch),
            ("outcome", run.Outcome), ("inputs", run.InputsFingerprint));
        foreach (var s in run.Steps)
            await connection.ExecuteAsync("""
                INSERT INTO "run_step" ("run_key", "job", "read_rows", "new_rows", "unchanged_rows",
                    "corrected_rows", "revoked_rows", "rejected_rows", "duration_ms")
                VALUES ($key, $job, $read, $new, $same, $corrected, $revoked, $rejected, $ms)
                """, ct, ("key", key), ("job", s.Job), ("read", s.Read), ("new", s.Facts.New),
                ("same", s.Facts.Unchanged), ("corrected", s.Facts.Corrected), ("revoked", s.Facts.Revoked),
                ("rejected", s.Rejected), ("ms", (long)s.Duration.TotalMilliseconds));
        foreach (var r in run.Rejects)
            await connection.ExecuteAsync("""
                INSERT INTO "reject" ("run_key", "job", "file", "row_number", "column_name", "found", "expected",
                    "code")
                VALUES ($key, $job, $file, $row, $column, $found, $expected, $code)
                """, ct, ("key", key), ("job", r.Job), ("file", r.File), ("row", r.Row), ("column", r.Column),
                ("found", r.Found), ("expected", r.Expected), ("code", r.Code));
        await transaction.CommitAsync(ct);
        await _engine.CheckpointAsync(connection, ct);
    }

    async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        try
        {
            return await _engine.OpenWriterAsync(Path, ct);
        }
        catch (DbException e)
        {
            throw _engine.IsLocked(e, out var pid)
                ? WarehouseErrors.Locked(Path, pid, e) : WarehouseErrors.VersionDamaged(Path, e);
        }
    }
}
