using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class Histogram
{
    // Every value a dot with its name; names that find no room are in the tooltips.
    static Scene DrawStrip(Setting s, Frame frame, double top, double[] sorted)
    {
        var (canvas, spec, color) = (s.Canvas, s.Spec, s.Canvas.Theme.Neutral);
        double[] held = spec.Reference is { } reference ? [.. sorted, reference.Value] : sorted;
        var values = Axis.Of(held, s.Format.IsRate, spec.Range, Math.Max(3, (int)(spec.Width / 90)));
        s = s with { Values = values, Box = new(Frame.Margin + 12, top, spec.Width - Frame.Margin - 12, top) };
        var lines = Lines(s);
        top += TopLabels.Height(lines, spec.Width) + 4;
        var height = Math.Max(110, (spec.Height ?? top + 150 + 30 + frame.FooterHeight) - top - 30 - frame.FooterHeight);
        s = s with { Box = s.Box with { Top = top, Bottom = top + height } };
        var offsets = Beeswarm.Offsets([.. s.Rows.Select(o => s.X(o.Value))], Marks.Radius + 1, height / 2 - 8);
        double Y(int i) => (s.Box.Top + s.Box.Bottom) / 2 - offsets[i];
        AxisLines.Plot(canvas, s.Box, AxisLines.Of(values, s.Format.IsRate), null, () =>
        {
            AxisLines.Bottom(canvas, values, s.Format.IsRate, s.Box, hasGrid: true);
            TopLabels.Draw(canvas, lines, spec.Width, s.Box);
            var names = PlaceNames(s, Y, lines);
            foreach (var (i, o) in s.Rows.Index())
            {
                var (x, y, ink) = (s.X(o.Value), Y(i), spec.Highlight.Count == 0 || s.IsHighlit(o) ? color : canvas.Theme.Quiet);
                List<Mark> marks = o.Bound is "at_least" or "at_most"
                    ? [.. Marks.Arrow(x, y, o.Bound == "at_least" ? 1 : -1, 0, ink, Marks.ArrowLength)] : [];
                marks.Add(Marks.Marker(canvas.Theme, o, x, y, MarkerShape.Circle, ink));
                if (names[i] is { } name) marks.Add(name);
                canvas.Add(o.Datum(canvas, s.Format, marks));
            }
        });
        return Finish(s, frame, s.Box.Bottom + 30, canvas.Say("chart.description.dot-strip", ("count", sorted.Length),
            ("low", s.Format.Short(sorted[0])), ("high", s.Format.Short(sorted[^1])), ("median", s.Format.Short(s.Median))));
    }

    // Areas brought out first, then those at the ends, where there is the most room.
    static TextMark?[] PlaceNames(Setting s, Func<int, double> y, TopLabels.Line[] lines)
    {
        var placer = new LabelPlacer(s.Box with { Left = Frame.Margin, Right = s.Spec.Width - Frame.Margin });
        foreach (var (i, o) in s.Rows.Index())
        {
            var x = s.X(o.Value);
            placer.Block(new(x - 6, y(i) - 6, x + 6, y(i) + 6));
            if (o.Bound == "at_least") placer.Block(new(x, y(i) - 5, x + Marks.ArrowLength + 3, y(i) + 5));
            if (o.Bound == "at_most") placer.Block(new(x - Marks.ArrowLength - 3, y(i) - 5, x, y(i) + 5));
        }
        foreach (var line in lines) placer.Avoid((line.X, s.Box.Top), (line.X, s.Box.Bottom), 2);
        var names = new TextMark?[s.Rows.Count];
        foreach (var (i, o) in s.Rows.Index().OrderBy(r => s.IsHighlit(r.Item) ? 0 : 1)
            .ThenByDescending(r => Math.Abs(r.Item.Value - s.Median)))
        {
            var isStrong = s.IsHighlit(o);
            var text = TextWrap.Shorten($"{o.Area} {s.Format.Label(o)}", s.Spec.Width / 2, 12, isStrong);
            names[i] = placer.Place(new TextMark(0, 0, text, 12, s.Canvas.Theme.Ink, isStrong, Halo: true), s.X(o.Value), y(i), 56)
                ?? placer.Place(new TextMark(0, 0, TextWrap.Shorten(o.Area, 90, 12, isStrong), 12, s.Canvas.Theme.Ink, isStrong,
                    Halo: true), s.X(o.Value), y(i), 56);
        }
        return names;
    }
}
