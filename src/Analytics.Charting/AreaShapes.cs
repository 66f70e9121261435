using System.Text.Json;
using Analytics.Tables;

namespace Analytics.Charting;

/// <summary>Outlines of areas from GeoJSON.</summary>
public static class AreaShapes
{
    static readonly string[] Names = ["area", "name", "NAME"],
        Keys = ["area_id", "adcode", "id", "code", .. Names];

    /// <summary>The shapes of a feature collection of polygons and multipolygons; an area is named by its properties
    /// <c>area_id</c>, <c>adcode</c>, <c>id</c>, <c>code</c>, <c>area</c> or <c>name</c>, whichever it has
    /// first; the first of the last two is its name beside that.</summary>
    /// <param name="json">GeoJSON (RFC 7946), positions as longitude and latitude in degrees. A ring that does not end
    /// where it began is closed.</param>
    /// <exception cref="AnalyticsException"><c>chart-shapes-invalid</c>, with the feature and what is
    /// wrong.</exception>
    public static IReadOnlyList<AreaShape> Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("features", out var features)
                || features.ValueKind != JsonValueKind.Array)
                throw ChartErrors.ShapesInvalid("features", ChartErrors.Problem("chart.shapes.no-collection"));
            AreaShape[] shapes = [.. features.EnumerateArray()
                .Select((feature, i) => ShapeOf(feature, $"features[{i}]"))];
            return shapes.Length > 0 ? shapes
                : throw ChartErrors.ShapesInvalid("features", ChartErrors.Problem("chart.shapes.no-features"));
        }
        catch (JsonException error)
        {
            throw ChartErrors.ShapesInvalid($"line {(error.LineNumber ?? 0) + 1}", error.Message, error);
        }
    }

    static AreaShape ShapeOf(JsonElement feature, string place)
    {
        if (feature.ValueKind != JsonValueKind.Object
            || !feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object
            || !geometry.TryGetProperty("type", out var type)
                || !geometry.TryGetProperty("coordinates", out var coordinates))
            throw ChartErrors.ShapesInvalid(place, ChartErrors.Problem("chart.shapes.no-geometry"));
        var polygons = type.ToString() switch
        {
            "Polygon" => [coordinates],
            "MultiPolygon" => List(coordinates, place),
            var other => throw ChartErrors.ShapesInvalid(place,
                ChartErrors.Problem("chart.shapes.no-polygon", ("found", other))),
        };
        IReadOnlyList<double>[][] rings = [.. polygons.SelectMany(polygon => List(polygon, place))
            .Select(ring => RingOf(ring, place))];
        return rings.Length > 0 ? new(Property(feature, Keys)
            ?? throw ChartErrors.ShapesInvalid(place, ChartErrors.Problem("chart.shapes.no-name", ("keys", Keys))),
            rings, Property(feature, Names) ?? "") : throw Flawed(place);
    }

    static string? Property(JsonElement feature, string[] keys)
    {
        if (feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
            foreach (var key in keys)
                if (properties.TryGetProperty(key, out var value)
                    && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
                    && value.ToString() is { Length: > 0 } name) return name;
        return null;
    }

    static IReadOnlyList<double>[] RingOf(JsonElement ring, string place)
    {
        List<double[]> points = [.. List(ring, place).Select(position => List(position, place).Take(2)
            .Select(number => number.ValueKind == JsonValueKind.Number ? number.GetDouble() : throw Flawed(place))
                .ToArray())];
        if (points.Any(p => p.Length < 2)) throw Flawed(place);
        if (points.Count > 2 && !points[0].SequenceEqual(points[^1])) points.Add(points[0]);
        CheckRing(points, place);
        return [.. points];
    }

    /// <summary>Refuses the shapes of a spec as <see cref="Parse"/> does those of a file.</summary>
    internal static void Check(IReadOnlyList<AreaShape> shapes)
    {
        foreach (var (i, shape) in shapes.Index())
        {
            if (shape.Rings.Count == 0) throw Flawed($"shapes[{i}]");
            foreach (var ring in shape.Rings) CheckRing(ring, $"shapes[{i}]");
        }
    }

    static void CheckRing(IReadOnlyList<IReadOnlyList<double>> points, string place)
    {
        if (points.Count < 4 || points.Any(p => p.Count < 2)) throw Flawed(place);
        if (points.FirstOrDefault(p => p[0] is not (>= -180 and <= 180) || p[1] is not (>= -90 and <= 90)) is { } far)
            throw ChartErrors.ShapesInvalid(place, ChartErrors.Problem("chart.shapes.no-degrees",
                ("found", FormattableString.Invariant($"[{far[0]}, {far[1]}]"))));
    }

    static JsonElement[] List(JsonElement element, string place) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : throw Flawed(place);

    static AnalyticsException Flawed(string place) =>
        ChartErrors.ShapesInvalid(place, ChartErrors.Problem("chart.shapes.no-ring"));
}
