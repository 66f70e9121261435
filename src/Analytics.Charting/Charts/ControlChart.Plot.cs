using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class ControlChart
{
    const double RangeHeight = 92, RangeGap = 34, LabelSize = 12;

    // The verdict, the chart of values, and under it that of moving ranges.
    static double DrawOne(Setting s, Chart chart, IReadOnlyList<Observation> rows, double top, double footer)
    {
        var (canvas, inner) = (s.Canvas, s.Spec.Width - 2 * Frame.Margin);
        var special = chart.Series.Points.LastOrDefault(p => p.Rule > 0);
        top = canvas.Lines(TextWrap.Lines(Verdict(s, chart), inner, 17, true), Frame.Margin, top, 17, 25,
            special is null ? canvas.Theme.Ink : ColorOf(s, special), true);
        top = canvas.Lines(TextWrap.Lines(Basis(s, chart), inner, 12), Frame.Margin, top, 12, 18,
            canvas.Theme.Muted) + 4;
        top = UnitLine.Above(canvas, s.Format, top);
        s = s with { Axis = AxisOf(s, [chart], 6) };
        var ranges = chart.Series.Points.Select(p => p.Range).OfType<double>().ToArray();
        var hasRanges = !chart.Series.IsCounted && ranges.Length > 1 && chart.Series.HasLimits;
        var rangeAxis = Axis.Of([0, .. ranges, .. chart.Series.Phases.Select(p => p.RangeLimit).OfType<double>()],
            false, null, 2);
        var hasBases = HasBases(s, rows);
        var under = s.Time.Height + (hasBases ? 20 : 0) + 6 + (hasRanges ? RangeHeight + RangeGap : 0);
        var height = Math.Max(180, (s.Spec.Height ?? top + footer + under + 300) - top - footer - under);
        var left = Frame.Margin + Math.Max(AxisLines.Width(canvas, s.Axis, s.Format.IsRate),
            hasRanges ? AxisLines.Width(canvas, rangeAxis, false) : 0);
        var gutter = chart.Series.HasLimits ? 14 + LineLabels(s, chart.Series)
            .Max(l => Canvas.Width(l.Text, LabelSize, true)) : 6;
        var box = new Box(left, top + 8, s.Spec.Width - Frame.Margin - gutter, top + height);
        AxisLines.Plot(canvas, box, s.Time.Axis, AxisLines.Of(s.Axis, s.Format.IsRate),
            () => DrawChart(s, chart, box, true, true));
        DrawLineLabels(s, chart.Series, box);
        if (hasBases) DrawBases(s, rows, box);
        if (!hasRanges) return box.Bottom + under;
        var upper = box.Bottom + s.Time.Height + RangeGap;
        var lower = new Box(box.Left, upper, box.Right, upper + RangeHeight - 4);
        canvas.Text(Frame.Margin, upper - 12, canvas.Say("chart.control.ranges"), LabelSize, canvas.Theme.Muted);
        AxisLines.Plot(canvas, lower, s.Time.Axis, AxisLines.Of(rangeAxis, false),
            () => DrawRanges(s with { Axis = rangeAxis }, chart.Series, lower));
        return lower.Bottom + 14;
    }

    static string Basis(Setting s, Chart chart) =>
        chart.Name + (s.Canvas.Language == Tables.Language.Chinese ? "：" : ": ")
        + (chart.Series.HasLimits ? s.Canvas.Say(chart.Series.IsCounted ? "chart.control.basis.p"
            : "chart.control.basis.x",
            ("count", chart.Series.Points.Count), ("phases", chart.Series.Phases.Count))
            : s.Canvas.Say("chart.control.basis.none", ("count", chart.Series.Points.Count + chart.Unjudged.Count)));

    static double DrawPanels(Setting s, Chart[] charts, double top, double footer)
    {
        var isFree = s.Spec.FreeScales ?? !s.Format.IsRate;
        var axes = charts.Select(c => AxisOf(s, isFree ? [c] : charts, 3)).ToArray();
        top = UnitLine.Above(s.Canvas, s.Format, top);
        var sheet = PanelSheet.Of(s.Spec, charts.Length,
            axes.Max(a => AxisLines.Width(s.Canvas, a, s.Format.IsRate)), isFree,
            42, charts.Length <= 8 ? 130 : 104, top + footer + s.Time.Height);
        for (var i = 0; i < charts.Length; i++)
        {
            var (chart, box, own) = (charts[i], sheet.Box(i, top), s with { Axis = axes[i], Radius = 2.75 });
            var last = chart.Series.Points.Select(p => p.O).Concat(chart.Unjudged).MaxBy(o => o.End)!;
            var special = chart.Series.Points.LastOrDefault(p => p.Rule > 0);
            sheet.DrawHead(s.Canvas, box, chart.Name, s.Format.Label(last), false, (Verdict(s, chart),
                special is null ? s.Canvas.Theme.Muted : ColorOf(s, special), special is not null));
            AxisLines.Plot(s.Canvas, box, s.Time.Axis, AxisLines.Of(axes[i], s.Format.IsRate), () =>
                DrawChart(own, chart, box, sheet.IsFirstColumn(i) || isFree, sheet.IsLowest(i, charts.Length)));
        }
        return sheet.Bottom(charts.Length, top) + s.Time.Height + 6;
    }

    // Limits that leave what values can be are cut there.
    static Axis AxisOf(Setting s, Chart[] charts, int ticks)
    {
        double[] values = [.. charts.SelectMany(c => c.Series.Points.Select(p => p.O).Concat(c.Unjudged))
            .Select(o => o.Value)];
        var floor = values.Min() >= 0 ? 0 : double.NegativeInfinity;
        var ceiling = s.Format.IsRate && values.Max() <= 100 ? 100 : double.PositiveInfinity;
        return Axis.Of([.. values, .. charts.SelectMany(c => c.Series.Points)
            .SelectMany(p => new[] { p.Low, p.High }).OfType<double>().Select(v => Math.Clamp(v, floor, ceiling)),
            .. s.Spec.Reference is { } reference ? [reference.Value] : Array.Empty<double>(),
            .. s.Spec.FromZero == true ? [0.0] : Array.Empty<double>()], s.Format.IsRate, s.Spec.Range, ticks);
    }

    static void DrawChart(Setting s, Chart chart, Box box, bool hasTicks, bool hasTime)
    {
        DrawWithheld(s, box, o => o.AreaId == chart.Area);
        DrawLimits(s, chart.Series, box);
        AxisLines.Side(s.Canvas, s.Axis, s.Format.IsRate, box, hasTicks);
        if (hasTime) DrawTime(s, box);
        else s.Canvas.Add(new LineMark(box.Left, box.Bottom, box.Right, box.Bottom, s.Canvas.Theme.Axis));
        DrawBreaks(s, [.. chart.Series.Points.Select(p => p.O)], box);
        DrawReference(s, box);
        DrawEdges(s, chart.Series, box);
        DrawPoints(s, chart, box);
    }

    static double X(Setting s, Box box, Observation o) => box.Left + s.Time.Middle(o) * box.Width;

    static void DrawPoints(Setting s, Chart chart, Box box)
    {
        var points = chart.Series.Points;
        var placer = new LabelPlacer(new Box(box.Left - 4, box.Top - 6, box.Right + 6, box.Bottom - 1));
        foreach (var (from, to) in points.Zip(points.Skip(1)))
            if (from.Phase == to.Phase && s.Time.UnitOf(to.O) == s.Time.UnitOf(from.O) + 1)
            {
                var (a, b) = ((X(s, box, from.O), Height(s, box, from.O.Value)),
                    (X(s, box, to.O), Height(s, box, to.O.Value)));
                s.Canvas.Add(new LineMark(a.Item1, a.Item2, b.Item1, b.Item2,
                    s.Canvas.Theme.Soft(s.Canvas.Theme.Muted), 1.5));
                placer.Avoid(a, b, 3);
            }
        var reach = s.Radius + 1.5;
        foreach (var o in points.Select(p => p.O).Concat(chart.Unjudged))
            placer.Block(new(X(s, box, o) - reach, Height(s, box, o.Value) - reach, X(s, box, o) + reach,
                Height(s, box, o.Value) + reach));
        foreach (var o in chart.Unjudged)
            s.Canvas.Add(o.Datum(s.Canvas, s.Format, [.. Arrow(s, o, box), Marks.Marker(s.Canvas.Theme, o, X(s, box, o),
                Height(s, box, o.Value), MarkerShape.Circle, s.Canvas.Theme.Quiet) with { Radius = s.Radius }]));
        foreach (var p in points)
        {
            var (x, y, color) = (X(s, box, p.O), Height(s, box, p.O.Value), ColorOf(s, p));
            var shape = p.Rule > 0 ? MarkerShape.Diamond : MarkerShape.Circle;
            var marks = new List<Mark>
            {
                Marks.Marker(s.Canvas.Theme, p.O, x, y, shape, color)
                    with { Radius = s.Radius * (p.Rule > 0 ? 1.15 : 0.85) },
            };
            var number = new TextMark(0, 0, $"{p.Rule}", 11, s.Canvas.Theme.OnBands(color), true, Halo: true);
            if (p.Rule > 0 && placer.Place(number, x, y, 8) is { } label) marks.Add(label);
            s.Canvas.Add(p.O.Datum(s.Canvas, s.Format, marks, "", More(s, chart.Series, p)));
        }
    }

    static IEnumerable<Mark> Arrow(Setting s, Observation o, Box box) => o.Bound is "at_least" or "at_most"
        ? Marks.Arrow(X(s, box, o), Height(s, box, o.Value), 0, o.Bound == "at_least" ? -1 : 1, s.Canvas.Theme.Quiet,
            Marks.ArrowLength)
        : [];

    static string? More(Setting s, ControlSeries series, ControlPoint p) => series.PhaseOf(p) is not { } phase
        || p is not { Low: { } low, High: { } high } ? null : s.Canvas.Say("chart.control.spoken",
            ("center", s.Format.Short(phase.Center)), ("low", s.Format.Short(low)), ("high", s.Format.Short(high)))
            + (p.Rule > 0 ? Comma(s) + s.Canvas.Say($"chart.control.rule.{p.Rule}") : "");
}
