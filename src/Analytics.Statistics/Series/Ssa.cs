namespace Analytics.Statistics.Series;

/// <summary>Basic singular spectrum analysis of one series, in double precision: its leading components, the series
/// rebuilt from them, and the linear recurrence that carries them on.</summary>
/// <remarks>Golyandina and Zhigljavsky (2013), Singular Spectrum Analysis for Time Series. Checked in
/// tests/reference/16-ssa.csv; sums of exponentials, polynomials and sines come back, and go on, to 1e-9.</remarks>
public sealed class Ssa
{
    // Below this share of the largest a singular value is rounding, and so are its vectors.
    const double Negligible = 1e-12;

    readonly double[][] _components;
    readonly double[] _values;

    Ssa(double[] series, int window, int? rank)
    {
        Window = window;
        var (n, k) = (series.Length, series.Length - window + 1);
        // Columns must not be longer in number than in length: lagged vectors stand, or lie.
        var (count, length) = (Math.Min(window, k), Math.Max(window, k));
        var svd = new ThinSvd([.. Enumerable.Range(0, count).Select(i => series[i..(i + length)])]);
        var (left, right) = window <= k ? (svd.Right, svd.Left) : (svd.Left, svd.Right);
        _values = svd.Values;
        var numerical = _values.Count(v => v > Negligible * _values[0]);
        Rank = Math.Min(numerical, rank ?? DefaultRank(_values, length));
        _components = [.. Enumerable.Range(0, Math.Min(numerical, Math.Max(Rank, 4)))
            .Select(i => Diagonals(left[i], right[i], _values[i], n))];
        Reconstruction = new double[n];
        for (var i = 0; i < Rank; i++)
            for (var t = 0; t < n; t++) Reconstruction[t] += _components[i][t];
        var total = _values.Sum(v => v * v);
        VarianceShares = [.. _values.Take(Rank).Select(v => v * v / total)];
        (Verticality, Recurrence) = RecurrenceOf(left[..Rank], window);
    }

    /// <summary>Length of the lagged vectors, L.</summary>
    public int Window { get; }

    /// <summary>Components taken, r: as asked, but no more than the series has beyond rounding (0 for all zeros).
    /// </summary>
    public int Rank { get; }

    /// <summary>Of the trajectory matrix, from large to small; min(L, n - L + 1) of them.</summary>
    public IReadOnlyList<double> SingularValues => _values;

    /// <summary>Squared singular values of the components taken as parts of the sum of all; the level of the series
    /// counts, so the first is near 1 where the level is far from 0.</summary>
    public IReadOnlyList<double> VarianceShares { get; }

    /// <summary>The components taken together, averaged over the diagonals; as long as the series.</summary>
    public double[] Reconstruction { get; }

    /// <summary>ν²: squared last coordinates of left vectors, summed, 0 to 1. At 1 there is no recurrence.</summary>
    public double Verticality { get; }

    /// <summary>Coefficients of the linear recurrence, for the oldest of the L - 1 values first; null where ν² is 1.
    /// </summary>
    public double[]? Recurrence { get; }

    /// <summary>Decomposes a series.</summary>
    /// <param name="series">Equally spaced, finite, 3 values or more.</param>
    /// <param name="window">L, from 2 to n - 1; half of n unless given, at most 200. With a season, a multiple of it
    /// near half of n parts it best.</param>
    /// <param name="rank">r, at least 1. Unless given: as many singular values as pass Gavish and Donoho's threshold
    /// for noise of unknown size, ω(β) · median of all, ω(β) = 0.56β³ - 0.95β² + 1.82β + 1.43, β the matrix's shorter
    /// side over its longer.</param>
    /// <exception cref="ArgumentOutOfRangeException">Too few values, or window or rank out of range.</exception>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <remarks>Gavish and Donoho (2014), IEEE Trans. Inf. Theory 60:5040-5053. Work grows with n L².</remarks>
    public static Ssa Of(ReadOnlySpan<double> series, int? window = null, int? rank = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(series.Length, 3, nameof(series));
        var l = window ?? DefaultWindow(series.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(l, 2, nameof(window));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(l, series.Length - 1, nameof(window));
        if (rank is { } r) ArgumentOutOfRangeException.ThrowIfLessThan(r, 1, nameof(rank));
        foreach (var value in series)
            if (!double.IsFinite(value)) throw new ArgumentException($"Found {value}.", nameof(series));
        return new(series.ToArray(), l, rank);
    }

    /// <summary>Half of the length, 2 to 200.</summary>
    public static int DefaultWindow(int length) => Math.Clamp(length / 2, 2, 200);

    /// <summary>The series carried on by the recurrence, from the reconstruction.</summary>
    /// <param name="horizon">Steps ahead, 0 or more.</param>
    /// <returns>One value a step; null where there is no recurrence.</returns>
    public double[]? Forecast(int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(horizon);
        if (Recurrence is null) return null;
        var n = Reconstruction.Length;
        var longer = new double[n + horizon];
        Reconstruction.CopyTo(longer, 0);
        for (var t = n; t < longer.Length; t++)
            longer[t] = ThinSvd.Dot(Recurrence, longer.AsSpan(t - Window + 1, Window - 1));
        return longer[n..];
    }

    /// <summary>Weighted correlation of two components rebuilt each by itself: near 0 they are apart, near 1 they
    /// belong together, as the two halves of a sine.</summary>
    /// <param name="first">From 0, below the greater of r and 4.</param>
    /// <param name="second">The same.</param>
    /// <returns>-1 to 1; null where a component is beyond the series' numerical rank, being rounding only.</returns>
    public double? WeightedCorrelation(int first, int second)
    {
        if (Math.Max(first, second) >= _components.Length) return null;
        var (n, most) = (Reconstruction.Length, Math.Min(Window, Reconstruction.Length - Window + 1));
        var (a, b) = (_components[first], _components[second]);
        double ab = 0, aa = 0, bb = 0;
        for (var t = 0; t < n; t++)
        {
            var weight = Math.Min(Math.Min(t + 1, most), n - t);
            ab += weight * a[t] * b[t];
            aa += weight * a[t] * a[t];
            bb += weight * b[t] * b[t];
        }
        return ab / (Math.Sqrt(aa) * Math.Sqrt(bb));
    }

    static int DefaultRank(double[] values, int length)
    {
        var beta = (double)values.Length / length;
        var median = Quantile.Type7([.. values.Order()], 0.5);
        var threshold = (((0.56 * beta - 0.95) * beta + 1.82) * beta + 1.43) * median;
        return Math.Max(1, values.Count(v => v > threshold));
    }

    // Means over the diagonals of one component's matrix, value · left rightᵀ.
    static double[] Diagonals(double[] left, double[] right, double value, int n)
    {
        var (sums, counts) = (new double[n], new int[n]);
        for (var i = 0; i < left.Length; i++)
            for (var j = 0; j < right.Length; j++)
            {
                sums[i + j] += left[i] * right[j];
                counts[i + j]++;
            }
        for (var t = 0; t < n; t++) sums[t] *= value / counts[t];
        return sums;
    }

    // Each left vector without its last coordinate π, times π, over 1 - ν².
    static (double, double[]?) RecurrenceOf(double[][] left, int window)
    {
        var verticality = left.Sum(u => u[^1] * u[^1]);
        if (verticality >= 1 - Negligible) return (Math.Min(verticality, 1), null);
        var coefficients = new double[window - 1];
        foreach (var u in left)
            for (var i = 0; i < coefficients.Length; i++) coefficients[i] += u[^1] * u[i] / (1 - verticality);
        return (verticality, coefficients);
    }
}
