using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Comparisons;

/// <summary>One rate against a fixed one, such as a target.</summary>
public static class OneProportion
{
    /// <summary>Expected counts from here on carry a normal approximation (Cochran 1954, Biometrics 10:417-451).
    /// </summary>
    public const double LeastExpected = 5;

    /// <summary>The score z, with its normal p; the exact binomial p where fewer than five events or fewer than five
    /// non-events are expected.</summary>
    /// <param name="events">Count of events, 0 to <paramref name="n"/>.</param>
    /// <param name="n">Number of trials, at least 1.</param>
    /// <param name="target">The rate compared with, as a proportion, 0 to 1.</param>
    /// <returns>With a target of 0 or 1 no z; p is 1 where all trials are as the target says and 0 otherwise.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">n below 1, events not in 0..n, target not in 0..1.</exception>
    /// <remarks>z = (x - nP) / √(nP(1 - P)). Checked in tests/reference/05-benchmark-comparison.csv.</remarks>
    public static ProportionTest Test(long events, long n, double target)
    {
        Check(events, n, target);
        var variance = n * target * (1 - target);
        double? z = variance > 0 ? (events - n * target) / Math.Sqrt(variance) : null;
        return z is { } score && n * Math.Min(target, 1 - target) >= LeastExpected
            ? new(score, SpecialFunctions.TwoSidedNormalP(score), false)
            : new(z, ExactP(events, n, target), true);
    }

    /// <summary>Exact two-sided binomial p: the probability of all counts no likelier than the one found.</summary>
    /// <param name="events">Count of events, 0 to <paramref name="n"/>.</param>
    /// <param name="n">Number of trials, at least 1.</param>
    /// <param name="target">As a proportion, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">As <see cref="Test"/>.</exception>
    /// <remarks>The rule of R's <c>binom.test</c>. Checked in tests/reference/05-benchmark-comparison.csv.</remarks>
    public static double ExactP(long events, long n, double target)
    {
        Check(events, n, target);
        if (target is 0 or 1) return events == (target == 0 ? 0 : n) ? 1 : 0;
        var odds = target / (1 - target);
        return SpecialFunctions.NoLikelier(events, 0, n, k => (n - k) / (k + 1.0) * odds);
    }

    /// <summary>Mid-P binomial p: twice the smaller tail, of which the count found weighs half; at most 1.</summary>
    /// <param name="events">Count of events, 0 to <paramref name="n"/>.</param>
    /// <param name="n">Number of trials, at least 1.</param>
    /// <param name="target">As a proportion, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">As <see cref="Test"/>.</exception>
    /// <remarks>Lancaster (1961), JASA 56:223-234. Checked in tests/reference/05-benchmark-comparison.csv.</remarks>
    public static double MidP(long events, long n, double target)
    {
        Check(events, n, target);
        var half = SpecialFunctions.BinomialMass(events, n, target) / 2;
        var below = SpecialFunctions.BinomialCdf(events - 1, n, target);
        var above = SpecialFunctions.BinomialCdf(n - events - 1, n, 1 - target);
        return Math.Min(1, 2 * (Math.Min(below, above) + half));
    }

    static void Check(long events, long n, double target)
    {
        Arguments.CheckCounts(events, n);
        if (target is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(target), target, "A target lies between 0 and 1.");
    }
}
