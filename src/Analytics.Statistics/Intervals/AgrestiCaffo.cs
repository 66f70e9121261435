namespace Analytics.Statistics.Intervals;

/// <summary>Agresti and Caffo's interval for the difference of two independent proportions: the textbook one after
/// adding one event and one non-event to each.</summary>
public static class AgrestiCaffo
{
    /// <summary>The limits for the first proportion minus the second.</summary>
    /// <param name="events1">Events of the first, 0 to <paramref name="n1"/>.</param>
    /// <param name="n1">Trials of the first, at least 1.</param>
    /// <param name="events2">Events of the second, 0 to <paramref name="n2"/>.</param>
    /// <param name="n2">Trials of the second, at least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1; 0.95 unless given.</param>
    /// <returns>Limits as a difference of proportions, not clipped. They need not contain the estimate where one
    /// proportion is 0 and the other 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An n is below 1, events outside 0..n, or confidence outside 0..1.
    /// </exception>
    /// <remarks>Agresti and Caffo (2000), American Statistician 54:280-288. Checked in
    /// tests/reference/03-two-proportions.csv.</remarks>
    public static Interval Interval(long events1, long n1, long events2, long n2, double confidence = 0.95)
    {
        Arguments.CheckCounts(events1, n1);
        Arguments.CheckCounts(events2, n2);
        Arguments.CheckConfidence(confidence);
        var (p1, p2) = ((events1 + 1) / (n1 + 2.0), (events2 + 1) / (n2 + 2.0));
        var reach = SpecialFunctions.TwoSidedNormal(confidence)
            * Math.Sqrt(p1 * (1 - p1) / (n1 + 2) + p2 * (1 - p2) / (n2 + 2));
        return new(p1 - p2 - reach, p1 - p2 + reach);
    }
}
