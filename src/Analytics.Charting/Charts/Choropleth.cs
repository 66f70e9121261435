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
        if (shapes.FirstOrDefault(s => s.Rings.Count == 0
            || s.Rings.Any(r => r.Count < 4 || r.Any(p => p.Count < 2))) is { } flawed)
            throw ChartErrors.ShapesInvalid(flawed.Area, ChartErrors.Problem("chart.shapes.no-ring"));
        var data = Observations.Read(spec, table, canvas);
        if (data.Rows.Count == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, data.Notes));
        Alike.Check(spec.Columns, data.Rows, spec.Columns.AreaLevel);
        var all = data.Rows.Concat(data.Withheld).ToArray();
        var byName = MapRows.ByName(all);
        var rows = shapes.Select(shape => MapRows.Find(byName, shape.Area, shape.Name)).ToArray();
        var notes = new List<string>(data.Notes);
        MapRows.NoteOthers(canvas, notes, all, [.. rows.OfType<Observation>()]);
        MapRows.NotePrinted(canvas, notes, rows);
        if (rows.Contains(null)) notes.Add(canvas.Say("chart.map.empty-shapes"));
        if (!rows.OfType<Observation>().Except(data.Withheld).Any())
            return Frame.Empty(canvas, spec, new Frame(canvas, spec, notes));
        if (MapRows.SharedFacts(canvas, data.Rows) is { Length: > 0 } facts)
            notes.Insert(0, canvas.Say("chart.all-rows", ("facts", facts)));

        var frame = new Frame(canvas, spec, notes);
        var scale = MapRows.Scale(canvas.Theme, spec, data, [.. rows.OfType<Observation>()]);
        var top = frame.Header([.. MapRows.Legend(canvas, data)], data.IsSimulated);
        MapRows.DrawScale(canvas, spec, data.Format, scale, top);
        top += ColorScale.Height + 6;
        var most = spec.Height is { } height ? Math.Max(120, height - top - frame.FooterHeight) : 1.1 * spec.Width;
        var map = Projection.Of(shapes, Frame.Margin, top, spec.Width - 2 * Frame.Margin, most);
        var placed = shapes.Zip(rows, (shape, row) => new Placed(shape, [.. shape.Rings.Select(ring =>
            Polygons.Simplify([.. ring.Select(p => map.Place(p[0], p[1]))], Tolerance))], row)).ToArray();
        // Rims that say something lie over those of neighbours.
        foreach (var one in placed.OrderBy(p => p.Row is null ? 0 : spec.Highlight.Any(p.Row.IsNamed) ? 2
            : p.Row.IsSmallBase ? 1 : 0))
            DrawShape(canvas, spec, data, scale, one, placed.Length <= 60);
        var bottom = top + map.Height + 8;
        frame.Footer(bottom);
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language),
            MapRows.Description(canvas, data));
    }

    static void DrawShape(Canvas canvas, ChartSpec spec, Observations data, ColorScale scale, Placed one, bool hasNames)
    {
        var theme = canvas.Theme;
        if (one.Row is not { } row)
        {
            canvas.Add(new RingsMark(one.Rings, theme.Background, theme.Axis));
            return;
        }
        if (data.Withheld.Contains(row))
        {
            DrawWithheld(canvas, row, one, hasNames);
            return;
        }
        // A small base is hollow: its rim alone bears the full colour.
        var fill = row.IsSmallBase ? theme.Background : scale.Of(row.Value);
        var (rim, thickness) = spec.Highlight.Any(row.IsNamed) ? (theme.Ink, 2.5)
            : row.IsSmallBase ? (scale.Of(row.Value), 3.5) : (theme.Background, 1.0);
        List<Mark> marks = [new RingsMark(one.Rings, fill, rim, thickness)];
        if (hasNames)
            marks.AddRange(Words(row, one, theme.InkOn(fill), data.Format.Label(row) + (row.IsProvisional ? "*" : "")));
        canvas.Add(row.Datum(canvas, data.Format, marks));
    }

    static void DrawWithheld(Canvas canvas, Observation row, Placed one, bool hasNames)
    {
        var theme = canvas.Theme;
        List<Mark> marks = [new RingsMark(one.Rings, theme.Faint(theme.Muted), theme.Background),
            .. Hatch.Inside(one.Rings, theme.Axis)];
        TextMark[] words = hasNames ? [.. Words(row, one, theme.Ink, canvas.Say("chart.status.suppressed"))] : [];
        if (words.Length > 0)
        {
            var half = words.Max(word => Canvas.Width(word.Text, word.Size, word.Bold)) / 2 + 4;
            marks.Add(new RectMark(words[0].X - half, words[0].Y - 14, 2 * half, 16 * words.Length + 3,
                theme.Background, 3));
        }
        marks.AddRange(words);
        canvas.Add(new DatumGroup(row.Figures, MapRows.WithheldWords(canvas, row), marks)
            { Area = row.AreaId, Row = row.Row });
    }

    // Name and value where the area holds both, if need be with the name cut short; else the name alone.
    static IEnumerable<TextMark> Words(Observation row, Placed one, string ink, string value)
    {
        var (x, y, room) = Polygons.Inside(one.Rings);
        var name = MapRows.ShortName(row);
        var width = Across(room, 2);
        var isShort = Canvas.Width(name, NameSize, true) > width;
        var shortened = isShort ? TextWrap.Shorten(name, width, NameSize, true) : name;
        string[] lines = Canvas.Width(value, NameSize) <= width && (!isShort || shortened.Length >= 4)
            ? [shortened, value]
            : Canvas.Width(name, NameSize, true) <= Across(room, 1) ? [name] : [];
        for (var i = 0; i < lines.Length; i++)
            yield return new TextMark(x, y - 8 * lines.Length + 16 * i + 12.5, lines[i], NameSize, ink, i == 0,
                TextAnchor.Middle);
    }

    // How wide so many lines may be in a circle.
    static double Across(double room, int lines) =>
        2 * Math.Sqrt(Math.Max(0, (room + 3) * (room + 3) - 64 * lines * lines));
}
