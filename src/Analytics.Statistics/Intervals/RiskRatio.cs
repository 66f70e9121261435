namespace Analytics.Statistics.Intervals;

/// <summary>A ratio with its limits.</summary>
/// <param name="Value">Null where nothing is divided by nothing; infinite where something is.</param>
/// <param name="Interval">Null where the method has none; its ends may be 0 and infinity.</param>
public readonly record struct Ratio(double? Value, Interval? Interval);

/// <summary>One proportion over another: the relative risk.</summary>
public static class RiskRatio
{
    /// <summary>With the limits of Katz, on the log scale.</summary>
    /// <param name="events1">Events of the first, 0 to <paramref name="n1"/>.</param>
    /// <param name="n1">Trials of the first, at least 1.</param>
    /// <param name="events2">Events of the second, 0 to <paramref name="n2"/>.</param>
    /// <param name="n2">Trials of the second, at least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1; 0.95 unless given.</param>
    /// <returns>No limits where one has no events.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An n is below 1, events outside 0..n, or confidence outside 0..1.
    /// </exception>
    /// <remarks>Katz, Baptista, Azen and Pike (1978), Biometrics 34:469-474. Checked in
    /// tests/reference/03-two-proportions.csv.</remarks>
    public static Ratio Katz(long events1, long n1, long events2, long n2, double confidence = 0.95)
    {
        Arguments.CheckCounts(events1, n1);
        Arguments.CheckCounts(events2, n2);
        Arguments.CheckConfidence(confidence);
        if (events2 == 0) return new(events1 == 0 ? null : double.PositiveInfinity, null);
        var ratio = events1 / (double)n1 / (events2 / (double)n2);
        return new(ratio, events1 == 0 ? null : Logged.Limits(ratio,
            1.0 / events1 - 1.0 / n1 + 1.0 / events2 - 1.0 / n2, confidence));
    }
}

static class Logged
{
    /// A ratio times and over exp(z √variance).
    public static Interval Limits(double ratio, double variance, double confidence)
    {
        var reach = SpecialFunctions.TwoSidedNormal(confidence) * Math.Sqrt(Math.Max(0, variance));
        return new(ratio * Math.Exp(-reach), ratio * Math.Exp(reach));
    }
}
