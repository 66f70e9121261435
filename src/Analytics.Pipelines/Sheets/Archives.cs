using System.IO.Compression;
using System.Text;
using Analytics.Tables;
using Analytics.Tables.Text;

namespace Analytics.Pipelines.Sheets;

/// <summary>One file of a folder or archive, or why it could not be read; others are not held up by it.</summary>
/// <param name="Path">As <c>dim_file.path</c>; <c>inbox/x.zip/y.xlsx</c> in an archive.</param>
/// <param name="Received">Its bytes; null where they could not be had.</param>
/// <param name="File">Its sheets; null where there is a problem.</param>
/// <param name="Problem">What is wrong; null where nothing is.</param>
public sealed record OpenedFile(string Path, ReceivedFile? Received, SheetFile? File, AnalyticsException? Problem);

/// Opens what lies in folders and archives, one file after the other.
sealed class Archives(SheetOptions options, CancellationToken ct)
{
    static readonly EnumerationOptions Search = new() { RecurseSubdirectories = true, IgnoreInaccessible = false };

    public IEnumerable<OpenedFile> Folder(string full, string path)
    {
        string[] files;
        try
        {
            files = [.. Directory.EnumerateFiles(full, "*", Search).Where(f => !IsLeftOut(Path.GetFileName(f)))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SheetErrors.Unreadable(path, e);
        }
        var named = files.Select(f => (Full: f,
            Path: $"{path.TrimEnd('/')}/{Path.GetRelativePath(full, f).Replace('\\', '/')}"));
        foreach (var one in named.OrderBy(f => f.Path, StringComparer.Ordinal))
            foreach (var opened in File(one.Full, one.Path))
                yield return opened;
    }

    public IEnumerable<OpenedFile> File(string full, string path) =>
        One(() => ReceivedFile.Take(full, path, options.Limits, ct), path, new(), 0);

    // Files that lie there only for a system's or a program's own sake.
    static bool IsLeftOut(string name) => name.StartsWith("~$", StringComparison.Ordinal) || name.StartsWith('.')
        || name.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase)
        || name.Equals("desktop.ini", StringComparison.OrdinalIgnoreCase);

    // A file is closed when the next one is asked for.
    IEnumerable<OpenedFile> One(Func<ReceivedFile> take, string path, ZipBudget budget, int depth)
    {
        var (received, problem) = Try(take);
        using var _ = received;
        var (isArchive, unknown) = received is null ? (false, problem)
            : Try(() => FileKind.Of(received) == SheetFileKind.Archive);
        if (!isArchive || received is null)
        {
            var (file, wrong) = received is null || unknown is not null ? (null, unknown)
                : Try(() => SheetFile.Open(received, options));
            yield return new(path, received, file, wrong);
            yield break;
        }
        if (depth == options.Bounds.ArchiveDepth)
        {
            yield return new(path, received, null, SheetErrors.ArchiveTooDeep(path, depth));
            yield break;
        }
        foreach (var opened in Entries(received, budget, depth)) yield return opened;
    }

    IEnumerable<OpenedFile> Entries(ReceivedFile archive, ZipBudget budget, int depth)
    {
        // Names of a Chinese Windows are in GBK; read as Latin-1 they are bytes still.
        var (zip, problem) = Try(() => OpenZip(archive));
        using var _ = zip;
        var (guard, tooMany) = zip is null ? (null, problem)
            : Try(() => new ZipGuard(archive.Path, zip, options.Bounds, budget));
        if (zip is null || guard is null)
        {
            yield return new(archive.Path, archive, null, tooMany ?? problem);
            yield break;
        }
        var entries = zip.Entries.Select(entry => (Entry: entry, Name: NameOf(entry.FullName)))
            .Where(e => IsWanted(e.Name));
        foreach (var (entry, name) in entries.OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            var path = $"{archive.Path}/{name}";
            if (IsOutside(name)) yield return new(path, null, null, SheetErrors.EntryName(archive.Path, name));
            else foreach (var opened in One(() => Take(archive, guard, entry, path), path, budget, depth + 1))
                yield return opened;
        }
    }

    static ZipArchive OpenZip(ReceivedFile archive)
    {
        try
        {
            var zip = new ZipArchive(archive.OpenRead(), ZipArchiveMode.Read, false, Encoding.Latin1);
            return zip.Entries.Count >= 0 ? zip : throw new InvalidDataException();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException)
        {
            throw SheetErrors.ArchiveDamaged(archive.Path, e.Message, e);
        }
    }

    ReceivedFile Take(ReceivedFile archive, ZipGuard guard, ZipArchiveEntry entry, string path)
    {
        if (entry.IsEncrypted) throw SheetErrors.Password(path);
        try
        {
            using var stream = guard.Open(entry);
            var limit = options.Bounds.FileBytes;
            var file = ReceivedFile.Take(stream, path,
                read => { if (read > limit) throw SheetErrors.TooLarge(path, read, limit); }, ct);
            if (file.Bytes > 0) return file;
            file.Dispose();
            throw SheetErrors.Empty(path);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            throw SheetErrors.ArchiveDamaged(archive.Path, $"{entry.FullName}: {e.Message}", e);
        }
    }

    static bool IsWanted(string name) => name.Length > 0 && !name.EndsWith('/')
        && !name.StartsWith("__MACOSX/", StringComparison.Ordinal) && !IsLeftOut(name[(name.LastIndexOf('/') + 1)..]);

    static bool IsOutside(string name) =>
        name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Contains("..");

    // A name in UTF-8 says so and is decoded already; one that only claims Latin-1 is decoded by what its bytes are.
    static string NameOf(string name)
    {
        if (name.Any(c => c is >= '\x80' and <= '\xFF') && name.All(c => c <= '\xFF'))
        {
            var bytes = Encoding.Latin1.GetBytes(name);
            var encoding = TextEncoding.Detect(new MemoryStream(bytes));
            if (encoding is { IsValid: true, MarkLength: 0 }) name = encoding.Decoder.GetString(bytes);
        }
        return name.Replace('\\', '/');
    }

    static (T? Value, AnalyticsException? Problem) Try<T>(Func<T> open)
    {
        try
        {
            return (open(), null);
        }
        catch (AnalyticsException e)
        {
            return (default, e);
        }
    }
}
