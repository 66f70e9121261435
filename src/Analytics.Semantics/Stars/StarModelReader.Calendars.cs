using System.Globalization;
using Analytics.Semantics.Calendars;
using Analytics.Tables;

namespace Analytics.Semantics.Stars;

sealed partial class StarModelReader
{
    static readonly string[] CalendarColumns = ["level", "id", "start_on", "end_on", "label_zh", "label_en"];

    void ReadCalendars()
    {
        // Those that are always there may be declared again, and then hold as declared.
        _calendars["calendar"] = CalendarFactory.Months("calendar", 1, 1, false);
        _calendars["iso"] = CalendarFactory.Weeks("iso");
        _calendars["statistical"] = CalendarFactory.Months("statistical", 21, 1, false);
        foreach (var (root, _, readBeside) in _files)
            foreach (var (name, map) in root.Entries("calendars"))
                Put(_calendars, "calendars", name, ReadCalendar(Named(root, "calendars", name), map, readBeside),
                    map.Place);
    }

    static Calendar ReadCalendar(string name, YamlMap map, Func<string, string>? readBeside)
    {
        map.Only(ModelKeys.Calendar);
        switch (map.OneOf("kind", ["months", "weeks", "file"]))
        {
            case "weeks":
                map.Only("kind");
                return CalendarFactory.Weeks(name);
            case "file":
                map.Only("kind", "csv");
                return CalendarFactory.FromRows(name, ReadRows(map, readBeside));
            default:
                map.Only("kind", "month_starts", "year_starts", "named");
                return CalendarFactory.Months(name, Between(map, "month_starts", 1, 28),
                    Between(map, "year_starts", 1, 12),
                    map.Has("named") && map.OneOf("named", ["begin", "end"]) == "end");
        }
    }

    static int Between(YamlMap map, string key, int least, int most) => map.WholeOr(key, least) is var number
        && number >= least && number <= most ? number : throw map.Wrong(key, $"{least} … {most}");

    static IReadOnlyList<CalendarRow> ReadRows(YamlMap map, Func<string, string>? readBeside)
    {
        var file = map.Text("csv");
        string text;
        try
        {
            text = readBeside?.Invoke(file) ?? throw new FileNotFoundException(null, file);
        }
        catch (FileNotFoundException)
        {
            throw StarErrors.BesideMissing(map.PlaceOf("csv"), file);
        }
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var header = Cells(lines[0]);
        foreach (var column in header.Where(column => !CalendarColumns.Contains(column)))
            throw YamlMap.KeyUnknown($"{file}:1", column, CalendarColumns);
        foreach (var column in CalendarColumns.Take(4).Where(column => !header.Contains(column)))
            throw YamlMap.KeyMissing($"{file}:1", column);
        var rows = new List<CalendarRow>();
        foreach (var (index, line) in lines.Index().Skip(1).Where(line => line.Item.Length > 0))
        {
            var cells = Cells(line);
            var place = $"{file}:{index + 1}";
            string Cell(string column) => header.IndexOf(column) is >= 0 and var at && at < cells.Count
                ? cells[at].Trim() : "";
            string Stated(string column) => Cell(column) is { Length: > 0 } stated ? stated
                : throw StarErrors.CalendarRow(place, column, "", "a text");
            DateOnly Day(string column) => DateOnly.TryParseExact(Cell(column), "yyyy-MM-dd",
                CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
                : throw StarErrors.CalendarRow(place, column, Cell(column), "a day such as 2024-03-31");
            var (start, end) = (Day("start_on"), Day("end_on"));
            if (end < start)
                throw StarErrors.CalendarRow(place, "end_on", Cell("end_on"), $"{start:yyyy-MM-dd} …");
            var (zh, en) = (Cell("label_zh"), Cell("label_en"));
            rows.Add(new CalendarRow(Stated("level"), Stated("id"), start, end, zh + en is "" ? null
                : new LocalText(zh is "" ? en : zh, en is "" ? zh : en)));
        }
        return rows.Count > 0 ? rows : throw StarErrors.CalendarRow($"{file}:2", "level", "", "a text");
    }

    /// <summary>The cells of a line of CSV; quotes hold commas and, doubled, quotes, but no ends of lines.</summary>
    static List<string> Cells(string line)
    {
        var cells = new List<string>();
        for (var at = 0; at <= line.Length; at++)
        {
            var cell = new System.Text.StringBuilder();
            if (at < line.Length && line[at] == '"')
            {
                for (at++; at < line.Length && (line[at] != '"' || at + 1 < line.Length && line[at + 1] == '"'); at++)
                {
                    cell.Append(line[at]);
                    if (line[at] == '"') at++;
                }
                at++;
            }
            for (; at < line.Length && line[at] != ','; at++) cell.Append(line[at]);
            cells.Add(cell.ToString());
        }
        return cells;
    }
}
