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

    readonly byte[] _content;

    Source(string path, byte[] content) =>
        (Path, _content, Sha256) = (path, content, Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <summary>Relative to the content root, or <c>inbox/…</c> in the workspace; forward slashes; the value of
    /// <c>dim_file.path</c>.</summary>
    public string Path { get; }

    /// <summary>Hash of the bytes in lower hex.</summary>
    public string Sha256 { get; }

    /// <summary>The size in bytes.</summary>
    public long Bytes => _content.LongLength;

    /// <summary>Reads a file whole.</summary>
    /// <param name="contentRoot">The folder that <paramref name="path"/> is relative to.</param>
    /// <param name="path">With forward slashes.</param>
    /// <param name="job">Who reads it, for errors and rejects.</param>
    /// <exception cref="AnalyticsException"><c>input-missing</c>, <c>input-unreadable</c>.</exception>
    public static Source Read(string contentRoot, string path, string job) =>
        ReadFile(System.IO.Path.Combine(contentRoot, path), path, job);

    internal static Source ReadFile(string full, string path, string job)
    {
        try
        {
            return File.Exists(full) ? new(path, File.ReadAllBytes(full))
                : throw PipelineErrors.InputMissing(job, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw PipelineErrors.InputUnreadable(job, path, e);
        }
    }

    /// <summary>The whole text, which must be UTF-8; a byte order mark is dropped.</summary>
    /// <exception cref="AnalyticsException"><c>input-encoding</c>, with the offset of the first bad byte.</exception>
    public string ReadText()
    {
        ReadOnlySpan<byte> bytes = _content;
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        for (var rest = bytes; !rest.IsEmpty;)
        {
            var status = Rune.DecodeFromUtf8(rest, out _, out var length);
            if (status != System.Buffers.OperationStatus.Done)
                throw PipelineErrors.Encoding(Path, "utf-8", _content.Length - rest.Length);
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
