using System.Text;
using Analytics.Delivery.Answers;
using Analytics.Statistics;
using Analytics.Tables;

namespace Analytics.Delivery;

/// <summary>What an analysis found, for other programs.</summary>
public static class AnalysisFile
{
    /// <summary>What can be written, as words and endings.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["csv", "json"];

    /// <summary>RFC 4180, LF; numbers with the fewest digits that give back the same double, <c>Inf</c> and
    /// <c>-Inf</c> for a limit without bound.</summary>
    public static string Csv(AnalysisResult result) => CsvWriter.Write(result.Table);

    /// <summary>One object: <c>method</c>, <c>parameters</c>, <c>reference</c>, <c>columns</c>, <c>rows</c>,
    /// <c>warnings</c>.</summary>
    public static string Json(AnalysisResult result, IReadOnlyList<LocalText> warnings) =>
        AnalysisJson.Write(result, warnings);

    /// <summary>Writes a file, whole or not at all, in UTF-8 without a mark.</summary>
    /// <param name="result">What to write.</param>
    /// <param name="warnings">What is said beside it; CSV has no place for them.</param>
    /// <param name="path">Its ending names the format; replaced where it exists.</param>
    /// <param name="ct">Stops; the file stays as it was.</param>
    /// <exception cref="AnalyticsException"><c>answer-format</c>, or the file cannot be written.</exception>
    public static async Task WriteAsync(AnalysisResult result, IReadOnlyList<LocalText> warnings, string path,
        CancellationToken ct)
    {
        var format = Path.GetExtension(path).TrimStart('.').ToLowerInvariant();
        if (!Formats.Contains(format)) throw DeliveryErrors.AnswerFormat(path, [.. Formats.Select(f => "*." + f)]);
        await AnswerFile.ReplaceAsync(path, format == "csv" ? Csv(result) : Json(result, warnings),
            new UTF8Encoding(false), ct);
    }
}
