namespace Analytics.Semantics.Stars;

/// <summary>Every key of a model file, by block: what the reader accepts and the JSON schema lists.</summary>
static class ModelKeys
{
    /// <summary>Of a whole file.</summary>
    public static readonly string[] Model =
        ["model", "title", "time_zone", "data_until", "calendars", "dimensions", "facts", "measures", "breaks"];

    /// <summary>Those of <see cref="Model"/> that may also stand in the files of a house.</summary>
    public static readonly string[] House =
        ["time_zone", "data_until", "calendars", "dimensions", "facts", "measures", "breaks"];

    /// <summary>Of a calendar.</summary>
    public static readonly string[] Calendar = ["kind", "month_starts", "year_starts", "named", "csv"];

    /// <summary>Of a dimension.</summary>
    public static readonly string[] Dimension =
        ["table", "sql", "key", "title", "attributes", "hierarchies", "history", "succession"];

    /// <summary>Of an attribute.</summary>
    public static readonly string[] Attribute = ["column", "sql", "title", "order", "same", "label"];

    /// <summary>Of an attribute's label.</summary>
    public static readonly string[] Label = ["zh", "en"];

    /// <summary>Of type 2 history.</summary>
    public static readonly string[] History = ["member", "valid_from", "valid_to", "to_is", "facts_hold"];

    /// <summary>Of succession.</summary>
    public static readonly string[] Succession = ["table", "sql", "predecessor", "successor", "kind", "on"];

    /// <summary>Of a fact.</summary>
    public static readonly string[] Fact =
    [
        "table", "sql", "title", "grain", "key", "where", "dates", "time", "dimensions", "parents", "bridges",
        "versions", "absent", "lineage",
    ];

    /// <summary>Of a date role.</summary>
    public static readonly string[] Date = ["column", "sql", "kind", "level", "title"];

    /// <summary>Of a dimension in a role.</summary>
    public static readonly string[] Use =
        ["key", "dimension", "date", "column", "sql", "title", "order", "same", "label"];

    /// <summary>Of a parent.</summary>
    public static readonly string[] Parent = ["fact", "key"];

    /// <summary>Of a bridge.</summary>
    public static readonly string[] Bridge =
    [
        "table", "sql", "fact_key", "reference", "dimension", "member", "weight", "column", "title", "order", "same",
        "label",
    ];

    /// <summary>Of versions of a record.</summary>
    public static readonly string[] Versions = ["record", "known_from", "tie", "withdrawn"];

    /// <summary>Of lineage.</summary>
    public static readonly string[] Lineage = ["source", "file", "row"];

    /// <summary>Of every measure, however it is computed.</summary>
    public static readonly string[] Told =
    [
        "name", "title", "unit", "format", "direction", "definition", "source", "code", "population", "minimum_base",
        "disclosure",
    ];

    /// <summary>What an aggregate does to the rows: exactly one stands beside <c>fact</c>.</summary>
    public static readonly string[] Aggregates =
        ["count", "distinct", "sum", "min", "max", "average", "median", "quantile"];

    /// <summary>What else an aggregate takes.</summary>
    public static readonly string[] AggregateParts = ["fact", "where", "sql", "date", "over_time", "entity"];

    /// <summary>How else a measure is computed; <c>mixed</c> goes with <c>formula</c>.</summary>
    public static readonly string[] Bodies =
    [
        "filtered", "ratio", "per", "formula", "share", "rank", "cumulative", "rolling", "shifted", "change", "index",
        "within", "composite", "interval", "mark", "figure",
    ];

    /// <summary>Of a measure.</summary>
    public static readonly string[] Measure = [.. Told, .. AggregateParts, .. Aggregates, .. Bodies, "mixed"];

    /// <summary>Of disclosure.</summary>
    public static readonly string[] Disclosure = ["below", "role"];

    /// <summary>Of a quantile.</summary>
    public static readonly string[] Quantile = ["of", "at"];

    /// <summary>Of a filter: the field and one comparison.</summary>
    public static readonly string[] Filter =
    [
        "field", "in", "not_in", "less", "at_most", "at_least", "greater", "between", "contains", "begins_with",
    ];

    /// <summary>Of a part of a composite.</summary>
    public static readonly string[] Part = ["of", "weight", "worst", "best"];

    /// <summary>Of a break, or of a file of them.</summary>
    public static readonly string[] Break = ["on", "measures", "title", "source", "areas", "below", "csv"];

    /// <summary>Of each of <see cref="Bodies"/> that is a mapping.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Body = new Dictionary<string, string[]>
    {
        ["filtered"] = ["of", "where"], ["ratio"] = ["numerator", "denominator", "times"],
        ["per"] = ["of", "base", "times"], ["share"] = ["of", "whole", "over"],
        ["rank"] = ["of", "largest_first", "over"], ["cumulative"] = ["of", "within"],
        ["rolling"] = ["of", "periods", "level"], ["shifted"] = ["of", "by"], ["change"] = ["of", "by", "as"],
        ["index"] = ["of", "base"], ["within"] = ["fact", "from", "to", "days", "where"],
        ["composite"] = ["missing", "parts"], ["interval"] = ["of", "limit", "confidence"], ["mark"] = ["of", "over"],
    };

    /// <summary>Every block by its name in the schema.</summary>
    public static IReadOnlyDictionary<string, string[]> Blocks { get; } = new Dictionary<string, string[]>(
        Body.Select(body => KeyValuePair.Create(body.Key, body.Value)))
    {
        ["model"] = Model, ["calendar"] = Calendar, ["dimension"] = Dimension, ["attribute"] = Attribute,
        ["label"] = Label, ["history"] = History, ["succession"] = Succession, ["fact"] = Fact, ["date"] = Date,
        ["use"] = Use, ["parent"] = Parent, ["bridge"] = Bridge, ["versions"] = Versions, ["lineage"] = Lineage,
        ["measure"] = Measure, ["disclosure"] = Disclosure, ["quantile"] = Quantile, ["filter"] = Filter,
        ["part"] = Part, ["break"] = Break,
    };
}
