using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

abstract partial class TimeChart
{
    /// <summary>An observation with its place in a panel.</summary>
    protected sealed record Placed(Observation O, double X, double Y, double SpanFrom, double SpanTo, MarkerShape Shape,
        string Color);

    protected static double Height(Setting s, Box box, double value) => box.Bottom - s.Axis.Share(value) * box.Height;

    protected static IEnumerable<Placed> LastOfAreas(Placed[] placed) => placed.GroupBy(p => p.O.AreaId)
        .Select(area => area.OrderBy(p => p.O.End).ThenBy(p => p.X).Last());

    // Series that would cover one another in a period stand side by side, each always at the same distance.
    protected static Placed[] Place(Setting s, IReadOnlyList<Observation> rows, Box box, Func<double, double> y)
    {
        var series = rows.Select(o => (Area: Index(s.Areas, o.AreaId), Kind: Index(s.Kinds, Kind.Of(o))))
            .Distinct().Order().ToArray();
        var meets = rows.GroupBy(s.Time.Middle).Any(period => Cover([.. period], y));
        var band = box.Width / s.Time.Units;
        var step = meets && series.Length > 1 ? Math.Min(11, 0.75 * band / series.Length) : 0;
        return [.. rows.Select(o =>
        {
            var (area, kind) = (Index(s.Areas, o.AreaId), Index(s.Kinds, Kind.Of(o)));
            var offset = (Array.IndexOf(series, (area, kind)) - (series.Length - 1) / 2.0) * step;
            var (shape, color) = s.Look?.Invoke(area, kind)
                ?? (Shape(kind), s.Canvas.Theme.SeriesColor(s.IsSmall ? kind : area));
            var (from, to) = s.Time.IsUnit(o) ? (0.0, 0.0)
                : (box.Left + s.Time.Share(o.Start!.Value) * box.Width,
                    box.Left + s.Time.Share(o.End!.Value.AddDays(1)) * box.Width);
            return new Placed(o, box.Left + s.Time.Middle(o) * box.Width + offset, y(o.Value), from, to, shape,
                color);
        })];
    }

    // From bottom to top: whether one begins before the one below it has ended.
    static bool Cover(Observation[] meeting, Func<double, double> y)
    {
        const double Around = 7;
        var spans = meeting.Select(o => (Top: y(o.High ?? o.Value) - Around, Bottom: y(o.Low ?? o.Value) + Around))
            .OrderBy(span => span.Top).ToArray();
        return spans.Zip(spans.Skip(1)).Any(pair => pair.Second.Top < pair.First.Bottom);
    }

    protected static void Block(LabelPlacer labels, Placed p, Func<double, double> y)
    {
        labels.Block(new(p.X - 6, p.Y - 6, p.X + 6, p.Y + 6));
        if (p.O is { Low: { } low, High: { } high }) labels.Block(new(p.X - 4.5, y(high) - 1, p.X + 4.5, y(low) + 1));
        if (p.SpanTo > p.SpanFrom) labels.Block(new(p.SpanFrom, p.Y - 3, p.SpanTo, p.Y + 3));
        if (p.O.Bound == "at_least") labels.Block(new(p.X - 5, p.Y - 18, p.X + 5, p.Y));
        if (p.O.Bound == "at_most") labels.Block(new(p.X - 5, p.Y, p.X + 5, p.Y + 18));
    }

    /// <summary>Pairs of neighbouring calendar years, or months or quarters where the axis counts in them, that one
    /// line may join.</summary>
    protected static IEnumerable<(Placed From, Placed To)> Joined(Setting s, IReadOnlyList<Placed> placed)
    {
        foreach (var series in placed.GroupBy(p => (p.O.AreaId, Kind.Of(p.O), p.O.Dataset)))
        {
            var units = series.Where(p => s.Time.IsUnit(p.O)).GroupBy(p => s.Time.UnitOf(p.O))
                .Where(g => g.Count() == 1 && g.Single().O.Bound is "exact" or "about")
                .ToDictionary(g => g.Key, g => g.Single());
            foreach (var (unit, from) in units.OrderBy(e => e.Key))
                if (units.TryGetValue(unit + 1, out var to)
                    && !Breaks.IsBetween(s.Spec, from.O, to.O)) yield return (from, to);
        }
    }

    protected static void DrawJoins(Setting s, IReadOnlyList<Placed> placed)
    {
        foreach (var (from, to) in Joined(s, placed))
            s.Canvas.Within(marks => new SeriesGroup(marks) { Area = from.O.AreaId, Series = SeriesKey(s, from.O) },
                () =>
                s.Canvas.Add(new LineMark(from.X, from.Y, to.X, to.Y, s.Canvas.Theme.Soft(from.Color), 1.75)));
    }

    protected static void DrawReference(Setting s, Box box)
    {
        if (s.Spec.Reference is not { } reference) return;
        var y = Height(s, box, reference.Value);
        s.Canvas.Add(new LineMark(box.Left, y, box.Right, y, s.Canvas.Theme.Ink, 1.2, "5 4"));
    }

    protected static void DrawPoint(Setting s, Placed p, Box box, Func<double, double> y,
        IReadOnlyDictionary<Placed, List<TextMark>> texts)
    {
        var marks = new List<Mark>();
        if (p.SpanTo > p.SpanFrom)
            marks.Add(new RectMark(p.SpanFrom, p.Y - 2, p.SpanTo - p.SpanFrom, 4, s.Canvas.Theme.Pale(p.Color), 2));
        if (p.O is { Low: { } low, High: { } high })
        {
            var (top, bottom) = (Math.Max(y(high), box.Top), Math.Min(y(low), box.Bottom));
            if (s.HasThinIntervals) marks.Add(new LineMark(p.X, top, p.X, bottom, s.Canvas.Theme.Pale(p.Color), 1.25));
            else marks.AddRange(Marks.Whisker(p.X, top, p.X, bottom,
                s.HasSoftIntervals ? s.Canvas.Theme.Soft(p.Color) : p.Color));
        }
        if (p.O.Bound is "at_least" or "at_most")
        {
            var room = p.O.Bound == "at_least" ? p.Y - box.Top : box.Bottom - p.Y;
            marks.AddRange(Marks.Arrow(p.X, p.Y, 0, p.O.Bound == "at_least" ? -1 : 1, p.Color,
                Math.Clamp(room, 11, Marks.ArrowLength)));
        }
        marks.Add(Marks.Marker(s.Canvas.Theme, p.O, p.X, p.Y, p.Shape, p.Color) with { Radius = s.Radius });
        if (texts.TryGetValue(p, out var labels)) marks.AddRange(labels);
        s.Canvas.Add(p.O.Datum(s.Canvas, s.Format, marks, SeriesKey(s, p.O)));
    }
}
