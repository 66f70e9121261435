namespace Analytics.Statistics.Intervals;

/// <summary>A difference of two rates in percentage points with its interval.</summary>
/// <param name="Points">First rate minus second, in percentage points.</param>
/// <param name="Interval">Newcombe limits, in percentage points.</param>
public readonly record struct PointDifference(double Points, Interval Interval);

/// <summary>Differences of rates, which are percentage points (百分点) and never percent.</summary>
public static class PercentagePoints
{
    /// <summary>First rate minus second, from counts, with Newcombe's interval.</summary>
    /// <param name="events1">Events of the first, 0 to <paramref name="n1"/>.</param>
    /// <param name="n1">Trials of the first, at least 1.</param>
    /// <param name="events2">Events of the second, 0 to <paramref name="n2"/>.</param>
    /// <param name="n2">Trials of the second, at least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1; 0.95 unless given.</param>
    /// <returns>12 of 40 against 9 of 45: 10 points, -8.3 to 27.9.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An n is below 1, events outside 0..n, or confidence outside 0..1.
    /// </exception>
    /// <remarks>Limits as in <see cref="Newcombe"/>, times 100.</remarks>
    public static PointDifference Difference(long events1, long n1, long events2, long n2, double confidence = 0.95)
    {
        var interval = Newcombe.Interval(events1, n1, events2, n2, confidence);
        return new(100 * (events1 / (double)n1 - events2 / (double)n2), interval.Times(100));
    }
}
