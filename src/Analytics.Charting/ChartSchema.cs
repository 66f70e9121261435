using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Analytics.Tables;

namespace Analytics.Charting;

/// <summary>The JSON schema of a chart spec, made from the records themselves.</summary>
static class ChartSchema
{
    /// <summary>What numbers of a spec may be.</summary>
    public static readonly IReadOnlyDictionary<string, (double Least, double Most)> Ranges =
        new Dictionary<string, (double Least, double Most)>
        {
            ["width"] = (320, 4000), ["height"] = (120, 20000), ["horizon"] = (1, 60),
        };

    /// <summary>JSON Schema 2020-12, indented, with the names of chart types and themes there are.</summary>
    public static string Write(JsonSerializerOptions options)
    {
        var schema = options.GetJsonSchemaAsNode(typeof(ChartSpec), new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Refine,
        }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "ChartSpec");
        return schema.ToJsonString(new JsonSerializerOptions(options) { WriteIndented = true }) + "\n";
    }

    static JsonNode Refine(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.TypeInfo.Type == typeof(Language)) return new JsonObject { ["enum"] = Names("zh", "en") };
        if (schema is not JsonObject node || context.PropertyInfo is not { } property
            || property.DeclaringType != typeof(ChartSpec)) return schema;
        if (property.Name == "type") node["enum"] = Names([.. ChartTypes.All.Select(type => type.Name)]);
        if (property.Name == "theme") node["enum"] = new JsonArray([.. Names([.. Themes.All.Select(t => t.Name)])
            .Select(name => name?.DeepClone()), null]);
        if (Ranges.TryGetValue(property.Name, out var range))
            (node["minimum"], node["maximum"]) = (range.Least, range.Most);
        return node;
    }

    static JsonArray Names(params string[] names) => [.. names.Select(name => (JsonNode?)name)];
}
