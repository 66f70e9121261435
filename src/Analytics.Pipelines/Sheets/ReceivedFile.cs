using System.Security.Cryptography;
using Analytics.Tables;

namespace Analytics.Pipelines.Sheets;

/// <summary>A file as received: a private copy, so that its hash and its rows are of the same bytes whatever becomes of
/// the original. The copy goes when this is disposed.</summary>
public sealed class ReceivedFile : IDisposable
{
    readonly Snapshot _content;

    ReceivedFile(string path, string sha256, Snapshot content) => (Path, Sha256, _content) = (path, sha256, content);

    /// <summary>What <c>dim_file.path</c> names it, with forward slashes; <c>inbox/x.zip/y.xlsx</c> in an archive.
    /// </summary>
    public string Path { get; }

    /// <summary>Hash of the bytes in lower hex: what the file is known by.</summary>
    public string Sha256 { get; }

    /// <summary>The size in bytes.</summary>
    public long Bytes => _content.Length;

    /// <summary>Copies a file and hashes what it copies, in one streamed pass.</summary>
    /// <param name="full">Where it lies.</param>
    /// <param name="path">What it is called in errors and in <c>dim_file.path</c>.</param>
    /// <param name="limits">Null for the default ones.</param>
    /// <param name="ct">Stops the copying.</param>
    /// <exception cref="AnalyticsException"><c>received-missing</c>, <c>received-unreadable</c>, <c>input-empty</c>,
    /// <c>input-too-large</c>, or <c>input-changing</c> where size or time of the file differ before and after.
    /// </exception>
    public static ReceivedFile Take(string full, string path, SheetLimits? limits = null,
        CancellationToken ct = default)
    {
        var limit = (limits ?? SheetLimits.Default).FileBytes;
        try
        {
            var before = new FileInfo(full);
            if (!before.Exists) throw SheetErrors.Missing(path);
            if (before.Length > limit) throw SheetErrors.TooLarge(path, before.Length, limit);
            using var stream = new FileStream(full, FileMode.Open, FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
            var file = Take(stream, path, read => { if (read > limit) throw SheetErrors.Changing(path); }, ct);
            var after = new FileInfo(full);
            if (after.Exists && after.Length == file.Bytes && before.Length == file.Bytes
                && after.LastWriteTimeUtc == before.LastWriteTimeUtc)
                return file.Bytes > 0 ? file : throw file.Refused(SheetErrors.Empty(path));
            throw file.Refused(SheetErrors.Changing(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SheetErrors.Unreadable(path, e);
        }
    }

    /// <summary>The bytes from the beginning; any number of readers may be open at once.</summary>
    public Stream OpenRead() => _content.OpenRead();

    /// <inheritdoc/>
    public void Dispose() => _content.Dispose();

    internal static ReceivedFile Take(Stream stream, string path, Action<long> check, CancellationToken ct)
    {
        var content = new Snapshot();
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[1 << 17];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                ct.ThrowIfCancellationRequested();
                content.Append(buffer.AsSpan(0, read));
                hash.AppendData(buffer.AsSpan(0, read));
                check(content.Length);
            }
            return new(path, Convert.ToHexStringLower(hash.GetHashAndReset()), content);
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    AnalyticsException Refused(AnalyticsException error)
    {
        Dispose();
        return error;
    }
}
