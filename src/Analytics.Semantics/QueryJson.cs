using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Semantics;

/// <summary>The JSON form of a query: snake_case, unknown names refused.</summary>
public static class QueryJson
{
    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["variants"] = WordsOf<VariantPolicy>(), ["vintage"] = WordsOf<Vintage>(), ["groups"] = WordsOf<GroupPolicy>(),
    };

    /// <summary>Reads a query.</summary>
    /// <param name="json">One object.</param>
    /// <param name="place">The file's name, for errors.</param>
    /// <exception cref="Tables.AnalyticsException">It is not JSON, a name is unknown, or a value does not fit.
    /// </exception>
    public static Query Parse(string json, string place = "query.json")
    {
        try
        {
            using (var document = JsonDocument.Parse(json)) Check(document.RootElement, place);
            return JsonSerializer.Deserialize<Query>(json, Options) ?? throw SemanticErrors.QueryJson(place, 1, null);
        }
        catch (JsonException error)
        {
            throw SemanticErrors.QueryJson(place, (error.LineNumber ?? 0) + 1, error);
        }
    }

    /// <summary>Writes a query; <see cref="Parse"/> reads the same query back.</summary>
    public static string Write(Query query) => JsonSerializer.Serialize(query, Options);

    static void Check(JsonElement root, string place)
    {
        if (root.ValueKind != JsonValueKind.Object) throw SemanticErrors.QueryJson(place, 1, null);
        CheckNames(root, place, typeof(Query));
        if (!root.TryGetProperty("measures", out _)) throw SemanticErrors.QueryValue($"{place}: measures", "", ["[…]"]);
        foreach (var property in root.EnumerateObject().Where(item => item.Value.ValueKind == JsonValueKind.Array))
            foreach (var (index, item) in property.Value.EnumerateArray().Index())
                if (item.ValueKind == JsonValueKind.Null)
                    throw SemanticErrors.QueryValue($"{place}: {property.Name}[{index}]", "null", ["…"]);
        foreach (var (name, known) in Words)
            if (root.TryGetProperty(name, out var value) && !known.Contains(value.ToString()))
                throw SemanticErrors.QueryValue($"{place}: {name}", value.ToString(), known);
        CheckItems(root, place, "areas", typeof(AreaReference));
        CheckItems(root, place, "parents", typeof(AreaReference));
        CheckItems(root, place, "order", typeof(Ordering));
    }

    static void CheckItems(JsonElement root, string place, string list, Type type)
    {
        if (!root.TryGetProperty(list, out var items) || items.ValueKind != JsonValueKind.Array) return;
        foreach (var (index, item) in items.EnumerateArray().Index())
            if (item.ValueKind == JsonValueKind.Object) CheckNames(item, $"{place}: {list}[{index}]", type);
    }

    static void CheckNames(JsonElement element, string place, Type type)
    {
        var known = type.GetProperties().Where(p => p.CanWrite)
            .Select(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name)).ToArray();
        foreach (var property in element.EnumerateObject())
            if (!known.Contains(property.Name)) throw SemanticErrors.QueryProperty(place, property.Name, known);
    }

    static string[] WordsOf<T>() where T : struct, Enum =>
        [.. Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];
}
