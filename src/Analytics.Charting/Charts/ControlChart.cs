using Analytics.Charting.Layout;
using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>Values of equal periods round their centre line within the limits chance allows, and the points that are
/// more than chance, by number of the rule: p′ for rates with counts, individual values with moving ranges
/// else.</summary>
/// <remarks>Centre, limits and rules are those of <see cref="Analytics.Statistics.ControlCharts"/>. One area is drawn
/// large; up to sixteen get a panel each.</remarks>
sealed partial class ControlChart : TimeChart
{
    const int MostPanels = 16;

    public override string Name => "control-chart";

    internal override IEnumerable<GalleryCase> Cases => ControlChartSamples.Cases;

    /// <summary>An area's name, what is charted, and rows that are drawn without being judged.</summary>
    sealed record Chart(string Area, string Name, ControlSeries Series, IReadOnlyList<Observation> Unjudged,
        bool IsRepeated);

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var notes = new List<string>();
        var all = ReadPlaced(spec, table, canvas, notes);
        if (all.Rows.Count == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, [.. notes, .. all.Notes]));
        Alike.Check(spec.Columns, all.Rows, spec.Columns.PeriodId, spec.Columns.AreaLevel);
        var data = Fewer(canvas, spec, all, MostPanels, "chart.control.fewer", notes);
        data = OfUnits(canvas, data, notes);
        if (data.Rows.Count == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, [.. notes, .. data.Notes]));
        var s = new Setting(canvas, spec, data.Format, Axis.Of([0], false, null, 2),
            new TimeScale(data.Rows.Concat(data.Withheld)), KindsOf(data.Rows),
            [.. data.Rows.Select(o => o.AreaId).Distinct()], data.Rows.DistinctBy(o => o.AreaId).Skip(1).Any(),
            new Dictionary<string, PanelTrend>()) { Withheld = data.Withheld };
        var charts = s.Areas.Select(area => ChartOf(spec, data, area)).ToArray();
        if (KindName(canvas, data.Rows[0]) is { Length: > 0 } name)
            notes.Insert(0, canvas.Say("chart.all-rows", ("facts", name)));
        notes.AddRange(NotesOn(s, charts));
        notes.AddRange(Breaks.Notes(canvas, spec, data.Rows));
        notes.AddRange(data.Notes);
        var frame = new Frame(canvas, spec, notes);
        var top = frame.Header([.. Legend(s, charts)], data.IsSimulated) + 4;
        var bottom = s.IsSmall ? DrawPanels(s, charts, top, frame.FooterHeight)
            : DrawOne(s, charts[0], data.Rows, top, frame.FooterHeight);
        frame.Footer(bottom);
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language), Told(s, charts));
    }

    // Periods of one length alone: of years, quarters or months those that most rows have.
    static Observations OfUnits(Canvas canvas, Observations data, List<string> notes)
    {
        var grain = Periods.Commonest(data.Rows);
        var others = data.Rows.Where(o => !TimeScale.IsOf(o, grain)).ToArray();
        if (others.Length == 0) return data;
        (string, object?)[] facts = [("count", others.Length),
            ("periods", others.Select(o => o.Period).Distinct().Take(4))];
        notes.Add(canvas.Say("chart.control.uneven", facts));
        canvas.Warn("chart.control.uneven", facts);
        return data.Only(canvas, o => TimeScale.IsOf(o, grain));
    }

    static Chart ChartOf(ChartSpec spec, Observations data, string area)
    {
        var rows = data.Rows.Where(o => o.AreaId == area).OrderBy(o => o.Start).ToArray();
        var isRepeated = rows.Select(o => o.Start).Distinct().Count() < rows.Length;
        var isCounted = data.Format.IsRate && rows.Any(o => o.HasCounts);
        var judged = isRepeated ? [] : rows.Where(o => o.IsKnown && !o.IsPartial
            && (!isCounted || o.HasCounts)).ToArray();
        var breaks = (spec.Breaks ?? []).Where(one => Breaks.Concerns(one, rows[0])).Select(one => one.On).ToHashSet();
        return new(area, rows[0].Area, ControlSeries.Of(judged, breaks, isCounted), [.. rows.Except(judged)],
            isRepeated);
    }

    static IEnumerable<string> NotesOn(Setting s, Chart[] charts)
    {
        string Say(string key, params (string, object?)[] facts) => s.Canvas.Say("chart.control." + key, facts);
        var drawn = charts.Where(c => c.Series.HasLimits).ToArray();
        if (drawn.Any(c => c.Series.IsCounted)) yield return Say("rule.p");
        if (drawn.Any(c => !c.Series.IsCounted)) yield return Say("rule.x");
        var few = drawn.SelectMany(c => c.Series.Phases.Where(p => p.Count < ControlSeries.FewPoints && p.Count > 1))
            .ToArray();
        if (few.Length > 0)
            yield return Say("few", ("least", ControlSeries.FewPoints), ("count", few.Min(p => p.Count)));
        if (charts.Where(c => c.IsRepeated).Select(c => c.Name).ToArray() is { Length: > 0 } repeated)
            yield return Say("repeated", ("areas", repeated));
        if (charts.Where(c => !c.IsRepeated).Sum(c => c.Unjudged.Count) is > 0 and var unjudged)
            yield return Say("unjudged", ("count", unjudged));
        if (!s.IsSmall && drawn is [{ Series.IsCounted: true } one] && one.Series.Phases[^1].SigmaZ is { } sigma)
            yield return Say("sigma", ("sigma", Math.Round(sigma, 2)));
    }

    // Of the last stretch, which a reader acts on.
    static string Verdict(Setting s, Chart chart)
    {
        var series = chart.Series;
        if (!series.HasLimits)
            return s.Canvas.Say(chart.IsRepeated ? "chart.control.verdict.open"
                : series.Points.Count > 1 ? "chart.control.verdict.constant" : "chart.control.verdict.short");
        var special = series.Points.Count(p => p.Rule > 0);
        return special == 0 ? s.Canvas.Say("chart.control.verdict.common")
            : s.Canvas.Say("chart.control.verdict.special", ("count", special));
    }

    static string ColorOf(Setting s, ControlPoint point)
    {
        if (point.Rule == 0) return s.Canvas.Theme.Muted;
        return s.Spec.Direction is null or Direction.Neutral ? s.Canvas.Theme.Neutral
            : point.IsHigh == (s.Spec.Direction == Direction.HigherBetter) ? s.Canvas.Theme.Better
            : s.Canvas.Theme.Worse;
    }

    static IEnumerable<LegendEntry> Legend(Setting s, Chart[] charts)
    {
        var theme = s.Canvas.Theme;
        var points = charts.SelectMany(c => c.Series.Points).ToArray();
        if (charts.Any(c => c.Series.HasLimits))
        {
            yield return new(24, (c, x, y) => c.Add(new LineMark(x, y, x + 24, y, c.Theme.Ink, 1.2)),
                s.Canvas.Say(charts.Any(c => c.Series.IsCounted) ? "chart.control.center.p"
                    : "chart.control.center.x"));
            yield return new(24, (c, x, y) =>
            {
                c.Add(new RectMark(x, y - 6, 24, 12, c.Theme.Faint(c.Theme.Quiet)));
                foreach (var at in new[] { y - 6, y + 6 })
                    c.Add(new LineMark(x, at, x + 24, at, c.Theme.Axis, 1.2, "4 3"));
            }, s.Canvas.Say("chart.control.limits"));
        }
        foreach (var group in points.Where(p => p.Rule > 0).GroupBy(p => ColorOf(s, p))
            .OrderBy(g => g.Key, StringComparer.Ordinal))
            yield return new(10, (c, x, y) =>
                c.Add(new MarkerMark(x + 5, y, MarkerShape.Diamond, 4.5, group.Key, group.Key)),
                s.Canvas.Say(group.Key == theme.Neutral ? "chart.control.special"
                    : group.Key == theme.Better ? "chart.control.better" : "chart.control.worse"));
        foreach (var rule in points.Select(p => p.Rule).Where(rule => rule > 0).Distinct().Order())
            yield return new(0, (_, _, _) => { }, s.Canvas.Say($"chart.control.rule.{rule}"));
        foreach (var entry in Marks.Legend(s.Canvas,
            [.. charts.SelectMany(c => c.Series.Points.Select(p => p.O).Concat(c.Unjudged))
            .Select(o => o with { Low = null, High = null })], false).Concat(LineLegend(s, []))
                .Concat(WithheldLegend(s)))
            yield return entry;
    }

    static string Told(Setting s, Chart[] charts) => string.Join(s.Canvas.Language == Language.Chinese ? "" : " ",
        charts.Select(c => c.Name + (s.Canvas.Language == Language.Chinese ? "：" : ": ") + Verdict(s, c)
            + (c.Series.HasLimits ? Comma(s) + LineWords(s, c.Series) : "")
                + (s.Canvas.Language == Language.Chinese ? "。" : ".")));

    static string Comma(Setting s) => s.Canvas.Language == Language.Chinese ? "，" : ", ";

    static string LineWords(Setting s, ControlSeries series) =>
        $"{s.Canvas.Say("chart.control.center")} {s.Format.Short(series.Phases[^1].Center)}";
}
