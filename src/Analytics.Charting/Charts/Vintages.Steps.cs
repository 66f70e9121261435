using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class Vintages
{
    const double NarrowWidth = 560, NameSize = 13;

    // Value over day of publication, a step where a value was revised.
    static double DrawSteps(Canvas canvas, ChartSpec spec, Observations data, Quantity[] shown, double top, double footer)
    {
        var (format, inner) = (data.Format, spec.Width - 2 * Frame.Margin);
        if (shown.Length == 1) top = DrawVerdict(canvas, format, shown[0], inner, top);
        if (format.HasAxisUnit)
            top = canvas.Lines([canvas.Say("chart.unit-axis", ("unit", format.Unit))], Frame.Margin, top - 2, 12, 20,
                canvas.Theme.Muted);
        var rows = shown.SelectMany(q => q.Vintages).ToArray();
        var axis = Axis.Of([.. rows.Select(o => o.Value), .. spec.Reference is { } r ? [r.Value] : Array.Empty<double>(),
            .. spec.FromZero == true ? [0.0] : Array.Empty<double>()], format.IsRate, spec.Range, 5);
        // Publications stand on an axis of months.
        var time = new TimeScale(rows.Concat(shown.SelectMany(q => q.Withheld)).Select(o => o with
        {
            Start = Month(o), End = Month(o).AddMonths(1).AddDays(-1),
        }), 1);
        var hasNames = shown.Length > 1 && spec.Width >= NarrowWidth;
        var gutter = hasNames ? 26 + Math.Min(0.3 * spec.Width, shown.Max(q => Math.Max(
            Canvas.Width(Heading(format, q), NameSize, true), Canvas.Width(Verdict(canvas, format, q), 12)))) : 6;
        var under = time.Height + 6;
        var height = Math.Max(180, (spec.Height ?? top + footer + under + 300) - top - footer - under);
        var box = new Box(Frame.Margin + AxisLines.Width(canvas, axis, format.IsRate), top + 8,
            spec.Width - Frame.Margin - gutter, top + height);
        var s = new Setting(canvas, spec, format, axis, time, [], [], false, new Dictionary<string, PanelTrend>());
        AxisLines.Plot(canvas, box, time.Axis, AxisLines.Of(axis, format.IsRate), () =>
        {
            AxisLines.Side(canvas, axis, format.IsRate, box);
            DrawTime(s, box);
            DrawReference(s, box);
            var labels = new LabelPlacer(new Box(box.Left - 4, box.Top - 6, box.Right + 2, box.Bottom - 2));
            foreach (var q in shown)
                foreach (var p in Corners(s, q, box)) labels.Block(new(p.X - 5, p.Y - 5, p.X + 5, p.Y + 5));
            foreach (var (i, q) in shown.Index()) DrawStep(s, q, box, labels, shown.Length == 1
                ? canvas.Theme.Neutral : canvas.Theme.SeriesColor(i), i, shown.Length == 1);
        });
        if (hasNames) DrawNames(s, shown, box);
        return box.Bottom + under;
    }

    static DateOnly Month(Observation o) => new(o.PublishedOn!.Value.Year, o.PublishedOn.Value.Month, 1);

    static double DrawVerdict(Canvas canvas, ValueFormat format, Quantity q, double inner, double top)
    {
        var words = q.Vintages.Count < 2 || q.Revisions == 0 ? Verdict(canvas, format, q)
            : canvas.Say("chart.vintages.headline", ("from", format.Label(q.First)), ("to", format.Label(q.Latest)),
                ("change", q.ChangeWords(canvas, format)), ("count", q.Revisions));
        top = canvas.Lines(TextWrap.Lines(words, inner, 17, true), Frame.Margin, top, 17, 25,
            q.Revisions == 0 ? canvas.Theme.Muted : canvas.Theme.Ink, true);
        return canvas.Lines(TextWrap.Lines(q.Spoken(canvas, format), inner, 12), Frame.Margin, top, 12, 18, canvas.Theme.Muted) + 4;
    }

    static IEnumerable<(double X, double Y, Observation O)> Corners(Setting s, Quantity q, Box box) => q.Vintages.Select(o =>
        (box.Left + s.Time.Share(o.PublishedOn!.Value) * box.Width, Height(s, box, o.Value), o));

    static void DrawStep(Setting s, Quantity q, Box box, LabelPlacer labels, string color, int order, bool isAlone)
    {
        foreach (var o in q.Withheld)
        {
            var x = box.Left + s.Time.Share(o.PublishedOn!.Value) * box.Width;
            s.Canvas.Add(new DatumGroup(o.Figures, MapRows.WithheldWords(s.Canvas, o),
                [.. Hatch.Lines(new(x - 6, box.Top, x + 6, box.Bottom), s.Canvas.Theme.Grid)]) { Area = o.AreaId, Row = o.Row });
        }
        var corners = Corners(s, q, box).ToArray();
        if (corners.Length == 0) return;
        // Across until the next publication, then up or down; the latest value holds to the end.
        (double X, double Y)[] line = [(corners[0].X, corners[0].Y), .. corners.Skip(1).SelectMany((c, i) =>
            new[] { (c.X, corners[i].Y), (c.X, c.Y) }), (box.Right, corners[^1].Y)];
        s.Canvas.Within(marks => new SeriesGroup(marks) { Area = q.Any.AreaId }, () =>
            s.Canvas.Add(new PolylineMark(line, color, 2.25, order == 0 ? null : order == 1 ? "8 3" : order == 2 ? "3 3" : "9 3 2 3")));
        for (var i = 1; i < line.Length; i++) labels.Avoid(line[i - 1], line[i]);
        foreach (var (i, (x, y, o)) in corners.Index())
        {
            var isRevised = i > 0 && Quantity.IsRevised(corners[i - 1].O, o);
            var isEnd = i == 0 || i == corners.Length - 1;
            var fill = i == 0 && corners.Length > 1 ? s.Canvas.Theme.Background : color;
            var marks = new List<Mark> { new MarkerMark(x, y, MarkerShape.Circle, isEnd ? Marks.Radius : isRevised ? 3.5 : 2.5, fill, color) };
            if (o.Bound is "at_least" or "at_most")
                marks.InsertRange(0, Marks.Arrow(x, y, 0, o.Bound == "at_least" ? -1 : 1, color, Marks.ArrowLength));
            // What was printed again unchanged needs no label.
            var text = isAlone ? $"{s.Format.Label(o)} · {Quantity.Day(o)}" : s.Format.Label(o);
            if (isRevised || i == 0)
                if ((labels.Place(Text(text), x, y, 12) ?? labels.Place(Text(s.Format.Label(o)), x, y, 12)) is { } label) marks.Add(label);
            s.Canvas.Add(o.Datum(s.Canvas, s.Format, marks, "", s.Canvas.Say("chart.vintages.published", ("day", Quantity.Day(o)))));
        }

        TextMark Text(string words) => new(0, 0, words, 12, isAlone ? s.Canvas.Theme.Ink : color, Halo: true);
    }

    static string Heading(ValueFormat format, Quantity q) => q.Vintages.Count == 0 ? q.Name : $"{q.Name} {format.Label(q.Latest)}";

    // Name, latest value and revision to the right of each line, moved apart.
    static void DrawNames(Setting s, Quantity[] shown, Box box)
    {
        const double Block = 36;
        var ordered = shown.Select((q, i) => (Quantity: q, Color: s.Canvas.Theme.SeriesColor(i))).Where(e => e.Quantity.Vintages.Count > 0)
            .Select(e => (e.Quantity, e.Color, Y: Height(s, box, e.Quantity.Latest.Value))).OrderBy(e => e.Y).ToArray();
        var tops = ordered.Select(e => e.Y - 8).ToArray();
        for (var i = 1; i < tops.Length; i++) tops[i] = Math.Max(tops[i], tops[i - 1] + Block);
        tops[^1] = Math.Min(tops[^1], box.Bottom + 20 - Block);
        for (var i = tops.Length - 2; i >= 0; i--) tops[i] = Math.Min(tops[i], tops[i + 1] - Block);
        var width = s.Spec.Width - Frame.Margin - box.Right - 18;
        foreach (var (i, (q, color, y)) in ordered.Index())
        {
            s.Canvas.Add(new LineMark(box.Right, y, box.Right + 12, tops[i] + 8, s.Canvas.Theme.Pale(color)));
            s.Canvas.Lines([TextWrap.Shorten(Heading(s.Format, q), width, NameSize, true)], box.Right + 16, tops[i], NameSize, 17, color, true);
            s.Canvas.Lines([TextWrap.Shorten(Verdict(s.Canvas, s.Format, q), width, 12)], box.Right + 16, tops[i] + 17, 12, 15,
                s.Canvas.Theme.Muted);
        }
    }
}
