namespace Analytics.Statistics.Intervals;

/// <summary>Jeffreys' interval for a proportion: equal tails of the posterior from the prior Beta(½, ½).</summary>
public static class Jeffreys
{
    /// <summary>The limits for a number of events among a number of trials.</summary>
    /// <param name="events">Count of events, 0 to <paramref name="n"/>.</param>
    /// <param name="n">Number of trials, at least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1; 0.95 unless given.</param>
    /// <returns>Limits as proportions, 0 to 1; exactly 0 without events and exactly 1 when all trials are events.
    /// With 0 of 8: 0 and 0.262.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n below 1, events not in 0..n, confidence not in 0..1.</exception>
    /// <remarks>Brown, Cai and DasGupta (2001), Statistical Science 16:101-133, with their ends. Checked in
    /// tests/reference/01-proportion-ci.csv.</remarks>
    public static Interval Interval(long events, long n, double confidence = 0.95)
    {
        Arguments.CheckCounts(events, n);
        Arguments.CheckConfidence(confidence);
        return new(Low(events, n, confidence), 1 - Low(n - events, n, confidence));
    }

    static double Low(long events, long n, double confidence) =>
        events == 0 ? 0 : SpecialFunctions.BetaQuantile((1 - confidence) / 2, events + 0.5, n - events + 0.5);
}
