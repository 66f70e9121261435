using System.Security.Cryptography;
using System.Text;
using Analytics.Tables;
using Analytics.Warehousing;
using CsvHelper;

namespace Analytics.Pipelines;

/// <summary>An input file as read: its content, hash and size.</summary>
public sealed class Source
{
    // An unclosed quote must not swallow the rest of a file; CsvHelper guesses separators and repairs quotes unless
    // told otherwise.
    static readonly CsvReaderOptions Form = new()
    {
        Separator = ',', DetectSeparatorHint = false, TrimWhitespace = false, MaxRecordSize = 1 << 20,
        MalformedData = CsvMalformedDataHandling.Throw, HasHeader = false,
    };

    readonly string _job;

    Source(string path, string fullPath, string job, string sha256, long bytes) =>
        (Path, FullPath, _job, Sha256, Bytes) = (path, fullPath, job, sha256, bytes);

    /// <summary>Relative to the content root, or <c>inbox/…</c> in the workspace; forward slashes; the value of
    /// <c>dim_file.path</c>.</summary>
    public string Path { get; }

    /// <summary>Where it lies on this machine.</summary>
    public string FullPath { get; }

    /// <summary>Hash of the bytes in lower hex.</summary>
    public string Sha256 { get; }

    /// <summary>The size in bytes.</summary>
    public long Bytes { get; }

    /// <summary>Hashes a file; its content is read when asked for.</summary>
    /// <param name="contentRoot">The folder that <paramref name="path"/> is relative to.</param>
    /// <param name="path">With forward slashes.</param>
    /// <param name="job">Who reads it, for errors and rejects.</param>
    /// <exception cref="AnalyticsException"><c>input-missing</c>, <c>input-unreadable</c>.</exception>
    public static Source Read(string contentRoot, string path, string job) =>
        ReadFile(System.IO.Path.Combine(contentRoot, path), path, job);

    /// <summary>Whether it could not be hashed; only where the job takes such files.</summary>
    public bool IsUnreadable => Sha256.Length == 0;

    /// A file that others have not let go of is no reason to leave out all others.
    internal static Source ReadIfPossible(string full, string path, string job)
    {
        try
        {
            return ReadFile(full, path, job);
        }
        catch (AnalyticsException e) when (e.Code is "input-unreadable" or "input-missing")
        {
            return new Source(path, full, job, "", 0);
        }
    }

    internal static Source ReadFile(string full, string path, string job)
    {
        try
        {
            if (!File.Exists(full)) throw PipelineErrors.InputMissing(job, path);
            using var stream = File.OpenRead(full);
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(stream));
            return new Source(path, full, job, sha256, stream.Position);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw PipelineErrors.InputUnreadable(job, path, e);
        }
    }

    // What is read must be what was hashed.
    byte[] ReadContent()
    {
        try
        {
            var content = File.ReadAllBytes(FullPath);
            return Convert.ToHexStringLower(SHA256.HashData(content)) == Sha256 ? content
                : throw PipelineErrors.InputChanged(_job, Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw PipelineErrors.InputUnreadable(_job, Path, e);
        }
    }

    /// <summary>The whole text, which must be UTF-8; a byte order mark is dropped.</summary>
    /// <exception cref="AnalyticsException"><c>input-encoding</c>, with the offset of the first bad byte.</exception>
    public string ReadText()
    {
        ReadOnlySpan<byte> bytes = ReadContent();
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        for (var rest = bytes; !rest.IsEmpty;)
        {
            var status = Rune.DecodeFromUtf8(rest, out _, out var length);
            if (status != System.Buffers.OperationStatus.Done)
                throw PipelineErrors.Encoding(Path, "utf-8", Bytes - rest.Length);
            rest = rest[length..];
        }
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The records of the file as CSV, one by one. A record with more or fewer fields than the header is
    /// refused (<c>field-count</c>) and left out.</summary>
    /// <param name="job">Who reads it, for rejects.</param>
    /// <param name="refuse">Told of every record left out.</param>
    /// <param name="expected">Columns that must exist; columns are found by name, never by position.</param>
    /// <exception cref="AnalyticsException"><c>input-encoding</c>, <c>csv-header-missing</c>,
    /// <c>csv-header-duplicate</c> or <c>csv-malformed</c>.</exception>
    public IEnumerable<CsvRow> ReadCsv(string job, Action<Reject> refuse, params string[] expected)
    {
        using var parser = CsvReader.Create(new StringReader(ReadText()), Form);
        var header = Next(parser, 1) ?? [];
        if (header.GroupBy(h => h, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw PipelineErrors.HeaderDuplicate(Path, twice.Key);
        if (expected.FirstOrDefault(e => !header.Contains(e)) is { } missing)
            throw PipelineErrors.HeaderMissing(Path, missing, header);
        for (long row = 2; Next(parser, row) is { } fields; row++)
            if (fields.Length == header.Length) yield return new CsvRow(Path, row, header, fields);
            else refuse(new Reject(job, Path, row, null, $"{fields.Length} fields", $"{header.Length} fields",
                "field-count"));
    }

    string[]? Next(CsvReader parser, long row)
    {
        try
        {
            return parser.Read() ? [.. Enumerable.Range(0, parser.FieldCount).Select(parser.GetString)] : null;
        }
        catch (CsvFormatException e)
        {
            throw PipelineErrors.Malformed(Path, row, e.Message, e);
        }
    }
}
