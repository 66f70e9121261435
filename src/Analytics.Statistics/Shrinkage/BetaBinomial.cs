using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Shrinkage;

/// <summary>Rates of units that differ in truth as a beta distribution says: empirical Bayes.</summary>
/// <remarks>Moments after Kleinman (1973), JASA 68:46-54; maximum likelihood after Griffiths (1973), Biometrics
/// 29:637-648. A unit's rate given its counts is Beta(α + x, β + n - x). Checked in
/// tests/reference/09-shrinkage-betabinomial.csv.</remarks>
public sealed record BetaBinomial
{
    /// <summary>All events over all trials.</summary>
    public required double Pooled { get; init; }

    /// <summary>Correlation of two trials of one unit by moments, not clamped; null without variation, or where all
    /// units have one trial.</summary>
    public required double? MomentRho { get; init; }

    /// <summary>Whether the likelihood is greatest without differences between units: all have the pooled
    /// rate.</summary>
    public required bool IsBoundary { get; init; }

    /// <summary>Mean of the units' rates; the pooled rate on the boundary.</summary>
    public required double Mean { get; init; }

    /// <summary>M = α + β: how many trials the others are worth. Infinite on the boundary; 0 where each unit has
    /// events only or none.</summary>
    public required double Size { get; init; }

    /// <summary>Log likelihood at its maximum, with binomial coefficients.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Log likelihood of one common rate.</summary>
    public required double BinomialLogLikelihood { get; init; }

    /// <summary>Correlation of two trials of one unit, 1/(M + 1).</summary>
    public double Rho => 1 / (1 + Size);

    /// <summary>Of counts, one pair a unit.</summary>
    /// <param name="events">Each 0 to its trials.</param>
    /// <param name="trials">Each at least 1; as many as events, at least one.</param>
    /// <exception cref="ArgumentException">No unit, or not as many events as trials.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible.</exception>
    public static BetaBinomial Of(ReadOnlySpan<long> events, ReadOnlySpan<long> trials)
    {
        var pooled = Heterogeneity.Pooled(events, trials);
        var rho = MomentsOf(events, trials, pooled);
        var binomial = 0.0;
        for (var i = 0; i < events.Length; i++)
            binomial += Math.Log(SpecialFunctions.BinomialMass(events[i], trials[i], pooled)) is var log
                && double.IsFinite(log) ? log : BinomialTerm(events[i], trials[i], pooled);
        var best = rho is null ? null : BetaBinomialLikelihood.Maximum(events, trials, pooled, rho.Value);
        var known = new BetaBinomial
        {
            Pooled = pooled, MomentRho = rho, IsBoundary = true, Mean = pooled, Size = double.PositiveInfinity,
            LogLikelihood = binomial, BinomialLogLikelihood = binomial,
        };
        return best is not var (mean, size, likelihood) || likelihood <= binomial + 1e-9 ? known
            : known with { IsBoundary = false, Mean = mean, Size = size, LogLikelihood = likelihood };
    }

    /// <summary>Mean of a unit's rate given its counts: between its own rate and <see cref="Mean"/>.</summary>
    /// <param name="events">Count of events, 0 to <paramref name="n"/>.</param>
    /// <param name="n">Number of trials, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">n below 1, or events not in 0..n.</exception>
    public double PosteriorMean(long events, long n)
    {
        Arguments.CheckCounts(events, n);
        var weight = Weight(n);
        return weight == 0 ? Mean : Mean + weight * (events / (double)n - Mean);
    }

    /// <summary>What a unit's own rate counts for, 0 to 1: n/(n + M).</summary>
    /// <param name="n">Number of trials, at least 1.</param>
    public double Weight(long n) => n / (n + Size);

    /// <summary>Equal-tailed interval of a unit's rate given its counts, with mean and size as if known; null on the
    /// boundary.</summary>
    /// <param name="events">Count of events, 0 to <paramref name="n"/>.</param>
    /// <param name="n">Number of trials, at least 1.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">n below 1, events not in 0..n, confidence not in 0..1.</exception>
    public Interval? PosteriorInterval(long events, long n, double confidence = 0.95)
    {
        Arguments.CheckCounts(events, n);
        Arguments.CheckConfidence(confidence);
        if (IsBoundary) return null;
        var (a, b) = (Size * Mean + events, Size * (1 - Mean) + n - events);
        if (a <= 0 || b <= 0) return new(events / (double)n, events / (double)n);
        var tail = (1 - confidence) / 2;
        return new(SpecialFunctions.BetaQuantileNear(tail, a, b), 1 - SpecialFunctions.BetaQuantileNear(tail, b, a));
    }

    static double? MomentsOf(ReadOnlySpan<long> events, ReadOnlySpan<long> trials, double pooled)
    {
        var (k, all, squares, spread) = (events.Length, 0.0, 0.0, 0.0);
        for (var i = 0; i < k; i++)
        {
            double n = trials[i], miss = events[i] / n - pooled;
            (all, squares, spread) = (all + n, squares + n * n, spread + n * miss * miss);
        }
        var variance = pooled * (1 - pooled);
        var room = variance * (all - squares / all - (k - 1));
        return room > 0 ? (spread - variance * (k - 1)) / room : null;
    }

    static double BinomialTerm(long x, long n, double p) => SpecialFunctions.LogChoose(n, x)
        + (x > 0 ? x * Math.Log(p) : 0) + (n > x ? (n - x) * Math.Log(1 - p) : 0);
}
