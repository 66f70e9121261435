using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Comparisons;

// A row's counts, or why there are none.
readonly record struct Counted(int Row, long Events, long Trials, string? Reason)
{
    /// One of each row of the case, in order.
    public static Counted[] Of(string analysis, Sample sample)
    {
        var (events, trials) = (sample.WholesOrNull("events"), sample.WholesOrNull("trials"));
        return [.. Enumerable.Range(0, sample.Count).Select(i => new Counted(i, events[i] ?? 0, trials[i] ?? 0,
            CountReason.Of(analysis, sample, i, events[i], trials[i])))];
    }
}
