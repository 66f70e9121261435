using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Analytics.Tables;

namespace Analytics.Charting;

/// <summary>Finds what the reader of JSON lets pass, or says in a programmer's words: parts that are missing, unknown
/// or null, in a chart spec or a list inside it.</summary>
static class SpecCheck
{
    /// <exception cref="AnalyticsException"><c>chart-spec-invalid</c>, with the place: <c>reference.label.en</c>.
    /// </exception>
    public static void Check(JsonElement element, JsonTypeInfo type, string place = "")
    {
        if (element.ValueKind == JsonValueKind.Null) throw Null(place);
        if (type.Kind == JsonTypeInfoKind.Object && element.ValueKind == JsonValueKind.Object)
            CheckObject(element, type, place);
        if (type.Kind != JsonTypeInfoKind.Enumerable || element.ValueKind != JsonValueKind.Array) return;
        var each = type.Options.GetTypeInfo(type.ElementType!);
        foreach (var (i, item) in element.EnumerateArray().Index()) Check(item, each, $"{place}[{i}]");
    }

    static void CheckObject(JsonElement element, JsonTypeInfo type, string place)
    {
        var known = type.Properties.ToDictionary(property => property.Name, StringComparer.Ordinal);
        foreach (var part in element.EnumerateObject())
        {
            if (!known.TryGetValue(part.Name, out var property))
                throw Invalid(Under(place, part.Name), "unknown",
                    ("nearest", Names.Nearest(part.Name, known.Keys)), ("known", known.Keys));
            if (part.Value.ValueKind != JsonValueKind.Null)
                Check(part.Value, type.Options.GetTypeInfo(property.PropertyType), Under(place, part.Name));
            else if (!MayBeNull(property)) throw Null(Under(place, part.Name));
        }
        if (type.Properties.FirstOrDefault(property => IsNeeded(property)
            && !element.TryGetProperty(property.Name, out _)) is { } absent)
            throw Invalid(Under(place, absent.Name), "missing");
    }

    /// <summary>What the reader of JSON refuses, with its place and its own words.</summary>
    public static AnalyticsException Unreadable(JsonException error)
    {
        var line = ChartErrors.Problem("chart.place.line", ("line", (error.LineNumber ?? 0) + 1));
        var place = error.Path?.TrimStart('$').TrimStart('.') is { Length: > 0 } path
            ? new LocalText($"{path}（{line.Zh}）", $"{path} ({line.En})") : line;
        var problem = error.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0];
        return ChartErrors.SpecInvalid(place, problem, error);
    }

    static bool MayBeNull(JsonPropertyInfo property) =>
        property.AssociatedParameter?.IsNullable ?? property.IsSetNullable;

    static bool IsNeeded(JsonPropertyInfo property) =>
        property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false };

    static string Under(string place, string name) => place.Length > 0 ? $"{place}.{name}" : name;

    static AnalyticsException Null(string place) => Invalid(place, "null");

    static AnalyticsException Invalid(string place, string problem, params (string, object?)[] facts) =>
        ChartErrors.SpecInvalid(place.Length > 0 ? place : "$", ChartErrors.Problem("chart.spec." + problem, facts),
            null);
}
