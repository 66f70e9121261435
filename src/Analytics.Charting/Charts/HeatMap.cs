using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>Areas against periods, each cell coloured by its value.</summary>
/// <remarks>Up to 60 areas cells bear their values; more get low cells without words; above 400 areas lie in bands of
/// equal number, sorted by their latest value, each coloured by its median.</remarks>
sealed partial class HeatMap : ChartType
{
    const int MostWithWords = 60, MostRows = 400, Bands = 100;

    public override string Name => "heat-map";

    internal override IEnumerable<GalleryCase> Cases => HeatMapSamples.Cases;

    /// <summary>What every cell needs.</summary>
    sealed record Setting(Canvas Canvas, ChartSpec Spec, Observations Data, Matrix Matrix, ColorScale Scale, Grid Grid,
        Func<Observation, bool> IsOdd, double Size);

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var data = Observations.Read(spec, table, canvas);
        if (data.Rows.Count == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, data.Notes));
        var matrix = Matrix.Of(canvas, data, (a, b) => Latest(b).CompareTo(Latest(a)));
        var c = spec.Columns;
        Alike.Check(c, data.Rows, [c.PeriodId, c.Variant, c.ScopeId, c.AreaLevel, matrix.IsByMeasure ? c.Measure : ""]);
        // Measures beside one another have variants of their own: what is unusual is so within its column.
        var usual = data.Rows.GroupBy(o => matrix.IsByMeasure ? o.Measure : "").ToDictionary(of => of.Key,
            of => of.GroupBy(o => (o.Variant, o.Scope)).OrderByDescending(g => g.Count())
                .ThenBy(g => g.Key.Variant, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Scope, StringComparer.Ordinal).First().First(), StringComparer.Ordinal);
        bool IsOdd(Observation o) => usual.GetValueOrDefault(matrix.IsByMeasure ? o.Measure : "") is { } most
            && (o.Variant, o.Scope) != (most.Variant, most.Scope);
        var odd = data.Rows.Where(IsOdd).ToArray();
        var notes = new List<string>(data.Notes);
        if (odd.Length > 0)
            notes.Insert(0, canvas.Say("chart.heat.variants",
                ("most", usual.Values.Select(o => Words(canvas, o)).Distinct()),
                ("others", odd.Select(o => Words(canvas, o)).Distinct())));
        else if (usual.Values.Select(o => Words(canvas, o)).Distinct().ToArray() is [{ Length: > 0 } facts])
            notes.Insert(0, canvas.Say("chart.all-rows", ("facts", facts)));
        // A cell shows its first value; bands are medians of all.
        var isBanded = matrix.Areas.Count > MostRows;
        if (!isBanded)
            Alike.NoteTwice(canvas, notes, data.Rows.GroupBy(o => (o.AreaId, matrix.IsByMeasure ? o.Measure : o.Period))
                .SelectMany(cell => cell.Skip(1)));
        if (isBanded) notes.Add(canvas.Say("chart.heat.bands", ("areas", matrix.Areas.Count), ("bands", Bands)));
        if (!isBanded && HasGaps(matrix)) notes.Add(canvas.Say("chart.heat.gaps"));

        var frame = new Frame(canvas, spec, notes);
        var scale = MapRows.Scale(canvas.Theme, spec, data, data.Rows);
        var top = frame.Header([.. Legend(canvas, data, odd.Length > 0, matrix.Areas.Count <= MostWithWords)],
            data.IsSimulated);
        MapRows.DrawScale(canvas, spec, data.Format, scale, top);
        top += ColorScale.Height + 6;
        var rows = isBanded ? Bands : matrix.Areas.Count;
        var hasWords = rows <= MostWithWords;
        var height = hasWords ? Math.Max(24, ((spec.Height ?? 0) - top - frame.FooterHeight - 20) / rows)
            : rows > 150 ? 4 : 7;
        var grid = Grid.Draw(canvas, spec.Width, top, hasWords ? matrix.Names : [], matrix.Headings, height,
            most: hasWords ? 96 : 140,
            labels: hasWords ? 0 : Labels(spec, matrix));
        // Values bear the size that the widest of them leaves, or none.
        var widest = data.Rows.Max(o => Canvas.Width(Text(data.Format, o), 12));
        var size = !hasWords ? 0 : widest <= grid.CellWidth - 4 ? 12 : widest * 11 / 12 <= grid.CellWidth - 3 ? 11 : 0;
        var s = new Setting(canvas, spec, data, matrix, scale, grid,
            IsOdd, size);
        if (!hasWords) NamePlaces(s, rows);
        if (isBanded) DrawBands(s);
        else
            for (var row = 0; row < rows; row++)
                for (var column = 0; column < matrix.Columns.Count; column++) DrawCell(s, row, column);
        var bottom = grid.Bottom(rows) + 6;
        frame.Footer(bottom);
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language),
            MapRows.Description(canvas, data));
    }

    static double Latest(IReadOnlyList<Observation> area) => area.Where(o => !double.IsNaN(o.Value))
        .OrderByDescending(o => o.End ?? DateOnly.MinValue).Select(o => o.Value)
        .FirstOrDefault(double.NegativeInfinity);

    // Room at the left where rows bear no names of their own.
    static double Labels(ChartSpec spec, Matrix matrix) =>
        Math.Min(spec.Width / 4, Enumerable.Range(0, matrix.Areas.Count)
        .Where(i => matrix.Any(i) is { } o && spec.Highlight.Any(o.IsNamed))
        .Select(i => Canvas.Width(matrix.Names[i], Grid.HeadingSize, true))
        .Append(Canvas.Width(ValueFormat.Whole(matrix.Areas.Count), Grid.HeadingSize)).Max() + 12);

    static bool HasGaps(Matrix matrix) => Enumerable.Range(0, matrix.Areas.Count)
        .Any(row => Enumerable.Range(0, matrix.Columns.Count).Any(column => !matrix.Cell(row, column).Any()));

    static string Text(ValueFormat format, Observation o) => format.Label(o) + (o.IsProvisional ? "*" : "");

    static string Words(Canvas canvas, Observation o) => string.Join(canvas.Language == Language.Chinese ? "、" : ", ",
        new[] { o.VariantName, o.ScopeWords }.Where(t => t.Length > 0));

    static IEnumerable<LegendEntry> Legend(Canvas canvas, Observations data, bool isMixed, bool hasWords)
    {
        foreach (var entry in MapRows.Legend(canvas,
            data with { Rows = [.. data.Rows.Select(o => o with { Trials = null })] })) yield return entry;
        if (hasWords && data.Rows.Any(o => o.IsSmallBase))
            yield return new(16, (c, x, y) =>
            {
                var box = new Box(x, y - 7, x + 14, y + 7);
                c.Add(new RectMark(box.Left, box.Top, 14, 14, c.Theme.Neutral, 2));
                foreach (var mark in HollowCorner(c.Theme, box, c.Theme.Neutral)) c.Add(mark);
            }, canvas.Say("chart.heat.small-base"));
        if (isMixed)
            yield return new(12, (c, x, y) =>
                c.Add(new AreaMark([(x, y - 5), (x + 10, y - 5), (x + 10, y + 5)], c.Theme.Muted)),
                canvas.Say("chart.heat.other-variant"));
    }
}
