namespace Analytics.Statistics.Intervals;

/// <summary>Wilson score interval for a proportion: the one drawn and printed unless another is asked for.</summary>
public static class Wilson
{
    /// <summary>The limits for a number of events among a number of trials.</summary>
    /// <param name="events">Count of events, 0 to <paramref name="n"/>.</param>
    /// <param name="n">Number of trials, at least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1; 0.95 unless given.</param>
    /// <returns>Limits as proportions, 0 to 1; exactly 0 without events and exactly 1 when all trials are events.
    /// With 0 of 8: 0 and 0.324.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n below 1, events not in 0..n, confidence not in 0..1.</exception>
    /// <remarks>Wilson (1927), JASA 22:209-212, without continuity correction. Checked in
    /// tests/reference/01-proportion-ci.csv.</remarks>
    public static Interval Interval(long events, long n, double confidence = 0.95)
    {
        Arguments.CheckCounts(events, n);
        Arguments.CheckConfidence(confidence);
        var z = SpecialFunctions.TwoSidedNormal(confidence);
        // The limits are symmetric in events and n - events; each is taken from the side that does not cancel.
        return new(Low(events, n, z), 1 - Low(n - events, n, z));
    }

    /// <summary>The limits with continuity correction: wider, and about as careful as the exact ones.</summary>
    /// <param name="events">Count of events, 0 to <paramref name="n"/>.</param>
    /// <param name="n">Number of trials, at least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1; 0.95 unless given.</param>
    /// <returns>Limits as proportions, 0 to 1; exactly 0 without events and exactly 1 when all trials are events.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">As <see cref="Interval"/>.</exception>
    /// <remarks>Newcombe (1998), Statistics in Medicine 17:857-872, method 4: the limits of half an event less and half
    /// an event more. Checked in tests/reference/01-proportion-ci.csv.</remarks>
    public static Interval Corrected(long events, long n, double confidence = 0.95)
    {
        Arguments.CheckCounts(events, n);
        Arguments.CheckConfidence(confidence);
        var z = SpecialFunctions.TwoSidedNormal(confidence);
        return new(events == 0 ? 0 : Low(events - 0.5, n, z), events == n ? 1 : 1 - Low(n - events - 0.5, n, z));
    }

    // The smaller root of (p̂ - p)² = z² p (1 - p) / n, as product of roots over the larger one.
    static double Low(double x, double n, double z)
    {
        var larger = 2 * x + z * z + z * Math.Sqrt(z * z + 4 * x * ((n - x) / n));
        return 2 * x / n * x / larger;
    }
}
