using System.Text.RegularExpressions;
using Analytics.Semantics.Calendars;
using Analytics.Tables;

namespace Analytics.Semantics.Stars;

sealed partial class StarModelReader
{
    static readonly string[] Directions = ["higher_better", "lower_better", "neutral"];
    static readonly string[] OverTimes = ["add", "first", "last", "last_non_empty", "average"];

    [GeneratedRegex(@"^(#,)?(##)?0(\.0{1,10})?$")]
    static partial Regex DigitFormat { get; }

    /// <summary>A measure; its unit is empty where none is told, and is taken from its parts later.</summary>
    StarMeasure ReadMeasure(YamlMap map, StarModel shape)
    {
        map.Only(ModelKeys.Measure);
        var name = NameOf(map, "name");
        string[] ways = [.. ModelKeys.Aggregates, .. ModelKeys.Bodies];
        var way = OneOf(map, ways);
        var isAggregate = ModelKeys.Aggregates.Contains(way);
        string[] allowed = [.. ModelKeys.Told, way, .. isAggregate ? ModelKeys.AggregateParts : [],
            .. way == "formula" ? ["mixed"] : Array.Empty<string>()];
        map.Only(allowed);
        if (map.Has("format") && !DigitFormat.IsMatch(map.Text("format")))
            throw map.Wrong("format", "0 | 0.0 | 0.00 | #,##0");
        var body = isAggregate ? ReadAggregate(map, way, shape) : ReadBody(map, way, shape);
        var title = map.LocalOr("title", Same(name));
        return new StarMeasure(name, title, map.TextOrNull("unit") ?? "", map.TextOrNull("format"),
            map.Has("direction") ? map.OneOf("direction", Directions) : "neutral", map.LocalOr("definition", title),
            map.TextOrNull("source"), map.TextOrNull("code"), map.TextOrNull("population"),
            map.WholeOr("minimum_base", 0), ReadDisclosure(map, body), body, map.Place);
    }

    // Small is a number of rows: a sum or a mean of one row is no small number, and tells what it is of.
    static Disclosure ReadDisclosure(YamlMap measure, MeasureBody body)
    {
        if (!measure.Has("disclosure")) return Disclosure.Open;
        if (body is Aggregate { Kind: not (AggregateKind.Count or AggregateKind.Distinct) })
            throw measure.Wrong("disclosure", "nothing: only what counts, or is made of counts, is kept when small");
        var map = measure.Map("disclosure").Only(ModelKeys.Disclosure);
        _ = map.Text("below");
        return new Disclosure(map.WholeOr("below", 0), map.TextOrNull("role") ?? Principal.Office);
    }

    Aggregate ReadAggregate(YamlMap map, string way, StarModel shape)
    {
        var fact = FactOf(map);
        var kind = Enum.Parse<AggregateKind>(way, ignoreCase: true);
        Expression? of = null;
        double? at = null;
        if (kind == AggregateKind.Count)
        {
            if (map.Text("count") != "rows")
                throw map.Wrong("count", "rows; for different values write distinct, for rows that have one add sql");
        }
        else if (kind == AggregateKind.Quantile)
        {
            var quantile = map.Map("quantile").Only(ModelKeys.Quantile);
            of = ExpressionOf(quantile, "of");
            at = quantile.Number("at") is >= 0 and <= 1 and var share ? (double)share
                : throw quantile.Wrong("at", "0 … 1");
        }
        else of = ExpressionOf(map, way);
        var over = OverTime.Add;
        if (map.Has("over_time"))
        {
            over = Enum.Parse<OverTime>(map.OneOf("over_time", OverTimes).Replace("_", "", StringComparison.Ordinal),
                ignoreCase: true);
            if (kind is not (AggregateKind.Count or AggregateKind.Sum))
                throw map.Wrong("over_time", "nothing: only count and sum are levels that go over time");
        }
        if (over != OverTime.Add && FieldPath.DefaultDate(shape, fact) is null && !map.Has("date"))
            throw StarErrors.DateNotFound(map.PlaceOf("over_time"), map.Text("over_time"), fact.Name, []);
        if (map.Has("entity") && over != OverTime.LastNonEmpty)
            throw YamlMap.KeyUnknown(map.PlaceOf("entity"), "entity",
                [.. ModelKeys.Measure.Where(key => key != "entity")]);
        if (map.Has("date")) RequireDate(map, "date", fact, shape);
        return new Aggregate(fact.Name, kind, of, at, ReadWhere(map, shape, fact), ExpressionOrNull(map, "sql"),
            map.TextOrNull("date"), over, ExpressionsOf(map, "entity"));
    }

