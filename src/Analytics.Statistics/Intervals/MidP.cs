namespace Analytics.Statistics.Intervals;

/// <summary>Mid-P interval for a proportion: the exact one with the count found weighing half, so that it is not wider
/// than its level wants on average.</summary>
public static class MidP
{
    /// <summary>The limits for a number of events among a number of trials.</summary>
    /// <param name="events">Count of events, 0 to <paramref name="n"/>.</param>
    /// <param name="n">Number of trials, at least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1; 0.95 unless given.</param>
    /// <returns>Limits as proportions, 0 to 1; exactly 0 without events and exactly 1 when all trials are events.
    /// With 0 of 8: 0 and 0.312.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n below 1, events not in 0..n, confidence not in 0..1.</exception>
    /// <remarks>P(X > x) + P(X = x)/2 = α/2 at the lower limit. Lancaster (1961), JASA 56:223-234; Berry and Armitage
    /// (1995), The Statistician 44:417-423. Checked in tests/reference/01-proportion-ci.csv.</remarks>
    public static Interval Interval(long events, long n, double confidence = 0.95)
    {
        Arguments.CheckCounts(events, n);
        Arguments.CheckConfidence(confidence);
        return new(Low(events, n, 1 - confidence), 1 - Low(n - events, n, 1 - confidence));
    }

    static double Low(long events, long n, double alpha) => events == 0 ? 0
        : events == n ? Math.Pow(alpha, 1.0 / n) : SpecialFunctions.MidBinomialQuantile(alpha / 2, events, n);
}
