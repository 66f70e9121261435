using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Shrinkage;

/// <summary>Logits of rates with their variances. Where no trial or every trial is an event, half an event and half a
/// non-event are added.</summary>
public static class LogitUnits
{
    /// <summary>The logit and its variance, 1/x + 1/(n - x).</summary>
    /// <param name="events">Count of events, 0 to <paramref name="n"/>.</param>
    /// <param name="n">Number of trials, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">n below 1, or events not in 0..n.</exception>
    /// <remarks>Checked in tests/reference/10-random-effects-units.csv.</remarks>
    public static (double Logit, double Variance) Of(long events, long n)
    {
        Arguments.CheckCounts(events, n);
        var added = events == 0 || events == n ? 0.5 : 0;
        var (x, y) = (events + added, n - events + added);
        return (Math.Log(x / y), 1 / x + 1 / y);
    }

    /// <summary>The rate of a logit.</summary>
    public static double Rate(double logit) => 1 / (1 + Math.Exp(-logit));
}