    MeasureBody ReadBody(YamlMap measure, string way, StarModel shape)
    {
        if (way == "formula") return new Formula(measure.Text("formula"), measure.Flag("mixed"));
        if (way == "figure") return ReadFigure(measure);
        var map = way is "rank" or "mark" or "cumulative" ? measure.MapOr(way, "of") : measure.Map(way);
        map.Only(ModelKeys.Body[way]);
        switch (way)
        {
            case "filtered":
                if (!map.Has("where")) throw YamlMap.KeyMissing(map.Place, "where");
                return new Filtered(map.Text("of"), ReadWhere(map, shape, null));
            case "ratio":
                return new Ratio(map.Text("numerator"), map.Text("denominator"),
                    Times(map, measure.TextOrNull("unit") == "%" ? 100 : 1));
            case "per":
                return new Ratio(map.Text("of"), map.Text("base"), Times(map, 1000));
            case "share":
                var whole = Enum.Parse<ShareWhole>(map.OneOf("whole", ["total", "parent", "selection"]), true);
                if (whole != ShareWhole.Parent && map.Has("over"))
                    throw map.Wrong("over", "nothing: only a share of the parent leaves a field open");
                return new Share(map.Text("of"), whole, map.TextOrNull("over"));
            case "rank":
                return new Rank(map.Text("of"), !map.Has("largest_first") || map.Flag("largest_first"),
                    map.TextOrNull("over"));
            case "cumulative":
                return new Cumulative(map.Text("of"), map.Has("within") ? LevelOf(map, "within") : "year");
            case "rolling":
                return new Rolling(map.Text("of"), Whole(map, "periods", 2),
                    map.Has("level") ? LevelOf(map, "level") : null);
            case "shifted":
                return new Shifted(map.Text("of"), DistanceOf(map));
            case "change":
                return new Changed(map.Text("of"), DistanceOf(map), !map.Has("as") ? null : Enum.Parse<ChangeForm>(
                    map.OneOf("as", ["points", "relative", "absolute"]), true));
            case "index":
                if (_calendars.Values.All(calendar => calendar.Parse(map.Text("base")) is null))
                    throw map.Wrong("base", "a period such as 2015 or 2015-03");
                return new IndexTo(map.Text("of"), map.Text("base"));
            case "within":
                var fact = FactOf(map);
                RequireDate(map, "from", fact, shape);
                RequireDate(map, "to", fact, shape);
                return new Within(fact.Name, map.Text("from"), map.Text("to"), Whole(map, "days", 0),
                    ReadWhere(map, shape, fact));
            case "composite":
                return ReadComposite(map);
            case "interval":
                var level = map.NumberOrNull("confidence") ?? 0.95m;
                return new IntervalLimit(map.Text("of"), map.OneOf("limit", ["lower", "upper"]) == "upper",
                    level is > 0 and < 1 ? (double)level : throw map.Wrong("confidence", "a number between 0 and 1"));
            default:
                return new Mark(map.Text("of"), map.TextOrNull("over"));
        }
    }

    Figure ReadFigure(YamlMap map)
    {
        var text = map.Text("figure");
        var (name, variant) = text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
            ? (text[..slash], text[(slash + 1)..]) : (text, null);
        var measure = published.FirstOrDefault(known => known.Name == name)
            ?? throw SemanticErrors.MeasureNotFound(name, map.PlaceOf("figure"), published.Select(known => known.Name));
        if (variant is not null && measure.Variants.All(known => known.Name != variant))
            throw SemanticErrors.VariantNotFound(variant, name, map.PlaceOf("figure"),
                [.. measure.Variants.Select(known => known.Name)]);
        return new Figure(name, variant);
    }

