using System.Data.Common;
using Analytics.Tables;

namespace Analytics.Warehousing;

public sealed partial class OperationalStore
{
    // A store that no run has brought to the last migration lacks what rejects carry since.
    const int WithFindings = 3;

    const string Told = "\"finding_id\", \"sheet\", \"cell\", \"byte_offset\", \"sentence_zh\", \"sentence_en\"";

    const string NothingTold = """
        CAST(NULL AS text) AS "finding_id", CAST(NULL AS text) AS "sheet", CAST(NULL AS text) AS "cell",
        CAST(NULL AS bigint) AS "byte_offset", CAST(NULL AS text) AS "sentence_zh", CAST(NULL AS text) AS "sentence_en"
        """;

    /// <summary>The last runs, newest first; empty where nothing was recorded yet.</summary>
    /// <param name="last">How many at most.</param>
    /// <param name="ct">Interrupts the queries.</param>
    /// <exception cref="AnalyticsException"><c>warehouse-locked</c> while another process writes its record,
    /// <c>warehouse-version-damaged</c>, <c>warehouse-file-refused</c> or <c>warehouse-schema-newer</c>.</exception>
    public Task<IReadOnlyList<LoggedRun>> ReadLogAsync(int last, CancellationToken ct) =>
        ReadAsync<IReadOnlyList<LoggedRun>>([], async (connection, version) =>
        {
            var runs = await NumberedAsync(connection, version, ct);
            var logged = new List<LoggedRun>();
            foreach (var (number, run) in runs.TakeLast(last).Reverse())
                logged.Add(await LoggedAsync(connection, number, run, ct));
            return logged;
        }, ct);

    /// <summary>A run with its rejects and those it ended; null where there is no such run.</summary>
    /// <param name="number">As <see cref="LoggedRun.Number"/>.</param>
    /// <param name="ct">Interrupts the queries.</param>
    /// <exception cref="AnalyticsException">As <see cref="ReadLogAsync"/>.</exception>
    public Task<LoggedRunDetail?> ReadRunAsync(int number, CancellationToken ct) =>
        ReadAsync<LoggedRunDetail?>(null, async (connection, version) =>
        {
            var found = (await NumberedAsync(connection, version, ct)).FirstOrDefault(run => run.Number == number);
            if (found.Run is not { } run) return null;
            var columns = version >= WithFindings ? Told : NothingTold;
            var rejects = await connection.QueryAsync($"""
                SELECT "job", "file", "row_number", "column_name", "found", "expected", "code", {columns}
                FROM "reject" WHERE "run_key" = $key ORDER BY "file", "sheet", "row_number", "column_name", "code"
                """, null, ct, ("key", run.Key));
            return new LoggedRunDetail(await LoggedAsync(connection, number, run, ct),
                [.. Rows(rejects).Select(row => RejectOf(rejects, row))],
                version >= WithFindings ? await EndedAsync(connection, run, ct) : []);
        }, ct);

    async Task<T> ReadAsync<T>(T none, Func<DbConnection, int, Task<T>> read, CancellationToken ct)
    {
        if (!File.Exists(Path)) return none;
        try
        {
            await using var connection = await _engine.OpenReaderAsync(Path, ct);
            var version = await Migrations.VersionAsync(connection, ct);
            if (version > Migrations.OfOperations.Latest)
                throw WarehouseErrors.SchemaNewer(Path, version, Migrations.OfOperations.Latest);
            return version == 0 ? none : await read(connection, version);
        }
        catch (DbException e)
        {
            throw Warehouse.OpeningFailed(_engine, Path, e);
        }
    }

    // Oldest first. What an examination found has no instant: it stands after the last run up to its epoch.
    static async Task<IReadOnlyList<(int Number, RecordedRun Run)>> NumberedAsync(DbConnection connection, int version,
        CancellationToken ct)
    {
        var runs = await ReadRunsAsync(connection, version, ct);
        return [.. runs.OrderBy(run => run.StartedAt ?? runs.Where(other => other.Epoch <= run.Epoch)
                .Max(other => other.StartedAt) ?? DateTime.MinValue)
            .ThenBy(run => run.StartedAt is null).ThenBy(run => run.Epoch).ThenBy(run => run.Key)
            .Select((run, index) => (index + 1, run))];
    }

