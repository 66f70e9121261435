using Gamma = MathNet.Numerics.SpecialFunctions;

namespace Analytics.Statistics;

// Tails of the distributions tests are read from. Normal and chi-squared come from MathNet's erfc and incomplete gamma;
// t and binomial from the incomplete beta of this room, which is within relative 1e-10 of R's in small tails too.
static partial class SpecialFunctions
{
    /// <summary>P(|Z| ≥ |z|) of the standard normal.</summary>
    public static double TwoSidedNormalP(double z) => Gamma.Erfc(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>P(|T| ≥ |t|) of Student's t.</summary>
    public static double TwoSidedStudentP(double t, double freedom) =>
        BetaRegularized(freedom / (freedom + t * t), freedom / 2, 0.5);

    /// <summary>The t with P(|T| ≥ t) = 1 - confidence.</summary>
    public static double TwoSidedStudent(double confidence, double freedom)
    {
        var x = BetaQuantile(1 - confidence, freedom / 2, 0.5);
        return Math.Sqrt(freedom * (1 - x) / x);
    }

    /// <summary>P(X² ≥ x) with whole degrees of freedom; 1 without any.</summary>
    public static double ChiSquaredUpper(double x, int freedom) =>
        freedom == 0 || x <= 0 ? 1
        : freedom == 1 ? TwoSidedNormalP(Math.Sqrt(x))
        : Gamma.GammaUpperRegularized(freedom / 2.0, x / 2);

    /// <summary>P(X ≤ k) of n trials.</summary>
    public static double BinomialCdf(long k, long n, double p) =>
        k < 0 ? 0 : k >= n ? 1 : BetaRegularized(1 - p, n - k, k + 1);

    /// <summary>P(X = k) of n trials.</summary>
    public static double BinomialMass(long k, long n, double p)
    {
        if (k < 0 || k > n) return 0;
        if (p <= 0 || p >= 1) return k == (p <= 0 ? 0 : n) ? 1 : 0;
        if (k == 0) return Math.Pow(1 - p, n);
        if (k == n) return Math.Pow(p, n);
        return Prefix(p, k, n - k) / k * n / (n - k);
    }

    /// <summary>The least k with P(X ≤ k) ≥ q.</summary>
    public static long BinomialQuantile(double q, long n, double p)
    {
        // A probability that misses q by rounding alone counts as reached.
        q *= 1 - 1.5e-14;
        var (low, high) = (-1L, n);
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (BinomialCdf(middle, n, p) >= q) high = middle; else low = middle;
        }
        return high;
    }

    /// <summary>Share of the probability that lies on values no likelier than the observed one.</summary>
    /// <param name="observed">The value found.</param>
    /// <param name="least">The least possible value.</param>
    /// <param name="greatest">The greatest possible value.</param>
    /// <param name="ratio">Mass at k + 1 over the mass at k.</param>
    public static double NoLikelier(long observed, long least, long greatest, Func<long, double> ratio)
    {
        // As in R: values within 1e-7 of the observed mass count as equally likely.
        const double equal = 1 + 1e-7;
        var (total, counted) = (1.0, 1.0);
        var mass = 1.0;
        for (var k = observed; k < greatest; k++) Add(mass *= ratio(k));
        mass = 1;
        for (var k = observed - 1; k >= least; k--) Add(mass /= ratio(k));
        return counted / total;

        void Add(double next)
        {
            total += next;
            if (next <= equal) counted += next;
        }
    }
}
