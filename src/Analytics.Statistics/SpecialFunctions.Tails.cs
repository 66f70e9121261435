namespace Analytics.Statistics;

// Counts: binomial and hypergeometric.
static partial class SpecialFunctions
{
    /// <summary>P(X ≤ k) of n trials.</summary>
    public static double BinomialCdf(long k, long n, double p) =>
        k < 0 ? 0 : k >= n ? 1 : BetaRegularized(1 - p, p, n - k, k + 1);

    /// <summary>P(X ≥ k) of n trials, in small tails too.</summary>
    public static double BinomialUpper(long k, long n, double p) =>
        k <= 0 ? 1 : k > n ? 0 : BetaRegularized(p, 1 - p, k, n - k + 1);

    /// <summary>The p with P(X > k) + P(X = k)/2 = q; k from 1 to n - 1, q below ½.</summary>
    public static double MidBinomialQuantile(double q, long k, long n)
    {
        // The exact limit lies below; from there Newton's steps on a log-concave tail do not overshoot.
        return Invert(q, 1 - q, BetaQuantile(q, k, n - k + 1), p =>
        {
            var at = (BinomialUpper(k, n, p) + BinomialUpper(k + 1, n, p)) / 2;
            var mass = Prefix(p, 1 - p, k, n - k + 1) + Prefix(p, 1 - p, k + 1, n - k);
            return (at, 1 - at, mass / (2 * (1 - p)));
        });
    }

    /// <summary>P(X = k) of n trials.</summary>
    public static double BinomialMass(long k, long n, double p)
    {
        if (k < 0 || k > n) return 0;
        if (p <= 0 || p >= 1) return k == (p <= 0 ? 0 : n) ? 1 : 0;
        if (k == 0) return Math.Exp(n * LogOnePlus(-p));
        if (k == n) return Math.Pow(p, n);
        return Prefix(p, 1 - p, k, n - k) / k * n / (n - k);
    }

    /// <summary>The least k with P(X ≤ k) ≥ q.</summary>
    public static long BinomialQuantile(double q, long n, double p) => BinomialAt(q, n, p).K;

