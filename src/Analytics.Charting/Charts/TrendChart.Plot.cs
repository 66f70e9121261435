using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class TrendChart
{
    const double NarrowWidth = 560, NameSize = 13, ValueReach = 14;

    const int MostBands = 3;

    static bool IsNarrow(Setting s) => s.Spec.Width < NarrowWidth;

    // Of one area: the verdict large, and what it rests on. Those of several stand beside their lines.
    static double DrawVerdict(Setting s, IReadOnlyList<Observation> rows, double top)
    {
        if (s.Areas.Count > 1) return top;
        var inner = s.Spec.Width - 2 * Frame.Margin;
        s.Trends.TryGetValue(s.Areas[0], out var trend);
        var color = trend?.Color(s.Canvas.Theme, s.Spec.Direction) ?? s.Canvas.Theme.Muted;
        top = s.Canvas.Lines(TextWrap.Lines(VerdictWords(s, s.Areas[0]), inner, 17, true), Frame.Margin, top, 17, 25,
            color, true);
        var words = rows[0].Area + Colon(s.Canvas)
            + (trend?.Basis(s.Canvas, s.Format) ?? s.Canvas.Say("chart.trend.open.why"));
        return s.Canvas.Lines(TextWrap.Lines(words, inner, 12), Frame.Margin, top, 12, 18, s.Canvas.Theme.Muted) + 6;
    }

    static void DrawPlot(Setting s, IReadOnlyList<Observation> rows, Box box)
    {
        double Y(double value) => Height(s, box, value);
        DrawWithheld(s, box, _ => true);
        AxisLines.Side(s.Canvas, s.Axis, s.Format.IsRate, box);
        DrawTime(s, box);
        DrawBreaks(s, rows, box);
        DrawReference(s, box);
        var placed = Place(s, rows, box, Y);
        DrawBands(s, placed, box);
        foreach (var area in s.Areas) DrawLines(s, [.. placed.Where(p => p.O.AreaId == area)], box);
        if (s.Areas.Count > 1 && !IsNarrow(s)) DrawNames(s, placed, box);
        var texts = Labels(s, rows, placed, box, out var reference);
        foreach (var p in placed.OrderBy(p => p.SpanTo > p.SpanFrom ? 0 : 1)) DrawPoint(s, p, box, Y, texts);
        if (reference is not null) s.Canvas.Add(reference);
    }

    static (PanelTrend Trend, string Color)? LineOf(Setting s, IEnumerable<Placed> area) =>
        area.First() is var first && s.Trends.TryGetValue(first.O.AreaId, out var trend) && trend.HasLine
            ? (trend, s.Areas.Count == 1 ? trend.Color(s.Canvas.Theme, s.Spec.Direction) : first.Color) : null;

    // More than three over one another hide what they should show.
    static bool HasBands(Setting s) => s.Trends.Values.Count(t => t.HasBand) <= MostBands;

    // All under all lines. Where several lie over one another, their edges show through.
    static void DrawBands(Setting s, Placed[] placed, Box box)
    {
        if (!HasBands(s)) return;
        var bands = placed.GroupBy(p => p.O.AreaId)
            .Select(area => LineOf(s, area)).OfType<(PanelTrend Trend, string Color)>()
            .Where(line => line.Trend.HasBand)
            .Select(line => (Outline: PixelsOf(s, line.Trend.Band(), box), line.Color)).ToArray();
        foreach (var (outline, color) in bands) s.Canvas.Add(new AreaMark(outline, s.Canvas.Theme.Faint(color)));
        if (bands.Length < 2) return;
        foreach (var (outline, color) in bands)
            foreach (var edge in new[] { outline[..(outline.Length / 2)], outline[(outline.Length / 2)..] })
                s.Canvas.Add(new PolylineMark(edge, s.Canvas.Theme.Pale(color), 1));
    }

    // The trend line, or lines between neighbours where there is none.
    static void DrawLines(Setting s, Placed[] area, Box box)
    {
        if (LineOf(s, area) is not var (trend, color))
        {
            DrawJoins(s, area);
            return;
        }
        s.Canvas.Within(marks => new SeriesGroup(marks) { Area = area[0].O.AreaId },
            () => s.Canvas.Add(new PolylineMark(
            PixelsOf(s, trend.Line(), box), color, s.Areas.Count == 1 ? 2.5 : 2.25, trend.IsClear ? null : "6 5")));
        // What lies before a break has no trend.
        DrawJoins(s, [.. area.Where(p => p.O.End < trend.FirstDay)]);
    }

    // The first, the last, the least and the greatest of one area; the first of each of several, whose last stand
    // beside their names.
    static Dictionary<Placed,
        List<TextMark>> Labels(Setting s, IReadOnlyList<Observation> rows, Placed[] placed, Box box,
        out TextMark? reference)
    {
        double Y(double value) => Height(s, box, value);
        var labels = new LabelPlacer(new Box(box.Left, box.Top - 4, s.Spec.Width - Frame.Margin + 2, box.Bottom - 2));
        foreach (var p in placed) Block(labels, p, Y);
        foreach (var x in BreaksAt(s, rows, box)) labels.Avoid((x, box.Top), (x, box.Bottom));
        foreach (var trend in s.Trends.Values.Where(t => t.HasLine))
        {
            var line = PixelsOf(s, trend.Line(), box);
            for (var i = 1; i < line.Length; i++) labels.Avoid(line[i - 1], line[i]);
        }
        foreach (var (from, to) in Joined(s, placed))
            labels.Avoid((from.X, from.Y), (to.X, to.Y), s.Trends.Count > 0 ? 0 : 5);
        if (s.Spec.Reference is { } line1)
            labels.Avoid((box.Left, Y(line1.Value)), (box.Right, Y(line1.Value)));
        var texts = new Dictionary<Placed, List<TextMark>>(ReferenceEqualityComparer.Instance);
        var ordered = placed.OrderBy(p => p.O.End).ThenBy(p => p.X).ToArray();
        var (last, first) = (ordered[^1], ordered[0]);
        Placed[] chosen = s.Areas.Count == 1
            ? [last, first, placed.MaxBy(p => p.O.Value)!, placed.MinBy(p => p.O.Value)!]
            : [.. IsNarrow(s) ? LastOfAreas(placed) : [], .. placed.GroupBy(p => p.O.AreaId)
                .Select(a => a.MinBy(p => p.O.Start)!)];
        // Equal values have no least.
        if (placed.All(p => p.O.Value == first.O.Value) && s.Areas.Count == 1) chosen = [last, first];
        foreach (var p in chosen.Distinct())
        {
            var isLast = s.Areas.Count == 1 && p == last;
            var text = new TextMark(0, 0, s.Format.Label(p.O), isLast ? 14 : 12,
                s.Areas.Count == 1 ? s.Canvas.Theme.Ink : s.Canvas.Theme.OnBands(p.Color), isLast, Halo: true);
            if (labels.Place(text, p.X, p.Y, ValueReach) is { } label) texts[p] = [label];
        }
        reference = s.Spec.Reference is { } asked ? ReferenceLabel(s, asked, labels, box, Y(asked.Value)) : null;
        return texts;
    }

    // Above or below its line, from the right to the left, where nothing else stands.
    static TextMark ReferenceLabel(Setting s, ReferenceLine reference, LabelPlacer labels, Box box, double y)
    {
        var words = TextWrap.Shorten($"{reference.Label.In(s.Spec.Language)} {s.Format.Exact(reference.Value)}",
            box.Width, 12);
        var text = new TextMark(0, 0, words, 12, s.Canvas.Theme.Ink, Halo: true);
        var half = Canvas.Width(words, 12) / 2 + 2;
        for (var x = box.Right - half; x >= box.Left + half; x -= 12)
            foreach (var at in (double[])[y - 5, y + 14])
                if (labels.TryTake(text with { X = x, Y = at, Anchor = TextAnchor.Middle }))
                    return text with { X = x, Y = at, Anchor = TextAnchor.Middle };
        return text with { X = box.Right, Y = box.Top - 6, Anchor = TextAnchor.End };
    }

    // Room for the last value of one area, or for names and verdicts of several.
    static double GutterWidth(Setting s, IReadOnlyList<Observation> rows) => s.Areas.Count == 1
        ? Math.Max(6, 10 + Canvas.Width(s.Format.Label(Latest(rows, s.Areas[0])), 14, true) - 0.5
            * (s.Spec.Width - 2 * Frame.Margin) / s.Time.Units)
        : IsNarrow(s) ? 6
        : 24 + Math.Min(0.3 * s.Spec.Width, s.Areas.Max(a => Math.Max(Canvas.Width(VerdictWords(s, a), 12),
            Canvas.Width($"{NameOf(rows, a)} {s.Format.Label(Latest(rows, a))}", NameSize, true))));

    static Observation Latest(IReadOnlyList<Observation> rows, string area) =>
        rows.Where(o => o.AreaId == area).OrderBy(o => o.End).Last();

    // Name, last value and verdict to the right, in the order of the last points, a thin line to each.
    static void DrawNames(Setting s, Placed[] placed, Box box)
    {
        const double Leading = 17, Gap = 6;
        var width = s.Spec.Width - Frame.Margin - box.Right - 18;
        var blocks = LastOfAreas(placed).OrderBy(p => p.Y).Select(p => (Point: p,
            Name: TextWrap.Lines($"{p.O.Area} {s.Format.Label(p.O)}", width, NameSize, true),
            Words: TextWrap.Lines(VerdictWords(s, p.O.AreaId), width, 12))).ToArray();
        var heights = blocks.Select(b => Leading * b.Name.Count + 15 * b.Words.Count).ToArray();
        var tops = blocks.Select(b => b.Point.Y - Leading / 2).ToArray();
        for (var i = 1; i < tops.Length; i++) tops[i] = Math.Max(tops[i], tops[i - 1] + heights[i - 1] + Gap);
        tops[^1] = Math.Min(tops[^1], box.Bottom + 20 - heights[^1]);
        for (var i = tops.Length - 2; i >= 0; i--) tops[i] = Math.Min(tops[i], tops[i + 1] - heights[i] - Gap);
        foreach (var (i, b) in blocks.Index())
        {
            s.Canvas.Add(new LineMark(b.Point.X + 6, b.Point.Y, box.Right + 12, tops[i] + Leading / 2,
                s.Canvas.Theme.Pale(b.Point.Color)));
            var under = s.Canvas.Lines(b.Name, box.Right + 16, tops[i], NameSize, Leading, b.Point.Color, true);
            s.Canvas.Lines(b.Words, box.Right + 16, under, 12, 15, s.Trends.TryGetValue(b.Point.O.AreaId, out var trend)
                ? trend.Color(s.Canvas.Theme, s.Spec.Direction) : s.Canvas.Theme.Muted);
        }
    }
}
