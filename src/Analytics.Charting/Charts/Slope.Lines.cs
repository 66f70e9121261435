using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

sealed partial class Slope
{
    static void DrawPairs(Setting s, Pair[] pairs, Pair[] named, string[] periods)
    {
        var (canvas, theme, box) = (s.Canvas, s.Canvas.Theme, s.Box);
        foreach (var (x, period) in new[] { (box.Left, periods[0]), (box.Right, periods[^1]) })
        {
            canvas.Add(new LineMark(x, box.Top - 6, x, box.Bottom + 4, theme.Grid, 1.5));
            canvas.Text(x, box.Top - 12, period, 13, theme.Ink, true, TextAnchor.Middle);
        }
        if (s.Spec.Reference is { } line)
            canvas.Add(new LineMark(box.Left, s.Y(line.Value), box.Right, s.Y(line.Value), theme.Ink, 1.2, "5 4"));
        var left = Spread.Apart([.. named.Select(p => s.Y(p.From.Value))], Leading, box.Top + 4, box.Bottom - 2);
        var right = Spread.Apart([.. named.Select(p => s.Y(p.To.Value))], Leading, box.Top + 4, box.Bottom - 2);
        var places = named.Select((p, i) => (p, i)).ToDictionary(one => one.p, one => one.i);
        foreach (var pair in pairs.OrderBy(p => p.IsLit ? 2 : p.Clear is 1 or -1 ? 1 : 0))
            DrawPair(s, pair, places.TryGetValue(pair, out var i) ? (left[i], right[i]) : null, pairs.Length);
    }

    static void DrawPair(Setting s, Pair pair, (double Left, double Right)? names, int count)
    {
        var (theme, box, color) = (s.Canvas.Theme, s.Box, ColorOf(s.Canvas.Theme, s.Spec, pair));
        var (y1, y2) = (s.Y(pair.From.Value), s.Y(pair.To.Value));
        // Of many clear changes those that bear names stand out.
        var isStrong = pair.IsLit || (pair.Clear is 1 or -1 && (names is not null || count <= MostNamed));
        var ink = isStrong ? color : pair.Clear is 1 or -1 ? theme.Pale(color) : theme.Soft(color);
        List<Mark> marks = pair.IsApart ? []
            : [new LineMark(box.Left, y1, box.Right, y2, ink, pair.IsLit ? 3 : isStrong ? 2 : 1.25)];
        foreach (var (x, y, o) in new[] { (box.Left, y1, pair.From), (box.Right, y2, pair.To) })
        {
            if (HasWhiskers(pair, count) && o is { Low: { } low, High: { } high })
                marks.AddRange(Marks.Whisker(x, s.Y(low), x, s.Y(high), theme.Soft(color)));
            if (count > 300) continue;
            if (!o.IsKnown) marks.AddRange(Arrow(s, o, x, y, color));
            marks.Add(Marks.Marker(theme, o, x, y, MarkerShape.Circle, color) with { Radius = count > 40 ? 3 : 4 });
        }
        if (names is { } at)
        {
            var words = isStrong ? color == theme.Quiet ? theme.Ink : color : theme.Muted;
            marks.AddRange(Leader(theme, box.Left - 7, y1, box.Left - 16, at.Left));
            marks.AddRange(Leader(theme, box.Right + 7, y2, box.Right + 16, at.Right));
            var room = box.Left - Frame.Margin - 20;
            marks.Add(new TextMark(box.Left - 20, at.Left + 4.2, Label(s.Format, pair.From, true, room),
                NameSize, words, isStrong, TextAnchor.End));
            marks.Add(new TextMark(box.Right + 20, at.Right + 4.2, Label(s.Format, pair.To, false, room),
                NameSize, words, isStrong));
        }
        s.Canvas.Add(new DatumGroup([.. pair.From.Figures, .. pair.To.Figures], Spoken(s, pair), marks)
        {
            Area = pair.From.AreaId, Row = pair.To.Row, Series = pair.Clear is 1 or -1 ? "clear" : "unclear",
        });
    }

    // Shorter at the edge: periods stand above, what is withheld below.
    static IEnumerable<Mark> Arrow(Setting s, Observation o, double x, double y, string color)
    {
        var isUp = o.Bound == "at_least";
        var room = isUp ? y - s.Box.Top : s.Box.Bottom - y;
        return Marks.Arrow(x, y, 0, isUp ? -1 : 1, color, Math.Clamp(room + 4, 9, Marks.ArrowLength));
    }

    // Intervals of all where they are few, else of those that stand out: at one place too many hide one another.
    static bool HasWhiskers(Pair pair, int count) => count <= MostWhiskers
        || (count <= MostNamed && (pair.IsLit || pair.Clear is 1 or -1));

    // Under each period, the areas whose figure is withheld there.
    static double DrawHidden(Setting s, Observation[] hidden, string[] periods)
    {
        const int Most = 4;
        var (canvas, theme, rows) = (s.Canvas, s.Canvas.Theme, 0);
        foreach (var (x, isLeft, period) in new[] { (s.Box.Left, true, periods[0]), (s.Box.Right, false, periods[^1]) })
        {
            Observation[] those = [.. hidden.Where(o => o.Period == period)];
            rows = Math.Max(rows, Math.Min(those.Length, Most));
            for (var i = 0; i < Math.Min(those.Length, Most); i++)
            {
                var (y, o) = (s.Box.Bottom + 16 + i * Leading, those[i]);
                var box = new Box(x - 6, y - 6, x + 6, y + 6);
                var word = canvas.Say("chart.status.suppressed");
                var text = i == Most - 1 && those.Length > Most
                    ? canvas.Say("chart.slope.hidden", ("count", those.Length - i))
                    : isLeft ? $"{o.Area} {word}" : $"{word} {o.Area}";
                canvas.Add(new DatumGroup(o.Figures, MapRows.WithheldWords(canvas, o),
                [
                    new RectMark(box.Left, box.Top, 12, 12, theme.Faint(theme.Muted)),
                    .. Hatch.Lines(box, theme.Muted, 4),
                    new TextMark(isLeft ? x - 20 : x + 20, y + 4.2,
                        TextWrap.Shorten(text, s.Box.Left - Frame.Margin - 20, NameSize), NameSize, theme.Muted,
                        false, isLeft ? TextAnchor.End : TextAnchor.Start),
                ]) { Area = o.AreaId, Row = o.Row });
            }
        }
        return rows * Leading + (rows > 0 ? 6 : 0);
    }

    // A short line where a name stands away from its point.
    static IEnumerable<Mark> Leader(Theme theme, double x1, double y1, double x2, double y2)
    {
        if (Math.Abs(y1 - y2) > 2) yield return new LineMark(x1, y1, x2, y2, theme.Axis, 0.75);
    }

    static string Spoken(Setting s, Pair pair)
    {
        var (canvas, unit) = (s.Canvas, s.Format.IsRate ? s.Canvas.Say("chart.trend.points") : s.Format.Unit);
        var comma = canvas.Language == Language.Chinese ? "，" : ", ";
        if (pair.IsApart) return pair.From.Spoken(canvas, s.Format) + comma + pair.To.Spoken(canvas, s.Format);
        var words = string.Join(comma, pair.From.Spoken(canvas, s.Format), pair.To.Spoken(canvas, s.Format),
            canvas.Say("chart.slope.change", ("change", s.Format.Change(pair.Change)), ("unit", unit)));
        return pair.Difference is not { } difference ? words : words + comma + canvas.Say("chart.slope.interval",
            ("low", s.Format.Change(100 * difference.Low)), ("high", s.Format.Change(100 * difference.High)));
    }
}
