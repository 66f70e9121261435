using System.Globalization;
using Analytics.Charting.Layout;
using Analytics.Statistics.Trends;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

abstract partial class TimeChart
{
    /// <summary>Whether a break concerns a point; invented figures are of no real series.</summary>
    protected static bool Concerns(ChartBreak one, Observation o) => o.Dataset != "simulated"
        && one.Areas.Contains(o.AreaId);

    protected static bool IsBetween(ChartBreak one, Observation from, Observation to) =>
        Concerns(one, from) && from.Start < one.On && one.On <= to.End;

    /// <summary>Breaks with points of one area on both sides, or across.</summary>
    protected static ChartBreak[] Crossed(ChartSpec spec, IReadOnlyList<Observation> rows) => [.. (spec.Breaks ?? [])
        .Where(one => rows.Where(o => Concerns(one, o)).GroupBy(o => o.AreaId)
            .Any(area => area.Min(o => o.Start) < one.On && one.On <= area.Max(o => o.End)))
        .OrderBy(one => one.On)];

    // Thin and dashed, under the points.
    protected static void DrawBreaks(Setting s, IReadOnlyList<Observation> rows, Box box)
    {
        foreach (var x in BreaksAt(s, rows, box))
            s.Canvas.Add(new LineMark(x, box.Top, x, box.Bottom, s.Canvas.Theme.Muted, 0.75, "2 3"));
    }

    protected static IEnumerable<double> BreaksAt(Setting s, IReadOnlyList<Observation> rows, Box box) =>
        Crossed(s.Spec, rows).Select(one => one.On).Distinct().Select(on => box.Left + s.Time.Share(on) * box.Width);

    protected static IEnumerable<string> BreakNotes(Canvas canvas, ChartSpec spec, IReadOnlyList<Observation> rows)
    {
        var breaks = Crossed(spec, rows).Select(one => one.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            + " " + one.Title.In(canvas.Language)).Distinct().ToArray();
        if (breaks.Length > 0)
            yield return canvas.Say("chart.breaks",
                ("breaks", string.Join(canvas.Language == Language.Chinese ? "；" : "; ", breaks)));
    }

    /// <summary>Of one area, the rows a trend may be of.</summary>
    protected static Observation[] LastStretch(ChartSpec spec, Observation[] area)
    {
        var breaks = (spec.Breaks ?? []).Where(one => Concerns(one, area[0])).Select(one => one.On).ToHashSet();
        return breaks.Count == 0 ? area : [.. Stretches.Last([.. area.Select(o => (o.Start!.Value, o.End!.Value))],
            breaks).Select(place => area[place])];
    }
}
