using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>One area, or a few in one panel, over time: points with intervals, the trend line in its band, and the
/// verdict in words.</summary>
/// <remarks>Up to six areas: six colours are as many as people tell apart.</remarks>
sealed partial class TrendChart : TimeChart
{
    const int MostAreas = 6;

    public override string Name => "trend";

    internal override IEnumerable<GalleryCase> Cases => TrendSamples.Cases;

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var notes = new List<string>();
        var all = ReadPlaced(spec, table, canvas, notes);
        if (all.Rows.Count == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, [.. notes, .. all.Notes]));
        var data = Fewer(canvas, spec, all, MostAreas, "chart.trend.fewer", notes);
        var s = Prepare(canvas, spec, data);
        if (s.Kinds.Count == 1 && KindName(canvas, data.Rows[0]) is { Length: > 0 } name)
            notes.Insert(0, canvas.Say("chart.all-rows", ("facts", name)));
        if (s.Trends.Values.Any(t => t.HasLine)) notes.Add(canvas.Say("chart.trend.rule"));
        if (LeftNote(canvas, s.Trends.Values) is { } note) notes.Add(note);
        notes.AddRange(Breaks.Notes(canvas, spec, data.Rows));
        notes.AddRange(data.Notes);

        var frame = new Frame(canvas, spec, notes);
        var top = frame.Header([.. Legend(s, data.Rows)], data.IsSimulated) + 4;
        top = DrawVerdict(s, data.Rows, top);
        top = UnitLine.Above(canvas, data.Format, top);
        var left = Frame.Margin + AxisLines.Width(canvas, s.Axis, data.Format.IsRate);
        var gutter = GutterWidth(s, data.Rows);
        var under = s.Time.Height + (HasBases(s, data.Rows) ? 20 : 0) + 6;
        var height =
            Math.Max(200, (spec.Height ?? top + frame.FooterHeight + under + 340) - top - frame.FooterHeight - under);
        var box = new Box(left, top + 8, spec.Width - Frame.Margin - gutter, top + height);
        AxisLines.Plot(canvas, box, s.Time.Axis, AxisLines.Of(s.Axis, data.Format.IsRate),
            () => DrawPlot(s, data.Rows, box));
        if (HasBases(s, data.Rows)) DrawBases(s, data.Rows, box);
        var bottom = box.Bottom + under;
        frame.Footer(bottom);
        var ordered = data.Rows.OrderBy(o => o.Start).ThenBy(o => o.End).ToArray();
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language),
            canvas.Say("chart.description.points-over-time", ("count", data.Rows.Count), ("areas", s.Areas.Count),
                ("from", ordered[0].Period), ("to", ordered[^1].Period))
            + string.Concat(s.Areas.Select(a => " " + NameOf(data.Rows, a) + Colon(canvas) + VerdictWords(s, a)
                + (canvas.Language == Language.Chinese ? "。" : "."))));
    }

    static Setting Prepare(Canvas canvas, ChartSpec spec, Observations data)
    {
        var areas = data.Rows.Select(o => o.AreaId).Distinct().ToArray();
        var kinds = KindsOf(data.Rows);
        var trends = Trends(spec, data);
        double[] extent =
        [
            .. data.Extent(spec), .. trends.Values.SelectMany(t => t.Line().Concat(t.Band())).Select(p => p.Value),
            .. spec.FromZero == true ? [0.0] : Array.Empty<double>(),
        ];
        var stepsBack = data.Rows.Where(o => spec.Highlight.Count > 0 && !spec.Highlight.Any(o.IsNamed))
            .Select(o => o.AreaId).ToHashSet(StringComparer.Ordinal);
        if (stepsBack.Count == areas.Length) stepsBack = [];
        return new(canvas, spec, data.Format, Axis.Of(extent, data.Format.IsRate, spec.Range, 6),
            new TimeScale(data.Rows.Concat(data.Withheld)), kinds, areas, false, trends)
        {
            Withheld = data.Withheld, HasSoftIntervals = true,
            // One area: kinds by shape and colour. Several: areas by colour, and by shape while that is free.
            Look = (area, kind) => areas.Length == 1 ? (Shape(kind), kinds.Length == 1 ? canvas.Theme.Neutral
                    : canvas.Theme.SeriesColor(kind))
                : (Shape(kinds.Length == 1 ? area : kind), stepsBack.Contains(areas[area]) ? canvas.Theme.Muted
                    : canvas.Theme.SeriesColor(area)),
        };
    }

    static IEnumerable<LegendEntry> Legend(Setting s, IReadOnlyList<Observation> rows)
    {
        // In a narrow picture the names stand here. Where colours say areas, lines are explained without one.
        if (s.Areas.Count > 1 && IsNarrow(s))
            foreach (var (i, area) in s.Areas.Index())
            {
                var (shape, color) = s.Look!(i, 0);
                yield return new(24, (c, x, y) =>
                {
                    c.Add(new LineMark(x, y, x + 24, y, color, 2));
                    if (s.Kinds.Count == 1) c.Add(new MarkerMark(x + 12, y, shape, Marks.Radius, color, color));
                }, NameOf(rows, area) + Colon(s.Canvas) + VerdictWords(s, area));
            }
        foreach (var entry in TrendLegend(s.Areas.Count == 1 ? s
            : s with { Spec = s.Spec with { Direction = null } }, HasBands(s))) yield return entry;
        var kinds = s.Areas.Count == 1 ? s : s with { Look = (_, kind) => (Shape(kind), s.Canvas.Theme.Muted) };
        foreach (var entry in KindLegend(kinds, rows).Concat(Marks.Legend(s.Canvas, rows, false)))
            yield return entry;
        foreach (var entry in LineLegend(s with { Spec = s.Spec with { Reference = null } }, rows)
            .Concat(WithheldLegend(s)))
            yield return entry;
    }

    static string Colon(Canvas canvas) => canvas.Language == Language.Chinese ? "：" : ": ";

    static string NameOf(IReadOnlyList<Observation> rows, string area) => rows.First(o => o.AreaId == area).Area;

    static string VerdictWords(Setting s, string area) => s.Trends.TryGetValue(area, out var trend)
        ? Capital(trend.Verdict(s.Canvas, s.Format)) : s.Canvas.Say("chart.trend.open");

    static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
