using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Units;

namespace Analytics.Statistics.Shrinkage;

/// <summary>A binomial model whose logits differ between units by a normal distribution (a GLMM with a random
/// intercept).</summary>
/// <param name="Intercept">β₀, the logit in the middle.</param>
/// <param name="Sigma">Standard deviation of the logits, 0 or more.</param>
/// <param name="LogLikelihood">Marginal, with binomial coefficients.</param>
/// <remarks>Maximum likelihood by adaptive Gauss-Hermite quadrature with 25 points: Pinheiro and Bates (1995), Journal
/// of Computational and Graphical Statistics 4:12-35. Checked in tests/reference/10-random-effects.csv.</remarks>
public readonly record struct BinomialMixed(double Intercept, double Sigma, double LogLikelihood)
{
    const double WidestSigma = 20;

    /// <summary>Of counts, one pair a unit.</summary>
    /// <param name="events">Each 0 to its trials.</param>
    /// <param name="trials">Each at least 1; as many as events, at least one.</param>
    /// <returns>Null where all trials or none are events, or the logits run apart without end.</returns>
    /// <exception cref="ArgumentException">No unit, or not as many events as trials.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible.</exception>
    public static BinomialMixed? Of(ReadOnlySpan<long> events, ReadOnlySpan<long> trials)
    {
        var pooled = Heterogeneity.Pooled(events, trials);
        if (pooled is 0 or 1) return null;
        var (x, n) = (events.ToArray(), trials.ToArray());
        var middle = Math.Log(pooled / (1 - pooled));
        // Along σ the slope of the likelihood, at the best intercept of each, is sought where it turns; it is 0 at 0.
        var intercept = middle;
        const double least = 1e-3;
        if (Slope(least) <= 0) return At(x, n, middle, 0);
        var high = 0.25;
        while (Slope(high) > 0)
            if ((high *= 2) > WidestSigma) return null;
        var sigma = Bracket.Between(Slope, least, Slope(least), high, Slope(high));
        intercept = InterceptAt(x, n, sigma, intercept);
        return At(x, n, intercept, sigma);

        double Slope(double at)
        {
            intercept = InterceptAt(x, n, at, intercept);
            return Likelihood(x, n, intercept, at).SigmaSlope;
        }
    }

    /// <summary>The most likely deviation of a unit's logit from the intercept, given its counts.</summary>
    /// <param name="events">Count of events, 0 to <paramref name="n"/>.</param>
    /// <param name="n">Number of trials, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">n below 1, or events not in 0..n.</exception>
    public double Mode(long events, long n)
    {
        Intervals.Arguments.CheckCounts(events, n);
        return Sigma * ModeOf(events, n, Intercept, Sigma);
    }

    static BinomialMixed At(long[] x, long[] n, double intercept, double sigma)
    {
        var constant = 0.0;
        for (var i = 0; i < x.Length; i++) constant += SpecialFunctions.LogChoose(n[i], x[i]);
        return new(intercept, sigma, Likelihood(x, n, intercept, sigma).Log + constant);
    }

    // Newton, by the slope's own slope of two near intercepts.
    static double InterceptAt(long[] x, long[] n, double sigma, double start)
    {
        var at = start;
        for (var i = 0; i < 50; i++)
        {
            const double near = 1e-4;
            var slope = Likelihood(x, n, at, sigma).InterceptSlope;
            var bend = (Likelihood(x, n, at + near, sigma).InterceptSlope - slope) / near;
            var step = bend < 0 ? Math.Clamp(-slope / bend, -2, 2) : Math.Sign(slope);
            at += step;
            if (Math.Abs(step) < 1e-9) break;
        }
        return at;
    }

    // Slopes are posterior means of those given the unit's own deviation (Fisher's identity).
    static (double Log, double InterceptSlope, double SigmaSlope) Likelihood(long[] x, long[] n, double intercept,
        double sigma)
    {
        var (log, byIntercept, bySigma) = (0.0, 0.0, 0.0);
        Span<double> terms = stackalloc double[Hermite.Points.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var mode = ModeOf(x[i], n[i], intercept, sigma);
            var p = LogitUnits.Rate(intercept + sigma * mode);
            var width = Math.Sqrt(2 / (1 + n[i] * p * (1 - p) * sigma * sigma));
            var most = double.NegativeInfinity;
            for (var q = 0; q < terms.Length; q++)
            {
                var u = mode + width * Hermite.Points[q];
                terms[q] = Hermite.LogWeights[q] + Hermite.Points[q] * Hermite.Points[q] - u * u / 2
                    + Log(x[i], n[i], intercept + sigma * u);
                most = Math.Max(most, terms[q]);
            }
            var (sum, first, second) = (0.0, 0.0, 0.0);
            for (var q = 0; q < terms.Length; q++)
            {
                var (u, weight) = (mode + width * Hermite.Points[q], Math.Exp(terms[q] - most));
                var miss = x[i] - n[i] * LogitUnits.Rate(intercept + sigma * u);
                (sum, first, second) = (sum + weight, first + weight * miss, second + weight * miss * u);
            }
            log += most + Math.Log(sum * width / Math.Sqrt(2 * Math.PI));
            (byIntercept, bySigma) = (byIntercept + first / sum, bySigma + second / sum);
        }
        return (log, byIntercept, bySigma);
    }

    // In units of σ: where x σ - n p σ = u.
    static double ModeOf(long x, long n, double intercept, double sigma)
    {
        if (sigma == 0) return 0;
        var (low, high, u) = (-1e3, 1e3, 0.0);
        for (var i = 0; i < 200; i++)
        {
            var p = LogitUnits.Rate(intercept + sigma * u);
            var slope = sigma * (x - n * p) - u;
            if (slope > 0) low = u; else high = u;
            var next = u + slope / (1 + n * p * (1 - p) * sigma * sigma);
            if (!(next > low && next < high)) next = (low + high) / 2;
            if (Math.Abs(next - u) <= 1e-14 * (1 + Math.Abs(u))) return next;
            u = next;
        }
        return u;
    }

    static double Log(long x, long n, double logit)
    {
        var tail = Math.Log(1 + Math.Exp(-Math.Abs(logit)));
        return logit > 0 ? -(n - x) * logit - n * tail : x * logit - n * tail;
    }
}
