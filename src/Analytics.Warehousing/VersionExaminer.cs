using System.Data.Common;
using Analytics.Tables;

namespace Analytics.Warehousing;

/// What a version was found to be.
/// <param name="File">Where it lies.</param>
/// <param name="Record">What the pointer or its own record says of it; made from the file where neither does.</param>
/// <param name="IsRecorded">Whether its own record stands beside it and agrees.</param>
/// <param name="Problem">Why it cannot be trusted; null where it can.</param>
/// <param name="Batches">The loads it holds, by epoch.</param>
sealed record ExaminedVersion(VersionFile File, CurrentVersion? Record, bool IsRecorded, LocalText? Problem,
    IReadOnlyDictionary<long, string> Batches)
{
    public long Epoch => File.Epoch;

    public string Name => Path.GetFileName(File.Path);
}

/// Whether a version is as it was published: length, hash, opening, invariants.
sealed class VersionExaminer(Engine engine, Func<string, bool> isPinned)
{
    static readonly IReadOnlyDictionary<long, string> None = new Dictionary<long, string>();

    /// <param name="file">Where it lies.</param>
    /// <param name="known">What the pointer says of it, if it does.</param>
    /// <param name="ct">Stops between checks.</param>
    public async Task<ExaminedVersion> ExamineAsync(VersionFile file, CurrentVersion? known, CancellationToken ct)
    {
        var record = file.ReadRecord();
        var expected = known ?? record;
        ExaminedVersion Found(LocalText? problem, IReadOnlyDictionary<long, string>? batches = null,
            CurrentVersion? made = null) => new(file, expected ?? made,
            record is not null && record == expected, problem, batches ?? None);
        if (!File.Exists(file.Path)) return Found(Problem("missing"));
        if (expected is not null && new FileInfo(file.Path).Length is var length && length != expected.Bytes)
            return Found(Problem("length", ("found", length), ("expected", expected.Bytes)));
        // A file this process reads is open: hashing it would drop the engine's lock on it.
        var hash = isPinned(file.Path) ? ((long, string)?)null : VersionFile.HashOf(file.Path);
        if (expected is not null && hash is { } own && own.Item2 != expected.Sha256)
            return Found(Problem("hash", ("found", own.Item2[..12]), ("expected", expected.Sha256[..12])));
        try
        {
            await using var reader = await engine.OpenReaderAsync(file.Path, ct);
            var schema = await Migrations.VersionAsync(reader, ct);
            if (schema > Migrations.OfWarehouse.Latest)
                throw WarehouseErrors.SchemaNewer(file.Path, schema, Migrations.OfWarehouse.Latest);
            if (await LoadSession.FailedCheckAsync(reader, engine.Dialect, file.Epoch, ct) is { } failed)
                return Found(Problem("check", ("check", failed.Name), ("rows", failed.Rows)));
            var batches = await BatchesAsync(reader, ct);
            return batches.TryGetValue(file.Epoch, out var batch)
                ? Found(null, batches, Made(file, hash, schema, batch))
                : Found(Problem("batch", ("epoch", file.Epoch)));
        }
        catch (DbException e) when (!engine.IsLocked(e, out _) && !engine.IsRefused(e))
        {
            return Found(Problem("unreadable", ("problem", e.Message.Split('\n')[0])));
        }
        catch (DbException e)
        {
            throw Warehouse.OpeningFailed(engine, file.Path, e);
        }
    }

    public static LocalText Problem(string key, params (string, object?)[] facts) => new(
        TextCatalog.BuiltIn.Format("finding.problem." + key, Language.Chinese, facts),
        TextCatalog.BuiltIn.Format("finding.problem." + key, Language.English, facts));

    // Without a record the inputs are not known: the next run then loads, and finds nothing new.
    static CurrentVersion? Made(VersionFile file, (long Bytes, string Sha256)? hash, int schema, string batch) =>
        hash is not { } own ? null
            : new(file.Epoch, Path.GetFileName(file.Path), own.Bytes, own.Sha256, "", schema, batch);

    static async Task<IReadOnlyDictionary<long, string>> BatchesAsync(DbConnection reader, CancellationToken ct)
    {
        var batches = new Dictionary<long, string>();
        await using var command = reader.Command("SELECT \"epoch\", \"batch_id\" FROM \"load_batch\"", []);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) batches[rows.GetInt64(0)] = rows.GetString(1);
        return batches;
    }
}
