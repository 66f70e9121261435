using System.Text.Json;
using Analytics.Tables;

namespace Analytics.Charting;

/// <summary>Outlines of areas from GeoJSON.</summary>
public static class AreaShapes
{
    static readonly string[] Keys = ["area_id", "adcode", "id", "code", "area", "name", "NAME"];

    /// <summary>The shapes of a feature collection of polygons and multipolygons; an area is named by its properties
    /// <c>area_id</c>, <c>adcode</c>, <c>id</c>, <c>code</c>, <c>area</c> or <c>name</c>, whichever it has first.</summary>
    /// <param name="json">GeoJSON (RFC 7946), positions as longitude and latitude in degrees.</param>
    /// <exception cref="AnalyticsException"><c>chart-shapes-invalid</c>, with the feature and what is wrong.</exception>
    public static IReadOnlyList<AreaShape> Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("features", out var features)
                || features.ValueKind != JsonValueKind.Array)
                throw ChartErrors.ShapesInvalid("features", "expected a FeatureCollection");
            AreaShape[] shapes = [.. features.EnumerateArray().Select((feature, i) => ShapeOf(feature, $"features[{i}]"))];
            return shapes.Length > 0 ? shapes : throw ChartErrors.ShapesInvalid("features", "expected at least one");
        }
        catch (JsonException error)
        {
            throw ChartErrors.ShapesInvalid($"line {(error.LineNumber ?? 0) + 1}", error.Message, error);
        }
    }

    static AreaShape ShapeOf(JsonElement feature, string place)
    {
        if (!feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object
            || !geometry.TryGetProperty("type", out var type) || !geometry.TryGetProperty("coordinates", out var coordinates))
            throw ChartErrors.ShapesInvalid(place, "geometry is missing");
        var polygons = type.GetString() switch
        {
            "Polygon" => [coordinates],
            "MultiPolygon" => coordinates.EnumerateArray().ToArray(),
            var other => throw ChartErrors.ShapesInvalid(place, $"geometry is {other}, expected Polygon or MultiPolygon"),
        };
        return new(NameOf(feature, place), [.. polygons.SelectMany(polygon => polygon.EnumerateArray())
            .Select(ring => RingOf(ring, place))]);
    }

    static string NameOf(JsonElement feature, string place)
    {
        if (feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
            foreach (var key in Keys)
                if (properties.TryGetProperty(key, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
                    && value.ToString() is { Length: > 0 } name) return name;
        throw ChartErrors.ShapesInvalid(place, $"properties name no area; expected one of {string.Join(", ", Keys)}");
    }

    static double[][] RingOf(JsonElement ring, string place)
    {
        double[][] points = [.. ring.EnumerateArray().Select(position => position.EnumerateArray().Take(2)
            .Select(number => number.GetDouble()).ToArray())];
        if (points.Length < 4 || points.Any(p => p.Length < 2))
            throw ChartErrors.ShapesInvalid(place, "a ring has fewer than four positions of two numbers");
        if (points.FirstOrDefault(p => p[0] is not (>= -180 and <= 180) || p[1] is not (>= -90 and <= 90)) is { } far)
            throw ChartErrors.ShapesInvalid(place, FormattableString.Invariant($"[{far[0]}, {far[1]}] is no longitude and latitude in degrees"));
        return points;
    }
}
