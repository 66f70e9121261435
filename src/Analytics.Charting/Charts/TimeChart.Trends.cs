using Analytics.Charting.Layout;
using Analytics.Statistics.Trends;

namespace Analytics.Charting.Charts;

abstract partial class TimeChart
{
    protected static Dictionary<string, PanelTrend> Trends(ChartSpec spec, Observations data)
    {
        var trends = new Dictionary<string, PanelTrend>(StringComparer.Ordinal);
        foreach (var area in data.Rows.GroupBy(o => o.AreaId))
            if (PanelTrend.Of(LastStretch(spec, [.. area]), data.Format.IsRate) is { } trend) trends[area.Key] = trend;
        return trends;
    }

    /// <summary>The remark on points that trends are not of; null where there are none.</summary>
    protected static string? LeftNote(Canvas canvas, IEnumerable<PanelTrend> trends)
    {
        Observation[] left = [.. trends.Where(t => t.HasLine).SelectMany(t => t.Left)];
        return left.Length == 0 ? null : canvas.Say("chart.trend.left", ("count", left.Length),
            ("periods", left.Select(o => o.Period).Distinct().Take(4)));
    }

    protected static PanelTrend? TrendOf(Setting s, IReadOnlyList<Observation> rows) =>
        rows.Count > 0 && s.Trends.TryGetValue(rows[0].AreaId, out var trend) ? trend : null;

    // Where a trend is drawn, no lines join the years: two lines through the same points compete.
    protected static void DrawTrend(Setting s, PanelTrend trend, Box box)
    {
        var color = trend.Color(s.Canvas.Theme, s.Spec.Direction);
        if (trend.HasBand) s.Canvas.Add(new AreaMark(PixelsOf(s, trend.Band(), box), s.Canvas.Theme.Faint(color)));
        s.Canvas.Add(new PolylineMark(PixelsOf(s, trend.Line(), box), color, 1.75, trend.IsClear ? null : "4 4"));
    }

    // Kept inside the panel, whatever the band would ask for.
    protected static (double X, double Y)[] PixelsOf(Setting s,
        IReadOnlyList<(double Time, double Value)> points, Box box) =>
    [
        .. points.Select(p => (box.Left + s.Time.Share(p.Time) * box.Width,
            Math.Clamp(Height(s, box, p.Value), box.Top, box.Bottom))),
    ];

    protected static IEnumerable<LegendEntry> TrendLegend(Setting s, bool hasBands = true)
    {
        var drawn = s.Trends.Values.Where(t => t.HasLine).ToArray();
        var hasBand = hasBands && drawn.Any(t => t.HasBand);
        var clear = drawn.Where(t => t.IsClear).ToArray();
        foreach (var color in clear.Select(t => t.Color(s.Canvas.Theme, s.Spec.Direction)).Distinct()
            .Order(StringComparer.Ordinal))
            yield return Sample(color, null, s.Canvas.Say(color == s.Canvas.Theme.Better ? "chart.trend.better"
                : color == s.Canvas.Theme.Worse ? "chart.trend.worse"
                : hasBand ? "chart.trend.line" : "chart.trend.line.alone"), hasBand);
        if (clear.Length < drawn.Length)
            yield return Sample(s.Canvas.Theme.Muted, "4 4", s.Canvas.Say("chart.trend.line.unclear"), hasBand);

        static LegendEntry Sample(string color, string? dash, string text, bool hasBand) => new(24, (c, x, y) =>
        {
            if (hasBand) c.Add(new RectMark(x, y - 5, 24, 10, c.Theme.Faint(color)));
            c.Add(new LineMark(x, y, x + 24, y, color, 1.75, dash));
        }, text);
    }

    protected static string Told(Setting s)
    {
        if (s.Trends.Count == 0) return "";
        int Count(TrendVerdict verdict) => s.Trends.Values.Count(t => t.Trend.Verdict == verdict);
        return (s.Canvas.Language == Tables.Language.English ? " " : "") + s.Canvas.Say("chart.description.trends",
            ("rising", Count(TrendVerdict.Rising)), ("falling", Count(TrendVerdict.Falling)),
            ("unclear", Count(TrendVerdict.NoClearTrend)), ("short", Count(TrendVerdict.TooShort)));
    }
}
