using System.Globalization;
using System.Security.Cryptography;

namespace Analytics.Warehousing;

/// Where a version lies: <c>warehouse-000001.duckdb</c>, and beside it <c>warehouse-000001.json</c>, its record, which
/// says of every kept version what the pointer says of the served one.
sealed record VersionFile(long Epoch, string Path)
{
    const string Prefix = "warehouse-";

    public string RecordPath => System.IO.Path.ChangeExtension(Path, ".json");

    public static VersionFile Of(string folder, long epoch, string extension) => new(epoch, System.IO.Path.Combine(
        folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{epoch:D6}.{extension}")));

    /// Every file of a folder named so, newest first.
    public static IReadOnlyList<VersionFile> In(string folder, string extension) => [.. Directory
        .EnumerateFiles(folder, $"{Prefix}*.{extension}").Select(Parse).OfType<VersionFile>()
        .OrderByDescending(version => version.Epoch)];

    /// The record, if there is one that can be read.
    public CurrentVersion? ReadRecord()
    {
        if (!File.Exists(RecordPath)) return null;
        try
        {
            return CurrentVersion.Read(RecordPath) is var record && record.Epoch == Epoch ? record : null;
        }
        catch (Tables.AnalyticsException)
        {
            return null;
        }
    }

    /// Never deleted, only renamed: someone may still read what can be read.
    public void SetAside()
    {
        foreach (var path in new[] { Path, Path + ".wal", RecordPath }) DurableFiles.SetAside(path);
    }

    public void Delete()
    {
        File.Delete(Path);
        File.Delete(RecordPath);
    }

    /// Closed files only: closing a second descriptor of an open one would drop the engine's lock.
    public static (long Bytes, string Sha256) HashOf(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read);
        return (stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    static VersionFile? Parse(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        var number = name[Prefix.Length..name.IndexOf('.', StringComparison.Ordinal)];
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            ? new(epoch, path) : null;
    }
}
