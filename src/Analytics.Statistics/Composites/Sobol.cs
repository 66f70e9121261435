namespace Analytics.Statistics.Composites;

/// <summary>Shares of a variance that its sources explain.</summary>
/// <param name="Variance">Sample variance of the results of A and B.</param>
/// <param name="First">Of each source alone: mean of y_B (y_AB - y_A), over the variance; estimates may lie below 0.
/// </param>
/// <param name="FirstJansen">The same by 1 - mean (y_B - y_AB)² / 2V.</param>
/// <param name="Total">Of each source with all it takes part in: mean (y_A - y_AB)² / 2V.</param>
public sealed record SobolIndices(double Variance, double[] First, double[] FirstJansen, double[] Total);

/// <summary>Variance-based sensitivity by Saltelli's design: two samples A and B of all sources, and for each source a
/// copy of A that takes it from B.</summary>
/// <remarks>Saltelli et al. (2010), Computer Physics Communications 181:259-270; Jansen (1999), ibid. 117:35-43.
/// Checked in tests/reference/22-sobol.csv.</remarks>
public static class Sobol
{
    /// <param name="a">Results of A.</param>
    /// <param name="b">Results of B, as many.</param>
    /// <param name="mixed">Of each source the results of A with this source from B, as many each.</param>
    /// <returns>Null where the results do not vary, or are fewer than two.</returns>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static SobolIndices? Indices(ReadOnlySpan<double> a, ReadOnlySpan<double> b,
        IReadOnlyList<double[]> mixed)
    {
        if (b.Length != a.Length)
            throw new ArgumentException($"Found {b.Length} results, expected {a.Length}.", nameof(b));
        double[] both = [.. a, .. b];
        if (a.Length < 2 || Moments.IsConstant(both)) return null;
        var variance = Moments.Variance(both);
        if (!(variance > 0)) return null;
        var (first, jansen, total) = (new double[mixed.Count], new double[mixed.Count], new double[mixed.Count]);
        for (var i = 0; i < mixed.Count; i++)
        {
            if (mixed[i].Length != a.Length)
                throw new ArgumentException($"Found {mixed[i].Length} results, expected {a.Length}.", nameof(mixed));
            var (cross, fromA, fromB) = (new CompensatedSum(), new CompensatedSum(), new CompensatedSum());
            for (var n = 0; n < a.Length; n++)
            {
                var y = mixed[i][n];
                cross.Add(b[n] * (y - a[n]));
                fromA.Add((y - a[n]) * (y - a[n]));
                fromB.Add((y - b[n]) * (y - b[n]));
            }
            first[i] = cross.Value / a.Length / variance;
            total[i] = fromA.Value / a.Length / (2 * variance);
            jansen[i] = 1 - fromB.Value / a.Length / (2 * variance);
        }
        return new(variance, first, jansen, total);
    }

    /// <summary>Indices of a function of independent uniform numbers, 0 to 1.</summary>
    /// <param name="function">Of as many numbers as there are sources; called (sources + 2) · runs times.</param>
    /// <param name="sources">At least 1.</param>
    /// <param name="runs">At least 2; the standard error falls with its root.</param>
    /// <param name="seed">Equal seeds give equal indices.</param>
    /// <returns>Null where the function does not vary.</returns>
    public static SobolIndices? Estimate(Func<double[], double> function, int sources, int runs, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sources, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 2);
        double[] Point(int side, int run)
        {
            var random = RandomStreams.Of(seed, side, run);
            return [.. Enumerable.Range(0, sources).Select(_ => random.NextDouble())];
        }
        var (a, b) = (new double[runs], new double[runs]);
        var mixed = Enumerable.Range(0, sources).Select(_ => new double[runs]).ToArray();
        for (var n = 0; n < runs; n++)
        {
            var (ofA, ofB) = (Point(0, n), Point(1, n));
            (a[n], b[n]) = (function(ofA), function(ofB));
            for (var i = 0; i < sources; i++)
                mixed[i][n] = function([.. ofA.Select((u, k) => k == i ? ofB[k] : u)]);
        }
        return Indices(a, b, mixed);
    }
}
