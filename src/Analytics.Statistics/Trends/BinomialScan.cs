using Analytics.Statistics.Comparisons;
using MathNet.Numerics.Random;

namespace Analytics.Statistics.Trends;

/// <summary>Whether and where a proportion changed once: twice the log of the likelihood ratio of two rates to one, at
/// every split.</summary>
/// <param name="LeastSide">Points left at each side of a split.</param>
/// <param name="Ratios">The statistic at each split, the first after <paramref name="LeastSide"/> points.</param>
/// <param name="Split">Number of points before the likeliest split, the first of equals.</param>
/// <param name="Greatest">Its statistic. Not chi-squared: it is the greatest of many.</param>
/// <param name="Before">Proportion before it.</param>
/// <param name="After">Proportion from it on.</param>
public sealed record BinomialScan(int LeastSide, IReadOnlyList<double> Ratios, int Split, double Greatest,
    double Before, double After)
{
    const int ChunkSize = 64;

    /// <summary>Of counts in order of time.</summary>
    /// <param name="events">Each 0 to its trials.</param>
    /// <param name="trials">As many as events, each at least 1.</param>
    /// <param name="leastSide">Points left at each side, at least 1.</param>
    /// <returns>Null with fewer points than two sides.</returns>
    /// <exception cref="ArgumentException">Not as many events as trials, or none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible, or leastSide below 1.</exception>
    /// <remarks>Hinkley and Hinkley (1970), Biometrika 57:477-488; Worsley (1983), Biometrika 70:455-464. Checked in
    /// tests/reference/13-changepoint.csv.</remarks>
    public static BinomialScan? Of(ReadOnlySpan<long> events, ReadOnlySpan<long> trials, int leastSide = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(leastSide, 1);
        var pooled = Heterogeneity.Pooled(events, trials);
        if (events.Length < 2 * leastSide) return null;
        var ratios = new double[events.Length - 2 * leastSide + 1];
        var (best, before, after) = (-1, 0.0, 0.0);
        var (allEvents, allTrials) = (0.0, 0.0);
        for (var i = 0; i < events.Length; i++) (allEvents, allTrials) = (allEvents + events[i], allTrials + trials[i]);
        var (x, n) = (0.0, 0.0);
        for (var i = 0; i < events.Length - leastSide; i++)
        {
            (x, n) = (x + events[i], n + trials[i]);
            var split = i + 1 - leastSide;
            if (split < 0) continue;
            ratios[split] = Ratio(x, n, allEvents, allTrials, pooled);
            if (best >= 0 && ratios[split] <= ratios[best]) continue;
            (best, before, after) = (split, x / n, (allEvents - x) / (allTrials - n));
        }
        return new(leastSide, ratios, best + leastSide, ratios[best], before, after);
    }

    /// <summary>How often one rate at all times would give a statistic as great, by drawing from it.</summary>
    /// <param name="events">Those scanned.</param>
    /// <param name="trials">Those scanned.</param>
    /// <param name="replicates">Draws, at least 1.</param>
    /// <param name="seed">Of the random numbers, 0 or above: equal seeds give equal p, for any number of
    /// threads.</param>
    /// <param name="threads">At most so many; -1 for as many as there are processors.</param>
    /// <returns>(1 + draws as great) / (1 + draws), so never 0; 1 where all trials ended alike.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible, or a number out of range.</exception>
    /// <remarks>Parametric bootstrap under the pooled rate: Davison and Hinkley (1997), Bootstrap Methods and their
    /// Application, 4.2.</remarks>
    public double BootstrapP(ReadOnlySpan<long> events, ReadOnlySpan<long> trials, int replicates, int seed,
        int threads = -1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        var pooled = Heterogeneity.Pooled(events, trials);
        if (pooled is 0 or 1) return 1;
        var (least, counts) = (LeastSide, trials.ToArray());
        var draws = counts.Distinct().ToDictionary(n => n, n => new BinomialDraw(n, pooled));
        BinomialDraw[] points = [.. counts.Select(n => draws[n])];
        // Statistics that differ by rounding alone count as equal.
        var (reached, chunks) = (Greatest * (1 - 1e-12), (replicates + ChunkSize - 1) / ChunkSize);
        var hits = new int[chunks];
        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = threads }, chunk =>
        {
            var random = new Xoshiro256StarStar(SeedOf(seed, chunk), threadSafe: false);
            var drawn = new double[points.Length];
            var end = Math.Min(replicates, (chunk + 1) * ChunkSize);
            for (var r = chunk * ChunkSize; r < end; r++)
            {
                for (var i = 0; i < drawn.Length; i++) drawn[i] = points[i].From(random.NextDouble());
                if (GreatestOf(drawn, counts, least) >= reached) hits[chunk]++;
            }
        });
        return (1.0 + hits.Sum()) / (1.0 + replicates);
    }

    static double GreatestOf(double[] events, long[] trials, int leastSide)
    {
        var (allEvents, allTrials) = (0.0, 0.0);
        for (var i = 0; i < events.Length; i++) (allEvents, allTrials) = (allEvents + events[i], allTrials + trials[i]);
        var (x, n, greatest) = (0.0, 0.0, 0.0);
        for (var i = 0; i < events.Length - leastSide; i++)
        {
            (x, n) = (x + events[i], n + trials[i]);
            if (i + 1 >= leastSide)
                greatest = Math.Max(greatest, Ratio(x, n, allEvents, allTrials, allEvents / allTrials));
        }
        return greatest;
    }

    static double Ratio(double x, double n, double allEvents, double allTrials, double pooled)
    {
        var (y, m) = (allEvents - x, allTrials - n);
        return Math.Max(0, 2 * (Likelihood.Term(x, n * pooled) + Likelihood.Term(n - x, n * (1 - pooled))
            + Likelihood.Term(y, m * pooled) + Likelihood.Term(m - y, m * (1 - pooled))));
    }

    // SplitMix64 of both, so that chunks of near seeds share nothing.
    static int SeedOf(int seed, int chunk)
    {
        var z = ((ulong)(uint)seed << 32 | (uint)chunk) + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) & int.MaxValue);
    }
}