    /// <summary>The least k with P(X ≤ k) ≥ q, with P(X ≤ k) and P(X = k).</summary>
    public static (long K, double Cdf, double Mass) BinomialAt(double q, long n, double p)
    {
        // A probability that misses q by rounding alone counts as reached.
        var wanted = q * (1 - 1.5e-14);
        if (Near(wanted, n, p) is { } near) return near;
        var (low, high) = Bracket(wanted, n, p);
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (BinomialCdf(middle, n, p) >= wanted) high = middle; else low = middle;
        }
        return (high, BinomialCdf(high, n, p), BinomialMass(high, n, p));
    }

    // From the guess in single steps, each a ratio of neighbouring masses; null where the guess lies far off.
    static (long K, double Cdf, double Mass)? Near(double q, long n, double p)
    {
        const int most = 32;
        if (q is not (> 0 and < 1) || p is not (> 0 and < 1)) return null;
        var (k, odds) = (Guess(q, n, p), p / (1 - p));
        var (cdf, mass) = (BinomialCdf(k, n, p), BinomialMass(k, n, p));
        for (var (step, first) = (0, cdf); cdf >= q; step++)
        {
            var below = cdf - mass;
            if (k > 0 && Math.Abs(below - q) <= 1e-11 * first) below = BinomialCdf(k - 1, n, p);
            if (k == 0 || below < q) return (k, cdf, mass);
            if (step == most || mass == 0) return null;
            (cdf, mass) = (below, mass * k / ((n - k + 1) * odds));
            k--;
        }
        for (var step = 0; cdf < q; step++)
        {
            if (step == most || mass == 0 || k == n) return null;
            k++;
            mass *= (n - k + 1) * odds / k;
            cdf += mass;
            if (Math.Abs(cdf - q) <= 1e-11 * q) cdf = BinomialCdf(k, n, p);
        }
        return (k, cdf, mass);
    }

    static long Guess(double q, long n, double p)
    {
        var (z, spread) = (NormalQuantile(q), Math.Sqrt(n * p * (1 - p)));
        return (long)Math.Clamp(Math.Round(n * p + z * spread + (1 - 2 * p) * (z * z - 1) / 6), 0, n);
    }

    // P(X ≤ low) < q ≤ P(X ≤ high): round the normal guess with its skewness, widened until it holds.
    static (long Low, long High) Bracket(double q, long n, double p)
    {
        if (q is not (> 0 and < 1) || p is not (> 0 and < 1)) return (-1, n);
        var high = Guess(q, n, p);
        var low = high - 1;
        for (var step = 1L; high < n && BinomialCdf(high, n, p) < q; step *= 2)
            (low, high) = (high, Math.Min(n, high + step));
        for (var step = 1L; low >= 0 && BinomialCdf(low, n, p) >= q; step *= 2)
            (high, low) = (low, Math.Max(-1, low - step));
        return (low, high);
    }

    /// <summary>P(X = k) of draws without replacement.</summary>
    /// <param name="k">Marked ones drawn.</param>
    /// <param name="marked">Marked ones there are.</param>
    /// <param name="others">Unmarked ones there are.</param>
    /// <param name="draws">Number drawn.</param>
    public static double HypergeometricMass(long k, long marked, long others, long draws)
    {
        if (k < Math.Max(0, draws - others) || k > Math.Min(marked, draws)) return 0;
        if (draws == 0 || draws == marked + others) return 1;
        var share = draws / ((double)marked + others);
        return BinomialMass(k, marked, share) * BinomialMass(draws - k, others, share)
            / BinomialMass(draws, marked + others, share);
    }

    /// <summary>P(X ≤ k) of draws without replacement.</summary>
    /// <inheritdoc cref="HypergeometricMass" path="/param"/>
    public static double HypergeometricCdf(long k, long marked, long others, long draws)
    {
        if (k < Math.Max(0, draws - others)) return 0;
        if (k >= Math.Min(marked, draws)) return 1;
        // The smaller tail is summed; the upper one is the lower one of the unmarked.
        if (k > (double)draws * marked / ((double)marked + others))
            return 1 - HypergeometricCdf(draws - k - 1, others, marked, draws);
        var (sum, term) = (1.0, 1.0);
        for (var i = k; term > 1e-18 * sum && i > 0; i--)
            sum += term *= i / (marked - i + 1.0) * ((others - draws + i) / (double)(draws - i + 1));
        return sum * HypergeometricMass(k, marked, others, draws);
    }

    /// <summary>Share of the probability that lies on values no likelier than the observed one.</summary>
    /// <param name="observed">The value found.</param>
    /// <param name="least">The least possible value.</param>
    /// <param name="greatest">The greatest possible value.</param>
    /// <param name="ratio">Mass at k + 1 over the mass at k, falling in k.</param>
    /// <param name="weight">What values as likely as the observed one count: ½ of a mid-P.</param>
    public static double NoLikelier(long observed, long least, long greatest, Func<long, double> ratio,
        double weight = 1)
    {
        // As in R: values within 1e-7 of the observed mass count as equally likely.
        const double equal = 1 + 1e-7;
        // Masses below the first change nothing, beyond the second the share is nothing.
        const double negligible = 1e-19, most = 1e300;
        var (total, counted) = (1.0, weight);
        var mass = 1.0;
        for (var k = observed; k < greatest && (mass > negligible || ratio(k) > 1) && mass < most; k++)
            Add(mass *= ratio(k));
        if (mass >= most) return 0;
        mass = 1;
        for (var k = observed - 1; k >= least && (mass > negligible || ratio(k) < 1) && mass < most; k--)
            Add(mass /= ratio(k));
        return mass >= most ? 0 : counted / total;

        void Add(double next)
        {
            total += next;
            if (next <= equal) counted += next >= 1 / equal ? weight * next : next;
        }
    }
}
