using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class PointsOverTime
{
    /// <summary>How far in pixels a name or a value may stand from its point before a reader takes it for
    /// another's.</summary>
    const double NameReach = 14, ValueReach = 8;

    static void DrawPanel(Setting s, IReadOnlyList<Observation> rows, Box box, bool hasTickLabels, bool hasNames,
        bool hasGutter)
    {
        double Y(double value) => Height(s, box, value);
        AxisLines.Side(s.Canvas, s.Axis, s.Format.IsRate, box, hasTickLabels);
        DrawBreaks(s, rows, box);
        var (placed, labels) = Prepare(s, rows, box);
        DrawReference(s, box);
        if (TrendOf(s, rows) is { HasLine: true } trend) DrawTrend(s, trend, box);
        else DrawJoins(s, placed);
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
            s.Canvas.Add(new LineMark(last[i].X, last[i].Y, box.Right + 12, middles[i],
                s.Canvas.Theme.Pale(last[i].Color)));
            s.Canvas.Lines(names[i], box.Right + 16, middles[i] - Leading * names[i].Count / 2, 13, Leading,
                last[i].Color, true);
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
}
