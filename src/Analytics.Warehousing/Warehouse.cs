using System.Collections.Concurrent;
using System.Data.Common;
using Analytics.Tables;

namespace Analytics.Warehousing;

/// <summary>A folder of immutable data versions and the pointer to the one that is served.</summary>
/// <remarks>A load builds the next version aside and publishes by swapping the pointer; readers keep theirs. The
/// served version and the one before it are kept, and any that a reader of this process still holds.</remarks>
public sealed partial class Warehouse
{
    const int Kept = 2;

    static readonly ConcurrentDictionary<string, int> Pins = new(StringComparer.Ordinal);

    readonly string _pointer;

    Warehouse(string folder, Engine engine) =>
        (Folder, Engine, _pointer) = (folder, engine, Path.Combine(folder, "current.json"));

    /// <summary>The folder with the versions, full path.</summary>
    public string Folder { get; }

    /// <summary>The engine of the versions.</summary>
    public Engine Engine { get; }

    /// <summary>The number of the newest migration this program knows.</summary>
    public static int SchemaVersion => Migrations.OfWarehouse.Latest;

    /// <summary>The warehouse of a workspace folder. Nothing is read or written yet.</summary>
    /// <param name="folder">The workspace; versions are in its <c>warehouse</c>.</param>
    /// <param name="engine">The engine.</param>
    public static Warehouse Open(string folder, Engine engine) =>
        new(Path.GetFullPath(Path.Combine(folder, "warehouse")), engine);

    /// <summary>The served version; null where nothing was published yet.</summary>
    /// <exception cref="AnalyticsException"><c>warehouse-pointer-invalid</c>, <c>warehouse-version-missing</c>,
    /// <c>warehouse-version-truncated</c> or <c>warehouse-schema-newer</c>.</exception>
    public CurrentVersion? Current()
    {
        if (!File.Exists(_pointer)) return null;
        var current = CurrentVersion.Read(_pointer);
        var file = new FileInfo(PathOf(current));
        if (!file.Exists) throw WarehouseErrors.VersionMissing(file.FullName, _pointer);
        if (file.Length != current.Bytes)
            throw WarehouseErrors.VersionTruncated(file.FullName, file.Length, current.Bytes);
        if (current.SchemaVersion > SchemaVersion)
            throw WarehouseErrors.SchemaNewer(file.FullName, current.SchemaVersion, SchemaVersion);
        return current;
    }

    /// <summary>A reader of the served version, pinned until disposed.</summary>
    /// <exception cref="AnalyticsException">As <see cref="Current"/>, <c>warehouse-empty</c>,
    /// <c>warehouse-version-damaged</c> or <c>warehouse-locked</c>.</exception>
    public async Task<WarehouseReader> OpenReaderAsync(CancellationToken ct)
    {
        var current = Current() ?? throw WarehouseErrors.Empty(Folder);
        var path = PathOf(current);
        Pins.AddOrUpdate(path, 1, (_, n) => n + 1);
        try
        {
            return new WarehouseReader(await OpenAsync(path, ct), Engine, path, current.Epoch, () => Unpin(path));
        }
        catch
        {
            Unpin(path);
            throw;
        }
    }

    /// <summary>Takes the writer's place, which loads, pages and repairs share.</summary>
    /// <exception cref="AnalyticsException"><c>warehouse-locked</c>, with the holder's process.</exception>
    public WriterLock Hold() => WriterLock.Take(Folder);

