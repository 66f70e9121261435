using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class PointsOverTime
{
    /// <summary>An observation with its place in a panel.</summary>
    sealed record Placed(Observation O, double X, double Y, double SpanFrom, double SpanTo, MarkerShape Shape,
        string Color);

    /// <summary>How far in pixels a name or a value may stand from its point before a reader takes it for
    /// another's.</summary>
    const double NameReach = 14, ValueReach = 8;

    static double Height(Setting s, Box box, double value) => box.Bottom - s.Axis.Share(value) * box.Height;

    static void DrawPanel(Setting s, IReadOnlyList<Observation> rows, Box box, bool hasTickLabels, bool hasNames,
        bool hasGutter)
    {
        double Y(double value) => Height(s, box, value);
        AxisLines.Side(s.Canvas, s.Axis, s.Format.IsRate, box, hasTickLabels);
        DrawBreaks(s, rows, box);
        var (placed, labels) = Prepare(s, rows, box);
        if (s.Spec.Reference is { } reference)
            s.Canvas.Add(new LineMark(box.Left, Y(reference.Value), box.Right, Y(reference.Value), s.Canvas.Theme.Ink, 1.2,
                "5 4"));
        if (TrendOf(s, rows) is { HasLine: true } trend) DrawTrend(s, trend, box);
        else foreach (var (from, to) in Joined(s, placed))
            s.Canvas.Within(marks => new SeriesGroup(marks) { Area = from.O.AreaId, Series = SeriesKey(s, from.O) }, () =>
                s.Canvas.Add(new LineMark(from.X, from.Y, to.X, to.Y, s.Canvas.Theme.Soft(from.Color), 1.75)));
        if (hasGutter) DrawGutter(s, placed, box);
        var texts = Labels(s, placed, labels, hasNames);
        // Bars of long periods lie under the points of others.
        foreach (var p in placed.OrderBy(p => p.SpanTo > p.SpanFrom ? 0 : 1)) DrawPoint(s, p, box, Y, texts);
    }

    /// <summary>Whether every area's name finds room beside its last point.</summary>
    static bool NamesFit(Setting s, IReadOnlyList<Observation> rows, Box box)
    {
        var (placed, labels) = Prepare(s, rows, box);
        return LastOfAreas(placed).All(p => labels.Place(NameOf(p), p.X, p.Y, NameReach) is not null);
    }

    static (Placed[] Placed, LabelPlacer Labels) Prepare(Setting s, IReadOnlyList<Observation> rows, Box box)
    {
        double Y(double value) => Height(s, box, value);
        var placed = Place(s, rows, box, Y);
        var labels = new LabelPlacer(new Box(box.Left, box.Top - 4, box.Right + 6, box.Bottom));
        foreach (var p in placed) Block(labels, p, Y);
        foreach (var x in BreaksAt(s, rows, box)) labels.Avoid((x, box.Top), (x, box.Bottom));
        if (s.Spec.Reference is { } reference)
            labels.Avoid((box.Left, Y(reference.Value)), (box.Right, Y(reference.Value)));
        if (TrendOf(s, rows) is { HasLine: true } trend)
        {
            var line = PixelsOf(s, trend.Line(), box);
            for (var i = 1; i < line.Length; i++) labels.Avoid(line[i - 1], line[i]);
        }
        else foreach (var (from, to) in Joined(s, placed)) labels.Avoid((from.X, from.Y), (to.X, to.Y));
        return (placed, labels);
    }

    static IEnumerable<Placed> LastOfAreas(Placed[] placed) => placed.GroupBy(p => p.O.AreaId)
        .Select(area => area.OrderBy(p => p.O.End).ThenBy(p => p.X).Last());

    static TextMark NameOf(Placed p) => new(0, 0, p.O.Area, 13, p.Color, true, Halo: true);

    // Names to the right of the plot in the order of their last points, moved apart, a thin line leading to each.
    static void DrawGutter(Setting s, Placed[] placed, Box box)
    {
        const double Leading = 17;
        var width = s.Spec.Width - Frame.Margin - box.Right - 16;
        var last = LastOfAreas(placed).OrderBy(p => p.Y).ToArray();
        var names = last.Select(p => TextWrap.Lines(p.O.Area, width, 13, true)).ToArray();
        var middles = last.Select(p => p.Y).ToArray();
        double Apart(int i) => Leading * (names[i].Count + names[i + 1].Count) / 2 + 1;
        for (var i = 1; i < middles.Length; i++) middles[i] = Math.Max(middles[i], middles[i - 1] + Apart(i - 1));
        middles[^1] = Math.Min(middles[^1], box.Bottom - Leading * names[^1].Count / 2);
        for (var i = middles.Length - 2; i >= 0; i--) middles[i] = Math.Min(middles[i], middles[i + 1] - Apart(i));
        for (var i = 0; i < last.Length; i++)
        {
            s.Canvas.Add(new LineMark(last[i].X, last[i].Y, box.Right + 12, middles[i], s.Canvas.Theme.Pale(last[i].Color)));
            s.Canvas.Lines(names[i], box.Right + 16, middles[i] - Leading * names[i].Count / 2, 13, Leading,
                last[i].Color, true);
        }
    }

    // Series that would cover one another in a period stand side by side, each always at the same distance.
    static Placed[] Place(Setting s, IReadOnlyList<Observation> rows, Box box, Func<double, double> y)
    {
        var series = rows.Select(o => (Area: Index(s.Areas, o.AreaId),
            Kind: Index(s.Kinds, new Kind(o.Variant, o.Scope))))
            .Distinct().Order().ToArray();
        var meets = rows.GroupBy(s.Time.Middle).Any(period => Cover([.. period], y));
        var band = box.Width / s.Time.Years;
        var step = meets && series.Length > 1 ? Math.Min(11, 0.75 * band / series.Length) : 0;
        return [.. rows.Select(o =>
        {
            var (area, kind) = (Index(s.Areas, o.AreaId), Index(s.Kinds, new Kind(o.Variant, o.Scope)));
            var offset = (Array.IndexOf(series, (area, kind)) - (series.Length - 1) / 2.0) * step;
            var color = s.IsSmall ? s.Canvas.Theme.SeriesColor(kind) : s.Canvas.Theme.SeriesColor(area);
            var (from, to) = o.IsCalendarYear ? (0.0, 0.0)
                : (box.Left + s.Time.Share(o.Start!.Value) * box.Width,
                    box.Left + s.Time.Share(o.End!.Value.AddDays(1)) * box.Width);
            return new Placed(o, box.Left + s.Time.Middle(o) * box.Width + offset, y(o.Value), from, to, Shape(kind),
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

    static int Index<T>(IReadOnlyList<T> items, T item)
    {
        for (var i = 0; i < items.Count; i++)
            if (EqualityComparer<T>.Default.Equals(items[i], item)) return i;
        return -1;
    }

    static void Block(LabelPlacer labels, Placed p, Func<double, double> y)
    {
        labels.Block(new(p.X - 6, p.Y - 6, p.X + 6, p.Y + 6));
        if (p.O is { Low: { } low, High: { } high }) labels.Block(new(p.X - 4.5, y(high) - 1, p.X + 4.5, y(low) + 1));
        if (p.SpanTo > p.SpanFrom) labels.Block(new(p.SpanFrom, p.Y - 3, p.SpanTo, p.Y + 3));
        if (p.O.Bound == "at_least") labels.Block(new(p.X - 5, p.Y - 18, p.X + 5, p.Y));
        if (p.O.Bound == "at_most") labels.Block(new(p.X - 5, p.Y, p.X + 5, p.Y + 18));
    }

    /// <summary>Pairs of neighbouring calendar years that one line may join.</summary>
    static IEnumerable<(Placed From, Placed To)> Joined(Setting s, Placed[] placed)
    {
        foreach (var series in placed.GroupBy(p => (p.O.AreaId, p.O.Variant, p.O.Scope, p.O.Dataset)))
        {
            var years = series.Where(p => p.O.IsCalendarYear).GroupBy(p => p.O.Start!.Value.Year)
                .Where(g => g.Count() == 1 && g.Single().O.Bound is "exact" or "about")
                .ToDictionary(g => g.Key, g => g.Single());
            foreach (var (year, from) in years.OrderBy(e => e.Key))
                if (years.TryGetValue(year + 1, out var to)
                    && !(s.Spec.Breaks ?? []).Any(one => IsBetween(one, from.O, to.O))) yield return (from, to);
        }
    }

    // Names first, since they must stand; then values while the panel is calm: with n in a large one, the last alone
    // in a small one. What finds no place is in the tooltip.
    static Dictionary<Placed, List<TextMark>> Labels(Setting s, Placed[] placed, LabelPlacer labels, bool hasNames)
    {
        var texts = new Dictionary<Placed, List<TextMark>>(ReferenceEqualityComparer.Instance);
        if (hasNames)
            foreach (var last in LastOfAreas(placed)) Try(last, NameOf(last), NameReach);
        var latestFirst = placed.OrderByDescending(p => p.O.End);
        var valued = s.IsSmall ? latestFirst.Take(placed.Length > 3 ? 1 : 3) : placed.Length <= 30 ? placed : [];
        foreach (var p in valued)
        {
            var value = s.Format.Label(p.O);
            var withBase = p.O.Trials is { } n && !s.IsSmall && placed.Length <= 16
                ? $"{value} n={ValueFormat.Whole(n)}" : value;
            if (!Try(p, new TextMark(0, 0, withBase, 11, p.Color, Halo: true), ValueReach) && withBase != value)
                Try(p, new TextMark(0, 0, value, 11, p.Color, Halo: true), ValueReach);
        }
        return texts;

        bool Try(Placed p, TextMark text, double reach)
        {
            if (labels.Place(text, p.X, p.Y, reach) is not { } label) return false;
            if (!texts.TryGetValue(p, out var list)) texts[p] = list = [];
            list.Add(label);
            return true;
        }
    }

    static void DrawPoint(Setting s, Placed p, Box box, Func<double, double> y,
        Dictionary<Placed, List<TextMark>> texts)
    {
        var marks = new List<Mark>();
        if (p.SpanTo > p.SpanFrom)
            marks.Add(new RectMark(p.SpanFrom, p.Y - 2, p.SpanTo - p.SpanFrom, 4, s.Canvas.Theme.Pale(p.Color), 2));
        if (p.O is { Low: { } low, High: { } high }) marks.AddRange(Marks.Whisker(p.X, y(high), p.X, y(low), p.Color));
        if (p.O.Bound is "at_least" or "at_most")
        {
            var room = p.O.Bound == "at_least" ? p.Y - box.Top : box.Bottom - p.Y;
            marks.AddRange(Marks.Arrow(p.X, p.Y, 0, p.O.Bound == "at_least" ? -1 : 1, p.Color,
                Math.Clamp(room, 11, Marks.ArrowLength)));
        }
        marks.Add(Marks.Marker(s.Canvas.Theme, p.O, p.X, p.Y, p.Shape, p.Color));
        if (texts.TryGetValue(p, out var labels)) marks.AddRange(labels);
        s.Canvas.Add(p.O.Datum(s.Canvas, s.Format, marks, SeriesKey(s, p.O)));
    }
}
