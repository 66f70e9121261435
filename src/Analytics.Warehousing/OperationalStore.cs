using System.Data.Common;
using Analytics.Tables;

namespace Analytics.Warehousing;

/// <summary>One job of a run.</summary>
public sealed record RunStep(string Job, long Read, FactCounts Facts, long Rejected, TimeSpan Duration)
{
    /// <summary>Whether its inputs were as before, so that nothing was read.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>A job with nothing to do.</summary>
    public static RunStep Unchanged(string job) =>
        new(job, 0, new(0, 0, 0, 0), 0, TimeSpan.Zero) { IsUnchanged = true };
}

/// <summary>A row, or a cell of it, that was not loaded.</summary>
/// <param name="Job">The job that read it.</param>
/// <param name="File">Its file, relative to the content root.</param>
/// <param name="Row">Its row, the header being row 1.</param>
/// <param name="Column">The column, or null for the whole row.</param>
/// <param name="Found">What stood there.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Code">Stable kebab-case code.</param>
public sealed record Reject(string Job, string File, long Row, string? Column, string? Found, string Expected,
    string Code)
{
    /// <summary>Names the reject over loads of the same content; null where it has no name.</summary>
    public string? FindingId { get; init; }

    /// <summary>The sheet of the workbook; null where the file has but one table.</summary>
    public string? Sheet { get; init; }

    /// <summary>As a spreadsheet names it: <c>C12</c>.</summary>
    public string? Cell { get; init; }

    /// <summary>Where the row begins in the file, in bytes.</summary>
    public long? Offset { get; init; }

    /// <summary>What is wrong, for a clerk; null where code, found and expected say it all.</summary>
    public LocalText? Sentence { get; init; }
}

/// <summary>A reject of an earlier load that is one no longer.</summary>
/// <param name="FindingId">As <see cref="Reject.FindingId"/>.</param>
/// <param name="Outcome"><c>corrected</c> (a decision or another content mended it), <c>revoked</c> or <c>gone</c>
/// (its file counts no longer).</param>
public sealed record RejectEnd(string FindingId, string Outcome);

/// <summary>A run to be recorded.</summary>
/// <param name="BatchId">The load's name.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="Epoch">The epoch it publishes; null where it failed.</param>
/// <param name="Outcome"><c>published</c> or <c>failed</c>; an examination adds <c>interrupted</c> for a run that ended
/// without a word, and <c>lost</c> for a published version that was set aside.</param>
/// <param name="InputsFingerprint">What it was built from.</param>
/// <param name="Steps">Its jobs.</param>
/// <param name="Rejects">Its rejects.</param>
public sealed record RunRecord(string BatchId, DateTimeOffset StartedAt, long? Epoch, string Outcome,
    string InputsFingerprint, IReadOnlyList<RunStep> Steps, IReadOnlyList<Reject> Rejects)
{
    /// <summary>Rejects of earlier runs that it ended.</summary>
    public IReadOnlyList<RejectEnd> Ended { get; init; } = [];
}

