namespace Analytics.Statistics.Intervals;

/// <summary>The odds of one proportion over the odds of another.</summary>
public static class OddsRatio
{
    /// <summary>With Woolf's limits, on the log scale.</summary>
    /// <param name="events1">Events of the first, 0 to <paramref name="n1"/>.</param>
    /// <param name="n1">Trials of the first, at least 1.</param>
    /// <param name="events2">Events of the second, 0 to <paramref name="n2"/>.</param>
    /// <param name="n2">Trials of the second, at least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1; 0.95 unless given.</param>
    /// <returns>No limits where one has no events or nothing but events.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An n is below 1, events outside 0..n, or confidence outside 0..1.
    /// </exception>
    /// <remarks>Woolf (1955), Annals of Human Genetics 19:251-253. Checked in tests/reference/03-two-proportions.csv.
    /// </remarks>
    public static Ratio Woolf(long events1, long n1, long events2, long n2, double confidence = 0.95)
    {
        Check(events1, n1, events2, n2, confidence);
        return Of(events1, n1 - events1, events2, n2 - events2, confidence);
    }

    /// <summary>With half a case added to each of the four cells, so that there always are limits.</summary>
    /// <param name="events1">Events of the first, 0 to <paramref name="n1"/>.</param>
    /// <param name="n1">Trials of the first, at least 1.</param>
    /// <param name="events2">Events of the second, 0 to <paramref name="n2"/>.</param>
    /// <param name="n2">Trials of the second, at least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1; 0.95 unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">As <see cref="Woolf"/>.</exception>
    /// <remarks>Haldane (1956), Annals of Human Genetics 20:309-311. Checked in
    /// tests/reference/03-two-proportions.csv.</remarks>
    public static Ratio Haldane(long events1, long n1, long events2, long n2, double confidence = 0.95)
    {
        Check(events1, n1, events2, n2, confidence);
        return Of(events1 + 0.5, n1 - events1 + 0.5, events2 + 0.5, n2 - events2 + 0.5, confidence);
    }

    /// <summary>Likeliest with all margins given, with exact limits: those that go with Fisher's test.</summary>
    /// <param name="events1">Events of the first, 0 to <paramref name="n1"/>.</param>
    /// <param name="n1">Trials of the first, at least 1.</param>
    /// <param name="events2">Events of the second, 0 to <paramref name="n2"/>.</param>
    /// <param name="n2">Trials of the second, at least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1; 0.95 unless given.</param>
    /// <param name="tolerance">How far from the root of its equation a ratio, or its inverse where that is below 1,
    /// may be; 0 for all digits. R stops at 2⁻¹³, which moves a wide upper limit by up to half a percent.</param>
    /// <returns>0 or infinite at the ends of what the margins allow; no value where they allow one table only, with
    /// limits 0 and infinity.</returns>
    /// <exception cref="ArgumentOutOfRangeException">As <see cref="Woolf"/>.</exception>
    /// <remarks>Cornfield (1956), Proceedings of the Third Berkeley Symposium 4:135-148: α/2 in each tail of the
    /// noncentral hypergeometric distribution. Checked in tests/reference/03-two-proportions.csv.</remarks>
    public static Ratio Exact(long events1, long n1, long events2, long n2, double confidence = 0.95,
        double tolerance = 0)
    {
        Check(events1, n1, events2, n2, confidence);
        var tables = new NoncentralHypergeometric(n1, n2, events1 + events2);
        var tail = (1 - confidence) / 2;
        var isLeast = events1 == tables.Least;
        var isMost = events1 == tables.Most;
        var low = isLeast ? 0 : At(odds => tables.Of(odds, events1).Upper - tail);
        var high = isMost ? double.PositiveInfinity : At(odds => tail - tables.Of(odds, events1).Lower);
        return new(isLeast && isMost ? null : isLeast ? 0 : isMost ? double.PositiveInfinity
            : At(odds => tables.Of(odds, events1).Mean - events1), new(low, high));

        // Each rises with the odds: the odds or their inverse lie between 0 and 1.
        double At(Func<double, double> f)
        {
            var even = f(1);
            return even == 0 ? 1 : even > 0 ? Crossing.Zero(f, 0, 1, tolerance)
                : 1 / Crossing.Zero(inverse => f(1 / inverse), tolerance > 0 ? Math.BitIncrement(1.0) - 1 : 1e-300, 1,
                    tolerance);
        }
    }

    static Ratio Of(double a, double b, double c, double d, double confidence)
    {
        var (above, below) = (a * d, b * c);
        if (below == 0) return new(above == 0 ? null : double.PositiveInfinity, null);
        return new(above / below, above == 0 ? null
            : Logged.Limits(above / below, 1 / a + 1 / b + 1 / c + 1 / d, confidence));
    }

    static void Check(long events1, long n1, long events2, long n2, double confidence)
    {
        Arguments.CheckCounts(events1, n1);
        Arguments.CheckCounts(events2, n2);
        Arguments.CheckConfidence(confidence);
    }
}

// The events of the first of two groups, given the events of both and the odds ratio.
sealed class NoncentralHypergeometric(long n1, long n2, long events)
{
    public long Least { get; } = Math.Max(0, events - n2);

    public long Most { get; } = Math.Min(n1, events);

    /// P(X ≤ at), P(X ≥ at) and the mean.
    public (double Lower, double Upper, double Mean) Of(double odds, long at)
    {
        var mode = Mode(odds);
        var (total, lower, upper, shift, mass) = (0.0, 0.0, 0.0, 0.0, 1.0);
        // Outward from the mode until nothing is left.
        for (var k = mode; k <= Most && mass > 1e-20; mass *= odds * Ratio(k++)) Add(k);
        mass = 1;
        for (var k = mode; k > Least && mass > 1e-20;)
        {
            mass /= odds * Ratio(--k);
            Add(k);
        }
        return (lower / total, upper / total, mode + shift / total);

        void Add(long k)
        {
            total += mass;
            if (k <= at) lower += mass;
            if (k >= at) upper += mass;
            shift += mass * (k - mode);
        }
    }

    // The greatest k that is not less likely than the one before.
    long Mode(double odds)
    {
        var (low, high) = (Least, Most);
        while (low < high)
        {
            var middle = low + (high - low + 1) / 2;
            if (odds * Ratio(middle - 1) >= 1) low = middle; else high = middle - 1;
        }
        return low;
    }

    // Mass at k + 1 over mass at k, at odds of 1.
    double Ratio(long k) => (n1 - k) / (k + 1.0) * ((events - k) / (n2 - events + k + 1.0));
}