    /// <summary>Begins the next version aside: a copy of the served one, or an empty one, with pending migrations
    /// applied. What an abandoned load left is removed.</summary>
    /// <param name="batchId">Names the load; a retry gives the same.</param>
    /// <param name="inputsFingerprint">What the version is built from; recorded in the pointer.</param>
    /// <param name="ct">Stops the copy.</param>
    /// <returns>The load; null where this batch is published already.</returns>
    /// <exception cref="AnalyticsException"><c>warehouse-locked</c> while another load runs.</exception>
    public async Task<LoadSession?> BeginAsync(string batchId, string inputsFingerprint, CancellationToken ct)
    {
        var writer = Hold();
        DbConnection? connection = null;
        string? aside = null;
        try
        {
            var current = Current();
            if (current is not null && await IsPublishedAsync(current, batchId, ct))
            {
                writer.Dispose();
                return null;
            }
            foreach (var left in Directory.EnumerateFiles(Folder, "*.tmp*")) File.Delete(left);
            // Runs that are killed while they remove would otherwise leave one version more each.
            if (current is not null) RemoveOld(current.Epoch);
            var epoch = NextEpoch(current);
            aside = VersionFile.Of(Folder, epoch, Engine.FileExtension).Path + ".tmp";
            connection = await Engine.OpenWriterAsync(aside, ct);
            if (current is not null) await CopyAsync(connection, PathOf(current), ct);
            await Migrations.OfWarehouse.ApplyAsync(connection, epoch, aside, ct);
            return new LoadSession(this, connection, aside, epoch, batchId, inputsFingerprint, writer);
        }
        catch
        {
            if (connection is not null) await connection.DisposeAsync();
            if (aside is not null) RemoveAside(aside);
            writer.Dispose();
            throw;
        }
    }

    internal CurrentVersion Publish(string aside, long epoch, string fingerprint, string batchId)
    {
        var (bytes, sha256) = DurableFiles.Flush(aside);
        var file = new VersionFile(epoch, aside[..^".tmp".Length]);
        var version = new CurrentVersion(
            epoch, Path.GetFileName(file.Path), bytes, sha256, fingerprint, SchemaVersion, batchId);
        DurableFiles.Replace(file.RecordPath, version.ToJson());
        File.Move(aside, file.Path, overwrite: true);
        PointTo(version);
        RemoveOld(epoch);
        return version;
    }

    void RemoveOld(long served)
    {
        foreach (var old in VersionFile.In(Folder, Engine.FileExtension).Where(v => v.Epoch <= served).Skip(Kept))
            // The file goes last: by it the next load finds what a crash between the two left.
            if (!Pins.ContainsKey(old.Path) && TryDelete(old.RecordPath)) TryDelete(old.Path);
    }

    internal void RemoveAside(string aside)
    {
        foreach (var left in Directory.EnumerateFiles(Folder, Path.GetFileName(aside) + "*")) TryDelete(left);
    }

    internal void PointTo(CurrentVersion version) => DurableFiles.Replace(_pointer, version.ToJson());

    // The number of a version that was set aside was given to readers: it is not given again.
    long NextEpoch(CurrentVersion? current) => VersionFile.In(Folder, "*.damaged*")
        .Select(version => version.Epoch).Append(current?.Epoch ?? 0).Max() + 1;

    // Some systems keep a file that another process reads; a later load removes it.
    static bool TryDelete(string file)
    {
        try
        {
            File.Delete(file);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    async Task<bool> IsPublishedAsync(CurrentVersion current, string batchId, CancellationToken ct)
    {
        if (current.BatchId == batchId) return true;
        await using var reader = await OpenAsync(PathOf(current), ct);
        return await reader.CountAsync(
            "SELECT count(*) AS n FROM \"load_batch\" WHERE \"batch_id\" = $batch", ct, ("batch", batchId)) > 0;
    }

    async Task CopyAsync(DbConnection writer, string path, CancellationToken ct)
    {
        try
        {
            await Engine.CopyFromAsync(writer, path, ct);
        }
        catch (DbException e) when (Engine.IsDamaged(e))
        {
            throw WarehouseErrors.VersionDamaged(path, e);
        }
    }

    async Task<DbConnection> OpenAsync(string path, CancellationToken ct)
    {
        try
        {
            return await Engine.OpenReaderAsync(path, ct);
        }
        catch (DbException e)
        {
            throw OpeningFailed(Engine, path, e);
        }
    }

    internal static AnalyticsException OpeningFailed(Engine engine, string path, DbException e) =>
        engine.IsLocked(e, out var pid) ? WarehouseErrors.Locked(path, pid, e)
        : engine.IsRefused(e) ? WarehouseErrors.FileRefused(path, e)
        : WarehouseErrors.VersionDamaged(path, e);

    string PathOf(CurrentVersion version) => Path.Combine(Folder, version.File);

    static void Unpin(string path)
    {
        if (Pins.AddOrUpdate(path, 0, (_, n) => n - 1) <= 0) Pins.TryRemove(KeyValuePair.Create(path, 0));
    }
}
