namespace Analytics.Statistics.Intervals;

/// <summary>Newcombe's hybrid score interval for the difference of two independent proportions.</summary>
public static class Newcombe
{
    /// <summary>The limits for the first proportion minus the second.</summary>
    /// <param name="events1">Events of the first, 0 to <paramref name="n1"/>.</param>
    /// <param name="n1">Trials of the first, at least 1.</param>
    /// <param name="events2">Events of the second, 0 to <paramref name="n2"/>.</param>
    /// <param name="n2">Trials of the second, at least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1; 0.95 unless given.</param>
    /// <returns>Limits as a difference of proportions, -1 to 1; <see cref="PercentagePoints"/> gives points.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An n is below 1, events outside 0..n, or confidence outside 0..1.
    /// </exception>
    /// <remarks>Newcombe (1998), Statistics in Medicine 17:873-890, method 10, uncorrected. The two must not share
    /// cases: it is not for an area against its own city. Checked in tests/reference/03-two-proportions.csv.</remarks>
    public static Interval Interval(long events1, long n1, long events2, long n2, double confidence = 0.95)
    {
        Arguments.CheckCounts(events1, n1);
        Arguments.CheckCounts(events2, n2);
        var first = Wilson.Interval(events1, n1, confidence);
        var second = Wilson.Interval(events2, n2, confidence);
        var (p1, p2) = (events1 / (double)n1, events2 / (double)n2);
        return new(
            p1 - p2 - double.Hypot(p1 - first.Low, second.High - p2),
            p1 - p2 + double.Hypot(first.High - p1, p2 - second.Low));
    }
}
