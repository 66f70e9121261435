namespace Analytics.Statistics.Intervals;

/// <summary>Agresti and Coull's interval for a proportion: the textbook one after adding z²/2 events and as many
/// non-events.</summary>
public static class AgrestiCoull
{
    /// <summary>The limits for a number of events among a number of trials.</summary>
    /// <param name="events">Count of events, 0 to <paramref name="n"/>.</param>
    /// <param name="n">Number of trials, at least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1; 0.95 unless given.</param>
    /// <returns>Limits as proportions, not clipped: with few events the lower one is below 0, with few non-events the
    /// upper one above 1. With 0 of 8: -0.049 and 0.372.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n below 1, events not in 0..n, confidence not in 0..1.</exception>
    /// <remarks>Agresti and Coull (1998), American Statistician 52:119-126. Checked in
    /// tests/reference/01-proportion-ci.csv.</remarks>
    public static Interval Interval(long events, long n, double confidence = 0.95)
    {
        Arguments.CheckCounts(events, n);
        Arguments.CheckConfidence(confidence);
        var z = SpecialFunctions.TwoSidedNormal(confidence);
        var trials = n + z * z;
        var middle = (events + z * z / 2) / trials;
        var reach = z * Math.Sqrt(middle * ((n - events + z * z / 2) / trials) / trials);
        return new(middle - reach, middle + reach);
    }
}