/// <summary>Runs, rejects, decisions and logs, in <c>operations/operations.duckdb</c> or the engine's like. Opened
/// for one write at a time and closed at once.</summary>
public sealed partial class OperationalStore
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20), Patience = TimeSpan.FromSeconds(10);

    readonly Engine _engine;

    OperationalStore(string path, Engine engine) => (Path, _engine) = (path, engine);

    /// <summary>The store's file, full path.</summary>
    public string Path { get; }

    /// <summary>The store of a workspace folder. Nothing is touched yet.</summary>
    public static OperationalStore Open(string folder, Engine engine) => new(
        System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, "operations", "operations." + engine.FileExtension)),
        engine);

    /// <summary>Records a run that ended without publishing, with its steps and rejects.</summary>
    /// <exception cref="AnalyticsException"><c>warehouse-locked</c>, <c>warehouse-version-damaged</c>,
    /// <c>warehouse-file-refused</c> or <c>warehouse-schema-newer</c>.</exception>
    public Task WriteRunAsync(RunRecord run, CancellationToken ct) => WriteAsync(run.Epoch, async connection =>
    {
        await InsertPartsAsync(connection, run, ct);
        await InsertEndAsync(connection, KeyOf(run), run, ct);
    }, ct);

    /// <summary>Records a run that is about to publish, with its steps and rejects. Should the process end before
    /// <see cref="CompleteRunAsync"/>, an examination finds from the version whether it was published.</summary>
    /// <param name="run">With the epoch it will publish.</param>
    /// <param name="ct">Stops the writing.</param>
    /// <exception cref="AnalyticsException">As <see cref="WriteRunAsync"/>.</exception>
    public Task PrepareRunAsync(RunRecord run, CancellationToken ct) => WriteAsync(run.Epoch, async connection =>
    {
        await InsertPartsAsync(connection, run, ct);
        await connection.ExecuteAsync("""
            INSERT INTO "run_pending" ("run_key", "batch_id", "started_at", "epoch", "inputs_fingerprint")
            VALUES ($key, $batch, $started, $epoch, $inputs)
            """, ct, ("key", KeyOf(run)), ("batch", run.BatchId), ("started", InstantOf(run)), ("epoch", run.Epoch),
            ("inputs", run.InputsFingerprint));
    }, ct);

    /// <summary>Records how a prepared run ended.</summary>
    /// <exception cref="AnalyticsException">As <see cref="WriteRunAsync"/>.</exception>
    public Task CompleteRunAsync(RunRecord run, CancellationToken ct) =>
        WriteAsync(run.Epoch, connection => InsertEndAsync(connection, KeyOf(run), run, ct), ct);

    internal async Task WriteAsync(long? epoch, Func<DbConnection, Task> write, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await Migrations.OfOperations.ApplyAsync(connection, epoch ?? 0, Path, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await write(connection);
        await transaction.CommitAsync(ct);
        await _engine.CheckpointAsync(connection, ct);
    }

    // Timestamps hold microseconds, a clock may tell finer.
    static DateTime InstantOf(RunRecord run)
    {
        var startedAt = run.StartedAt.UtcDateTime;
        return startedAt.AddTicks(-(startedAt.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    static long KeyOf(RunRecord run) => StableKey.Of("run", run.BatchId,
        InstantOf(run).ToString("O", System.Globalization.CultureInfo.InvariantCulture));

    static Task<int> InsertEndAsync(DbConnection connection, long key, RunRecord run, CancellationToken ct) =>
        InsertEndAsync(connection, key, run.BatchId, InstantOf(run), run.Epoch, run.Outcome, run.InputsFingerprint,
            ct);

    static Task<int> InsertEndAsync(DbConnection connection, long key, string batchId, DateTime? startedAt, long? epoch,
        string outcome, string? inputs, CancellationToken ct) => connection.ExecuteAsync("""
            INSERT INTO "run" ("run_key", "batch_id", "started_at", "epoch", "outcome", "inputs_fingerprint")
            VALUES ($key, $batch, $started, $epoch, $outcome, $inputs)
            """, ct, ("key", key), ("batch", batchId), ("started", startedAt), ("epoch", epoch),
            ("outcome", outcome), ("inputs", inputs));

    static async Task InsertPartsAsync(DbConnection connection, RunRecord run, CancellationToken ct)
    {
        var key = KeyOf(run);
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
                    "code", "finding_id", "sheet", "cell", "byte_offset", "sentence_zh", "sentence_en")
                VALUES ($key, $job, $file, $row, $column, $found, $expected, $code, $id, $sheet, $cell, $offset, $zh,
                    $en)
                """, ct, ("key", key), ("job", r.Job), ("file", r.File), ("row", r.Row), ("column", r.Column),
                ("found", r.Found), ("expected", r.Expected), ("code", r.Code), ("id", r.FindingId),
                ("sheet", r.Sheet), ("cell", r.Cell), ("offset", r.Offset), ("zh", r.Sentence?.Zh),
                ("en", r.Sentence?.En));
        foreach (var end in run.Ended)
            await connection.ExecuteAsync("""
                INSERT INTO "reject_end" ("run_key", "finding_id", "outcome") VALUES ($key, $id, $outcome)
                """, ct, ("key", key), ("id", end.FindingId), ("outcome", end.Outcome));
    }

    async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        for (var waited = TimeSpan.Zero; ; waited += Pause)
            try
            {
                return await _engine.OpenWriterAsync(Path, ct);
            }
            // Who looks at the log holds it for an instant; a run must not fail for that.
            catch (DbException e) when (waited < Patience && _engine.IsLocked(e, out _))
            {
                await Task.Delay(Pause, ct);
            }
            catch (DbException e)
            {
                throw Warehouse.OpeningFailed(_engine, Path, e);
            }
    }
}
