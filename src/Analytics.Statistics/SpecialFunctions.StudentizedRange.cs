namespace Analytics.Statistics;

// The range of k normal values over an independent estimate of their standard deviation (Tukey).
static partial class SpecialFunctions
{
    /// <summary>P(Q ≤ q) of the studentised range.</summary>
    /// <param name="q">The range in standard deviations.</param>
    /// <param name="means">Number of values, at least 2.</param>
    /// <param name="freedom">Degrees of freedom of the standard deviation, at least 2.</param>
    /// <remarks>∫ f(s) R(q s) ds, with f the density of s = √(χ²/ν), over panels of Gauss and Legendre. Harter (1960),
    /// Annals of Mathematical Statistics 31:1122-1147.</remarks>
    public static double StudentizedRangeCdf(double q, double means, double freedom)
    {
        if (q <= 0) return 0;
        if (double.IsPositiveInfinity(freedom)) return NormalRangeCdf(q, means);
        // ν s²/2 is a gamma value; outside these ends nothing is left.
        var (low, high) = (Ends(GammaQuantile(1e-18, freedom / 2)), Ends(GammaUpperQuantile(1e-18, freedom / 2)));
        var sum = 0.0;
        const int panels = 12;
        for (var i = 0; i < panels; i++)
            sum += Panel(s => 2 / s * Density(freedom * s * s / 2, freedom / 2) * NormalRangeCdf(q * s, means),
                low + (high - low) * i / panels, low + (high - low) * (i + 1) / panels);
        return Math.Clamp(sum, 0, 1);

        double Ends(double gamma) => Math.Sqrt(2 * gamma / freedom);
    }

    // R(w) = k ∫ φ(z) (Φ(z) - Φ(z - w))^(k-1) dz.
    static double NormalRangeCdf(double w, double means)
    {
        const double end = 8.5;
        const int panels = 12;
        var sum = 0.0;
        for (var i = 0; i < panels; i++)
            sum += Panel(z => NormalDensity(z) * Math.Pow(Math.Max(0, NormalCdf(z) - NormalCdf(z - w)), means - 1),
                -end + 2 * end * i / panels, -end + 2 * end * (i + 1) / panels);
        return Math.Clamp(means * sum, 0, 1);
    }
}
