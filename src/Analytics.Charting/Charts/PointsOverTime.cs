using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>Points at the middles of their periods: areas by colour in one panel while few, else a panel
/// each.</summary>
/// <remarks>A line joins calendar years that follow one another, of one area, variant, scope and dataset; a missing
/// year, a bound, two sources for one year or a break of the series interrupts it. Each variant and scope has a
/// marker shape of its own.</remarks>
sealed partial class PointsOverTime : TimeChart
{
    const int MostAreasInOnePanel = 6;

    public override string Name => "points-over-time";

    internal override IEnumerable<GalleryCase> Cases => PointsOverTimeSamples.Cases;

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var notes = new List<string>();
        var data = ReadPlaced(spec, table, canvas, notes);
        if (data.Rows.Count == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, [.. notes, .. data.Notes]));

        var kinds = KindsOf(data.Rows);
        var areas = data.Rows.Select(o => o.AreaId).Distinct().ToArray();
        var shapes = Enum.GetValues<MarkerShape>().Length;
        var isMuch = areas.Length > MostAreasInOnePanel || kinds.Length > shapes;
        var isSmall = spec.Panels ?? (spec.Trend == true || isMuch);
        var distinct = isSmall ? shapes * 3 : shapes;
        if (kinds.Length > distinct) canvas.Warn("chart.variants-many", ("count", kinds.Length), ("shapes", distinct));
        if (!isSmall && areas.Length > MostAreasInOnePanel)
            canvas.Warn("chart.areas-many", ("count", areas.Length), ("colours", MostAreasInOnePanel));
        if (kinds.Length == 1 && KindName(canvas, data.Rows[0]) is { Length: > 0 } name)
            notes.Insert(0, canvas.Say("chart.all-rows", ("facts", name)));
        var trends = isSmall && spec.Trend == true ? Trends(spec, data) : [];
        if (trends.Count > 0) notes.Add(canvas.Say("chart.trend.rule"));
        if (LeftNote(canvas, trends.Values) is { } note) notes.Add(note);
        notes.AddRange(Breaks.Notes(canvas, spec, data.Rows));
        notes.AddRange(data.Notes);

        var frame = new Frame(canvas, spec, notes);
        var axis = Axis.Of(data.Extent(spec), data.Format.IsRate, spec.Range, isSmall ? 4 : 6);
        var setting = new Setting(canvas, spec, data.Format, axis, new TimeScale(data.Rows), kinds, areas, isSmall,
            trends);
        var legend = KindLegend(setting, data.Rows).Concat(TrendLegend(setting))
            .Concat(Marks.Legend(canvas, data.Rows, false));
        legend = legend.Concat(LineLegend(setting, data.Rows));
        var top = frame.Header([.. legend], data.IsSimulated);
        top += 6;
        top = UnitLine.Above(canvas, data.Format, top, 4, 8);
        var bottom = isSmall
            ? DrawPanels(setting, data.Rows, top, frame.FooterHeight)
            : DrawOnePanel(setting, data.Rows, top, frame.FooterHeight);
        frame.Footer(bottom);
        var ordered = data.Rows.OrderBy(o => o.Start).ThenBy(o => o.End).ToArray();
        var description = canvas.Say("chart.description.points-over-time", ("count", data.Rows.Count),
            ("areas", areas.Length),
            ("from", ordered[0].Period), ("to", ordered[^1].Period)) + Told(setting);
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language), description);
    }

    static double DrawOnePanel(Setting s, IReadOnlyList<Observation> rows, double top, double footer)
    {
        var height = Math.Max(200, (s.Spec.Height ?? top + footer + 340) - top - footer - 28);
        var left = Frame.Margin + TickWidth(s) + 10;
        var box = new Box(left, top, s.Spec.Width - Frame.Margin, top + height);
        var fits = NamesFit(s, rows, box);
        var gutter = Math.Min(0.3 * s.Spec.Width, 20 + rows.Max(o => Canvas.Width(o.Area, 13, true)));
        if (!fits) box = box with { Right = box.Right - gutter };
        AxisLines.Plot(s.Canvas, box, s.Time.Axis, AxisLines.Of(s.Axis, s.Format.IsRate), () =>
        {
            DrawPanel(s, rows, box, true, fits, !fits);
            s.Time.Draw(s.Canvas, left, box.Right, top + height);
        });
        return top + height + 28;
    }

    // Rows of panels on shared scales; each column has its years under its last panel.
    static double DrawPanels(Setting s, IReadOnlyList<Observation> rows, double top, double footer)
    {
        const double Gap = 26, Title = 13;
        var first = Frame.Margin + TickWidth(s) + 10;
        var columns = Math.Clamp((int)((s.Spec.Width - first - Frame.Margin + Gap) / (190 + Gap)), 1,
            Math.Max(1, s.Areas.Count));
        var width = (s.Spec.Width - first - Frame.Margin - Gap * (columns - 1)) / columns;
        var titles = s.Areas.Select(a => TextWrap.Lines(rows.First(o => o.AreaId == a).Area, width, Title,
            true)).ToArray();
        var lines = (s.Areas.Count + columns - 1) / columns;
        const double Verdict = 17;
        var below = s.Trends.Count > 0 ? Verdict : 0;
        var head = 19.0 * titles.Max(t => t.Count) + 4 + below;
        var plot = Math.Max(84, (((s.Spec.Height ?? 0) - top - footer - 28) / lines) - head - 18);
        if (s.Spec.Height is null) plot = 112;
        for (var i = 0; i < s.Areas.Count; i++)
        {
            var (column, line) = (i % columns, i / columns);
            var x = first + column * (width + Gap);
            var y = top + line * (head + plot + 18);
            s.Canvas.Lines(titles[i], x, y + head - 4 - below - 19 * titles[i].Count, Title, 19,
                s.Canvas.Theme.Ink, true);
            if (s.Trends.TryGetValue(s.Areas[i], out var trend))
                s.Canvas.Lines([trend.Words(s.Canvas, s.Format)], x, y + head - 4 - below, 12, Verdict,
                    trend.Color(s.Canvas.Theme, s.Spec.Direction), trend.IsClear);
            var box = new Box(x, y + head, x + width, y + head + plot);
            AxisLines.Plot(s.Canvas, box, s.Time.Axis, AxisLines.Of(s.Axis, s.Format.IsRate), () =>
            {
                DrawPanel(s, [.. rows.Where(o => o.AreaId == s.Areas[i])], box, column == 0, false, false);
                if (i + columns >= s.Areas.Count) s.Time.Draw(s.Canvas, box.Left, box.Right, box.Bottom);
            });
        }
        // Where the last row is not full, the years of the columns beside it take the place of its titles.
        return top + lines * (head + plot + 18) + 10;
    }

    static double TickWidth(Setting s) =>
        AxisLines.Width(s.Canvas, s.Axis, s.Format.IsRate) - 10;
}
