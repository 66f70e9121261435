using Analytics.Semantics.Calendars;
using Analytics.Tables;

namespace Analytics.Semantics.Stars;

sealed partial class StarModelReader
{
    void ReadCalendars()
    {
        // Those that are always there may be declared again, and then hold as declared.
        foreach (var (name, calendar) in CalendarFactory.BuiltIn) _calendars[name] = calendar;
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
                return CalendarFile.Parse(name, ReadBeside(map, "csv", readBeside), map.Text("csv"));
            default:
                map.Only("kind", "month_starts", "year_starts", "named");
                return CalendarFactory.Months(name, Between(map, "month_starts", 1, 28),
                    Between(map, "year_starts", 1, 12),
                    map.Has("named") && map.OneOf("named", ["begin", "end"]) == "end");
        }
    }

    static int Between(YamlMap map, string key, int least, int most) => map.WholeOr(key, least) is var number
        && number >= least && number <= most ? number : throw map.Wrong(key, $"{least} … {most}");

    /// <summary>A file that the model names.</summary>
    static string ReadBeside(YamlMap map, string key, Func<string, string>? readBeside)
    {
        try
        {
            return readBeside?.Invoke(map.Text(key)) ?? throw new FileNotFoundException(null, map.Text(key));
        }
        catch (FileNotFoundException)
        {
            throw StarErrors.BesideMissing(map.PlaceOf(key), map.Text(key));
        }
    }
}
