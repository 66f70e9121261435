using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class Vintages
{
    const double NameSize = 13, CountSize = 11.5;

    // Room for the latest values at the right of their markers.
    static double Gutter(Setting s, IReadOnlyList<PrintedQuantity> shown) =>
        2 + shown.Where(q => q.Prints.Count > 0).Select(q => Canvas.Width(s.Format.Label(q.Prints[^1]), 12, true))
            .DefaultIfEmpty(0).Max();

    static double RowHeight(Setting s) => 2 * s.Half + 24;

    // Names at the left and words at the right of a common plot; in a narrow picture over each row.
    static double DrawRows(Setting s, IReadOnlyList<PrintedQuantity> shown, double top)
    {
        var (left, right) = (Frame.Margin, s.Spec.Width - Frame.Margin);
        var head = s.IsNarrow ? 22.0 : 0;
        var (nameWidth, wordsWidth) = (0.0, 0.0);
        var gutter = Gutter(s, shown);
        right -= gutter;
        if (!s.IsNarrow)
        {
            nameWidth = Math.Min(0.27 * s.Spec.Width, shown.Max(q => Canvas.Width(s.Names[q.Key], NameSize, true)));
            wordsWidth = Math.Min(0.27 * s.Spec.Width, shown.Max(q => Math.Max(Canvas.Width(CountOf(s, q), CountSize),
                q.IsRevised ? Canvas.Width(SizeOf(s, q), NameSize, true) : 0)));
            (left, right) = (left + nameWidth + 16, right - wordsWidth - 16);
        }
        var height = RowHeight(s) + head;
        var box = new Box(left, top, right, top + height * shown.Count + 4);
        AxisLines.Plot(s.Canvas, box, s.Days.Axis, null, () =>
        {
            // In a narrow picture the words stand in the plot, where lines would cross them.
            s.Days.Draw(s.Canvas, s.IsNarrow ? box with { Top = box.Bottom - 4 } : box);
            foreach (var (i, q) in shown.Index())
            {
                var row = new Box(left, top + i * height + head, right, top + (i + 1) * height);
                DrawHead(s, q, row with { Right = right + gutter }, nameWidth, wordsWidth);
                DrawPrints(s, q, row, gutter);
            }
        });
        return box.Bottom + 30;
    }

    static bool IsQuiet(Setting s, PrintedQuantity q) =>
        !q.IsRevised || (s.Spec.Highlight.Count > 0 && !s.Spec.Highlight.Any(q.Any.IsNamed));

    static void DrawHead(Setting s, PrintedQuantity q, Box row, double nameWidth, double wordsWidth)
    {
        var (theme, quiet) = (s.Canvas.Theme, IsQuiet(s, q));
        var (ink, words, middle) = (quiet ? theme.Muted : theme.Ink, CountOf(s, q), (row.Top + row.Bottom) / 2);
        if (s.IsNarrow)
        {
            var said = q.IsRevised ? $"{SizeOf(s, q)}" : words;
            var room = row.Width - Canvas.Width(said, 12, !quiet) - 10;
            s.Canvas.Text(row.Left, row.Top - 6, TextWrap.Shorten(s.Names[q.Key], room, NameSize, !quiet), NameSize,
                ink, !quiet);
            s.Canvas.Text(row.Right, row.Top - 6, said, 12, ink, !quiet, TextAnchor.End);
            return;
        }
        var lines = TextWrap.Lines(s.Names[q.Key], nameWidth, NameSize, !quiet);
        var most = Math.Max(1, (int)(RowHeight(s) / 17));
        if (lines.Count > most)
            lines = [.. lines.Take(most - 1),
                TextWrap.Shorten(string.Concat(lines.Skip(most - 1)), nameWidth, NameSize, !quiet)];
        s.Canvas.Lines(lines, row.Left - 16, middle - 8.5 * lines.Count, NameSize, 17, ink, !quiet, TextAnchor.End);
        var x = row.Right + 16;
        if (!q.IsRevised)
        {
            s.Canvas.Text(x, middle + 4, TextWrap.Shorten(words, wordsWidth, CountSize), CountSize, theme.Muted);
            return;
        }
        s.Canvas.Text(x, middle - 3, TextWrap.Shorten(SizeOf(s, q), wordsWidth, NameSize, !quiet), NameSize,
            ink, !quiet);
        s.Canvas.Text(x, middle + 12, TextWrap.Shorten(words, wordsWidth, CountSize), CountSize, theme.Muted);
    }

    static void DrawPrints(Setting s, PrintedQuantity q, Box row, double gutter)
    {
        var (theme, middle) = (s.Canvas.Theme, (row.Top + row.Bottom) / 2);
        double X(Observation o) => row.Left + s.Days.Share(o.PublishedOn!.Value) * row.Width;
        foreach (var o in q.Hidden) DrawHidden(s, o, X(o), middle);
        if (q.Prints.Count == 0) return;
        // Between the highest and the lowest print the row's middle, so that a rise has as much room as a fall.
        var (low, high) = (q.Prints.Min(o => o.Value), q.Prints.Max(o => o.Value));
        double Y(Observation o) => middle - (o.Value - (low + high) / 2) * s.Scale;
        var color = IsQuiet(s, q) ? theme.Quiet : theme.Neutral;
        var points = q.Prints.Select(o => (X: X(o), Y: Y(o))).ToArray();
        s.Canvas.Within(marks => new SeriesGroup(marks) { Area = q.Any.AreaId }, () =>
        {
            // Where it began, to see by how much it left.
            if (q.IsRevised)
                s.Canvas.Add(new LineMark(points[0].X, points[0].Y, points[^1].X, points[0].Y, theme.Axis,
                    0.75, "2 3"));
            for (var i = 1; i < points.Length; i++)
                DrawStep(s, points[i - 1], points[i], color, hasTip: q.IsRevised && i == points.Length - 1);
        });
        var texts = Labels(s, q, points, row with { Right = row.Right + gutter });
        foreach (var (i, o) in q.Prints.Index())
        {
            var (isFirst, isLast) = (i == 0 && q.Prints.Count > 1, i == q.Prints.Count - 1);
            List<Mark> marks = [new MarkerMark(points[i].X, points[i].Y, MarkerShape.Circle,
                isFirst || isLast ? Marks.Radius : 3, isFirst ? theme.Background : color, color)];
            if (texts[i] is { } text) marks.Add(text);
            s.Canvas.Add(o.Datum(s.Canvas, s.Format, marks, "", isLast && q.IsRevised
                ? $"{Printed(s, o)}{Comma(s)}{SizeOf(s, q)}" : Printed(s, o)));
        }
    }

    static string Comma(Setting s) => s.Canvas.Language == Tables.Language.Chinese ? "，" : ", ";

    static string Printed(Setting s, Observation o) => s.Canvas.Say("chart.vintages.printed",
        ("date", DateScale.Name(s.Canvas.Language, o.PublishedOn!.Value)));

    // A sign where a value was published and is withheld.
    static void DrawHidden(Setting s, Observation o, double x, double middle)
    {
        var box = new Box(x - 8, middle - 9, x + 8, middle + 9);
        s.Canvas.Add(new DatumGroup(o.Figures, MapRows.WithheldWords(s.Canvas, o) + Comma(s) + Printed(s, o),
            [.. Hatch.Lines(box, s.Canvas.Theme.Quiet, 5)])
        {
            Area = o.AreaId, Row = o.Row,
        });
    }

    // From rim to rim; the last has a tip.
    static void DrawStep(Setting s, (double X, double Y) from, (double X, double Y) to, string color, bool hasTip)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Sqrt(dx * dx + dy * dy);
        if (length < 2 * Marks.Radius + 2) return;
        var (ux, uy) = (dx / length, dy / length);
        var back = Marks.Radius + (hasTip ? 2 : 0);
        var (x, y) = (to.X - back * ux, to.Y - back * uy);
        s.Canvas.Add(new LineMark(from.X + Marks.Radius * ux, from.Y + Marks.Radius * uy, x, y, color, 1.75));
        if (!hasTip || length < 22) return;
        const double Long = 7, Wide = 4;
        var (tailX, tailY) = (x - Long * ux, y - Long * uy);
        s.Canvas.Add(new AreaMark(
            [(x, y), (tailX - Wide * uy, tailY + Wide * ux), (tailX + Wide * uy, tailY - Wide * ux)], color));
    }

    // The latest value first, then the first; of those between what is new and finds a place.
    static TextMark?[] Labels(Setting s, PrintedQuantity q, (double X, double Y)[] points, Box row)
    {
        var placer = new LabelPlacer(new Box(row.Left - 4, row.Top - 1, row.Right + 4, row.Bottom + 1));
        foreach (var (x, y) in points) placer.Block(new(x - 5.5, y - 5.5, x + 5.5, y + 5.5));
        for (var i = 1; i < points.Length; i++) placer.Avoid(points[i - 1], points[i]);
        var texts = new TextMark?[points.Length];
        foreach (var i in new[] { points.Length - 1, 0 }.Concat(Enumerable.Range(0, points.Length)).Distinct())
        {
            // A value already said beside the one before or the latest is not said again.
            var (words, end) = (s.Format.Label(q.Prints[i]), points.Length - 1);
            bool Says(int other) => words == s.Format.Label(q.Prints[other]);
            if (i > 0 && (i < end ? Says(i - 1) || Says(end) : !q.IsRevised)) continue;
            var isLast = i == end && q.IsRevised && !IsQuiet(s, q);
            var text = new TextMark(0, 0, words, i == 0 || isLast ? 12 : 11,
                isLast ? s.Canvas.Theme.Ink : s.Canvas.Theme.Muted, isLast, Halo: true);
            texts[i] = placer.Place(text, points[i].X, points[i].Y, 4);
        }
        return texts;
    }

    static IEnumerable<LegendEntry> Legend(Setting s, IReadOnlyList<PrintedQuantity> shown)
    {
        var theme = s.Canvas.Theme;
        if (shown.Any(q => q.Prints.Count > 1))
        {
            yield return Dot("chart.vintages.legend.first", theme.Background, theme.Neutral);
            yield return Dot("chart.vintages.legend.last", theme.Neutral, theme.Neutral);
        }
        if (shown.Any(q => !q.IsRevised && q.Prints.Count > 0))
            yield return Dot(shown.Any(q => q.Prints.Count > 1) ? "chart.vintages.legend.same" : "chart.vintages.once",
                theme.Quiet, theme.Quiet);
        if (shown.Any(q => q.Hidden.Count > 0))
            yield return new(14, (c, x, y) =>
            {
                foreach (var line in Hatch.Lines(new Box(x, y - 7, x + 14, y + 7), c.Theme.Quiet, 5)) c.Add(line);
            }, s.Canvas.Say("chart.status.suppressed"));
        if (shown.Any(q => q.Prints.Any(o => o.Alternatives > 0)))
            yield return new(0, (_, _, _) => { }, s.Canvas.Say("chart.legend.alternatives"));

        LegendEntry Dot(string key, string fill, string stroke) => new(10, (c, x, y) =>
            c.Add(new MarkerMark(x + 5, y, MarkerShape.Circle, Marks.Radius, fill, stroke)), s.Canvas.Say(key));
    }
}
