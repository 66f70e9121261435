using System.Globalization;
using Analytics.Pipelines.Contracts.Rules;
using Analytics.Tables;
using Analytics.Tables.Text;

namespace Analytics.Pipelines.Contracts;

/// Reads a contract from YAML. What it accepts is whole: every name it mentions exists, every rule makes sense.
sealed class ContractYaml(string file, IReadOnlySet<string>? indicators, bool isLoaded = false)
{
    static readonly Dictionary<string, FieldType> Types = Enum.GetValues<FieldType>().ToDictionary(
        type => type == FieldType.DocumentNumber ? "document_number" : Word(type), StringComparer.Ordinal);

    static readonly string[] Severities = ["note", "warn", "reject"];
    static readonly string[] HistoryRules = ["copied", "jump", "repeated"];

    static readonly string[] Kinds = ["year", "half-year", "quarter", "month", "span"];

    public Contract Read(YamlMap root)
    {
        root.Only("contract", "title", "key", "columns", "checks", "history", "register");
        var columns = new List<ContractColumn>();
        foreach (var map in root.Maps("columns"))
            Add(columns, Column(map), column => column.Name, map, "columns");
        var names = columns.ConvertAll(column => column.Name);
        var byName = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var key = root.Words("key");
        if (key.Count == 0) throw YamlMap.KeyMissing(root.Place, "key");
        foreach (var name in key) Known(root.PlaceOf("key"), name, names);
        var checks = new List<ContractCheck>();
        foreach (var map in root.MapsOrNone("checks"))
            Add(checks, Check(map, byName, names), check => check.Name, map, "checks");
        if (isLoaded) RequireLoadable(columns, root);
        return new Contract(root.Text("contract"), root.Local("title"), file, key, columns, checks,
            [.. root.MapsOrNone("history").Select(map => History(map, byName, names))],
            root.Has("register") ? Register(root.Map("register"), root, byName, names) : null);
    }

