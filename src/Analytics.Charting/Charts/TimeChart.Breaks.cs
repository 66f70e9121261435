using Analytics.Charting.Layout;
using Analytics.Statistics.Trends;

namespace Analytics.Charting.Charts;

abstract partial class TimeChart
{
    // Thin and dashed, under the points.
    protected static void DrawBreaks(Setting s, IReadOnlyList<Observation> rows, Box box)
    {
        foreach (var x in BreaksAt(s, rows, box))
            s.Canvas.Add(new LineMark(x, box.Top, x, box.Bottom, s.Canvas.Theme.Muted, 0.75, "2 3"));
    }

    protected static IEnumerable<double> BreaksAt(Setting s, IReadOnlyList<Observation> rows, Box box) =>
        Breaks.Crossed(s.Spec, rows).Select(one => one.On).Distinct()
            .Select(on => box.Left + s.Time.Share(on) * box.Width);

    /// <summary>Of one area, the rows a trend may be of.</summary>
    protected static Observation[] LastStretch(ChartSpec spec, Observation[] area)
    {
        var breaks = (spec.Breaks ?? []).Where(one => Breaks.Concerns(one, area[0])).Select(one => one.On).ToHashSet();
        return breaks.Count == 0 ? area : [.. Stretches.Last([.. area.Select(o => (o.Start!.Value, o.End!.Value))],
            breaks).Select(place => area[place])];
    }
}
