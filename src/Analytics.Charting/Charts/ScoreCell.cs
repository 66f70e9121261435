using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Intervals;

namespace Analytics.Charting.Charts;

/// <summary>One measure of one area: what it is now, how it changed, and how it came here.</summary>
/// <param name="Latest">The figure of the latest period that has one; null where all are withheld or missing.</param>
/// <param name="Before">The one before it, of the same variant and scope; null where there is none.</param>
/// <param name="Series">All figures of that variant and scope, in order of time.</param>
/// <param name="IsWithheld">Whether the latest figure is withheld.</param>
sealed record ScoreCell(Observation? Latest, Observation? Before, IReadOnlyList<Observation> Series, bool IsWithheld)
{
    /// <summary>Rows of a period, variant and scope that another row stands for.</summary>
    public IReadOnlyList<Observation> Twice { get; private init; } = [];

    public double? Change => Latest is { } now && Before is { } then ? now.Value - then.Value : null;

    /// <summary>-1, 0 or 1; null where counts do not allow to say whether the change is clear.</summary>
    public int? Clear
    {
        get
        {
            if (Latest is not { HasCounts: true } now || Before is not { HasCounts: true } then
                || SmallBase.HasNoMark(now.Trials!.Value) || SmallBase.HasNoMark(then.Trials!.Value)) return null;
            var difference = Newcombe.Interval(now.Events!.Value, now.Trials.Value, then.Events!.Value,
                then.Trials.Value);
            return difference.Low > 0 ? 1 : difference.High < 0 ? -1 : 0;
        }
    }

    public static ScoreCell Of(ChartSpec spec, IEnumerable<Observation> rows)
    {
        Observation[] every = [.. rows.OrderBy(o => o.Start ?? DateOnly.MinValue)
            .ThenBy(o => o.End ?? DateOnly.MinValue)];
        // The first with a value stands for what stands twice.
        Observation[] all = [.. every.OrderBy(o => double.IsNaN(o.Value))
            .DistinctBy(o => (o.Period, o.Variant, o.Scope)).OrderBy(o => Array.IndexOf(every, o))];
        Observation[] twice = [.. every.Except(all)];
        var last = all.LastOrDefault(o => !double.IsNaN(o.Value));
        var isWithheld = all.Length > 0 && double.IsNaN(all[^1].Value) && all[^1].Status.Contains("suppressed");
        if (last is null) return new(null, null, [], isWithheld) { Twice = twice };
        Observation[] series = [.. all.Where(o => !double.IsNaN(o.Value)
            && (o.Variant, o.Scope) == (last.Variant, last.Scope))];
        // What went before a break counts something else.
        var since = series.Length - 1;
        while (since > 0 && !Breaks.IsBetween(spec, series[since - 1], series[since])) since--;
        series = series[Math.Max(0, since)..];
        return new(last, series.Length > 1 ? series[^2] : null, series, isWithheld) { Twice = twice };
    }
}
