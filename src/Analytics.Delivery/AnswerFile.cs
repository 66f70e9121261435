using System.Text;
using Analytics.Delivery.Answers;
using Analytics.Semantics;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Delivery;

/// <summary>An answer for other programs: CSV, JSON or Parquet. A value that is not there is told apart from one that
/// is not available or kept back.</summary>
public static class AnswerFile
{
    static readonly UTF8Encoding Plain = new(false);

    /// <summary>What can be written, as words and endings.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["csv", "json", "parquet"];

    /// <summary>RFC 4180, LF. A measure with a cell that is neither a value nor empty is followed by a column
    /// <c>{measure}_state</c> with the state of each cell.</summary>
    public static string Csv(QueryResult answer) => CsvWriter.Write(StateColumns.Beside(answer));

    /// <summary>One object: <c>columns</c>, <c>rows</c> (an object each, exact numbers with all digits), <c>states</c>
    /// (of every cell that is no value), <c>warnings</c> in both languages, <c>metadata</c>.</summary>
    public static string Json(QueryResult answer) => AnswerJson.Write(answer);

    /// <summary>The format a file's ending names.</summary>
    /// <exception cref="AnalyticsException"><c>answer-format</c>.</exception>
    public static string FormatOf(string path) =>
        Path.GetExtension(path).TrimStart('.').ToLowerInvariant() is var ending && Formats.Contains(ending)
            ? ending : throw DeliveryErrors.AnswerFormat(path, [.. Formats.Select(f => "*." + f)]);

    /// <summary>Writes a file, whole or not at all. CSV begins with a byte order mark, so that spreadsheets read it as
    /// UTF-8.</summary>
    /// <param name="answer">What to write; Parquet has the columns of <see cref="Csv"/>.</param>
    /// <param name="path">Replaced where it exists; its folder is made where it is missing.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="ct">Stops; the file stays as it was.</param>
    /// <exception cref="AnalyticsException"><c>answer-format</c>, or the file cannot be written.</exception>
    public static async Task WriteAsync(QueryResult answer, string path, string format, CancellationToken ct)
    {
        if (!Formats.Contains(format)) throw DeliveryErrors.AnswerFormat(format, Formats);
        if (format != "parquet")
        {
            await ReplaceAsync(path, format == "csv" ? Csv(answer) : Json(answer),
                format == "csv" ? Encoding.UTF8 : Plain, ct);
            return;
        }
        try
        {
            MakeFolder(path);
            await ParquetFile.WriteAsync(StateColumns.Beside(answer), path, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DeliveryErrors.OutputUnwritable(path, e);
        }
    }

    /// A text file, whole or not at all.
    internal static async Task ReplaceAsync(string path, string text, Encoding encoding, CancellationToken ct)
    {
        var aside = path + ".tmp";
        try
        {
            MakeFolder(path);
            await File.WriteAllTextAsync(aside, text, encoding, ct);
            File.Move(aside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DeliveryErrors.OutputUnwritable(path, e);
        }
        finally
        {
            if (File.Exists(aside)) File.Delete(aside);
        }
    }

    static void MakeFolder(string path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
    }
}
