using System.Text.RegularExpressions;
using Analytics.Semantics.Calendars;
using Analytics.Semantics.Models;
using Analytics.Tables;

namespace Analytics.Semantics.Stars;

/// <summary>Reads the blocks of one or more model files into one model. What stands below names what stands above, so
/// calendars are read first, then dimensions, facts, measures and breaks, of all files each.</summary>
/// <param name="published">Published measures, which bodies may name; none in a foreign model.</param>
sealed partial class StarModelReader(IReadOnlyList<Measure> published)
{
    readonly List<(YamlMap Root, IReadOnlyList<YamlMap> Measures, Func<string, string>? ReadBeside)> _files = [];
    readonly Dictionary<(string Block, string Name), string> _places = [];
    readonly OrderedDictionary<string, Calendar> _calendars = [];
    readonly OrderedDictionary<string, Dimension> _dimensions = [];
    readonly OrderedDictionary<string, Fact> _facts = [];
    readonly OrderedDictionary<string, StarMeasure> _measures = [];
    readonly List<SeriesBreak> _breaks = [];

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    static partial Regex SnakeCase { get; }

    public static StarModel Read(string name, string text, Func<string, string>? readBeside)
    {
        var root = YamlMap.Parse(name, text).Only(ModelKeys.Model);
        var reader = new StarModelReader([]);
        reader.Add(root, root.MapsOrNone("measures"), readBeside);
        var model = NameOf(root, "model");
        return reader.Finish(model, root.LocalOr("title", Same(model)));
    }

    /// <summary>Adds a file; its measures stand apart, for a house has published ones among them.</summary>
    public void Add(YamlMap root, IReadOnlyList<YamlMap> measures, Func<string, string>? readBeside) =>
        _files.Add((root, measures, readBeside));

    public StarModel Finish(string name, LocalText title)
    {
        ReadCalendars();
        foreach (var (root, _, _) in _files)
            foreach (var (key, map) in root.Entries("dimensions"))
                Put(_dimensions, "dimensions", key, ReadDimension(Named(root, "dimensions", key), map), map.Place);
        foreach (var (root, _, _) in _files)
            foreach (var (key, map) in root.Entries("facts"))
                Put(_facts, "facts", key, ReadFact(Named(root, "facts", key), map), map.Place);
        CheckFacts();
        var timeZone = Once("time_zone", ReadTimeZone);
        CheckZones(timeZone);
        var shape = new StarModel(name, title, timeZone, OnceDay("data_until"), _calendars, _dimensions, _facts,
            _measures, _breaks);
        foreach (var map in _files.SelectMany(file => file.Measures))
        {
            var measure = ReadMeasure(map, shape);
            if (PlaceOfPublished(measure.Name) is { } other)
                throw StarErrors.NameTwice(map.Place, measure.Name, other);
            Put(_measures, "measures", measure.Name, measure, map.Place);
        }
        new MeasureChecks(shape, _measures, published).Finish();
        ReadBreaks();
        return shape;
    }

    string? PlaceOfPublished(string name) => published.FirstOrDefault(measure => measure.Name == name)?.Subject;

    /// <summary>A name of one's own, in snake_case.</summary>
    static string NameOf(YamlMap map, string key) => SnakeCase.IsMatch(map.Text(key)) ? map.Text(key)
        : throw map.Wrong(key, "a name in snake_case");

    /// <summary>A key that is a name of one's own, in snake_case.</summary>
    static string Named(YamlMap parent, string block, string name) => SnakeCase.IsMatch(name) ? name
        : throw parent.Map(block).Wrong(name, name, "a name in snake_case");

    static LocalText Same(string name) => new(name, name);

    static Expression ExpressionOf(YamlMap map, string key) => new(map.Text(key));

    static Expression? ExpressionOrNull(YamlMap map, string key) => map.Has(key) ? ExpressionOf(map, key) : null;

    static IReadOnlyList<Expression> ExpressionsOf(YamlMap map, string key) =>
        [.. map.Words(key).Select(word => word.Length > 0 ? new Expression(word) : throw map.Wrong(key, "names"))];

    /// <summary>The one key of several that stands in a mapping.</summary>
    static string OneOf(YamlMap map, params string[] keys)
    {
        string[] found = [.. keys.Where(map.Has)];
        return found is [var key] ? key : throw StarErrors.OneOf(map.Place, found, keys);
    }

    static Relation RelationOf(YamlMap map) => OneOf(map, "table", "sql") == "table"
        ? new Relation(map.Text("table"), null) : new Relation(null, map.Text("sql").Trim().TrimEnd(';'));

    static Expression ColumnOf(YamlMap map) => ExpressionOf(map, OneOf(map, "column", "sql"));

    void Put<T>(OrderedDictionary<string, T> block, string kind, string name, T item, string place)
    {
        if (!_places.TryAdd((kind, name), place)) throw StarErrors.NameTwice(place, name, _places[(kind, name)]);
        block[name] = item;
    }

    T? Once<T>(string key, Func<YamlMap, T> read) where T : class
    {
        T? found = null;
        foreach (var (root, _, _) in _files.Where(file => file.Root.Has(key)))
        {
            if (!_places.TryAdd(("", key), root.PlaceOf(key)))
                throw StarErrors.NameTwice(root.PlaceOf(key), key, _places[("", key)]);
            found = read(root);
        }
        return found;
    }

    DateOnly? OnceDay(string key) => (DateOnly?)Once<object>(key, root => root.Day(key));

    static string ReadTimeZone(YamlMap root) => TimeZoneInfo.TryFindSystemTimeZoneById(root.Text("time_zone"), out _)
        ? root.Text("time_zone") : throw root.Wrong("time_zone", "an IANA name such as Asia/Shanghai");

    void ReadBreaks()
    {
        string[] known = [.. _measures.Keys, .. published.SelectMany(measure =>
            measure.Variants.Select(variant => $"{measure.Name}/{variant.Name}").Prepend(measure.Name))];
        foreach (var (root, _, readBeside) in _files)
            foreach (var map in root.MapsOrNone("breaks"))
            {
                map.Only(ModelKeys.Break);
                IReadOnlyList<SeriesBreak> read = map.Has("csv")
                    ? SeriesBreakFile.Parse(ReadBeside(map.Only("csv"), "csv", readBeside), map.Text("csv"))
                    : [ReadBreak(map)];
                foreach (var name in read.SelectMany(one => one.Measures).Where(name => !known.Contains(name)))
                    throw SemanticErrors.MeasureNotFound(name, map.PlaceOf(map.Has("csv") ? "csv" : "measures"), known);
                _breaks.AddRange(read);
            }
        _breaks.Sort((one, other) => one.On.CompareTo(other.On));
    }

    static SeriesBreak ReadBreak(YamlMap map)
    {
        foreach (var key in new[] { "measures", "title" })
            if (!map.Has(key)) throw YamlMap.KeyMissing(map.Place, key);
        return new SeriesBreak(map.Day("on"), map.Words("measures"), map.LocalOr("title", Same("")),
            map.TextOrNull("source") ?? "", map.Words("areas")) { Below = map.Words("below") };
    }
}
