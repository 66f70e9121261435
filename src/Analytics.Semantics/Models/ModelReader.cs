using System.Text.RegularExpressions;
using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Semantics.Models;

/// <summary>Reads and checks model files.</summary>
static partial class ModelReader
{
    static readonly string[] Directions = ["higher_better", "lower_better", "neutral"];
    static readonly string[] Kinds = ["count", "rate", "stock", "change", "duty"];

    static readonly string[] ChangeUnits = ["%", "百分点"];

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    static partial Regex SnakeCase { get; }

    /// <param name="files">The shared dimensions first, then a subject each.</param>
    /// <param name="readBeside">Reads a file that a model file names, by the model file's name and the path; null where
    /// there are none.</param>
    public static SemanticModel Read(IReadOnlyList<(string Name, string Text)> files,
        Func<string, string, string>? readBeside = null)
    {
        var roots = files.Select(file => (file.Name, Root: YamlMap.Parse(file.Name, file.Text))).ToArray();
        var shared = ReadShared(roots[0].Root);
        var measures = new List<Measure>();
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, root) in roots.Skip(1))
        {
            root.Only(["subject", "title", .. ModelKeys.House]);
            _ = root.Local("title");
            var maps = HasStar(root) ? root.MapsOrNone("measures") : root.Maps("measures");
            foreach (var map in maps.Where(IsPublished))
            {
                var measure = ReadMeasure(map, root.Text("subject"), shared);
                if (!places.TryAdd(measure.Name, map.Place))
                    throw SemanticErrors.ModelMeasureTwice(map.Place, measure.Name, places[measure.Name]);
                measures.Add(measure);
            }
        }
        var star = new StarModelReader(measures);
        foreach (var (name, root) in roots)
            star.Add(root, [.. root.MapsOrNone("measures").Where(map => !IsPublished(map))],
                readBeside is null ? null : path => readBeside(name, path));
        return new SemanticModel(shared, measures,
            star.Finish("analytics", new LocalText("法治统计", "Rule-of-law statistics")));
    }

    // A published measure has variants; one without them but of a kind lacks them.
    static bool IsPublished(YamlMap measure) => measure.Has("variants") || measure.Has("kind");

    static bool HasStar(YamlMap root) => ModelKeys.House.Any(key => key != "measures" && root.Has(key));

    static SharedDimensions ReadShared(YamlMap root)
    {
        root.Only(["datasets", "levels", "period_kinds", "scopes", .. ModelKeys.House]);
        foreach (var map in root.MapsOrNone("measures").Where(IsPublished)) map.Only(ModelKeys.Measure);
        var scopes = root.Map("scopes").Only(SharedDimensions.ScopeDimensions);
        return new SharedDimensions(Members(root, "datasets"), Members(root, "levels"), Members(root, "period_kinds"),
            SharedDimensions.ScopeDimensions.ToDictionary(
                name => name, name => Members(scopes, name), StringComparer.Ordinal));
    }

    static IReadOnlyList<Member> Members(YamlMap map, string key)
    {
        var members = map.Map(key);
        return [.. members.Keys.Select(name => new Member(name, members.Local(name)))];
    }

    static Measure ReadMeasure(YamlMap map, string subject, SharedDimensions shared)
    {
        map.Only("name", "title", "kind", "duty", "unit", "direction", "definition", "minimum_base", "variants",
            "comparable");
        if (!SnakeCase.IsMatch(map.Text("name"))) throw map.Wrong("name", "snake_case");
        var kind = Enum.Parse<MeasureKind>(map.OneOf("kind", Kinds), ignoreCase: true);
        var unit = map.Text("unit");
        if (kind == MeasureKind.Rate && unit != "%") throw map.Wrong("unit", "%");
        if (kind is MeasureKind.Count or MeasureKind.Stock && ChangeUnits.Contains(unit))
            throw map.Wrong("unit", "a unit that is counted; what is in % or 百分点 is a rate or a change");
        if (kind == MeasureKind.Change) _ = map.OneOf("unit", ChangeUnits);
        if (kind == MeasureKind.Duty) _ = map.Text("duty");
        else if (map.Has("duty")) throw map.Wrong("duty", "nothing: only a measure of kind duty names one");
        var variants = new List<Variant>();
        foreach (var item in map.Maps("variants"))
        {
            var variant = ReadVariant(item, kind, unit, shared);
            if (variants.Find(variant.Overlaps) is { } other)
                throw SemanticErrors.ModelVariantOverlap(item.Place, variant.Name, other.Name);
            variants.Add(variant);
        }
        if (kind == MeasureKind.Duty && variants.Count > 1)
            throw map.Wrong("duty", "one variant: a duty is shown by one indicator");
        var comparable = map.Lists("comparable");
        foreach (var name in comparable.SelectMany(group => group))
            if (variants.All(variant => variant.Name != name))
                throw YamlMap.KeyUnknown(map.PlaceOf("comparable"), name,
                    [.. variants.Select(variant => variant.Name)]);
        foreach (var group in comparable)
            if (variants.Where(variant => group.Contains(variant.Name)).Select(v => v.Unit).Distinct().Count() > 1)
                throw map.Wrong("comparable", "variants of one unit");
        return new Measure(map.Text("name"), subject, map.Local("title"), kind, unit,
            map.OneOf("direction", Directions), map.Local("definition"), map.WholeOr("minimum_base", 0), variants,
            comparable, map.TextOrNull("duty"));
    }

    static Variant ReadVariant(YamlMap map, MeasureKind kind, string unit, SharedDimensions shared)
    {
        map.Only("code", "title", "unit", "numerator", "denominator", "scope");
        var (numerator, denominator) = (map.TextOrNull("numerator"), map.TextOrNull("denominator"));
        if (numerator is null && denominator is not null) throw YamlMap.KeyMissing(map.Place, "numerator");
        if (denominator is null && numerator is not null)
            throw YamlMap.KeyMissing(map.Place, "denominator");
        if (numerator is not null && kind is not (MeasureKind.Rate or MeasureKind.Duty))
            throw map.Wrong("numerator", "nothing: only a rate has a numerator");
        var scope = new Dictionary<string, string>(StringComparer.Ordinal);
        if (map.Has("scope"))
        {
            var rules = map.Map("scope").Only(SharedDimensions.ScopeDimensions);
            foreach (var dimension in SharedDimensions.ScopeDimensions.Where(rules.Has))
                scope[dimension] = rules.OneOf(dimension,
                    [.. shared.Scopes[dimension].Select(member => member.Name), "unstated"]);
        }
        if (kind == MeasureKind.Rate && map.Has("unit")) throw map.Wrong("unit", "nothing: a rate is in %");
        if (kind == MeasureKind.Change && map.Has("unit")) _ = map.OneOf("unit", ChangeUnits);
        return new Variant(map.Text("code"), map.Local("title"), map.TextOrNull("unit") ?? unit, numerator, denominator,
            scope);
    }
}
