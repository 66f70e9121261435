namespace Analytics.Statistics.Ranks;

/// <summary>Probabilities of the ranks of units whose rates are known but for chance. Rank 1 is the highest rate.
/// </summary>
/// <remarks>Rates are independent with beta distributions: of x events in n trials Beta(x + ½, n - x + ½), Jeffreys'
/// posterior. Goldstein and Spiegelhalter (1996), JRSS A 159:385-443. Checked in
/// tests/reference/08-rank-distribution.csv and 08-rank-uncertainty.csv.</remarks>
public abstract class RankDistribution
{
    /// <summary>Up to so many units ranks are exact.</summary>
    public const int MostExact = 64;

    /// <summary>The least shape of a beta distribution taken: below it too much lies closer to 0 than numbers do.
    /// </summary>
    public const double LeastShape = 0.05;

    /// <summary>The number of units.</summary>
    public abstract int Count { get; }

    /// <summary>Sets of rates drawn; null where probabilities are exact.</summary>
    public abstract int? Draws { get; }

    /// <summary>P(rank ≤ r) of a unit.</summary>
    /// <param name="unit">From 0.</param>
    /// <param name="rank">From 1; below it is 0, from <see cref="Count"/> on 1.</param>
    public abstract double Cdf(int unit, int rank);

    /// <summary>P(rank = r) of a unit, from 0; and r from 1.</summary>
    public abstract double Probability(int unit, int rank);

    /// <summary>The mean rank of a unit.</summary>
    public abstract double Expected(int unit);

    /// <summary>Standard error of <see cref="Expected"/> by the finite number of draws; 0 where exact.</summary>
    public abstract double ExpectedError(int unit);

    /// <summary>The least rank r with P(rank ≤ r) at least p.</summary>
    /// <param name="unit">From 0.</param>
    /// <param name="p">Above 0, below 1.</param>
    public abstract int Quantile(int unit, double p);

    /// <summary>Exact up to <see cref="MostExact"/> units, drawn above.</summary>
    /// <param name="alpha">First shapes, each <see cref="LeastShape"/> or more; at least one unit.</param>
    /// <param name="beta">Second shapes, as many.</param>
    /// <param name="draws">Sets of rates to draw above, at least 1.</param>
    /// <param name="seed">Equal seeds give equal draws, on any number of threads.</param>
    /// <exception cref="ArgumentException">No unit, or not as many second shapes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A shape or the number of draws is too small, or there are more
    /// than 65,535 units.</exception>
    public static RankDistribution Of(ReadOnlySpan<double> alpha, ReadOnlySpan<double> beta, int draws = 10_000,
        int seed = 1) => alpha.Length <= MostExact ? Exact(alpha, beta) : Drawn(alpha, beta, draws, seed);

    /// <summary>By quadrature of the Poisson-binomial distribution of how many others are higher.</summary>
    /// <param name="alpha">As in <see cref="Of"/>; at most <see cref="MostExact"/>.</param>
    /// <param name="beta">As many.</param>
    /// <exception cref="ArgumentException">As <see cref="Of"/>.</exception>
    public static RankDistribution Exact(ReadOnlySpan<double> alpha, ReadOnlySpan<double> beta)
    {
        Check(alpha, beta);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(alpha.Length, MostExact, nameof(alpha));
        return new ExactRanks(RankQuadrature.Of(alpha.ToArray(), beta.ToArray()));
    }

    /// <summary>By seeded Monte Carlo.</summary>
    /// <param name="alpha">As in <see cref="Of"/>.</param>
    /// <param name="beta">As many.</param>
    /// <param name="draws">At least 1. The error of a probability p is √(p (1 - p)/draws).</param>
    /// <param name="seed">Equal seeds give equal draws, on any number of threads.</param>
    /// <param name="threads">At most so many at once; -1 leaves it to the machine.</param>
    /// <exception cref="ArgumentException">As <see cref="Of"/>.</exception>
    public static RankDistribution Drawn(ReadOnlySpan<double> alpha, ReadOnlySpan<double> beta, int draws = 10_000,
        int seed = 1, int threads = -1)
    {
        Check(alpha, beta);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(alpha.Length, ushort.MaxValue, nameof(alpha));
        return RankDraws.Of(alpha.ToArray(), beta.ToArray(), draws, seed, threads);
    }

    static void Check(ReadOnlySpan<double> alpha, ReadOnlySpan<double> beta)
    {
        if (alpha.Length == 0 || alpha.Length != beta.Length)
            throw new ArgumentException($"Found {alpha.Length} first and {beta.Length} second shapes, expected as " +
                "many, at least one.", nameof(beta));
        foreach (var shape in alpha) CheckShape(shape, nameof(alpha));
        foreach (var shape in beta) CheckShape(shape, nameof(beta));
    }

    static void CheckShape(double shape, string name)
    {
        if (!(shape >= LeastShape && double.IsFinite(shape)))
            throw new ArgumentOutOfRangeException(name, shape, $"A shape is {LeastShape} or more.");
    }
}

/// Rank from 0 by unit.
sealed class ExactRanks(double[][] probabilities) : RankDistribution
{
    // A quantile whose probability is missed by rounding alone counts as reached.
    const double Rounding = 1e-10;

    public override int Count => probabilities.Length;

    public override int? Draws => null;

    public override double Probability(int unit, int rank) => probabilities[unit][rank - 1];

    public override double Cdf(int unit, int rank)
    {
        if (rank >= Count) return 1;
        var sum = 0.0;
        for (var r = 0; r < rank; r++) sum += probabilities[unit][r];
        return Math.Min(1, sum);
    }

    public override double Expected(int unit)
    {
        var sum = 0.0;
        for (var r = 0; r < Count; r++) sum += (r + 1) * probabilities[unit][r];
        return sum;
    }

    public override double ExpectedError(int unit) => 0;

    public override int Quantile(int unit, double p)
    {
        var sum = 0.0;
        for (var r = 0; r < Count; r++)
            if ((sum += probabilities[unit][r]) >= p - Rounding) return r + 1;
        return Count;
    }
}
