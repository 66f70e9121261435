using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>A small panel an area over time, on one scale or each on its own, with or without trends.</summary>
/// <remarks>At most 60 panels, and no more than two screens of them: what stays away is counted.</remarks>
sealed partial class SmallMultiples : TimeChart
{
    const int MostPanels = 60, MostWithOthers = 20;

    const double MostHeight = 1850;

    public override string Name => "small-multiples";

    internal override IEnumerable<GalleryCase> Cases => SmallMultiplesSamples.Cases;

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var notes = new List<string>();
        var all = ReadPlaced(spec, table, canvas, notes);
        if (all.Rows.Count == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, [.. notes, .. all.Notes]));
        var data = Fewer(canvas, spec, all, MostOf(spec), "chart.multiples.fewer", notes, true);
        if (data.Rows.Count == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, [.. notes, .. data.Notes]));
        var s = Prepare(canvas, spec, data);
        if (s.Kinds.Count == 1 && KindName(canvas, data.Rows[0]) is { Length: > 0 } name)
            notes.Insert(0, canvas.Say("chart.all-rows", ("facts", name)));
        if (spec.FreeScales == true) notes.Add(canvas.Say("chart.multiples.free"));
        if (s.Trends.Values.Any(t => t.HasLine)) notes.Add(canvas.Say("chart.trend.rule"));
        if (LeftNote(canvas, s.Trends.Values) is { } note) notes.Add(note);
        notes.AddRange(Breaks.Notes(canvas, spec, data.Rows));
        notes.AddRange(data.Notes);

        var frame = new Frame(canvas, spec, notes);
        var top = frame.Header([.. Legend(s, data.Rows)], data.IsSimulated) + 6;
        top = UnitLine.Above(canvas, data.Format, top, 4, 4);
        var axes = AxesOf(s, data);
        var sheet = SheetOf(s, axes, top + frame.FooterHeight);
        for (var i = 0; i < s.Areas.Count; i++)
            DrawCell(s with { Axis = axes[i] }, sheet, data, i, top);
        var bottom = sheet.Bottom(s.Areas.Count, top) + s.Time.Height + 6;
        frame.Footer(bottom);
        var ordered = data.Rows.OrderBy(o => o.Start).ThenBy(o => o.End).ToArray();
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language),
            canvas.Say("chart.description.points-over-time", ("count", data.Rows.Count), ("areas", s.Areas.Count),
                ("from", ordered[0].Period), ("to", ordered[^1].Period)) + Told(s));
    }

    static Setting Prepare(Canvas canvas, ChartSpec spec, Observations data)
    {
        var every = data.Rows.Concat(data.Withheld).OrderBy(o => o.Row).ToArray();
        var areas = every.Select(o => o.AreaId).Distinct().ToArray();
        var kinds = KindsOf(data.Rows);
        var trends = spec.Trend == true ? Trends(spec, data) : [];
        var brought = every.Where(o => spec.Highlight.Any(o.IsNamed)).Select(o => o.AreaId)
            .ToHashSet(StringComparer.Ordinal);
        return new(canvas, spec, data.Format, Axis.Of([0], false, null, 2), new TimeScale(every), kinds, areas,
            true, trends)
        {
            Withheld = data.Withheld, HasThinIntervals = true, Radius = trends.Count > 0 ? 2.75 : 3,
            Look = (area, kind) =>
                (Shape(kind), brought.Count > 0 && !brought.Contains(areas[area]) ? canvas.Theme.Quiet
                : kinds.Length > 1 ? canvas.Theme.SeriesColor(kind)
                : trends.Count > 0 ? canvas.Theme.Muted : canvas.Theme.Neutral),
        };
    }

    static bool StepsBack(Setting s, int area) => s.Look!(area, 0).Color == s.Canvas.Theme.Quiet;

    // One for all, or one an area. Whiskers of small bases may leave the panel: else one flattens all the others.
    static Axis[] AxesOf(Setting s, Observations data)
    {
        if (s.Spec.FreeScales != true)
            return [.. Enumerable.Repeat(Of(data.Rows, s.Trends.Values), s.Areas.Count)];
        var rows = data.Rows.ToLookup(o => o.AreaId);
        return [.. s.Areas.Select(area =>
            Of([.. rows[area]], s.Trends.TryGetValue(area, out var trend) ? [trend] : []))];

        Axis Of(IReadOnlyList<Observation> shown, IEnumerable<PanelTrend> trends)
        {
            double[] values =
            [
                .. shown.Select(o => o.Value), .. trends.SelectMany(t => t.Line()).Select(p => p.Value),
                .. shown.Where(o => !o.IsSmallBase && o.HasInterval)
                .SelectMany(o => new[] { o.Low!.Value, o.High!.Value }),
                .. s.Spec.Reference is { } reference ? [reference.Value] : Array.Empty<double>(),
                .. s.Spec.FromZero == true || shown.Count == 0 ? [0.0] : Array.Empty<double>(),
            ];
            return Axis.Of(values, data.Format.IsRate, s.Spec.Range, 3);
        }
    }

    static IEnumerable<LegendEntry> Legend(Setting s, IReadOnlyList<Observation> rows)
    {
        foreach (var entry in TrendLegend(s).Concat(KindLegend(s, rows))) yield return entry;
        if (HasOthers(s))
            yield return new(24, (c, x, y) => c.Add(new LineMark(x, y, x + 24, y, Faintest(c), 1.25)),
                s.Canvas.Say("chart.multiples.others"));
        if (rows.Any(o => o.HasInterval))
            yield return new(10, (c, x, y) =>
            {
                c.Add(new LineMark(x + 5, y - 8, x + 5, y + 8, c.Theme.Pale(c.Theme.Muted), 1.25));
                c.Add(new MarkerMark(x + 5, y, MarkerShape.Circle, 2.75, c.Theme.Muted, c.Theme.Muted));
            }, s.Canvas.Say("chart.interval.vertical"));
        foreach (var entry in Marks.Legend(s.Canvas, [.. rows.Select(o => o with { Low = null, High = null })], false)
            .Concat(LineLegend(s, rows)).Concat(WithheldLegend(s))) yield return entry;
    }
}