    // What every loaded figure or document needs, said here and not by a crash of the load.
    static void RequireLoadable(List<ContractColumn> columns, YamlMap root)
    {
        bool Needs(FieldType type) => columns.Any(column => column.Type == type && column.IsRequired
            && column.OnUnknown == FindingSeverity.Reject);
        var loaded = columns.Where(column => column.IsLoaded).ToArray();
        if (loaded.Length == 0)
        {
            if (columns.Any(column => column.Type == FieldType.DocumentNumber) && !Needs(FieldType.DocumentNumber))
                throw root.Wrong("columns", "a required document_number");
            return;
        }
        if (!Needs(FieldType.Area)) throw root.Wrong("columns", "a required area whose unknown names are rejected");
        if (!Needs(FieldType.Period)) throw root.Wrong("columns", "a required period");
        if (loaded.GroupBy(column => (column.Indicator, column.Scope)).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw root.Wrong("columns", $"one column of indicator {twice.Key.Indicator} and scope '{twice.Key.Scope}'");
    }

    static void Add<T>(List<T> list, T one, Func<T, string> name, YamlMap map, string what)
    {
        if (list.Exists(other => name(other) == name(one)))
            throw ContractErrors.Twice(map.PlaceOf("name"), what, name(one));
        list.Add(one);
    }

    ContractColumn Column(YamlMap map)
    {
        map.Only("name", "type", "title", "required", "unit", "indicator", "scope", "shift", "min", "max", "kinds",
            "values", "level", "absent", "unknown", "ambiguity");
        var name = map.Text("name");
        var type = Types[map.OneOf("type", [.. Types.Keys])];
        var indicator = map.TextOrNull("indicator");
        if (indicator is not null && indicators?.Contains(indicator) == false)
            throw ContractErrors.IndicatorUnknown(map.PlaceOf("indicator"), indicator, indicators);
        return new ContractColumn(name, type, map.Has("title") ? map.Local("title") : new LocalText(name, name),
            map.Flag("required"), map.TextOrNull("unit") ?? (type == FieldType.Share ? "%" : null), indicator,
            map.TextOrNull("scope") ?? "", Shift(map), Decimal(map, "min") ?? (type == FieldType.Count ? 0 : null),
            Decimal(map, "max"), OneOfEach(map, "kinds", Kinds), Values(map, type), map.TextOrNull("level"),
            [.. map.Words("absent").Select(Plain)],
            map.Has("unknown") ? Severity(map, "unknown", Severities) : FindingSeverity.Reject,
            map.Has("ambiguity") ? Severity(map, "ambiguity", ["warn", "reject"]) : FindingSeverity.Reject);
    }

    static int Shift(YamlMap map) => !map.Has("shift") ? 0
        : int.TryParse(map.Text("shift"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var years)
            && years is < 0 and > -100 ? years : throw map.Wrong("shift", "-1, -2, …");

    static Dictionary<string, string> Values(YamlMap map, FieldType type)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (type != FieldType.Choice) return !map.Has("values") ? values : throw map.Wrong("values", "type: choice");
        var words = map.Map("values");
        foreach (var word in words.Keys)
            foreach (var written in words.Words(word).Prepend(word))
                if (!values.TryAdd(Plain(written), word) && values[Plain(written)] != word)
                    throw ContractErrors.Twice(words.PlaceOf(word), "values", written);
        return values;
    }

    /// How words are compared: without blanks and widths, in simplified script.
    public static string Plain(string text) => Script.ToSimplified(Width.Bare(text));

    static ContractCheck Check(YamlMap map, Dictionary<string, ContractColumn> columns, List<string> names)
    {
        map.Only("name", "rule", "within", "severity", "text");
        var (place, rule) = (map.PlaceOf("rule"), map.Text("rule"));
        var relation = RelationParser.Parse(rule, place);
        foreach (var column in relation.Columns)
        {
            Known(place, column.Name, names);
            var found = columns[column.Name];
            if (!found.IsNumeric && found.Type != FieldType.Day)
                throw ContractErrors.RuleType(place, rule, column.Name, Word(found.Type));
            // What was said before is found among what was loaded.
            if (column.IsPrevious && !found.IsLoaded)
                throw ContractErrors.RuleType(place, rule, column.Code, Word(found.Type));
        }
        if (RuleUnits.Clash(relation, name => columns[name]) is var (left, right))
            throw ContractErrors.RuleUnits(place, rule, left, right);
        if (map.Has("within")) map.OneOf("within", ["rounding"]);
        return new ContractCheck(map.Text("name"), relation, map.Has("within"), Severity(map, "severity", Severities),
            map.Has("text") ? map.Local("text") : new LocalText(
                relation.Print(column => Title(column, columns, Language.Chinese)),
                relation.Print(column => Title(column, columns, Language.English))));
    }

    static string Title(ColumnTerm column, Dictionary<string, ContractColumn> columns, Language language) =>
        columns[column.Name].Title.In(language) is var title && !column.IsPrevious ? title
        : language == Language.Chinese ? $"上年文件的{title}" : $"{title} as the file of the year before says";

    static HistoryRule History(YamlMap map, Dictionary<string, ContractColumn> columns, List<string> names)
    {
        map.Only("rule", "columns", "factor", "floor", "severity");
        var rule = map.OneOf("rule", HistoryRules);
        var listed = map.Words("columns");
        if (listed.Count == 0) throw YamlMap.KeyMissing(map.Place, "columns");
        foreach (var name in listed)
        {
            Known(map.PlaceOf("columns"), name, names);
            if (!columns[name].IsLoaded)
                throw ContractErrors.RuleType(map.PlaceOf("columns"), rule, name, Word(columns[name].Type));
        }
        if (map.Has("factor") && (rule != "jump" || Decimal(map, "factor") is not > 1))
            throw map.Wrong("factor", "rule: jump, more than 1");
        // A small count is often the same twice, and grows tenfold by chance.
        var floor = Decimal(map, "floor") ?? (rule == "repeated" ? 100 : 10);
        return new HistoryRule(rule, listed, Decimal(map, "factor") ?? 10, floor,
            Severity(map, "severity", Severities));
    }

    // Whether the register has the day is seen where all contracts are known: ContractLibrary.
    static RegisterRule Register(YamlMap map, YamlMap root, Dictionary<string, ContractColumn> columns,
        List<string> names)
    {
        map.Only("field", "contract", "by", "severity");
        var field = map.Text("field");
        Known(map.PlaceOf("field"), field, names);
        if (columns[field] is not { Type: FieldType.Count, IsLoaded: true })
            throw ContractErrors.RuleType(map.PlaceOf("field"), "register", field, Word(columns[field].Type));
        foreach (var type in new[] { FieldType.Area, FieldType.Period })
            if (!columns.Values.Any(column => column.Type == type))
                throw ContractErrors.ColumnUnknown(root.PlaceOf("columns"), Word(type), names);
        return new RegisterRule(field, map.Text("contract"), map.OneOf("by", [.. RegisterRule.Days]),
            Severity(map, "severity", ["note", "warn"]));
    }

    static void Known(string place, string column, List<string> names)
    {
        if (!names.Contains(column)) throw ContractErrors.ColumnUnknown(place, column, names);
    }

    static FindingSeverity Severity(YamlMap map, string key, string[] allowed) =>
        (FindingSeverity)Array.IndexOf(Severities, map.OneOf(key, allowed));

    static decimal? Decimal(YamlMap map, string key) => !map.Has(key) ? null
        : decimal.TryParse(map.Text(key), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var value) ? value : throw map.Wrong(key, "a number");

    static IReadOnlyList<string> OneOfEach(YamlMap map, string key, string[] allowed) =>
        map.Words(key) is var words && words.All(allowed.Contains) ? words
        : throw map.Wrong(key, string.Join(" | ", allowed));

    static string Word(FieldType type) => type.ToString().ToLowerInvariant();
}
