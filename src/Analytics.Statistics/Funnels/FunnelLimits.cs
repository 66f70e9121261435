using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Funnels;

/// <summary>Control limits of a funnel for proportions round a target.</summary>
/// <remarks>Spiegelhalter (2005), Statistics in Medicine 24:1185-1202. Limits are proportions clipped to 0 to 1.
/// Checked in tests/reference/07-funnel-proportion.csv.</remarks>
public static class FunnelLimits
{
    /// <summary>Normal limits: P ± z √(P(1 - P)/n).</summary>
    /// <param name="target">P, 0 to 1.</param>
    /// <param name="n">Trials, above 0; need not be whole.</param>
    /// <param name="confidence">Two-sided level between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Interval Score(double target, double n, double confidence)
    {
        Check(target, n, confidence);
        var reach = SpecialFunctions.TwoSidedNormal(confidence) * Math.Sqrt(target * (1 - target) / n);
        return new(Math.Max(0, target - reach), Math.Min(1, target + reach));
    }

    /// <summary>Exact binomial limits, interpolated between counts, which leaves slight waves at small n.</summary>
    /// <param name="target">P, 0 to 1.</param>
    /// <param name="n">Trials, at least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Spiegelhalter's appendix A.1.1: (r - a)/n with r the binomial quantile and a = (F(r) - p) / (F(r) -
    /// F(r - 1)). Where less than one event is expected the interpolation can pass the target; the limits stop there.
    /// </remarks>
    public static Interval Exact(double target, long n, double confidence)
    {
        Check(target, n, confidence);
        var tail = (1 - confidence) / 2;
        return target is 0 or 1 ? new(target, target)
            : new(Math.Clamp(Limit(target, n, tail), 0, target), Math.Clamp(Limit(target, n, 1 - tail), target, 1));
    }

    /// <summary>Limits on the arcsine scale, where districts may differ in truth with variance τ².</summary>
    /// <param name="target">P, 0 to 1.</param>
    /// <param name="n">Trials, above 0; need not be whole.</param>
    /// <param name="tau2">Variance between districts of asin √p, at least 0.</param>
    /// <param name="confidence">Two-sided level between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>sin²(asin √P ± z √(1/(4n) + τ²)), the angle kept in 0 to π/2.</remarks>
    public static Interval Arcsine(double target, double n, double tau2, double confidence)
    {
        Check(target, n, confidence);
        ArgumentOutOfRangeException.ThrowIfNegative(tau2);
        var (angle, reach) = (Math.Asin(Math.Sqrt(target)),
            SpecialFunctions.TwoSidedNormal(confidence) * Math.Sqrt(1 / (4 * n) + tau2));
        return new(Rate(angle - reach), Rate(angle + reach));
    }

    static double Rate(double angle)
    {
        var sine = Math.Sin(Math.Clamp(angle, 0, Math.PI / 2));
        return sine * sine;
    }

    static double Limit(double target, long n, double p)
    {
        var (r, reached, mass) = SpecialFunctions.BinomialAt(p, n, target);
        return (r - (reached - p) / mass) / n;
    }

    static void Check(double target, double n, double confidence)
    {
        if (target is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(target), target, "A target lies between 0 and 1.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        Arguments.CheckConfidence(confidence);
    }
}
