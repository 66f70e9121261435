using System.Globalization;
using System.Text.RegularExpressions;
using Analytics.Tables;

namespace Analytics.Pipelines.Forms;

// Reads a form's YAML and refuses what cannot be meant.
sealed partial class FormYaml
{
    static readonly string[] Keys = ["form", "title", "contract", "sheet", "headers", "range", "within", "columns",
        "fixed", "wide", "marks", "ignore", "totals", "notes", "fill_down", "other_sheets"];

    readonly string _file;
    readonly YamlMap _map;
    readonly string _contract;
    readonly Dictionary<string, FieldWords> _fields;

    public FormYaml(string file, string text, IReadOnlyList<FieldWords> fields)
    {
        (_file, _map) = (file, YamlMap.Parse(file, text).Only(Keys));
        _contract = _map.Text("contract");
        _fields = fields.Where(field => field.Contract == _contract).ToDictionary(field => field.Field);
        if (_fields.Count == 0)
            throw FormErrors.ContractUnknown(_map.PlaceOf("contract"), _contract,
                fields.Select(field => field.Contract).Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("^([A-Z]{1,3})([1-9][0-9]{0,6})$", RegexOptions.CultureInvariant)]
    static partial Regex Address { get; }

    public Form Read()
    {
        var wide = _map.Has("wide") ? ReadWide(_map.Map("wide").Only("field", "members", "value")) : null;
        var form = new Form
        {
            File = _file, Name = _map.Text("form"), Title = _map.Local("title"),
            Contract = _contract, Fields = _fields, Wide = wide,
            SheetName = _map.TextOrNull("sheet"), Within = _map.TextOrNull("within"),
            Headers = _map.WholeOr("headers", 1) is >= 1 and <= 9 and var rows
                ? rows : throw _map.Wrong("headers", "1, 2, … 9"),
            Range = _map.Has("range") ? ReadRange(_map.Map("range").Only("from", "to")) : FormRange.Everything,
            Columns = [.. _map.MapsOrNone("columns").Select(ReadColumn)],
            Fixed = [.. _map.MapsOrNone("fixed").Select(ReadFixed)],
            Marks = _map.Has("marks") ? ReadMarks(_map.Map("marks")) : new Dictionary<string, string>(),
            OtherSheets = Globs(_map, "other_sheets"), Ignore = Globs(_map, "ignore"), Notes = Globs(_map, "notes"),
            Totals = [.. _map.MapsOrNone("totals").Select(ReadTotal)],
            FillDown = [.. _map.Words("fill_down").Select(field => Known(field, _map.PlaceOf("fill_down")))],
        };
        Examine(form);
        return form;
    }

    FormColumn ReadColumn(YamlMap map)
    {
        map.Only("field", "headers", "unit", "share");
        return new FormColumn(Field(map, "field"), Aliases(map), map.TextOrNull("unit"),
            map.Has("share") ? map.OneOf("share", ["percent", "fraction"]) : null);
    }

    FormFixed ReadFixed(YamlMap map)
    {
        map.Only("field", "cell", "search", "from", "pattern", "value");
        var field = Field(map, "field");
        var searched = map.Flag("search");
        var sources = (map.Has("value") ? 1 : 0) + (map.Has("from") ? 1 : 0) + (map.Has("cell") || searched ? 1 : 0);
        if (sources != 1 || (searched && !map.Has("pattern")) || (map.Has("value") && map.Has("pattern")))
            throw FormErrors.FixedSource(map.Place, field);
        var (row, column) = map.Has("cell") ? ReadAddress(map, "cell") : (0, 0);
        var pattern = map.Has("pattern")
            ? TitlePattern.Parse(map.Text("pattern"), field,
                name => _fields[Known(name, map.PlaceOf("pattern"))].Type == "period", map.PlaceOf("pattern"))
            : null;
        var source = map.Has("value") ? FixedSource.Constant
            : !map.Has("from") ? FixedSource.Cell
            : map.OneOf("from", ["sheet", "file"]) == "sheet" ? FixedSource.Sheet : FixedSource.File;
        return new FormFixed(field, source, row, column, searched, pattern, map.TextOrNull("value"), LineOf(map));
    }

    FormWide ReadWide(YamlMap map) => new(Field(map, "field"),
        [.. map.Maps("members").Select(member =>
            new FormMember(Aliases(member.Only("headers", "value")), member.Text("value")))],
        map.Has("value") ? Field(map, "value") : null);

    FormTotal ReadTotal(YamlMap map)
    {
        map.Only("column", "is", "check");
        var column = Field(map, "column");
        return new FormTotal(column, map.Has("is") ? Globs(map, "is") : throw YamlMap.KeyMissing(map.Place, "is"),
            !map.Has("check") ? TotalCheck.None : map.OneOf("check", ["none", "sum", "section"]) switch
            {
                "sum" => TotalCheck.Sum,
                "section" => TotalCheck.Section,
                _ => TotalCheck.None,
            });
    }

    static FormRange ReadRange(YamlMap map)
    {
        var everything = FormRange.Everything;
        var (fromRow, fromColumn) = map.Has("from") ? ReadAddress(map, "from") : (1, 0);
        var (toRow, toColumn) = map.Has("to") ? ReadAddress(map, "to") : (everything.ToRow, everything.ToColumn);
        return toRow >= fromRow && toColumn >= fromColumn
            ? new FormRange(fromRow, fromColumn, toRow, toColumn)
            : throw map.Wrong("to", $"below and right of {map.TextOrNull("from") ?? "A1"}");
    }

    static (long Row, int Column) ReadAddress(YamlMap map, string key)
    {
        var match = Address.Match(map.Text(key));
        if (!match.Success) throw map.Wrong(key, "A3");
        var column = match.Groups[1].Value.Aggregate(0, (sum, letter) => sum * 26 + letter - 'A' + 1) - 1;
        return (long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), column);
    }

