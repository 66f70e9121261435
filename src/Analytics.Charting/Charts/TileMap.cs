using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>An equal tile for each area, about where it lies, coloured by its value.</summary>
sealed class TileMap : ChartType
{
    const double Gap = 5;

    public override string Name => "tile-map";

    internal override IEnumerable<GalleryCase> Cases => TileMapSamples.Cases;

    /// <summary>What every tile needs.</summary>
    sealed record Setting(Canvas Canvas, ChartSpec Spec, Observations Data, ColorScale Scale, double Left, double Top,
        double Side);

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var data = Observations.Read(spec, table, canvas);
        if (data.Rows.Count == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, data.Notes));
        Alike.Check(spec.Columns, data.Rows, spec.Columns.AreaLevel);
        var grid = spec.Grid ?? TileGrid.Shanghai;
        var all = data.Rows.Concat(data.Withheld).ToArray();
        var rows = MapRows.ByName(all);
        var placed = grid.Select(place => (Place: place, Row: MapRows.Find(rows, place.Area,
            TileGrid.NameOf(place).Zh))).ToArray();
        var notes = new List<string>(data.Notes);
        MapRows.NoteOthers(canvas, notes, all, [.. placed.Select(p => p.Row).OfType<Observation>()]);
        MapRows.NotePrinted(canvas, notes, placed.Select(p => p.Row));
        if (placed.Any(p => p.Row is null)) notes.Add(canvas.Say("chart.map.empty-tiles"));
        if (placed.All(p => p.Row is null || data.Withheld.Contains(p.Row)))
            return Frame.Empty(canvas, spec, new Frame(canvas, spec, notes));
        if (MapRows.SharedFacts(canvas, data.Rows) is { Length: > 0 } facts)
            notes.Insert(0, canvas.Say("chart.all-rows", ("facts", facts)));

        var frame = new Frame(canvas, spec, notes);
        var scale = MapRows.Scale(canvas.Theme, spec, data, [.. placed.Select(p => p.Row).OfType<Observation>()]);
        var top = frame.Header([.. MapRows.Legend(canvas, data)], data.IsSimulated);
        MapRows.DrawScale(canvas, spec, data.Format, scale, top);
        top += ColorScale.Height + 4;
        var (columns, lines) = (grid.Max(p => p.Column) + 1, grid.Max(p => p.Row) + 1);
        var side = Math.Min(96, (spec.Width - 2 * Frame.Margin + Gap) / columns - Gap);
        if (spec.Height is { } height)
            side = Math.Clamp((height - top - frame.FooterHeight + Gap) / lines - Gap, 14, side);
        var s = new Setting(canvas, spec, data, scale,
            Math.Max(Frame.Margin, (spec.Width - columns * (side + Gap) + Gap) / 2), top, side);
        foreach (var (place, row) in placed) DrawTile(s, place, row);
        var bottom = top + lines * (side + Gap);
        frame.Footer(bottom);
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language),
            MapRows.Description(canvas, data));
    }

    static void DrawTile(Setting s, TilePlace place, Observation? row)
    {
        var (canvas, theme, side) = (s.Canvas, s.Canvas.Theme, s.Side);
        var (x, y) = (s.Left + place.Column * (side + Gap), s.Top + place.Row * (side + Gap));
        if (row is null)
        {
            MapRows.Outline(canvas, x, y, side, theme.Axis);
            Words(canvas, x, y, side, [(TileGrid.NameOf(place).In(canvas.Language), 13, false),
                (canvas.Say("chart.map.none"), 11, false)], theme.Muted);
            return;
        }
        var marks = new List<Mark>();
        if (s.Data.Withheld.Contains(row))
        {
            marks.Add(new RectMark(x, y, side, side, theme.Faint(theme.Muted), 4));
            marks.AddRange(Hatch.Lines(new Box(x, y, x + side, y + side), theme.Axis));
            var box = side > 44 ? new RectMark(x + 4, y + side / 2 - 19, side - 8, 38, theme.Background, 3) : null;
            if (box is not null) marks.Add(box);
            marks.AddRange(WordMarks(x, y, side,
                [(MapRows.ShortName(row), 13, true), (canvas.Say("chart.status.suppressed"), 11, false)], theme.Ink));
            canvas.Add(new DatumGroup(row.Figures, MapRows.WithheldWords(canvas, row), marks)
                { Area = row.AreaId, Row = row.Row });
            return;
        }
        var fill = s.Scale.Of(row.Value);
        var ink = theme.InkOn(fill);
        marks.Add(new RectMark(x, y, side, side, fill, 4));
        // A small base is hollow: the tile's rim alone bears its full colour.
        if (row.IsSmallBase) (ink, _) = (theme.Ink, Hollow(marks, x, y, side, theme.Background));
        if (s.Spec.Highlight.Any(row.IsNamed))
            marks.AddRange(MapRows.Rim(new Box(x, y, x + side, y + side), theme.Ink));
        marks.AddRange(WordMarks(x, y, side, LinesOf(s, row), ink));
        canvas.Add(row.Datum(canvas, s.Data.Format, marks));
    }

    static bool Hollow(List<Mark> marks, double x, double y, double side, string background)
    {
        marks.Add(new RectMark(x + 5, y + 5, side - 10, side - 10, background, 2));
        return true;
    }

    // Name and value; n and the interval where the tile has the room.
    static IEnumerable<(string Text, double Size, bool Bold)> LinesOf(Setting s, Observation row)
    {
        yield return (MapRows.ShortName(row), 13, true);
        yield return (s.Data.Format.Label(row) + (row.IsProvisional ? "*" : ""), 13, false);
        if (s.Side < 76) yield break;
        if (row is { Low: { } low, High: { } high })
            yield return ($"{s.Data.Format.Plain(low)}–{s.Data.Format.Plain(high)}", 11, false);
        else if (row.Trials is { } n) yield return ($"n={ValueFormat.Whole(n)}", 11, false);
    }

    static void Words(Canvas canvas, double x, double y, double side,
        IEnumerable<(string, double, bool)> lines, string ink)
    {
        foreach (var mark in WordMarks(x, y, side, lines, ink)) canvas.Add(mark);
    }

    // As many lines as the tile holds, in its middle, each shortened to its width.
    static IEnumerable<TextMark> WordMarks(double x, double y, double side,
        IEnumerable<(string Text, double Size, bool Bold)> lines,
        string ink)
    {
        if (side < 24) yield break;
        var shown = lines.Where(line => line.Text.Length > 0).Take(Math.Max(1, (int)((side - 4) / 19))).ToArray();
        var top = y + side / 2 - 9.5 * shown.Length;
        foreach (var (i, (text, size, bold)) in shown.Index())
            yield return new TextMark(x + side / 2, top + 19 * i + 14, TextWrap.Shorten(text, side - 6, size, bold),
                size, ink, bold,
                TextAnchor.Middle);
    }
}
