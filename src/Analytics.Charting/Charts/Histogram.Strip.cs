using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class Histogram
{
    // Every value a dot with its name, in as many rows as keep the names apart.
    static Scene DrawStrip(Setting s, Frame frame, double top, double[] sorted)
    {
        var (canvas, spec) = (s.Canvas, s.Spec);
        double[] held = spec.Reference is { } reference ? [.. sorted, reference.Value] : sorted;
        var values = Axis.Of(held, s.Format.IsRate, spec.Range, Math.Max(3, (int)(spec.Width / 90)));
        s = s with { Values = values, Box = new(Frame.Margin + 12, top, spec.Width - Frame.Margin - 12, top) };
        var lines = Lines(s);
        top += TopLabels.Height(lines, spec.Width) + 4;
        var named = NameRows.Of(s.Rows, s.Format, s.X, spec.Width, int.MaxValue, s.IsHighlit);
        var height = Math.Max(named.Height + 8, (spec.Height ?? 0) - top - 30 - frame.FooterHeight);
        s = s with { Box = s.Box with { Top = top, Bottom = top + Math.Max(56, height) } };
        AxisLines.Plot(canvas, s.Box, AxisLines.Of(values, s.Format.IsRate), null, () =>
        {
            AxisLines.Bottom(canvas, values, s.Format.IsRate, s.Box, hasGrid: true);
            TopLabels.Draw(canvas, lines, spec.Width, s.Box);
            named.Draw(canvas, s.Format, top, (s.Box.Top + s.Box.Bottom - named.Height) / 2,
                o => spec.Highlight.Count == 0 || s.IsHighlit(o) ? canvas.Theme.Neutral : canvas.Theme.Quiet);
        });
        return Finish(s, frame, s.Box.Bottom + 30, canvas.Say("chart.description.dot-strip", ("count", sorted.Length),
            ("low", s.Format.Short(sorted[0])), ("high", s.Format.Short(sorted[^1])),
            ("median", Alike.Quantile(s.Format, s.Median))));
    }
}
