using System.Text.Json;
using System.Text.RegularExpressions;

namespace Analytics.Tests.Semantics;

/// <summary>Where a value breaks a JSON schema, as far as our schemas go; null where it fits.</summary>
static class SchemaFault
{
    public static string? In(JsonElement value, JsonElement schema) => In(value, schema, schema, "$");

    static string? In(JsonElement value, JsonElement schema, JsonElement root, string place)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return In(value, root.GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1]), root, place);
        if (schema.TryGetProperty("anyOf", out var any))
        {
            var faults = any.EnumerateArray().Select(one => In(value, one, root, place)).ToArray();
            return faults.Contains(null) ? null : string.Join("; ", faults);
        }
        if (schema.TryGetProperty("type", out var type) && !(type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray()] : new[] { type })
            .Any(one => Fits(value, one.GetString()!))) return $"{place}: not {type}";
        if (schema.TryGetProperty("enum", out var words) && words.EnumerateArray().All(word => word.ToString() != value.ToString()))
            return $"{place}: {value} is not in {words}";
        if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(value.GetString()!, pattern.GetString()!))
            return $"{place}: {value} is not {pattern}";
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            return value.EnumerateArray().Select((item, i) => In(item, items, root, $"{place}[{i}]")).FirstOrDefault(fault => fault is not null);
        if (value.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties)) return null;
        foreach (var name in schema.GetProperty("required").EnumerateArray())
            if (!value.TryGetProperty(name.GetString()!, out _)) return $"{place}: lacks {name}";
        foreach (var property in value.EnumerateObject())
            if (!properties.TryGetProperty(property.Name, out var known)) return $"{place}: {property.Name} is not known";
            else if (In(property.Value, known, root, $"{place}.{property.Name}") is { } fault) return fault;
        return null;
    }

    static bool Fits(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind == JsonValueKind.Null,
    };
}
