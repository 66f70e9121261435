using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class Vintages
{
    const double HeadSize = 11, CellSize = 12, RowHeight = 28;

    // What stands in the columns at the right of a row.
    static string[] Cells(Canvas canvas, ValueFormat format, Quantity q, bool isNarrow)
    {
        var change = q.Vintages.Count == 0 || q.IsWithdrawn ? canvas.Say("chart.status.suppressed") : q.Revisions == 0 ? "–" : q.Signed(format);
        var values = q.Vintages.Count == 0 ? "" : q.Revisions == 0 ? format.Label(q.Latest)
            : $"{format.Label(q.First)} → {format.Label(q.Latest)}";
        return isNarrow ? [values, change] : [values, change, q.Vintages.Count == 0 ? "" : $"{q.Revisions}"];
    }

    // The first value hollow, an arrow to the latest, ticks at those between.
    static double DrawRows(Canvas canvas, ChartSpec spec, ValueFormat format, Quantity[] shown, double top, double footer)
    {
        var isNarrow = spec.Width < NarrowWidth;
        var isDifference = IsSmall(shown);
        var unit = format.IsRate ? canvas.Say("chart.trend.percentage-points") : format.Unit;
        string[] all = [canvas.Say("chart.vintages.column.values"), unit.Length == 0 ? canvas.Say("chart.vintages.column.change")
            : canvas.Say("chart.vintages.column.change-in", ("unit", unit)), canvas.Say("chart.vintages.column.count")];
        string[] heads = isNarrow ? all[..2] : all;
        var cells = shown.Select(q => Cells(canvas, format, q, isNarrow)).ToArray();
        var widths = heads.Select((head, c) => Math.Max(Canvas.Width(head, HeadSize),
            cells.Max(row => Canvas.Width(row[c], CellSize, c == 1)))).ToArray();
        var names = shown.Select(q => TextWrap.Shorten(q.Name, 0.3 * spec.Width, NameSize)).ToArray();
        var left = Frame.Margin + names.Max(n => Canvas.Width(n, NameSize)) + 18;
        var rights = new double[widths.Length];
        for (var (c, x) = (widths.Length - 1, spec.Width - Frame.Margin); c >= 0; x -= widths[c] + 16, c--) rights[c] = x;
        var right = rights[0] - widths[0] - 22;
        // Where nothing is left for a plot, values go.
        if (right - left < 70) (right, rights[0], cells, heads[0]) = (rights[1] - widths[1] - 22, 0,
            [.. cells.Select(row => (string[])["", .. row[1..]])], "");
        top += 18;
        var below = 40.0;
        var stretch = Math.Max(0, (spec.Height ?? 0) - top - RowHeight * shown.Length - below - footer) / shown.Length;
        var box = new Box(left, top, right, top + (RowHeight + stretch) * shown.Length);
        double Of(Quantity q, Observation o) => isDifference ? o.Value - q.First.Value : o.Value;
        var isRate = format.IsRate && !isDifference;
        double[] values = [.. shown.SelectMany(q => q.Vintages.Select(o => Of(q, o))),
            .. spec.Reference is { } r && !isDifference ? [r.Value] : Array.Empty<double>()];
        var axis = Axis.Of(values, isRate, isDifference ? null : spec.Range, Math.Max(2, (int)(box.Width / 70)));
        double X(double value) => box.Left + axis.Share(value) * box.Width;

        for (var c = 0; c < heads.Length; c++)
            if (heads[c].Length > 0)
                canvas.Text(rights[c], top - 8, heads[c], HeadSize, canvas.Theme.Muted, false, TextAnchor.End);
        AxisLines.Plot(canvas, box, AxisLines.Of(axis, isRate), null, () =>
        {
            AxisLines.Bottom(canvas, axis, isRate, box, true);
            if (isDifference) canvas.Add(new LineMark(X(0), box.Top, X(0), box.Bottom, canvas.Theme.Axis));
            if (spec.Reference is { } reference && !isDifference)
                canvas.Add(new LineMark(X(reference.Value), box.Top, X(reference.Value), box.Bottom, canvas.Theme.Ink, 1.2, "5 4"));
            foreach (var (i, q) in shown.Index())
            {
                var y = box.Top + (i + 0.5) * (RowHeight + stretch);
                canvas.Add(new LineMark(box.Left, y, box.Right, y, canvas.Theme.Grid, 1, "1 3"));
                List<Mark> marks = [new TextMark(left - 16, y + 4.5, names[i], NameSize,
                    q.Revisions > 0 ? canvas.Theme.Ink : canvas.Theme.Muted, false, TextAnchor.End)];
                for (var c = 0; c < heads.Length; c++)
                    if (cells[i][c].Length > 0)
                        marks.Add(new TextMark(rights[c], y + 4.5, cells[i][c], CellSize,
                            c == 1 && q.Revisions > 0 ? canvas.Theme.Ink : canvas.Theme.Muted, c == 1 && q.Revisions > 0, TextAnchor.End));
                marks.AddRange(Signs(canvas, spec, q, o => X(Of(q, o)), y, box));
                canvas.Add(new DatumGroup([.. q.Vintages.Concat(q.Withheld).SelectMany(o => o.Figures).Distinct()],
                    q.Spoken(canvas, format), marks) { Area = q.Any.AreaId, Row = q.Vintages.Count > 0 ? q.Latest.Row : q.Any.Row });
            }
        });
        var words = isDifference ? canvas.Say("chart.vintages.difference", ("unit", unit))
            : format.HasAxisUnit ? canvas.Say("chart.unit-axis", ("unit", format.Unit)) : "";
        var half = Canvas.Width(words, 12) / 2;
        if (words.Length > 0)
            canvas.Text(Math.Clamp((left + right) / 2, Frame.Margin + half, spec.Width - Frame.Margin - half), box.Bottom + 36, words, 12,
                canvas.Theme.Muted, false, TextAnchor.Middle);
        return box.Bottom + (words.Length > 0 ? below + 4 : 26);
    }

    static IEnumerable<Mark> Signs(Canvas canvas, ChartSpec spec, Quantity q, Func<Observation, double> x, double y, Box box)
    {
        if (q.Vintages.Count == 0)
        {
            foreach (var line in Hatch.Lines(new(box.Left, y - 7, box.Right, y + 7), canvas.Theme.Grid, 6)) yield return line;
            yield break;
        }
        var (color, from, to) = (ColorOf(canvas, spec, q), x(q.First), x(q.Latest));
        if (q.IsWithdrawn)
            foreach (var line in Hatch.Lines(new(to + 8, y - 7, to + 22, y + 7), canvas.Theme.Quiet, 5)) yield return line;
        if (q.Revisions == 0)
        {
            yield return new MarkerMark(to, y, MarkerShape.Circle, 3, color, color);
            yield break;
        }
        yield return new LineMark(from, y, to, y, color, 2);
        foreach (var o in q.Vintages.Skip(1).SkipLast(1))
            yield return new LineMark(x(o), y - 5, x(o), y + 5, color, 1.5);
        yield return new MarkerMark(from, y, MarkerShape.Circle, Marks.Radius, canvas.Theme.Background, color);
        // A head where there is room for one.
        if (Math.Abs(to - from) > 22)
        {
            var (tip, back) = (to - Math.Sign(to - from) * 6, to - Math.Sign(to - from) * 12);
            yield return new AreaMark([(tip, y), (back, y - 4.5), (back, y + 4.5)], color);
        }
        yield return new MarkerMark(to, y, MarkerShape.Circle, Marks.Radius, color, color);
    }
}
