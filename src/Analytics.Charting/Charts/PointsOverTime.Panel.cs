using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class PointsOverTime
{
    /// <summary>An observation with its place in a panel.</summary>
    sealed record Placed(Observation O, double X, double Y, MarkerShape Shape, string Color);

    static void DrawPanel(Setting s, IReadOnlyList<Observation> rows, Box box, bool hasTickLabels)
    {
        double Y(double value) => box.Bottom - s.Axis.Share(value) * box.Height;
        foreach (var tick in s.Axis.Ticks)
        {
            s.Canvas.Add(new LineMark(box.Left, Y(tick), box.Right, Y(tick), Palette.Grid));
            if (hasTickLabels)
                s.Canvas.Text(box.Left - 8, Y(tick) + 4.2, s.Axis.Label(tick, s.Format.IsRate, s.Canvas.Language), 12,
                    Palette.Muted, false, TextAnchor.End);
        }
        var placed = Place(s, rows, box, Y);
        var labels = new LabelPlacer(new Box(box.Left, box.Top - 4, box.Right + 6, box.Bottom));
        foreach (var p in placed) Block(labels, p, Y);
        if (s.Spec.Reference is { } reference) DrawReference(s, reference, box, Y(reference.Value), labels);
        foreach (var (from, to) in Joined(placed)) DrawJoin(s.Canvas, labels, from, to);
        var texts = Labels(s, placed, labels);
        foreach (var p in placed) DrawPoint(s, p, box, Y, texts);
    }

    // Series meeting in one period stand side by side, each always at the same distance.
    static Placed[] Place(Setting s, IReadOnlyList<Observation> rows, Box box, Func<double, double> y)
    {
        var series = rows.Select(o => (Area: Index(s.Areas, o.AreaId), Kind: Index(s.Kinds, new Kind(o.Variant, o.Scope))))
            .Distinct().Order().ToArray();
        var meets = rows.GroupBy(s.Time.Middle).Any(g => g.Count() > 1);
        var band = box.Width / s.Time.Years;
        var step = meets && series.Length > 1 ? Math.Min(11, 0.75 * band / series.Length) : 0;
        return [.. rows.Select(o =>
        {
            var (area, kind) = (Index(s.Areas, o.AreaId), Index(s.Kinds, new Kind(o.Variant, o.Scope)));
            var offset = (Array.IndexOf(series, (area, kind)) - (series.Length - 1) / 2.0) * step;
            var color = s.IsSmall ? KindColor(kind) : Palette.Series[area % Palette.Series.Length];
            return new Placed(o, box.Left + s.Time.Middle(o) * box.Width + offset, y(o.Value), Shape(kind), color);
        })];
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
        if (p.O.Bound == "at_least") labels.Block(new(p.X - 5, p.Y - 18, p.X + 5, p.Y));
        if (p.O.Bound == "at_most") labels.Block(new(p.X - 5, p.Y, p.X + 5, p.Y + 18));
    }

    static void DrawReference(Setting s, ReferenceLine reference, Box box, double y, LabelPlacer labels)
    {
        s.Canvas.Add(new LineMark(box.Left, y, box.Right, y, Palette.Ink, 1.2, "5 4"));
        labels.Avoid((box.Left, y), (box.Right, y));
        var words = $"{reference.Label.In(s.Spec.Language)} {s.Format.Short(reference.Value)}";
        var text = new TextMark(0, 0, words, 12, Palette.Ink, Halo: true);
        if (labels.Place(text, box.Left - 4, y - 8, 40) is { } label) s.Canvas.Add(label);
    }

    /// <summary>Pairs of neighbouring calendar years that one line may join.</summary>
    static IEnumerable<(Placed From, Placed To)> Joined(Placed[] placed)
    {
        foreach (var series in placed.GroupBy(p => (p.O.AreaId, p.O.Variant, p.O.Scope, p.O.Dataset)))
        {
            var years = series.Where(p => p.O.IsCalendarYear).GroupBy(p => p.O.Start!.Value.Year)
                .Where(g => g.Count() == 1 && g.Single().O.Bound is "exact" or "about")
                .ToDictionary(g => g.Key, g => g.Single());
            foreach (var (year, from) in years.OrderBy(e => e.Key))
                if (years.TryGetValue(year + 1, out var to)) yield return (from, to);
        }
    }

    static void DrawJoin(Canvas canvas, LabelPlacer labels, Placed from, Placed to)
    {
        canvas.Add(new LineMark(from.X, from.Y, to.X, to.Y, Palette.Soft(from.Color), 1.75));
        labels.Avoid((from.X, from.Y), (to.X, to.Y));
    }

    // Names first, since they must stand; then values with n while the panel is calm; what finds no place is in the tooltip.
    static Dictionary<Placed, List<TextMark>> Labels(Setting s, Placed[] placed, LabelPlacer labels)
    {
        var texts = new Dictionary<Placed, List<TextMark>>(ReferenceEqualityComparer.Instance);
        if (!s.IsSmall)
            foreach (var area in placed.GroupBy(p => p.O.AreaId))
            {
                var last = area.OrderBy(p => p.O.End).ThenBy(p => p.X).Last();
                Try(last, new TextMark(0, 0, last.O.Area, 13, last.Color, true, Halo: true), 120);
            }
        if (placed.Length > (s.IsSmall ? 8 : 24)) return texts;
        foreach (var p in placed)
        {
            var value = s.Format.Label(p.O);
            var withBase = p.O.Trials is { } n ? $"{value} n={ValueFormat.Whole(n)}" : value;
            if (!Try(p, new TextMark(0, 0, withBase, 11, Palette.Ink, Halo: true), 12) && withBase != value)
                Try(p, new TextMark(0, 0, value, 11, Palette.Ink, Halo: true), 12);
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

    static void DrawPoint(Setting s, Placed p, Box box, Func<double, double> y, Dictionary<Placed, List<TextMark>> texts)
    {
        var marks = new List<Mark>();
        if (!p.O.IsCalendarYear)
        {
            var (from, to) = (s.Time.Share(p.O.Start!.Value) * box.Width, s.Time.Share(p.O.End!.Value.AddDays(1)) * box.Width);
            marks.Add(new RectMark(box.Left + from, p.Y - 2, to - from, 4, Palette.Pale(p.Color), 2));
        }
        if (p.O is { Low: { } low, High: { } high }) marks.AddRange(Marks.Whisker(p.X, y(high), p.X, y(low), p.Color));
        if (p.O.Bound is "at_least" or "at_most") marks.AddRange(Marks.Arrow(p.X, p.Y, 0, p.O.Bound == "at_least" ? -1 : 1, p.Color));
        marks.Add(Marks.Marker(p.O, p.X, p.Y, p.Shape, p.Color));
        if (texts.TryGetValue(p, out var labels)) marks.AddRange(labels);
        s.Canvas.Add(new DatumGroup(p.O.Figures, p.O.Spoken(s.Canvas, s.Format), marks));
    }
}
