namespace Analytics.Statistics.Funnels;

// Values drawn in to their own quantiles, so that few far ones do not decide a variance.
static class Winsorised
{
    /// Type 7 quantiles of sorted values at trim and 1 - trim.
    public static (double Low, double High) Ends(ReadOnlySpan<double> sorted, double trim) =>
        (Quantile.Type7(sorted, trim), Quantile.Type7(sorted, 1 - trim));

    /// Mean of the squares after drawing in; sorts the values.
    public static double MeanSquare(Span<double> values, double trim)
    {
        values.Sort();
        var (low, high) = Ends(values, trim);
        var sum = 0.0;
        foreach (var value in values)
        {
            var drawn = Math.Clamp(value, low, high);
            sum += drawn * drawn;
        }
        return sum / values.Length;
    }

    /// What drawing in leaves of a standard normal's variance: (1 - 2t) - 2a φ(a) + 2t a², a = Φ⁻¹(1 - t).
    public static double Consistency(double trim)
    {
        if (trim == 0) return 1;
        var a = SpecialFunctions.NormalQuantile(1 - trim);
        return 1 - 2 * trim - 2 * a * SpecialFunctions.NormalDensity(a) + 2 * trim * a * a;
    }

    public static void CheckTrim(double trim)
    {
        if (trim is not (>= 0 and < 0.5))
            throw new ArgumentOutOfRangeException(nameof(trim), trim, "A share lies in 0 to below 0.5.");
    }
}
