using System.Data.Common;
using System.Globalization;
using Analytics.Tables;

namespace Analytics.Warehousing;

/// A run's end, or its beginning where it is pending.
sealed record RecordedRun(long Key, string BatchId, DateTime? StartedAt, long? Epoch, string Outcome, string? Inputs);

public sealed partial class OperationalStore
{
    internal const string Pending = "pending";

    const string Published = "published", Interrupted = "interrupted", Lost = "lost";

    /// Every run that ended, and those that did not, as <c>pending</c>; null where there is no store yet.
    internal async Task<IReadOnlyList<RecordedRun>?> ReadRunsAsync(DiagnosisList findings, CancellationToken ct)
    {
        if (!File.Exists(Path)) return null;
        try
        {
            await using var connection = await _engine.OpenReaderAsync(Path, ct);
            var version = await Migrations.VersionAsync(connection, ct);
            if (version > Migrations.OfOperations.Latest)
                throw WarehouseErrors.SchemaNewer(Path, version, Migrations.OfOperations.Latest);
            return version == 0 ? [] : await ReadRunsAsync(connection, version, ct);
        }
        catch (DbException e) when (!_engine.IsLocked(e, out _) && !_engine.IsRefused(e))
        {
            findings.Add("operations-damaged", DiagnosisSeverity.Error, () =>
            {
                foreach (var file in new[] { Path, Path + ".wal" }) DurableFiles.SetAside(file);
            }, ("path", Path), ("problem", e.Message.Split('\n')[0]));
            return null;
        }
        catch (DbException e)
        {
            throw Warehouse.OpeningFailed(_engine, Path, e);
        }
    }

    /// Compares the runs with the loads that the served version holds, and adds the records that are missing.
    internal async Task ExamineRunsAsync(IReadOnlyList<RecordedRun> runs, ExaminedVersion served,
        DiagnosisList findings, CancellationToken ct)
    {
        var counts = PublishedIn(runs);
        foreach (var run in runs.Where(r => r.Outcome == Pending).OrderByDescending(r => r.StartedAt))
        {
            var isServed = served.Batches.GetValueOrDefault(run.Epoch ?? 0) == run.BatchId
                && counts.GetValueOrDefault((run.BatchId, run.Epoch)) == 0;
            if (isServed) counts[(run.BatchId, run.Epoch)] = 1;
            await findings.AddAsync(isServed ? "run-unrecorded" : "run-interrupted", DiagnosisSeverity.Note,
                () => EndAsync(run with
                {
                    Epoch = isServed ? run.Epoch : null, Outcome = isServed ? Published : Interrupted,
                }, ct), ("epoch", run.Epoch), ("at", Show(run.StartedAt)));
        }
        foreach (var (epoch, batch) in served.Batches.OrderBy(b => b.Key))
            if (counts.GetValueOrDefault((batch, epoch)) == 0)
                await findings.AddAsync("run-missing", DiagnosisSeverity.Warning, () => EndAsync(
                    new(StableKey.Of("run", batch, "found in epoch " + Show(epoch)), batch, null, epoch, Published,
                        null), ct), ("epoch", epoch));
        foreach (var ((batch, epoch), count) in counts.Where(c => c.Value > 0))
            if (served.Batches.GetValueOrDefault(epoch ?? 0) != batch)
                await findings.AddAsync("run-without-version", DiagnosisSeverity.Warning, () => EndAsync(
                    new(StableKey.Of("run", batch, Lost, Show(epoch), Show(runs.Count)), batch, null, epoch, Lost,
                        null), ct), ("epoch", epoch));
    }

    /// How often each load is recorded as published, and not as lost since.
    internal static Dictionary<(string BatchId, long? Epoch), int> PublishedIn(IEnumerable<RecordedRun> runs) => runs
        .Where(run => run.Outcome is Published or Lost).GroupBy(run => (run.BatchId, run.Epoch))
        .ToDictionary(g => g.Key, g => g.Sum(run => run.Outcome == Published ? 1 : -1));

    Task EndAsync(RecordedRun run, CancellationToken ct) => WriteAsync(run.Epoch, connection => InsertEndAsync(
        connection, run.Key, run.BatchId, run.StartedAt, run.Epoch, run.Outcome, run.Inputs, ct), ct);

    static string? Show(DateTime? instant) =>
        instant?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    static string Show(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    static async Task<IReadOnlyList<RecordedRun>> ReadRunsAsync(DbConnection connection, int version,
        CancellationToken ct)
    {
        const string columns = "\"run_key\", \"batch_id\", \"started_at\", \"epoch\"";
        var pending = version < 2 ? "" : $"""
            UNION ALL SELECT {columns}, '{Pending}' AS "outcome", "inputs_fingerprint" FROM "run_pending" p
            WHERE NOT EXISTS (SELECT 1 FROM "run" r WHERE r."run_key" = p."run_key")
            """;
        var runs = new List<RecordedRun>();
        await using var command = connection.Command(
            $"SELECT {columns}, \"outcome\", \"inputs_fingerprint\" FROM \"run\" {pending}", []);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            runs.Add(new(rows.GetInt64(0), rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetDateTime(2),
                rows.IsDBNull(3) ? null : rows.GetInt64(3), rows.GetString(4),
                rows.IsDBNull(5) ? null : rows.GetString(5)));
        return runs;
    }
}
