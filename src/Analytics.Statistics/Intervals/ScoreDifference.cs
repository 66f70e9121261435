namespace Analytics.Statistics.Intervals;

/// <summary>Score intervals for the difference of two independent proportions: the differences a score test of this
/// level does not reject.</summary>
public static class ScoreDifference
{
    /// <summary>Miettinen and Nurminen's limits for the first proportion minus the second.</summary>
    /// <param name="events1">Events of the first, 0 to <paramref name="n1"/>.</param>
    /// <param name="n1">Trials of the first, at least 1.</param>
    /// <param name="events2">Events of the second, 0 to <paramref name="n2"/>.</param>
    /// <param name="n2">Trials of the second, at least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1; 0.95 unless given.</param>
    /// <returns>Limits as a difference of proportions, -1 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An n is below 1, events outside 0..n, or confidence outside 0..1.
    /// </exception>
    /// <remarks>Miettinen and Nurminen (1985), Statistics in Medicine 4:213-226, with the variance times N/(N - 1).
    /// Checked in tests/reference/03-two-proportions.csv.</remarks>
    public static Interval MiettinenNurminen(long events1, long n1, long events2, long n2, double confidence = 0.95) =>
        Of(events1, n1, events2, n2, confidence, (n1 + n2) / (n1 + n2 - 1.0));

    /// <summary>Mee's limits: the same without the factor N/(N - 1).</summary>
    /// <param name="events1">Events of the first, 0 to <paramref name="n1"/>.</param>
    /// <param name="n1">Trials of the first, at least 1.</param>
    /// <param name="events2">Events of the second, 0 to <paramref name="n2"/>.</param>
    /// <param name="n2">Trials of the second, at least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1; 0.95 unless given.</param>
    /// <returns>Limits as a difference of proportions, -1 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">As <see cref="MiettinenNurminen"/>.</exception>
    /// <remarks>Mee (1984), Biometrics 40:1175-1176. Checked in tests/reference/03-two-proportions.csv.</remarks>
    public static Interval Mee(long events1, long n1, long events2, long n2, double confidence = 0.95) =>
        Of(events1, n1, events2, n2, confidence, 1);

    static Interval Of(long events1, long n1, long events2, long n2, double confidence, double factor)
    {
        Arguments.CheckCounts(events1, n1);
        Arguments.CheckCounts(events2, n2);
        Arguments.CheckConfidence(confidence);
        var z = SpecialFunctions.TwoSidedNormal(confidence);
        return new(Low(events1, n1, events2, n2, z, factor), -Low(events2, n2, events1, n1, z, factor));
    }

    // The least difference with a score of at most z.
    static double Low(double x1, double n1, double x2, double n2, double z, double factor)
    {
        var found = x1 / n1 - x2 / n2;
        return found == -1 ? -1 : Crossing.Between(difference => Score(difference) - z, -1, found);

        double Score(double difference)
        {
            var above = found - difference;
            if (above <= 0) return 0;
            var p2 = Likeliest(x1, n1, x2, n2, difference);
            var p1 = Math.Clamp(p2 + difference, 0, 1);
            // Infinite at the ends, where the search wants a number.
            return Math.Min(1e3 * z, above / Math.Sqrt(factor * (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)));
        }
    }

    // The second proportion, likeliest among those the first exceeds by a difference.
    static double Likeliest(double x1, double n1, double x2, double n2, double difference)
    {
        var (low, high) = (Math.Max(0, -difference), Math.Min(1, 1 - difference));
        return high <= low ? low : Crossing.Between(p2 =>
        {
            var p1 = p2 + difference;
            var slope = Over(x1, p1) - Over(n1 - x1, 1 - p1) + Over(x2, p2) - Over(n2 - x2, 1 - p2);
            return Math.Clamp(slope, -1e300, 1e300);
        }, low, high);

        static double Over(double count, double p) => count == 0 ? 0 : count / Math.Max(p, 1e-300);
    }
}
