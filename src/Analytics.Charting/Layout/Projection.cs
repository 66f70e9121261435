namespace Analytics.Charting.Layout;

/// <summary>Longitudes and latitudes as places in a picture: equal-area for lands as wide as China, else a plain plane.
/// </summary>
/// <remarks>Snyder (1987), Map Projections – A Working Manual: Albers, chapter 14; the plane is the equidistant
/// cylindrical one with its true scale at the middle latitude, chapter 12.</remarks>
sealed class Projection
{
    const double Radians = Math.PI / 180, WideDegrees = 15;

    readonly Func<double, double, (double X, double Y)> _plane;
    readonly double _scale, _x, _y;

    Projection(Func<double, double, (double X, double Y)> plane, double scale, double x, double y, double height) =>
        (_plane, _scale, _x, _y, Height) = (plane, scale, x, y, height);

    /// <summary>Height of the map in pixels.</summary>
    public double Height { get; }

    /// <summary>A map that fits a width, and a height where its form is tall.</summary>
    public static Projection Of(IReadOnlyList<AreaShape> shapes, double left, double top, double width, double most)
    {
        var points = shapes.SelectMany(s => s.Rings).SelectMany(r => r).ToArray();
        var (west, east) = (points.Min(p => p[0]), points.Max(p => p[0]));
        var (south, north) = (points.Min(p => p[1]), points.Max(p => p[1]));
        var plane = east - west > WideDegrees ? Albers((west + east) / 2, south, north) : Plain((south + north) / 2);
        var places = points.Select(p => plane(p[0], p[1])).ToArray();
        var (x0, x1) = (places.Min(p => p.X), places.Max(p => p.X));
        var (y0, y1) = (places.Min(p => p.Y), places.Max(p => p.Y));
        var scale = Math.Min(width / Math.Max(x1 - x0, 1e-9), most / Math.Max(y1 - y0, 1e-9));
        return new(plane, scale, left + (width - scale * (x1 - x0)) / 2 - scale * x0, top + scale * y1,
            scale * (y1 - y0));
    }

    public (double X, double Y) Place(double longitude, double latitude)
    {
        var (x, y) = _plane(longitude, latitude);
        return (_x + _scale * x, _y - _scale * y);
    }

    static Func<double, double, (double X, double Y)> Plain(double middle)
    {
        var shrink = Math.Cos(middle * Radians);
        return (longitude, latitude) => (longitude * shrink, latitude);
    }

    // Standard parallels a sixth of the extent inside its edges.
    static Func<double, double, (double X, double Y)> Albers(double middle, double south, double north)
    {
        var (first, second) = ((south + (north - south) / 6) * Radians, (north - (north - south) / 6) * Radians);
        var n = (Math.Sin(first) + Math.Sin(second)) / 2;
        var c = Math.Cos(first) * Math.Cos(first) + 2 * n * Math.Sin(first);
        return (longitude, latitude) =>
        {
            var radius = Math.Sqrt(Math.Max(0, c - 2 * n * Math.Sin(latitude * Radians))) / n / Radians;
            var angle = n * (longitude - middle) * Radians;
            return (radius * Math.Sin(angle), -radius * Math.Cos(angle));
        };
    }
}
