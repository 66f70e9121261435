using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class ControlChart
{
    // A step a period: limits of rates with counts vary with their denominators.
    static IEnumerable<(ControlPhase Phase, (double X, double Y)[] Low, (double X, double Y)[] High)> Steps(Setting s,
        ControlSeries series, Box box)
    {
        foreach (var phase in series.Phases)
        {
            var points = series.Points.Where(p => p.Phase == phase.Number).ToArray();
            if (points.Any(p => p.Low is null || p.High is null) || points.All(p => p.High <= p.Low)) continue;
            yield return (phase, Line(points, p => p.Low!.Value), Line(points, p => p.High!.Value));
        }

        (double, double)[] Line(ControlPoint[] points, Func<ControlPoint, double> limit) =>
        [
            .. points.SelectMany((p, i) =>
            {
                var y = Math.Clamp(Height(s, box, limit(p)), box.Top, box.Bottom);
                var (from, to) = (s.Time.Share(p.O.Start!.Value), s.Time.Share(p.O.End!.Value.AddDays(1)));
                // Over periods without a value limits go on as they are.
                if (i + 1 < points.Length) to = s.Time.Share(points[i + 1].O.Start!.Value);
                return new[] { (box.Left + from * box.Width, y), (box.Left + to * box.Width, y) };
            }),
        ];
    }

    static void DrawLimits(Setting s, ControlSeries series, Box box)
    {
        foreach (var (_, low, high) in Steps(s, series, box))
            s.Canvas.Add(new AreaMark([.. high, .. low.Reverse()], s.Canvas.Theme.Faint(s.Canvas.Theme.Quiet)));
    }

    static void DrawEdges(Setting s, ControlSeries series, Box box)
    {
        foreach (var (phase, low, high) in Steps(s, series, box))
        {
            var y = Height(s, box, phase.Center);
            s.Canvas.Add(new LineMark(high[0].X, y, high[^1].X, y, s.Canvas.Theme.Ink, 1.2));
            foreach (var edge in new[] { low, high })
                // A limit at the end of what values can be says nothing.
                if (edge.Any(p => p.Y > box.Top && p.Y < box.Bottom))
                    s.Canvas.Add(new PolylineMark(edge, s.Canvas.Theme.Axis, 1.2, "4 3"));
        }
    }

    // To the right, of the last period.
    static IReadOnlyList<(string Text, double Value, bool IsCenter)> LineLabels(Setting s, ControlSeries series)
    {
        var (phase, last) = (series.Phases[^1], series.Points.Last(p => p.Phase >= 0));
        if (last.Low is not { } low || last.High is not { } high) return [("", phase.Center, true)];
        return
        [
            ($"{s.Canvas.Say("chart.control.upper")} {s.Format.Short(high)}", high, false),
            ($"{s.Canvas.Say("chart.control.center")} {s.Format.Short(phase.Center)}", phase.Center, true),
            ($"{s.Canvas.Say("chart.control.lower")} {s.Format.Short(low)}", low, false),
        ];
    }

    static void DrawLineLabels(Setting s, ControlSeries series, Box box)
    {
        const double Leading = 16;
        if (!series.HasLimits || LineLabels(s, series) is not { Count: 3 } labels) return;
        var center = Height(s, box, labels[1].Value);
        foreach (var (i, (text, value, isCenter)) in labels.Index())
        {
            // A limit that values cannot reach has no line and no name.
            if (!isCenter && (value < s.Axis.From || value > s.Axis.To)) continue;
            var y = isCenter ? center : i == 0 ? Math.Min(Height(s, box, value), center - Leading)
                : Math.Max(Height(s, box, value), center + Leading);
            s.Canvas.Text(box.Right + 8, y + 4.2, text, LabelSize, isCenter ? s.Canvas.Theme.Ink
                : s.Canvas.Theme.Muted, isCenter);
        }
    }

    static void DrawRanges(Setting s, ControlSeries series, Box box)
    {
        AxisLines.Side(s.Canvas, s.Axis, false, box);
        s.Canvas.Add(new LineMark(box.Left, box.Bottom, box.Right, box.Bottom, s.Canvas.Theme.Axis));
        foreach (var phase in series.Phases.Where(p => p.MeanRange > 0))
        {
            var points = series.Points.Where(p => p.Phase == phase.Number && p.Range is not null).ToArray();
            var (from, to) = (box.Left + s.Time.Share(points[0].O.Start!.Value) * box.Width,
                box.Left + s.Time.Share(points[^1].O.End!.Value.AddDays(1)) * box.Width);
            s.Canvas.Add(new LineMark(from, Height(s, box, phase.MeanRange!.Value), to,
                Height(s, box, phase.MeanRange.Value),
                s.Canvas.Theme.Ink, 1.2));
            s.Canvas.Add(new LineMark(from, Height(s, box, phase.RangeLimit!.Value), to,
                Height(s, box, phase.RangeLimit.Value),
                s.Canvas.Theme.Axis, 1.2, "4 3"));
        }
        var ranged = series.Points.Where(p => p.Range is not null).ToArray();
        foreach (var (from, to) in ranged.Zip(ranged.Skip(1)))
            if (from.Phase == to.Phase)
                s.Canvas.Add(new LineMark(X(s, box, from.O), Height(s, box, from.Range!.Value), X(s, box, to.O),
                    Height(s, box, to.Range!.Value), s.Canvas.Theme.Soft(s.Canvas.Theme.Muted), 1.25));
        foreach (var p in ranged)
        {
            var isOut = series.PhaseOf(p)!.RangeLimit is { } most and > 0 && p.Range >= most;
            var color = isOut ? s.Canvas.Theme.Neutral : s.Canvas.Theme.Muted;
            s.Canvas.Add(new MarkerMark(X(s, box, p.O), Height(s, box, p.Range!.Value),
                isOut ? MarkerShape.Diamond : MarkerShape.Circle, isOut ? 4.5 : 3, color, color));
        }
        if (series.Phases[^1] is not { MeanRange: { } mean and > 0, RangeLimit: { } limit }) return;
        s.Canvas.Text(box.Right + 8, Height(s, box, mean) + 4.2, s.Format.Plain(mean), LabelSize,
            s.Canvas.Theme.Ink, true);
        s.Canvas.Text(box.Right + 8, Math.Min(Height(s, box, limit), Height(s, box, mean) - 16) + 4.2,
            s.Format.Plain(limit), LabelSize, s.Canvas.Theme.Muted);
    }
}
