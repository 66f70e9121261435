using Analytics.Tables;

namespace Analytics.Semantics.Calendars;

/// <summary>Reads a calendar from CSV: <c>level,id,start_on,end_on</c> and, where wanted, <c>label_zh,label_en</c>.
/// </summary>
static class CalendarFile
{
    static readonly string[] Needed = ["level", "id", "start_on", "end_on"];
    static readonly string[] Known = [.. Needed, "label_zh", "label_en"];

    /// <summary>The calendar of a file's text.</summary>
    /// <param name="name">Its name in the model.</param>
    /// <param name="text">The file.</param>
    /// <param name="place">The file's name, for errors.</param>
    /// <exception cref="AnalyticsException">A column is missing or unknown, a day is none, or the periods are no
    /// calendar (<see cref="CalendarFactory.FromRows"/>); the error names the row.</exception>
    public static Calendar Parse(string name, string text, string place)
    {
        var records = CsvRecord.Read(text, place, Needed, Known);
        CalendarRow[] rows = [.. records.Select(r => new CalendarRow(r["level"], r["id"], r.Day("start_on"),
            r.Day("end_on"), r["label_zh"].Length + r["label_en"].Length == 0 ? null
                : new(Either(r["label_zh"], r["label_en"]), Either(r["label_en"], r["label_zh"]))))];
        return CalendarFactory.FromRows(name, rows, [.. records.Select(r => r.Place)]);
    }

    static string Either(string text, string other) => text.Length > 0 ? text : other;
}