// Binomial numbers by inversion of a table of the distribution; where its variance is large, of the normal.
sealed class BinomialDraw
{
    const double LargeVariance = 1e5;

    readonly double _mean;
    readonly double _deviation;
    readonly long _n;
    readonly long _first;
    readonly double[] _cumulative = [];

    public BinomialDraw(long n, double p)
    {
        (_n, _mean, _deviation) = (n, n * p, Math.Sqrt(n * p * (1 - p)));
        if (_deviation * _deviation > LargeVariance) return;
        var mode = Math.Min(n, (long)((n + 1) * p));
        var (below, above) = (new List<double>(), new List<double> { 1 });
        for (var k = mode; k > 0 && Next(below, above, k / (n - k + 1.0) * (1 - p) / p, below.Count == 0); k--) { }
        for (var k = mode; k < n && above[^1] > 1e-18; k++) above.Add(above[^1] * ((n - k) / (k + 1.0) * p / (1 - p)));
        below.Reverse();
        _first = mode - below.Count;
        _cumulative = [.. below, .. above];
        for (var i = 1; i < _cumulative.Length; i++) _cumulative[i] += _cumulative[i - 1];
        for (var i = 0; i < _cumulative.Length; i++) _cumulative[i] /= _cumulative[^1];

        static bool Next(List<double> below, List<double> above, double ratio, bool isFirst)
        {
            below.Add((isFirst ? above[0] : below[^1]) * ratio);
            return below[^1] > 1e-18;
        }
    }

    public double From(double uniform)
    {
        if (_cumulative.Length == 0)
            return Math.Clamp(Math.Round(_mean + _deviation * SpecialFunctions.NormalQuantile(
                Math.Clamp(uniform, 1e-16, 1 - 1e-16))), 0, _n);
        var place = Array.BinarySearch(_cumulative, uniform);
        // A value of the table itself belongs to the next number.
        return _first + Math.Min(_cumulative.Length - 1, place < 0 ? ~place : place + 1);
    }
}
