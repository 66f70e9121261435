namespace Analytics.Charting;

/// <summary>The outlines of markers, scaled so that all cover about the area of the circle.</summary>
static class MarkerShapes
{
    public static string Element(MarkerMark marker)
    {
        var paint = $"fill=\"{marker.Fill}\" stroke=\"{marker.Stroke}\" stroke-width=\"1.5\"";
        if (marker.Shape == MarkerShape.Circle)
            return $"<circle cx=\"{new Pixels(marker.X)}\" cy=\"{new Pixels(marker.Y)}\" "
                + $"r=\"{new Pixels(marker.Radius)}\" {paint}/>";
        var points = Corners(marker.Shape)
            .Select(p => $"{new Pixels(marker.X + p.X * marker.Radius)} {new Pixels(marker.Y + p.Y * marker.Radius)}");
        return $"<path d=\"M{string.Join('L', points)}Z\" {paint} stroke-linejoin=\"round\"/>";
    }

    static (double X, double Y)[] Corners(MarkerShape shape) => shape switch
    {
        MarkerShape.Square => Polygon(4, 1.25, 45),
        MarkerShape.Triangle => Polygon(3, 1.45, 90),
        MarkerShape.Diamond => Polygon(4, 1.35, 90),
        MarkerShape.TriangleDown => Polygon(3, 1.45, 270),
        MarkerShape.Pentagon => Polygon(5, 1.2, 90),
        MarkerShape.Cross => Plus(0),
        MarkerShape.Saltire => Plus(45),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "No corners are known for this shape."),
    };

    static (double, double)[] Polygon(int corners, double radius, double firstDegrees) =>
        [.. Enumerable.Range(0, corners)
        .Select(i => (firstDegrees + 360.0 * i / corners) * Math.PI / 180)
        .Select(a => (radius * Math.Cos(a), -radius * Math.Sin(a)))];

    static (double, double)[] Plus(double degrees)
    {
        const double Arm = 1.3, Half = 0.45;
        (double X, double Y)[] corners =
        [
            (Half, -Arm), (Half, -Half), (Arm, -Half), (Arm, Half), (Half, Half), (Half, Arm),
            (-Half, Arm), (-Half, Half), (-Arm, Half), (-Arm, -Half), (-Half, -Half), (-Half, -Arm),
        ];
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return [.. corners.Select(c => (c.X * cos - c.Y * sin, c.X * sin + c.Y * cos))];
    }
}
