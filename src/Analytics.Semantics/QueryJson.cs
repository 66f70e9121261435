using System.Text.Json;
using System.Text.Json.Serialization;
using Analytics.Semantics.Json;

namespace Analytics.Semantics;

/// <summary>The JSON form of a query: snake_case, unknown names refused.</summary>
/// <remarks>Short forms are read: one value for a list of one, <c>{"field": "area", "in": ["a"]}</c> for a filter,
/// <c>"-loss_rate"</c> for an order, <c>"previous_year"</c> for a comparison, <c>5</c> for a top, a fact's name for
/// what rows must have. The long form is written.</remarks>
public static class QueryJson
{
    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    static readonly Lazy<string> Embedded = new(() =>
    {
        using var stream = typeof(QueryJson).Assembly.GetManifestResourceStream("query.schema.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>The JSON schema of a query, for editors and other programs.</summary>
    public static string Schema => Embedded.Value;

    /// <summary>Reads a query.</summary>
    /// <param name="json">One object.</param>
    /// <param name="place">The file's name, for errors.</param>
    /// <exception cref="Tables.AnalyticsException">It is not JSON, a name is unknown, or a value does not fit; the
    /// text names the place, such as <c>query.json: where[0].operator</c>.</exception>
    public static Query Parse(string json, string place = "query.json")
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw SemanticErrors.QueryJson(place, 1, null);
            return QueryReading.Read(new JsonPart(document.RootElement, place));
        }
        catch (JsonException error)
        {
            throw SemanticErrors.QueryJson(place, (error.LineNumber ?? 0) + 1, error);
        }
    }

    /// <summary>Writes a query; <see cref="Parse"/> reads the same query back.</summary>
    public static string Write(Query query) => JsonSerializer.Serialize(query, Options);
}
