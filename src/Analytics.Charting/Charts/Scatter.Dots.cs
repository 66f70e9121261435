using Analytics.Charting.Layout;
using Analytics.Statistics.Distributions;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

sealed partial class Scatter
{
    /// <summary>Names beside points, where there are more points than names would leave room for.</summary>
    const int MostNames = 12;

    static double RadiusOf(Setting s) => s.Pairs.Count <= 60 ? Marks.Radius : s.Pairs.Count <= 250 ? 3.5 : 2.5;

    /// <summary>How far from the medians, in quartile distances of each measure.</summary>
    static Func<ScatterPair, double> Outlyingness(Setting s)
    {
        var (x, y) = (Spread(p => p.X.Value), Spread(p => p.Y.Value));
        return p => double.Hypot((p.X.Value - s.Medians.X) / x, (p.Y.Value - s.Medians.Y) / y);

        double Spread(Func<ScatterPair, double> of)
        {
            double[] sorted = [.. s.Pairs.Select(of).Order()];
            var middle = Quantiles.Of(sorted, 0.75) - Quantiles.Of(sorted, 0.25);
            return middle > 0 ? middle : Math.Max(1e-9, sorted[^1] - sorted[0]);
        }
    }

    static void DrawDots(Setting s, IReadOnlyList<ScatterPair> shown, double reach, IEnumerable<Box>? taken = null)
    {
        var names = PlaceNames(s, shown, reach, taken ?? []);
        foreach (var p in shown.OrderBy(p => s.IsHighlit(p) ? 2 : names.ContainsKey(p.Row) ? 1 : 0))
        {
            var theme = s.Canvas.Theme;
            var isStrong = s.IsHighlit(p);
            var color = isStrong || s.Spec.Highlight.Count == 0 ? theme.Neutral : theme.Quiet;
            var (x, y) = (s.X(p.X.Value), s.Y(p.Y.Value));
            var marks = new List<Mark>();
            if (s.HasCrosses) marks.AddRange(Cross(s, p, isStrong ? color : theme.Pale(color)));
            if (p.X.Bound is "at_least" or "at_most")
                marks.AddRange(Marks.Arrow(x, y, p.X.Bound == "at_least" ? 1 : -1, 0, color, Marks.ArrowLength));
            if (p.Y.Bound is "at_least" or "at_most")
                marks.AddRange(Marks.Arrow(x, y, 0, p.Y.Bound == "at_least" ? -1 : 1, color, Marks.ArrowLength));
            var marker = Marks.Marker(theme, p.State, x, y, MarkerShape.Circle, color);
            // Fills lighter than their rims let points that lie over one another be told apart.
            if (s.Pairs.Count > 60 && !isStrong && marker.Fill == color)
                marker = marker with { Fill = theme.Soft(color) };
            // Over cells a dot needs a rim and a name a plate.
            if (s.IsDense && isStrong) marker = marker with { Fill = theme.Ink, Stroke = theme.Background };
            marks.Add(marker with { Radius = isStrong ? Marks.Radius : RadiusOf(s) });
            if (names.TryGetValue(p.Row, out var name))
            {
                if (s.IsDense && Box.Of(name) is var box)
                    marks.Add(new RectMark(box.Left - 3, box.Top - 2, box.Width + 6, box.Height + 4,
                        theme.Background, 2));
                marks.Add(name);
            }
            s.Canvas.Add(new DatumGroup(p.Figures, Spoken(s, p), marks) { Area = p.X.AreaId, Row = p.Row });
        }
    }

    static IEnumerable<Mark> Cross(Setting s, ScatterPair p, string color)
    {
        var (x, y) = (s.X(p.X.Value), s.Y(p.Y.Value));
        if (p.X is { Low: { } left, High: { } right }) yield return new LineMark(s.X(left), y, s.X(right), y, color);
        if (p.Y is { Low: { } low, High: { } high }) yield return new LineMark(x, s.Y(low), x, s.Y(high), color);
    }

    // Areas brought out first, then those furthest from the middle.
    static Dictionary<int,
        TextMark> PlaceNames(Setting s, IReadOnlyList<ScatterPair> shown, double reach, IEnumerable<Box> taken)
    {
        var placer = new LabelPlacer(s.Box with { Top = s.Box.Top - 4, Right = s.Box.Right + 4 });
        var radius = Math.Max(4.5, RadiusOf(s) + 1.5);
        foreach (var p in shown)
        {
            var (x, y) = (s.X(p.X.Value), s.Y(p.Y.Value));
            placer.Block(new(x - radius, y - radius, x + radius, y + radius));
            if (s.Pairs.Count <= MostCrosses) placer.Avoid(new Box(x - 20, y - 12, x + 20, y + 12), 10);
            if (!s.HasCrosses) continue;
            foreach (var line in Cross(s, p, "").OfType<LineMark>())
                placer.Avoid((line.X1, line.Y1), (line.X2, line.Y2), 2);
        }
        var far = Outlyingness(s);
        var found = new Dictionary<int, TextMark>();
        var asked = shown.OrderBy(p => s.IsHighlit(p) ? 0 : 1).ThenByDescending(far).ThenBy(p => p.Row)
            .Where((p, i) => s.IsHighlit(p) || s.Pairs.Count <= MostCrosses || i < MostNames);
        var isFree = true;
        foreach (var p in asked)
        {
            var isStrong = s.IsHighlit(p);
            if (!isStrong && isFree)
            {
                // Only those brought out may lie over cells.
                foreach (var box in taken) placer.Block(box);
                isFree = false;
            }
            var size = isStrong ? 13 : 12;
            var text = new TextMark(0, 0, TextWrap.Shorten(p.Area, 0.3 * s.Spec.Width, size, isStrong), size,
                isStrong || s.Spec.Highlight.Count == 0 ? s.Canvas.Theme.Ink : s.Canvas.Theme.Muted, isStrong,
                Halo: true);
            if (placer.Place(text, s.X(p.X.Value), s.Y(p.Y.Value), isStrong ? Math.Max(reach, 40) : 16) is { } name)
                found[p.Row] = name;
        }
        return found;
    }

    static string Spoken(Setting s, ScatterPair p)
    {
        var canvas = s.Canvas;
        return p.Area + (canvas.Language == Language.Chinese ? "：" : ": ")
            + string.Join(Alike.Comma(canvas), Of(s.Of.X, p.X).Concat(Of(s.Of.Y, p.Y)));

        IEnumerable<string> Of(ScatterSide side, Observation o)
        {
            var value = o.Bound switch
            {
                "at_least" => canvas.Say("chart.spoken.at-least", ("value", side.Format.Long(o))),
                "at_most" => canvas.Say("chart.spoken.at-most", ("value", side.Format.Long(o))),
                _ => side.Format.Long(o),
            };
            yield return canvas.Say("chart.scatter.value", ("name", side.Name), ("value", value));
            if (o is { Low: { } low, High: { } high })
                yield return canvas.Say("chart.spoken.interval", ("low", side.Format.Short(low)),
                    ("high", side.Format.Short(high)));
            if (o.Trials is { } n) yield return canvas.Say("chart.spoken.n", ("n", ValueFormat.Whole(n)));
            foreach (var status in o.Status.Where(status => status is "provisional" or "partial" or "late"))
                yield return canvas.Say("chart.status." + status);
        }
    }
}