    static Composite ReadComposite(YamlMap map)
    {
        var parts = new List<CompositePart>();
        foreach (var part in map.Maps("parts"))
        {
            part.Only(ModelKeys.Part);
            var weight = part.NumberOrNull("weight") ?? 1;
            if (weight <= 0) throw part.Wrong("weight", "a number above 0");
            if (part.Has("worst") && !part.Has("best")) throw YamlMap.KeyMissing(part.Place, "best");
            if (part.Has("best") && !part.Has("worst")) throw YamlMap.KeyMissing(part.Place, "worst");
            var (worst, best) = (part.NumberOrNull("worst"), part.NumberOrNull("best"));
            if (worst is not null && worst == best) throw part.Wrong("best", "another number than worst");
            parts.Add(new CompositePart(part.Text("of"), weight, worst, best));
        }
        if (parts.Count < 2) throw map.Wrong("parts", "1", "two parts or more");
        return new Composite(parts, !map.Has("missing") ? MissingPart.Absent
            : Enum.Parse<MissingPart>(map.OneOf("missing", ["absent", "reweigh", "zero"]), true));
    }

    static decimal Times(YamlMap map, decimal otherwise) =>
        (map.NumberOrNull("times") ?? otherwise) is > 0 and var times ? times
            : throw map.Wrong("times", "a number above 0");

    static int Whole(YamlMap map, string key, int least)
    {
        _ = map.Text(key);
        return map.WholeOr(key, least) is var number && number >= least ? number
            : throw map.Wrong(key, $"{least}, {least + 1}, {least + 2}, …");
    }

    string LevelOf(YamlMap map, string key) =>
        map.OneOf(key, [.. _calendars.Values.SelectMany(calendar => calendar.Levels).Distinct()]);

    string DistanceOf(YamlMap map)
    {
        var distance = Shifting.Parse(map.Text("by"), map.PlaceOf("by"));
        string[] levels = [.. _calendars.Values.SelectMany(calendar => calendar.Levels).Append("week").Distinct()];
        if (distance.Count == 0 || !levels.Contains(distance.Level))
            throw map.Wrong("by", $"a distance such as -1 year, in {string.Join(" | ", levels)}");
        return map.Text("by");
    }

    Fact FactOf(YamlMap map) => _facts.TryGetValue(map.Text("fact"), out var fact) ? fact
        : throw YamlMap.KeyUnknown(map.PlaceOf("fact"), map.Text("fact"), [.. _facts.Keys]);

    static void RequireDate(YamlMap map, string key, Fact fact, StarModel shape)
    {
        if (FieldPath.FindDate(shape, fact, map.Text(key)) is null)
            throw StarErrors.DateNotFound(map.PlaceOf(key), map.Text(key), fact.Name,
                [.. DatesOf(shape, fact).Distinct()]);
    }

    static IEnumerable<string> DatesOf(StarModel shape, Fact fact) => fact.Dates.Keys.Concat(
        fact.Parents.Values.SelectMany(parent => DatesOf(shape, shape.Facts[parent.Fact])));

    /// <summary>Filters as written; their fields as <see cref="StarModel.Resolve"/> tells them, once the fact is
    /// known.</summary>
    static List<Filter> ReadWhere(YamlMap map, StarModel shape, Fact? fact)
    {
        var filters = new List<Filter>();
        foreach (var item in map.MapsOrNone("where"))
        {
            item.Only(ModelKeys.Filter);
            var operation = OneOf(item, [.. ModelKeys.Filter.Skip(1)]);
            var values = item.Values(operation);
            var kind = Enum.Parse<FilterOperator>(operation.Replace("_", "", StringComparison.Ordinal), true);
            var wanted = kind is FilterOperator.In or FilterOperator.NotIn ? values.Count
                : kind == FilterOperator.Between ? 2 : 1;
            if (values.Count != wanted)
                throw item.Wrong(operation, string.Join(", ", values), wanted == 2 ? "two values" : "one value");
            if (kind is not (FilterOperator.In or FilterOperator.NotIn) && values.Contains(null))
                throw item.Wrong(operation, "null", "a value; the unknown member is asked for by in: [null]");
            if (kind is FilterOperator.Contains or FilterOperator.BeginsWith && values[0] is not string)
                throw item.Wrong(operation, "a text; a number in quotes is one");
            filters.Add(new Filter(shape.Resolve(item.Text("field"), fact, item.PlaceOf("field")).ToString(), values,
                kind));
        }
        return filters;
    }
}
