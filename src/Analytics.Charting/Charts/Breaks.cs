using System.Globalization;
using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>Days from which a series counts something else: nothing is joined or compared across them.</summary>
static class Breaks
{
    /// <summary>Whether a break concerns a point; invented figures are of no real series.</summary>
    public static bool Concerns(ChartBreak one, Observation o) => o.Dataset != "simulated"
        && one.Areas.Contains(o.AreaId);

    public static bool IsBetween(ChartBreak one, Observation from, Observation to) =>
        Concerns(one, from) && from.Start < one.On && one.On <= to.End;

    /// <summary>Whether any break lies between two points of one area.</summary>
    public static bool IsBetween(ChartSpec spec, Observation from, Observation to) =>
        spec.Breaks?.Any(one => IsBetween(one, from, to)) == true;

    /// <summary>Breaks with points of one area on both sides, or across.</summary>
    public static ChartBreak[] Crossed(ChartSpec spec, IReadOnlyList<Observation> rows) => [.. (spec.Breaks ?? [])
        .Where(one => rows.Where(o => Concerns(one, o)).GroupBy(o => o.AreaId)
            .Any(area => area.Min(o => o.Start) < one.On && one.On <= area.Max(o => o.End)))
        .OrderBy(one => one.On)];

    /// <summary>The remark that names them; none where none is crossed.</summary>
    public static IEnumerable<string> Notes(Canvas canvas, ChartSpec spec, IReadOnlyList<Observation> rows,
        string key = "chart.breaks")
    {
        var breaks = Crossed(spec, rows).Select(one => one.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            + " " + one.Title.In(canvas.Language)).Distinct().ToArray();
        if (breaks.Length > 0)
            yield return canvas.Say(key, ("breaks",
                string.Join(canvas.Language == Language.Chinese ? "；" : "; ", breaks)));
    }
}
