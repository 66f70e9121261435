using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>Areas against periods, each cell coloured by its value.</summary>
/// <remarks>Up to 60 areas cells bear their values; more get low cells without words; above 400 areas lie in bands of
/// equal number, sorted by their latest value, each coloured by its median.</remarks>
sealed class HeatMap : ChartType
{
    const int MostWithWords = 60, MostRows = 400, Bands = 100;

    public override string Name => "heat-map";

    internal override IEnumerable<GalleryCase> Cases => HeatMapSamples.Cases;

    /// <summary>What every cell needs.</summary>
    sealed record Setting(Canvas Canvas, ChartSpec Spec, Observations Data, Matrix Matrix, ColorScale Scale, Grid Grid,
        string Variant, double Size);

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var data = Observations.Read(spec, table, canvas);
        if (data.Rows.Count == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, data.Notes));
        var matrix = Matrix.Of(data, (a, b) => Latest(b).CompareTo(Latest(a)));
        var variants = data.Rows.GroupBy(o => (o.Variant, o.Scope)).OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key.Variant, StringComparer.Ordinal).ThenBy(g => g.Key.Scope, StringComparer.Ordinal).ToArray();
        var notes = new List<string>(data.Notes);
        if (variants.Length == 1 && Words(canvas, variants[0].First()) is { Length: > 0 } facts)
            notes.Insert(0, canvas.Say("chart.all-rows", ("facts", facts)));
        else if (variants.Length > 1)
            notes.Insert(0, canvas.Say("chart.heat.variants", ("most", Words(canvas, variants[0].First())),
                ("others", variants.Skip(1).Select(v => Words(canvas, v.First())).Distinct())));
        var isBanded = matrix.Areas.Count > MostRows;
        if (isBanded) notes.Add(canvas.Say("chart.heat.bands", ("areas", matrix.Areas.Count), ("bands", Bands)));
        if (!isBanded && HasGaps(matrix)) notes.Add(canvas.Say("chart.heat.gaps"));

        var frame = new Frame(canvas, spec, notes);
        var scale = MapRows.Scale(canvas.Theme, spec, data, data.Rows);
        var top = frame.Header([.. Legend(canvas, data, variants.Length > 1)], data.IsSimulated);
        scale.Draw(canvas, Frame.Margin, top, data.Format.IsRate);
        MapRows.DrawMiddle(canvas, spec, data.Format, Frame.Margin + scale.Width, top);
        top += ColorScale.Height + 6;
        var rows = isBanded ? Bands : matrix.Areas.Count;
        var hasWords = rows <= MostWithWords;
        var height = hasWords ? Math.Max(24, ((spec.Height ?? 0) - top - frame.FooterHeight - 20) / rows) : rows > 150 ? 4 : 7;
        var grid = Grid.Draw(canvas, spec.Width, top, hasWords ? matrix.Names : [], matrix.Headings, height, most: hasWords ? 96 : 140);
        // Values bear the size that the widest of them leaves, or none.
        var widest = data.Rows.Max(o => Canvas.Width(Text(data.Format, o), 12));
        var size = !hasWords ? 0 : widest <= grid.CellWidth - 4 ? 12 : widest * 11 / 12 <= grid.CellWidth - 3 ? 11 : 0;
        var s = new Setting(canvas, spec, data, matrix, scale, grid, variants[0].Key.Variant + variants[0].Key.Scope, size);
        if (isBanded) DrawBands(s);
        else
            for (var row = 0; row < rows; row++)
                for (var column = 0; column < matrix.Columns.Count; column++) DrawCell(s, row, column);
        var bottom = grid.Bottom(rows) + 6;
        frame.Footer(bottom);
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language),
            MapRows.Description(canvas, data));
    }

    static void DrawCell(Setting s, int row, int column)
    {
        var (canvas, theme) = (s.Canvas, s.Canvas.Theme);
        var (box, cell) = (s.Grid.Cell(row, column), s.Matrix.Cell(row, column).ToArray());
        if (cell.Length == 0)
        {
            canvas.Add(new RectMark(box.Left + box.Width / 2 - 3, box.Top + box.Height / 2 - 0.5, 6, 1, theme.Axis));
            return;
        }
        // Two sources for one cell: the first stands, and its words say that there are others.
        var o = cell.FirstOrDefault(one => !double.IsNaN(one.Value)) ?? cell[0];
        var marks = new List<Mark>();
        if (double.IsNaN(o.Value))
        {
            marks.Add(new RectMark(box.Left, box.Top, box.Width, box.Height, theme.Faint(theme.Muted)));
            marks.AddRange(Hatch.Lines(box, theme.Axis));
            canvas.Add(new DatumGroup(o.Figures, MapRows.WithheldWords(canvas, o), marks) { Area = o.AreaId, Row = o.Row });
            return;
        }
        var fill = s.Scale.Of(o.Value);
        var ink = theme.InkOn(fill);
        marks.Add(new RectMark(box.Left, box.Top, box.Width, box.Height, fill, Math.Min(2, box.Height / 4)));
        if (o.IsSmallBase && s.Size > 0)
        {
            marks.Add(new RectMark(box.Left + 3, box.Top + 3, box.Width - 6, box.Height - 6, theme.Background, 1));
            ink = theme.Ink;
        }
        if (o.Variant + o.Scope != s.Variant)
            marks.Add(new AreaMark([(box.Right - 8, box.Top), (box.Right, box.Top), (box.Right, box.Top + 8)], ink));
        if (s.Spec.Highlight.Any(o.IsNamed))
            marks.Add(new LineMark(box.Left, box.Bottom, box.Right, box.Bottom, theme.Ink, 2));
        if (s.Size > 0)
            marks.Add(new TextMark((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2 + 0.36 * s.Size,
                Text(s.Data.Format, o), s.Size, ink, false, TextAnchor.Middle));
        canvas.Add(o.Datum(canvas, s.Data.Format, marks, more: cell.Length > 1
            ? canvas.Say("chart.heat.several", ("count", cell.Length)) : null));
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
                if (cells.Length == 0) continue;
                var median = Median([.. cells.Select(o => o.Value)]);
                var box = s.Grid.Cell(band, column);
                var words = canvas.Say("chart.heat.band", ("from", first + 1), ("to", end), ("period", s.Matrix.Headings[column]),
                    ("value", s.Data.Format.Short(median)), ("count", cells.Length));
                canvas.Add(new DatumGroup([.. cells.SelectMany(o => o.Figures).Take(1)], words,
                    [new RectMark(box.Left, box.Top, box.Width, box.Height + 1, s.Scale.Of(median))]));
            }
        }
    }

    static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    static double Latest(IReadOnlyList<Observation> area) => area.Where(o => !double.IsNaN(o.Value))
        .OrderByDescending(o => o.End ?? DateOnly.MinValue).Select(o => o.Value).FirstOrDefault(double.NegativeInfinity);

    static bool HasGaps(Matrix matrix) => Enumerable.Range(0, matrix.Areas.Count)
        .Any(row => Enumerable.Range(0, matrix.Columns.Count).Any(column => !matrix.Cell(row, column).Any()));

    static string Text(ValueFormat format, Observation o) => format.Label(o) + (o.IsProvisional ? "*" : "");

    static string Words(Canvas canvas, Observation o) => string.Join(canvas.Language == Language.Chinese ? "、" : ", ",
        new[] { o.VariantName, o.ScopeWords }.Where(t => t.Length > 0));

    static IEnumerable<LegendEntry> Legend(Canvas canvas, Observations data, bool isMixed)
    {
        foreach (var entry in MapRows.Legend(canvas, data)) yield return entry;
        if (isMixed)
            yield return new(12, (c, x, y) => c.Add(new AreaMark([(x, y - 5), (x + 10, y - 5), (x + 10, y + 5)], c.Theme.Muted)),
                canvas.Say("chart.heat.other-variant"));
    }
}
