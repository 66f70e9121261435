using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

/// <summary>The signs of bars explained, those a picture uses and no others.</summary>
static class BarLegend
{
    public static IEnumerable<LegendEntry> Series(Canvas canvas, BarGroups bars, Func<int, string> colorOf)
    {
        if (bars.Series.Count < 2) yield break;
        for (var i = 0; i < bars.Series.Count; i++)
        {
            var color = colorOf(i);
            yield return new(14, (c, x, y) => c.Add(new RectMark(x, y - 6, 14, 12, color, 1)), bars.Series[i],
                $"series-{i}");
        }
    }

    /// <param name="canvas">Gives words and colours.</param>
    /// <param name="data">Whose states.</param>
    /// <param name="hasWhiskers">Whether bars show intervals, small bases and printed rates.</param>
    /// <param name="isFlat">Whether bars lie.</param>
    public static IEnumerable<LegendEntry> States(Canvas canvas, Observations data, bool hasWhiskers, bool isFlat)
    {
        var (rows, theme) = (data.Rows, canvas.Theme);
        if (hasWhiskers && rows.Any(o => o.HasInterval))
            yield return new(isFlat ? 24 : 10, (c, x, y) =>
            {
                foreach (var mark in isFlat ? Marks.Whisker(x, y, x + 24, y, theme.Ink)
                    : Marks.Whisker(x + 5, y - 8, x + 5, y + 8, theme.Ink))
                    c.Add(mark);
            }, canvas.Say(isFlat ? "chart.interval.horizontal" : "chart.interval.vertical"));
        if (hasWhiskers && rows.Any(o => o.IsPrintedRate))
            yield return new(14, (c, x, y) => c.Add(new RectMark(x, y - 6, 14, 12, theme.Pale(theme.Neutral), 1)),
                canvas.Say("chart.no-interval.rate-only"));
        if (hasWhiskers && rows.Any(o => o.IsSmallBase))
            yield return new(14, (c, x, y) =>
            {
                c.Add(new RectMark(x, y - 6, 14, 12, theme.Neutral, 1));
                c.Add(new RectMark(x + 2, y - 4, 10, 8, theme.Background));
            }, canvas.Say("chart.legend.small-base"));
        if (data.Withheld.Count > 0)
            yield return new(16, (c, x, y) =>
            {
                c.Add(new RectMark(x, y - 6, 14, 12, theme.Faint(theme.Muted)));
                foreach (var line in Hatch.Lines(new Box(x, y - 6, x + 14, y + 6), theme.Axis, 5)) c.Add(line);
            }, canvas.Say("chart.status.suppressed"));
        if (rows.Any(o => o.IsProvisional))
            yield return new(0, (_, _, _) => { }, "* " + canvas.Say("chart.status.provisional"));
        if (rows.Any(o => o.Alternatives > 0))
            yield return new(0, (_, _, _) => { }, canvas.Say("chart.legend.alternatives"));
    }
}
