using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>The outlines of areas, coloured by their values. The outlines come with the spec.</summary>
sealed class Choropleth : ChartType
{
    const double Tolerance = 0.3, NameSize = 12;

    public override string Name => "choropleth";

    internal override IEnumerable<GalleryCase> Cases => ChoroplethSamples.Cases;

    /// <summary>A shape in pixels with its row.</summary>
    sealed record Placed(AreaShape Shape, IReadOnlyList<IReadOnlyList<(double X, double Y)>> Rings, Observation? Row);

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var shapes = spec.Shapes is { Count: > 0 } given ? given : throw ChartErrors.ShapesMissing();
        if (shapes.FirstOrDefault(s => s.Rings.Count == 0 || s.Rings.Any(r => r.Count < 4 || r.Any(p => p.Count < 2))) is { } flawed)
            throw ChartErrors.ShapesInvalid(flawed.Area, "a ring has fewer than four positions of two numbers");
        var data = Observations.Read(spec, table, canvas);
        if (data.Rows.Count == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, data.Notes));
        MapRows.CheckAlike(spec.Columns, data);
        var all = data.Rows.Concat(data.Withheld).ToArray();
        var byName = MapRows.ByName(all);
        var rows = shapes.Select(shape => MapRows.Find(byName, shape.Area)).ToArray();
        var notes = new List<string>(data.Notes);
        MapRows.NoteOutside(canvas, notes, all.Except(rows.OfType<Observation>()));
        if (rows.Contains(null)) notes.Add(canvas.Say("chart.map.empty-shapes"));
        if (!rows.OfType<Observation>().Except(data.Withheld).Any())
            return Frame.Empty(canvas, spec, new Frame(canvas, spec, notes));
        if (MapRows.SharedFacts(canvas, data.Rows) is { Length: > 0 } facts)
            notes.Insert(0, canvas.Say("chart.all-rows", ("facts", facts)));

        var frame = new Frame(canvas, spec, notes);
        var scale = MapRows.Scale(canvas.Theme, spec, data, [.. rows.OfType<Observation>()]);
        var top = frame.Header([.. MapRows.Legend(canvas, data)], data.IsSimulated);
        scale.Draw(canvas, Frame.Margin, top, data.Format.IsRate);
        MapRows.DrawMiddle(canvas, spec, data.Format, Frame.Margin + scale.Width, top);
        top += ColorScale.Height + 6;
        var most = spec.Height is { } height ? Math.Max(120, height - top - frame.FooterHeight) : 1.1 * spec.Width;
        var map = Projection.Of(shapes, Frame.Margin, top, spec.Width - 2 * Frame.Margin, most);
        var placed = shapes.Zip(rows, (shape, row) => new Placed(shape, [.. shape.Rings.Select(ring =>
            Polygons.Simplify([.. ring.Select(p => map.Place(p[0], p[1]))], Tolerance))], row)).ToArray();
        foreach (var one in placed.OrderBy(p => p.Row is not null && spec.Highlight.Any(p.Row.IsNamed)))
            DrawShape(canvas, spec, data, scale, one, placed.Length <= 60);
        var bottom = top + map.Height + 8;
        frame.Footer(bottom);
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language), MapRows.Description(canvas, data));
    }

    static void DrawShape(Canvas canvas, ChartSpec spec, Observations data, ColorScale scale, Placed one, bool hasNames)
    {
        var theme = canvas.Theme;
        if (one.Row is not { } row)
        {
            canvas.Add(new RingsMark(one.Rings, theme.Background, theme.Axis));
            return;
        }
        var isWithheld = data.Withheld.Contains(row);
        var fill = isWithheld ? theme.Grid : scale.Of(row.Value);
        var isLit = spec.Highlight.Any(row.IsNamed);
        var rim = isLit ? theme.Ink : row.IsSmallBase && !isWithheld ? fill : theme.Background;
        List<Mark> marks = [new RingsMark(one.Rings, row.IsSmallBase && !isWithheld ? theme.Background : fill, rim, isLit || row.IsSmallBase ? 2.5 : 1)];
        if (hasNames) marks.AddRange(Words(data.Format, row, one, theme.InkOn(row.IsSmallBase && !isWithheld ? theme.Background : fill), isWithheld
            ? canvas.Say("chart.status.suppressed") : null));
        canvas.Add(isWithheld ? new DatumGroup(row.Figures, MapRows.WithheldWords(canvas, row), marks) { Area = row.AreaId, Row = row.Row }
            : row.Datum(canvas, data.Format, marks));
    }

    // Name and value where the area holds both, the name alone where it holds that.
    static IEnumerable<Mark> Words(ValueFormat format, Observation row, Placed one, string ink, string? instead)
    {
        var (x, y, room) = Polygons.Inside(one.Rings);
        string[] lines = [MapRows.ShortName(row), instead ?? format.Label(row) + (row.IsProvisional ? "*" : "")];
        var count = Fits(lines, room) ? 2 : Fits(lines[..1], room) ? 1 : 0;
        for (var i = 0; i < count; i++)
            yield return new TextMark(x, y - 8 * count + 16 * i + 12.5, lines[i], NameSize, ink, i == 0, TextAnchor.Middle);
    }

    static bool Fits(string[] lines, double room) =>
        double.Hypot(lines.Max(line => Canvas.Width(line, NameSize, true)) / 2, 8.0 * lines.Length) <= room + 3;
}
