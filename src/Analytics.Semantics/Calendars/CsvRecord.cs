using System.Text;

namespace Analytics.Semantics.Calendars;

/// A row of a small CSV file beside a model, by column; what is not there is "". Blanks at either end of a field go.
sealed record CsvRecord(string Place, IReadOnlyDictionary<string, string> Fields)
{
    public string this[string column] => Fields.TryGetValue(column, out var field) ? field : "";

    /// A column's day, or an error that names the row.
    public DateOnly Day(string column) =>
        CalendarText.Day(this[column]) ?? throw CalendarErrors.CsvDay(Place, column, this[column]);

    /// The rows below the header; empty ones are left out. A row's number is that of a spreadsheet.
    public static IReadOnlyList<CsvRecord> Read(string text, string file, IReadOnlyList<string> needed,
        IReadOnlyList<string> known)
    {
        var lines = Split(text.TrimStart('\ufeff'), file);
        var header = lines.Count > 0 ? lines[0] : [];
        if (header.FirstOrDefault(column => !known.Contains(column)) is { } stranger)
            throw CalendarErrors.CsvColumn(file, stranger, known);
        if (needed.FirstOrDefault(column => !header.Contains(column)) is { } missing)
            throw CalendarErrors.CsvColumnMissing(file, missing, header);
        var records = new List<CsvRecord>();
        for (var i = 1; i < lines.Count; i++)
        {
            if (lines[i] is [""]) continue;
            var place = $"{file} row {i + 1}";
            if (lines[i].Length != header.Length)
                throw CalendarErrors.CsvFields(place, lines[i].Length, header.Length);
            records.Add(new(place, header.Zip(lines[i]).DistinctBy(pair => pair.First)
                .ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal)));
        }
        return records;
    }

    static List<string[]> Split(string text, string file)
    {
        var (lines, fields, field, quoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') (_, i) = (field.Append('"'), i + 1);
            else if (c == '"') quoted = !quoted;
            else if (quoted || c is not (',' or '\n' or '\r')) field.Append(c);
            else if (c != '\r')
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
                if (c == '\n') End();
            }
        }
        if (quoted) throw CalendarErrors.CsvQuote($"{file} row {lines.Count + 1}");
        if (field.Length > 0 || fields.Count > 0)
        {
            fields.Add(field.ToString().Trim());
            End();
        }
        return lines;

        void End()
        {
            lines.Add([.. fields]);
            fields.Clear();
        }
    }
}
