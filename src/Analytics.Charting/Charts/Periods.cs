using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

/// <summary>Which periods compare: a total of half a year is no year's, and what is not over is not told yet.</summary>
static class Periods
{
    /// <summary>Rows of periods that are over and, of totals, of one length: years, quarters or months, whichever most
    /// rows have.</summary>
    public static Observation[] Comparable(IReadOnlyList<Observation> rows, bool isRate)
    {
        Observation[] over = [.. rows.Where(o => !o.IsPartial)];
        if (isRate) return over;
        var grain = Commonest(over);
        return over.Any(o => TimeScale.IsOf(o, grain)) ? [.. over.Where(o => TimeScale.IsOf(o, grain))] : over;
    }

    /// <summary>The same, what is left out in a remark and a warning.</summary>
    public static Observations Comparable(Canvas canvas, Observations data, List<string> notes)
    {
        var kept = Comparable(data.Rows, data.Format.IsRate);
        if (kept.Length == data.Rows.Count) return data;
        Note(canvas, [.. data.Rows.Except(kept)], notes);
        return data with { Rows = kept };
    }

    public static void Note(Canvas canvas, IReadOnlyList<Observation> left, List<string> notes)
    {
        if (left.Count == 0) return;
        (string, object?)[] facts = [("count", left.Count), ("periods", left.Select(o => o.Period).Distinct().Take(4))];
        notes.Add(canvas.Say("chart.periods.left", facts));
        canvas.Warn("chart.periods.left", facts);
    }

    public static Grain Commonest(IReadOnlyList<Observation> rows) =>
        Enum.GetValues<Grain>().MaxBy(grain => rows.Count(o => TimeScale.IsOf(o, grain)));
}