    static async Task<LoggedRun> LoggedAsync(DbConnection connection, int number, RecordedRun run, CancellationToken ct)
    {
        var steps = await connection.QueryAsync("""
            SELECT "job", "read_rows", "new_rows", "unchanged_rows", "corrected_rows", "revoked_rows", "rejected_rows",
                "duration_ms"
            FROM "run_step" WHERE "run_key" = $key ORDER BY "job"
            """, null, ct, ("key", run.Key));
        var rejects = await connection.CountAsync("SELECT count(*) AS n FROM \"reject\" WHERE \"run_key\" = $key", ct,
            ("key", run.Key));
        return new LoggedRun(number, run.StartedAt is { } at ? new(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null,
            run.Epoch, run.Outcome, [.. Rows(steps).Select(row => StepOf(steps, row))], rejects);
    }

    static async Task<IReadOnlyList<EndedReject>> EndedAsync(DbConnection connection, RecordedRun run,
        CancellationToken ct)
    {
        var ended = await connection.QueryAsync($"""
            SELECT e."finding_id" AS "ended_id", e."outcome", q.* FROM "reject_end" e
            LEFT JOIN (SELECT j."job", j."file", j."row_number", j."column_name", j."found", j."expected", j."code",
                    {string.Join(", ", Told.Split(", ").Select(column => "j." + column))}, row_number() OVER (
                        PARTITION BY j."finding_id" ORDER BY s."started_at" DESC NULLS LAST, j."run_key") AS "age"
                FROM "reject" j JOIN "run" s ON s."run_key" = j."run_key"
                WHERE j."run_key" <> $key AND (s."started_at" <= CAST($at AS timestamp) OR s."started_at" IS NULL)) q
                ON q."finding_id" = e."finding_id" AND q."age" = 1
            WHERE e."run_key" = $key ORDER BY q."file", q."sheet", q."row_number", e."finding_id"
            """, null, ct, ("key", run.Key), ("at", run.StartedAt ?? DateTime.MaxValue));
        return [.. Rows(ended).Select(row => new EndedReject(
            ended.Text(row, "file") is null ? null : RejectOf(ended, row),
            new(ended.Text(row, "ended_id")!, ended.Text(row, "outcome")!)))];
    }

    static RunStep StepOf(Table steps, int row)
    {
        long Count(string column) => steps.Whole(row, column) ?? 0;
        var facts = new FactCounts(Count("new_rows"), Count("unchanged_rows"), Count("corrected_rows"),
            Count("revoked_rows"));
        var step = new RunStep(steps.Text(row, "job")!, Count("read_rows"), facts, Count("rejected_rows"),
            TimeSpan.FromMilliseconds(Count("duration_ms")));
        return step == RunStep.Unchanged(step.Job) with { IsUnchanged = false } ? RunStep.Unchanged(step.Job) : step;
    }

    static Reject RejectOf(Table rows, int row) => new(rows.Text(row, "job")!, rows.Text(row, "file")!,
        rows.Whole(row, "row_number") ?? 0, rows.Text(row, "column_name"), rows.Text(row, "found"),
        rows.Text(row, "expected") ?? "", rows.Text(row, "code")!)
    {
        FindingId = rows.Text(row, "finding_id"), Sheet = rows.Text(row, "sheet"), Cell = rows.Text(row, "cell"),
        Offset = rows.Whole(row, "byte_offset"),
        Sentence = rows.Text(row, "sentence_zh") is { } zh ? new(zh, rows.Text(row, "sentence_en") ?? zh) : null,
    };

    static IEnumerable<int> Rows(Table table) => Enumerable.Range(0, table.RowCount);
}
