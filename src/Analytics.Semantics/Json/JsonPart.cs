using System.Globalization;
using System.Text.Json;

namespace Analytics.Semantics.Json;

/// One value of a question in JSON, with the place errors name: `query.json: where[0].operator`.
readonly record struct JsonPart(JsonElement Element, string File, string Path = "")
{
    public string Place => Path.Length == 0 ? File : $"{File}: {Path}";

    public bool IsText => Element.ValueKind == JsonValueKind.String;

    public bool IsNumber => Element.ValueKind == JsonValueKind.Number;

    public bool Has(string name) => Element.TryGetProperty(name, out _);

    /// Refuses what is no object, or has a name that is not known.
    public JsonPart Object(string kind, params IReadOnlyList<string> known)
    {
        if (Element.ValueKind != JsonValueKind.Object) throw Unlike(kind);
        foreach (var property in Element.EnumerateObject())
            if (!known.Contains(property.Name)) throw SemanticErrors.QueryProperty(Place, property.Name, known);
        return this;
    }

    public JsonPart? Find(string name) => Element.TryGetProperty(name, out var found)
        ? new JsonPart(found, File, Path.Length == 0 ? name : $"{Path}.{name}") : null;

    /// What stands under a name; null where it is absent or null.
    public T? Read<T>(string name, Func<JsonPart, T> read) where T : class =>
        Find(name) is { Element.ValueKind: not JsonValueKind.Null } part ? read(part) : null;

    public T Read<T>(string name, Func<JsonPart, T> read, T otherwise) =>
        Find(name) is { } part ? read(part) : otherwise;

    public T Need<T>(string name, Func<JsonPart, T> read, string kind) =>
        Find(name) is { } part ? read(part) : throw SemanticErrors.QueryLacks(Place, name, kind);

    /// A list; where <paramref name="single"/>, a value alone is a list of one.
    public T[] Items<T>(Func<JsonPart, T> read, bool single = false, bool nulls = false)
    {
        if (Element.ValueKind != JsonValueKind.Array)
            return single && Element.ValueKind != JsonValueKind.Null ? [read(this)] : throw Unlike("list");
        var (list, part) = (new T[Element.GetArrayLength()], this);
        foreach (var (index, item) in Element.EnumerateArray().Index())
        {
            var one = new JsonPart(item, part.File, $"{part.Path}[{index}]");
            if (item.ValueKind == JsonValueKind.Null && !nulls)
                throw SemanticErrors.QueryValue(one.Place, "null", ["…"]);
            list[index] = read(one);
        }
        return list;
    }

    public static string Text(JsonPart part) => part.IsText ? part.Element.GetString()! : throw part.Unlike("text");

    public static bool Flag(JsonPart part) => part.Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw part.Unlike("flag"),
    };

    public static int Whole(JsonPart part) =>
        part.IsNumber && part.Element.TryGetInt32(out var value) ? value : throw part.Unlike("whole");

    public static decimal Number(JsonPart part) =>
        part.IsNumber && part.Element.TryGetDecimal(out var value) ? value : throw part.Unlike("number");

    public static DateOnly Day(JsonPart part) => part.IsText && DateOnly.TryParseExact(part.Element.GetString(),
        "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw part.Unlike("day");

    /// A text, a number, true, false or null.
    public static object? Scalar(JsonPart part) => part.Element.ValueKind switch
    {
        JsonValueKind.String => part.Element.GetString(),
        JsonValueKind.Number => Number(part),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        _ => throw part.Unlike("scalar"),
    };

    /// One of an enumeration's words.
    public static T Word<T>(JsonPart part) where T : struct, Enum
    {
        var words = WordsOf<T>();
        var index = part.IsText ? Array.IndexOf(words, part.Element.GetString()) : -1;
        return index >= 0 ? Enum.GetValues<T>()[index]
            : throw SemanticErrors.QueryValue(part.Place, part.Found, words);
    }

    public static string[] WordsOf<T>() where T : struct, Enum => Enumeration<T>.Words;

    public Tables.AnalyticsException Unlike(string kind) => SemanticErrors.QueryKind(Place, Found, kind);

    /// As it stands there, texts without quotes, cut where it is long.
    public string Found
    {
        get
        {
            var text = IsText ? Element.GetString()! : Element.GetRawText().ReplaceLineEndings(" ");
            return text.Length <= 60 ? text : text[..59] + "…";
        }
    }

    static class Enumeration<T> where T : struct, Enum
    {
        public static readonly string[] Words =
            [.. Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];
    }
}
