using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Anomalies;

/// <summary>What a district's own past, and what is known of districts, let one expect of its next count.</summary>
/// <remarks>Beta-binomial: a proportion of prior Beta(a, b), seen x of n times before. Gelman and others (2013),
/// Bayesian Data Analysis, 2.4 and 5.3. Masses are summed from the likeliest count outwards, so small tails keep
/// their digits. Checked in tests/reference/19-betabinomial-predictive.csv.</remarks>
public sealed class BetaBinomialPredictive
{
    readonly double _a;
    readonly double _b;
    // In proportion to the likeliest, which is 1.
    readonly double[] _masses;
    readonly double _total;

    /// <summary>Of the next trials.</summary>
    /// <param name="a">Prior events plus those of the past, above 0.</param>
    /// <param name="b">Prior non-events plus those of the past, above 0.</param>
    /// <param name="trials">Trials to come, 1 to <see cref="MostTrials"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public BetaBinomialPredictive(double a, double b, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(a);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(b);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(trials, MostTrials);
        (_a, _b, Trials, _masses) = (a, b, trials, new double[trials + 1]);
        // With a and b above 1 the masses rise to one count and fall; else an end, or both, are the likeliest.
        var mode = a <= 1 || b <= 1 ? (a >= b ? trials : 0)
            : Math.Clamp((long)Math.Floor((trials + 1) * ((a - 1) / (a + b - 2))), 0, trials);
        _masses[mode] = 1;
        for (var k = mode; k < trials; k++) _masses[k + 1] = _masses[k] * Ratio(k);
        for (var k = mode; k > 0; k--) _masses[k - 1] = _masses[k] / Ratio(k - 1);
        _total = Sum(0, trials);
    }

    /// <summary>More trials than these would take more than a moment to add up.</summary>
    public const long MostTrials = 10_000_000;

    /// <summary>Trials to come.</summary>
    public long Trials { get; }

    /// <summary>Events to be expected.</summary>
    public double Mean => Trials * (_a / (_a + _b));

    /// <summary>Standard deviation of the events.</summary>
    public double Deviation => Math.Sqrt(Trials * _a * _b / ((_a + _b) * (_a + _b))
        * ((_a + _b + Trials) / (_a + _b + 1)));

    /// <summary>P(X = k); 0 outside of 0 to the trials.</summary>
    public double Mass(long k) => k < 0 || k > Trials ? 0 : _masses[k] / _total;

    /// <summary>P(X ≤ k).</summary>
    public double Lower(long k) => k < 0 ? 0 : k >= Trials ? 1 : Sum(0, k) / _total;

    /// <summary>P(X ≥ k).</summary>
    public double Upper(long k) => k > Trials ? 0 : k <= 0 ? 1 : Sum(k, Trials) / _total;

    /// <summary>Twice the smaller tail with half of the mass at k, at most 1.</summary>
    /// <remarks>Mid-P: Lancaster (1961), JASA 56:223-234.</remarks>
    public double TwoSidedMidP(long k) => Math.Min(1, 2 * (Math.Min(Lower(k), Upper(k)) - Mass(k) / 2));

    /// <summary>The least k with P(X ≤ k) ≥ p.</summary>
    /// <param name="p">0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">p is not in 0..1.</exception>
    public long Quantile(double p)
    {
        if (p is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "p lies between 0 and 1.");
        // A probability that misses p by rounding alone counts as reached.
        var (wanted, cumulated) = (p * (1 - 1.5e-14) * _total, 0.0);
        for (var k = 0L; k < Trials; k++)
            if ((cumulated += _masses[k]) >= wanted) return k;
        return Trials;
    }

    /// <summary>Limits between which the events lie with a probability of at least the confidence: below each as much
    /// as above.</summary>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">confidence is not in 0..1.</exception>
    public Interval Limits(double confidence = 0.95)
    {
        Arguments.CheckConfidence(confidence);
        return new(Quantile((1 - confidence) / 2), Quantile((1 + confidence) / 2));
    }

    // Mass at k + 1 over the mass at k.
    double Ratio(long k) => (Trials - k) / (k + 1.0) * ((_a + k) / (_b + Trials - k - 1));

    double Sum(long from, long to)
    {
        var sum = 0.0;
        for (var k = from; k <= to; k++) sum += _masses[k];
        return sum;
    }
}
