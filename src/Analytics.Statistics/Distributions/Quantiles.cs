namespace Analytics.Statistics.Distributions;

/// <summary>Quantiles of a sample by the nine definitions of Hyndman and Fan.</summary>
public static class Quantiles
{
    /// <summary>The quantile of a sample.</summary>
    /// <param name="sorted">In rising order, at least one.</param>
    /// <param name="p">0 to 1.</param>
    /// <param name="type">1 to 9 as numbered by Hyndman and Fan; 7, R's and Excel's default, unless given. 1 to 3 are
    /// steps, the others linear between order statistics; 8 is nearly free of bias whatever the distribution.</param>
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">p is not in 0..1, or type not in 1..9.</exception>
    /// <remarks>Hyndman and Fan (1996), American Statistician 50:361-365. Types 1, 2 and 4 to 9 are checked in
    /// tests/reference/26-quantiles.csv.</remarks>
    public static double Of(ReadOnlySpan<double> sorted, double p, int type = 7)
    {
        if (sorted.Length == 0) throw new ArgumentException("Found no values, expected at least one.", nameof(sorted));
        if (p is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "p lies between 0 and 1.");
        var n = sorted.Length;
        // Rank = constant + p (n + slope).
        var (constant, slope) = type switch
        {
            1 or 2 => (0, 0),
            3 => (-0.5, 0),
            4 => (0, 0),
            5 => (0.5, 0),
            6 => (0, 1),
            7 => (1, -1),
            8 => (1 / 3.0, 1 / 3.0),
            9 => (3 / 8.0, 0.25),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Types are numbered 1 to 9."),
        };
        var rank = constant + p * (n + slope);
        // A rank that misses a whole number by rounding alone is one.
        const double fuzz = 4 * 2.220446049250313e-16;
        var below = (int)Math.Floor(rank + fuzz * Math.Max(1, rank));
        var part = rank - below;
        if (Math.Abs(part) < fuzz * Math.Max(1, rank)) part = 0;
        part = type switch
        {
            1 => part > 0 ? 1 : 0,
            2 => part > 0 ? 1 : 0.5,
            3 => part != 0 || int.IsOddInteger(below) ? 1 : 0,
            _ => part,
        };
        var (low, high) = (At(sorted, below), At(sorted, below + 1));
        return part == 0 || low == high ? low : part == 1 ? high : low + part * (high - low);

        static double At(ReadOnlySpan<double> sorted, int rank) => sorted[Math.Clamp(rank, 1, sorted.Length) - 1];
    }
}