    static Dictionary<string, string> ReadMarks(YamlMap map) =>
        map.Keys.ToDictionary(mark => mark, mark => map.OneOf(mark, ["absent", "zero"]));

    static IReadOnlyList<string> Aliases(YamlMap map) => map.Words("headers") is { Count: > 0 } words
        ? words.All(word => Compared.Of(word).Length > 0) ? words : throw map.Wrong("headers", "words")
        : throw YamlMap.KeyMissing(map.Place, "headers");

    static IReadOnlyList<Glob> Globs(YamlMap map, string key) => [.. map.Words(key).Select(word => new Glob(word))];

    string Field(YamlMap map, string key) => Known(map.Text(key), map.PlaceOf(key));

    string Known(string field, string place) => _fields.ContainsKey(field)
        ? field
        : throw FormErrors.FieldUnknown(place, field, _contract, _fields.Keys.Order(StringComparer.Ordinal));

    static int LineOf(YamlMap map) =>
        int.Parse(map.Place[(map.Place.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);

    // Each field comes from one place, each alias leads to one field, and what the contract requires comes from
    // somewhere. Only a wide field may also be fixed: the year that its months are of.
    void Examine(Form form)
    {
        var given = new HashSet<string>();
        void Give(string field)
        {
            if (!given.Add(field)) throw FormErrors.FieldTwice(_map.Place, field);
        }
        foreach (var column in form.Columns) Give(column.Field);
        if (form.Wide is { } wide)
        {
            Give(wide.Field);
            if (wide.Value is { } value) Give(value);
        }
        foreach (var value in form.Fixed)
            if (value.Field != form.Wide?.Field) Give(value.Field);
        var missing = form.Fields.Values.Where(field => field.Required && !given.Contains(field.Field))
            .Select(field => field.Field).ToArray();
        if (missing.Length > 0) throw FormErrors.FieldMissing(_file, _contract, missing);
        var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (alias, name) in form.Columns.SelectMany(c => c.Headers.Select(h => (h, c.Field)))
            .Concat(form.Wide?.Members.SelectMany(m => m.Headers.Select(h => (h, m.Value))) ?? []))
            if (!aliases.TryAdd(Compared.Of(alias), name) && aliases[Compared.Of(alias)] != name)
                throw FormErrors.AliasTwice(_map.Place, alias, name, aliases[Compared.Of(alias)]);
    }
}
