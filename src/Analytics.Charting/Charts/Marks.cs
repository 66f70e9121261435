using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

/// <summary>The signs both charts share: markers by state, whiskers, arrows, and the legend that explains
/// them.</summary>
static class Marks
{
    public const double Radius = 4.5;
    public const double ArrowLength = 17;

    public static MarkerMark Marker(Theme theme, Observation observation, double x, double y, MarkerShape shape,
        string color) =>
        observation.IsPrintedRate ? new(x, y, shape, Radius, theme.Pale(color), color)
        : observation.IsSmallBase ? new(x, y, shape, Radius, theme.Background, color)
        : new(x, y, shape, Radius, color, color);

    public static IEnumerable<Mark> Whisker(double x1, double y1, double x2, double y2, string color)
    {
        yield return new LineMark(x1, y1, x2, y2, color, 1.5);
        var (dx, dy) = Math.Abs(y1 - y2) < 1e-9 ? (0.0, 4.0) : (4.0, 0.0);
        yield return new LineMark(x1 - dx, y1 - dy, x1 + dx, y1 + dy, color, 1.5);
        yield return new LineMark(x2 - dx, y2 - dy, x2 + dx, y2 + dy, color, 1.5);
    }

    /// <summary>An arrow from a point towards where the true value may lie.</summary>
    /// <param name="x">The point.</param>
    /// <param name="y">The point.</param>
    /// <param name="dx">Direction, -1, 0 or 1.</param>
    /// <param name="dy">Direction, -1, 0 or 1.</param>
    /// <param name="color">Its colour.</param>
    /// <param name="length">From the point to the tip.</param>
    public static IEnumerable<Mark> Arrow(double x, double y, int dx, int dy, string color, double length)
    {
        const double Barb = 4;
        var (tipX, tipY) = (x + dx * length, y + dy * length);
        yield return new LineMark(x, y, tipX, tipY, color, 1.5);
        yield return new PolylineMark(
        [
            (tipX - dx * Barb - dy * Barb, tipY - dy * Barb - dx * Barb), (tipX, tipY),
            (tipX - dx * Barb + dy * Barb, tipY - dy * Barb + dx * Barb),
        ], color);
    }

    /// <summary>The explanations a picture of these rows needs, and no others.</summary>
    public static IEnumerable<LegendEntry> Legend(Canvas canvas, IReadOnlyList<Observation> rows, bool isHorizontal)
    {
        var theme = canvas.Theme;
        var color = theme.Muted;
        if (rows.Any(o => o.HasInterval))
            yield return new(isHorizontal ? 24 : 10, (c, x, y) =>
            {
                var whisker = isHorizontal ? Whisker(x, y, x + 24, y, color)
                    : Whisker(x + 5, y - 8, x + 5, y + 8, color);
                foreach (var mark in whisker) c.Add(mark);
                c.Add(new MarkerMark(isHorizontal ? x + 12 : x + 5, y, MarkerShape.Circle, 3.5, color, color));
            }, canvas.Say(isHorizontal ? "chart.interval.horizontal" : "chart.interval.vertical"));
        if (rows.Any(o => o.IsPrintedRate))
            yield return Dot(canvas.Say("chart.no-interval.rate-only"), theme.Pale(color));
        if (rows.Any(o => o.IsSmallBase && !o.IsPrintedRate))
            yield return Dot(canvas.Say("chart.legend.small-base"), theme.Background);
        if (rows.Any(o => o.Bound is "at_least" or "at_most"))
            yield return new(24, (c, x, y) =>
            {
                foreach (var mark in Arrow(x + 4, y, 1, 0, color, ArrowLength)) c.Add(mark);
                c.Add(new MarkerMark(x + 4, y, MarkerShape.Circle, 3.5, color, color));
            }, canvas.Say(rows.Any(o => o.Reason == "bound") ? "chart.no-interval.bound" : "chart.legend.bound"));
        if (rows.Any(o => o.Reason == "count"))
            yield return Words(canvas.Say("chart.no-interval.count"));
        if (rows.Any(o => o.Alternatives > 0))
            yield return Words(canvas.Say("chart.legend.alternatives"));

        LegendEntry Dot(string text, string fill) =>
            new(10, (c, x, y) => c.Add(new MarkerMark(x + 5, y, MarkerShape.Circle, Radius, fill, color)), text);
        static LegendEntry Words(string text) => new(0, (_, _, _) => { }, text);
    }
}
