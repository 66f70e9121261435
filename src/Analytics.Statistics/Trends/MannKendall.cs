namespace Analytics.Statistics.Trends;

/// <summary>Mann-Kendall test: whether later values tend to be higher, whatever the shape of the rise.</summary>
/// <param name="N">Number of values.</param>
/// <param name="S">Pairs that rise less pairs that fall.</param>
/// <param name="Variance">Of S among all orders of these values, ties counted.</param>
/// <param name="TauB">Kendall's τ-b, -1 to 1; null where all values are equal.</param>
/// <param name="Z">Normal z with continuity correction; 0 where S is 0.</param>
/// <param name="NormalP">Two-sided p of <paramref name="Z"/>.</param>
/// <param name="P">Two-sided p: exact up to <see cref="MostExact"/> values, tied or not, else the normal one.</param>
public readonly record struct MannKendall(int N, long S, double Variance, double? TauB, double Z, double NormalP,
    double P)
{
    /// <summary>Up to so many values p is exact.</summary>
    public const int MostExact = 50;

    /// <summary>Of values in order of time, each at a time of its own.</summary>
    /// <param name="values">At least two, finite.</param>
    /// <exception cref="ArgumentException">Fewer than two values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    /// <remarks>Mann (1945), Econometrica 13:245-259; Kendall (1975), Rank Correlation Methods. The exact p counts all
    /// orders of the values found: with ties S is the number of untied pairs less twice the inversions, whose numbers
    /// are Gauss's multinomial coefficients. Checked in tests/reference/11-mann-kendall.csv.</remarks>
    public static MannKendall Of(ReadOnlySpan<double> values)
    {
        if (values.Length < 2) throw new ArgumentException("A test of order needs two values.", nameof(values));
        var (n, s) = (values.Length, 0L);
        for (var i = 0; i < n; i++)
        {
            if (!double.IsFinite(values[i]))
                throw new ArgumentOutOfRangeException(nameof(values), values[i], "A value is not finite.");
            for (var j = 0; j < i; j++) s += values[i].CompareTo(values[j]);
        }
        var ties = Ties(values);
        var variance = (Term(n) - ties.Sum(Term)) / 18;
        var pairs = n * (n - 1.0) / 2;
        var untied = pairs - ties.Sum(t => t * (t - 1.0) / 2);
        var z = s == 0 ? 0 : (s - Math.Sign(s)) / Math.Sqrt(variance);
        var normal = SpecialFunctions.TwoSidedNormalP(z);
        return new(n, s, variance, untied > 0 ? s / Math.Sqrt(pairs * untied) : null, z, normal,
            n <= MostExact ? Exact(ties, (int)untied, Math.Abs(s)) : normal);

        static double Term(int t) => t * (t - 1.0) * (2.0 * t + 5);
    }

    // The sizes of groups of equal values, alone ones too.
    static int[] Ties(ReadOnlySpan<double> values) => [.. values.ToArray().GroupBy(v => v).Select(g => g.Count())];

    // P(|S| ≥ s) with S = untied - 2 × inversions.
    static double Exact(int[] ties, int untied, long s)
    {
        double[] inversions = [1];
        var placed = 0;
        foreach (var size in ties)
        {
            inversions = Convolve(inversions, Between(placed, size));
            placed += size;
        }
        return Math.Min(1, inversions.Where((_, k) => Math.Abs(untied - 2L * k) >= s).Sum());
    }

    // Probabilities of each number of inversions between two groups in random order: Mann and Whitney (1947).
    static double[] Between(int a, int b)
    {
        var rows = new double[b + 1][];
        for (var j = 0; j <= b; j++) rows[j] = [1];
        for (var i = 1; i <= a; i++)
        {
            var next = new double[b + 1][];
            next[0] = [1];
            for (var j = 1; j <= b; j++)
            {
                // The last place belongs to the first group, behind all j of the second, or to the second.
                next[j] = new double[i * j + 1];
                for (var k = 0; k < rows[j].Length; k++) next[j][k + j] += rows[j][k] * i / (i + j);
                for (var k = 0; k < next[j - 1].Length; k++) next[j][k] += next[j - 1][k] * j / (i + j);
            }
            rows = next;
        }
        return rows[b];
    }

    static double[] Convolve(double[] a, double[] b)
    {
        var sum = new double[a.Length + b.Length - 1];
        for (var i = 0; i < a.Length; i++)
            for (var j = 0; j < b.Length; j++) sum[i + j] += a[i] * b[j];
        return sum;
    }
}
