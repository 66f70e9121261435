using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class HeatMap
{
    static void DrawCell(Setting s, int row, int column)
    {
        var (canvas, theme) = (s.Canvas, s.Canvas.Theme);
        var (box, cell) = (s.Grid.CellHeight < 10 ? s.Grid.Strip(row, column) : s.Grid.Cell(row, column),
            s.Matrix.Cell(row, column).ToArray());
        if (cell.Length == 0)
        {
            if (s.Grid.CellHeight >= 10)
                foreach (var line in MapRows.Rim(box, theme.Grid, 1)) canvas.Add(line);
            return;
        }
        // Two sources for one cell: the first stands, and its words say that there are others.
        var o = cell.FirstOrDefault(one => !double.IsNaN(one.Value)) ?? cell[0];
        var marks = new List<Mark>();
        if (double.IsNaN(o.Value))
        {
            marks.Add(new RectMark(box.Left, box.Top, box.Width, box.Height, theme.Faint(theme.Muted)));
            marks.AddRange(Hatch.Lines(box, theme.Axis));
            canvas.Add(new DatumGroup(o.Figures, MapRows.WithheldWords(canvas, o), marks)
                { Area = o.AreaId, Row = o.Row });
            return;
        }
        var fill = s.Scale.Of(o.Value);
        var ink = theme.InkOn(fill);
        marks.Add(new RectMark(box.Left, box.Top, box.Width, box.Height, fill, s.Grid.CellHeight < 10 ? 0 : 2));
        if (o.IsSmallBase && s.Size > 0) marks.AddRange(HollowCorner(theme, box, fill));
        if (s.IsOdd(o))
            marks.Add(new AreaMark([(box.Right - 8, box.Top), (box.Right, box.Top), (box.Right, box.Top + 8)], ink));
        if (s.Grid.CellHeight >= 10 && s.Spec.Highlight.Any(o.IsNamed))
            marks.Add(new LineMark(box.Left, box.Bottom, box.Right, box.Bottom, theme.Ink, 2));
        if (s.Size > 0)
            marks.Add(new TextMark((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2 + 0.36 * s.Size,
                Text(s.Data.Format, o), s.Size, ink, false, TextAnchor.Middle));
        canvas.Add(o.Datum(canvas, s.Data.Format, marks, more: cell.Length > 1
            ? canvas.Say("chart.heat.several", ("count", cell.Length)) : null));
    }

    // The bottom left corner is cut off: a small base. The text in the middle stays clear of it.
    static IEnumerable<Mark> HollowCorner(Theme theme, Box box, string fill)
    {
        const double Side = 9;
        yield return new AreaMark([(box.Left, box.Bottom - Side), (box.Left, box.Bottom),
            (box.Left + Side, box.Bottom)], theme.Background);
        yield return new PolylineMark([(box.Left + 0.5, box.Bottom - Side), (box.Left + 0.5, box.Bottom - 0.5),
            (box.Left + Side, box.Bottom - 0.5)],
            Colors.Mix(theme.InkOn(fill), fill, 0.6), 1);
    }

    // Rows too low for names: places from the highest on, and the names of the areas asked for.
    static void NamePlaces(Setting s, int rows)
    {
        var (canvas, theme) = (s.Canvas, s.Canvas.Theme);
        var areas = s.Matrix.Areas.Count;
        var lit = Enumerable.Range(0, areas)
            .Where(i => s.Matrix.Any(i) is { } o && s.Spec.Highlight.Any(o.IsNamed)).ToArray();
        var step = areas <= 100 ? 20 : areas <= 200 ? 50 : areas <= 400 ? 100 : 500;
        double Y(int place) => s.Grid.Top + (place * (double)rows / areas + 0.5 * rows / areas) * s.Grid.CellHeight;
        var taken = new List<double>();
        foreach (var (place, text, isBold) in lit.Take(12).Select(i => (i, s.Matrix.Names[i], true))
            .Concat(Enumerable.Range(0, areas)
            .Where(i => i == 0 || i == areas - 1 || (i + 1) % step == 0)
                .Select(i => (i, ValueFormat.Whole(i + 1), false))))
        {
            var y = Math.Max(Y(place), s.Grid.Top + 6);
            if (taken.Exists(other => Math.Abs(other - y) < 15)) continue;
            taken.Add(y);
            canvas.Text(s.Grid.Left - 8, y + 4.2,
                TextWrap.Shorten(text, s.Grid.Left - 8 - Frame.Margin, Grid.HeadingSize, isBold), Grid.HeadingSize,
                isBold ? theme.Ink : theme.Muted, isBold, TextAnchor.End);
        }
    }

    // Bands of areas by their latest value; a cell is the median of those that have one.
    static void DrawBands(Setting s)
    {
        var (canvas, count) = (s.Canvas, s.Matrix.Areas.Count);
        for (var band = 0; band < Bands; band++)
        {
            var (first, end) = (band * count / Bands, (band + 1) * count / Bands);
            for (var column = 0; column < s.Matrix.Columns.Count; column++)
            {
                var cells = Enumerable.Range(first, end - first).SelectMany(row => s.Matrix.Cell(row, column))
                    .Where(o => !double.IsNaN(o.Value)).ToArray();
                if (cells.Length == 0)
                {
                    DrawHidden(s, band, column, first, end);
                    continue;
                }
                var median = Median([.. cells.Select(o => o.Value)]);
                var box = s.Grid.Strip(band, column);
                var words = canvas.Say("chart.heat.band", ("from", first + 1), ("to", end),
                    ("period", s.Matrix.Headings[column]),
                    ("value", s.Data.Format.Short(median)), ("count", cells.Length));
                canvas.Add(new DatumGroup([.. cells.SelectMany(o => o.Figures).Take(1)], words,
                    [new RectMark(box.Left, box.Top, box.Width, box.Height, s.Scale.Of(median))]));
            }
        }
    }

    // A band of which nothing is public is hatched; one of which nothing is known stays empty.
    static void DrawHidden(Setting s, int band, int column, int first, int end)
    {
        var hidden = Enumerable.Range(first, end - first).SelectMany(row => s.Matrix.Cell(row, column)).ToArray();
        if (hidden.Length == 0) return;
        var box = s.Grid.Strip(band, column);
        s.Canvas.Add(new DatumGroup([.. hidden[0].Figures.Take(1)],
            s.Canvas.Say("chart.heat.band-hidden", ("from", first + 1), ("to", end),
            ("period", s.Matrix.Headings[column]), ("count", hidden.Length)),
                [.. Hatch.Lines(box, s.Canvas.Theme.Axis)]));
    }

    static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
