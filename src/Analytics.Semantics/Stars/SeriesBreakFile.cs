using Analytics.Semantics.Calendars;
using Analytics.Tables;

namespace Analytics.Semantics.Stars;

/// <summary>Reads breaks of series from CSV: <c>on,measures,area_ids,below,title_zh,title_en,source</c>. Lists are
/// divided by <c>|</c>.</summary>
static class SeriesBreakFile
{
    static readonly string[] Needed = ["on", "measures", "title_zh", "title_en", "source"];
    static readonly string[] Known = ["on", "measures", "area_ids", "below", "title_zh", "title_en", "source"];

    /// <summary>The breaks of a file's text, in its order.</summary>
    /// <param name="text">The file.</param>
    /// <param name="place">The file's name, for errors.</param>
    /// <exception cref="AnalyticsException">A column is missing or unknown, a day is none, or a break names no measure;
    /// the error names the row.</exception>
    public static IReadOnlyList<SeriesBreak> Parse(string text, string place) =>
        [.. CsvRecord.Read(text, place, Needed, Known).Select(Of)];

    static SeriesBreak Of(CsvRecord record)
    {
        foreach (var column in Needed)
            if (record[column].Length == 0) throw CalendarErrors.CsvEmpty(record.Place, column);
        return new SeriesBreak(record.Day("on"), List(record["measures"]), new(record["title_zh"], record["title_en"]),
            record["source"], List(record["area_ids"])) { Below = List(record["below"]) };
    }

    static string[] List(string text) =>
        text.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
