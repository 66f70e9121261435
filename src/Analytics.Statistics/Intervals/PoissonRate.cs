namespace Analytics.Statistics.Intervals;

/// <summary>Intervals for events per exposure: cases per 10,000 people, complaints per year.</summary>
public static class PoissonRate
{
    /// <summary>Exact limits: they cover as often as they say or more.</summary>
    /// <param name="events">Count of events, 0 or more.</param>
    /// <param name="exposure">What they are counted against, above 0: people, years.</param>
    /// <param name="confidence">Two-sided level between 0 and 1; 0.95 unless given.</param>
    /// <returns>Limits in events per unit of exposure; exactly 0 without events. With none in one unit: 0 and 3.69.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">Events below 0, exposure not above 0, confidence not in 0..1.
    /// </exception>
    /// <remarks>Garwood (1936), Biometrika 28:437-442, as quantiles of the gamma distribution. Checked in
    /// tests/reference/02-poisson-rate-ci.csv.</remarks>
    public static Interval Exact(long events, double exposure, double confidence = 0.95)
    {
        Check(events, exposure, confidence);
        var tail = (1 - confidence) / 2;
        return new(events == 0 ? 0 : SpecialFunctions.GammaQuantile(tail, events) / exposure,
            SpecialFunctions.GammaUpperQuantile(tail, events + 1.0) / exposure);
    }

    /// <summary>Byar's approximation to them, as public health publishes it.</summary>
    /// <param name="events">Count of events, 0 or more.</param>
    /// <param name="exposure">What they are counted against, above 0: people, years.</param>
    /// <param name="confidence">Two-sided level between 0 and 1; 0.95 unless given.</param>
    /// <returns>Limits in events per unit of exposure; the lower is 0 without events and where the cube is negative.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">As <see cref="Exact"/>.</exception>
    /// <remarks>Breslow and Day (1987), Statistical Methods in Cancer Research II, p. 69. Checked in
    /// tests/reference/02-poisson-rate-ci.csv.</remarks>
    public static Interval Byar(long events, double exposure, double confidence = 0.95)
    {
        Check(events, exposure, confidence);
        var z = SpecialFunctions.TwoSidedNormal(confidence);
        return new(events == 0 ? 0 : Cube(events, -z) / exposure, Cube(events + 1.0, z) / exposure);
    }

    static double Cube(double count, double z) =>
        count * Math.Pow(Math.Max(0, 1 - 1 / (9 * count) + z / (3 * Math.Sqrt(count))), 3);

    static void Check(long events, double exposure, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        if (!(exposure > 0 && double.IsFinite(exposure)))
            throw new ArgumentOutOfRangeException(nameof(exposure), exposure, "Exposure is above 0.");
        Arguments.CheckConfidence(confidence);
    }
}
