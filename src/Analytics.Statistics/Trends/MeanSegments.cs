namespace Analytics.Statistics.Trends;

/// <summary>Values in order cut into segments of one mean each, the squared misses as small as they can be.</summary>
/// <param name="Breaks">By number of breaks from 0: the number of values up to each break.</param>
/// <param name="SquaredMiss">By number of breaks: residual sum of squares.</param>
/// <param name="Bic">By number of breaks; null where nothing is missed.</param>
/// <param name="Choice">Number of breaks with the least BIC; the fewest that miss nothing, if any do.</param>
public sealed record MeanSegments(IReadOnlyList<IReadOnlyList<int>> Breaks, IReadOnlyList<double> SquaredMiss,
    IReadOnlyList<double?> Bic, int Choice)
{
    /// <summary>Of values in order of time.</summary>
    /// <param name="values">At least one, finite.</param>
    /// <param name="leastSegment">Values in a segment, at least 1.</param>
    /// <param name="mostBreaks">0 or above; fewer where the values do not suffice.</param>
    /// <exception cref="ArgumentException">No values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <remarks>Bai and Perron (2003), Journal of Applied Econometrics 18:1-22, by dynamic programming; BIC with normal
    /// errors, breaks counted as parameters. Checked in tests/reference/13-changepoint.csv.</remarks>
    public static MeanSegments Of(ReadOnlySpan<double> values, int leastSegment = 5, int mostBreaks = 4)
    {
        if (values.Length == 0) throw new ArgumentException("There are no values.", nameof(values));
        ArgumentOutOfRangeException.ThrowIfLessThan(leastSegment, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(mostBreaks);
        var n = values.Length;
        var cost = Costs(values);
        var breaks = Math.Min(mostBreaks, Math.Max(1, n / leastSegment) - 1);
        // least[m][i]: the least miss of the first i values with m breaks; last[m][i]: values before its last segment.
        var (least, last) = (new double[breaks + 1][], new int[breaks + 1][]);
        for (var m = 0; m <= breaks; m++)
        {
            (least[m], last[m]) = (new double[n + 1], new int[n + 1]);
            Array.Fill(least[m], double.PositiveInfinity);
            for (var i = (m + 1) * Math.Min(leastSegment, n); i <= n; i++)
            {
                if (m == 0)
                {
                    least[m][i] = cost(0, i);
                    continue;
                }
                for (var j = m * leastSegment; j <= i - leastSegment; j++)
                    if (least[m - 1][j] + cost(j, i) is var miss && miss < least[m][i])
                        (least[m][i], last[m][i]) = (miss, j);
            }
        }
        return Chosen(n, least, last);
    }

    static MeanSegments Chosen(int n, double[][] least, int[][] last)
    {
        var (places, misses, bics) = (new List<IReadOnlyList<int>>(), new List<double>(), new List<double?>());
        var total = least[0][n];
        for (var m = 0; m < least.Length; m++)
        {
            var found = new int[m];
            for (int at = n, b = m; b > 0; b--) found[b - 1] = at = last[b][at];
            // Misses of rounding alone are none.
            var miss = least[m][n] <= 4e-16 * n * total ? 0 : least[m][n];
            places.Add(found);
            misses.Add(miss);
            bics.Add(miss > 0 ? n * (Math.Log(2 * Math.PI * miss / n) + 1) + 2 * (m + 1) * Math.Log(n) : null);
        }
        var choice = bics.IndexOf(null);
        return new(places, misses, bics, choice >= 0 ? choice : bics.IndexOf(bics.Min()));
    }

    // The squared miss of values j to i - 1 about their mean.
    static Func<int, int, double> Costs(ReadOnlySpan<double> values)
    {
        var (n, mean) = (values.Length, 0.0);
        var isConstant = true;
        foreach (var value in values)
        {
            mean += value / n;
            isConstant &= value == values[0];
        }
        if (isConstant) mean = values[0];
        var (sums, squares) = (new double[n + 1], new double[n + 1]);
        for (var i = 0; i < n; i++)
        {
            var v = values[i] - mean;
            (sums[i + 1], squares[i + 1]) = (sums[i] + v, squares[i] + v * v);
        }
        return (j, i) => Math.Max(0, squares[i] - squares[j] - (sums[i] - sums[j]) * (sums[i] - sums[j]) / (i - j));
    }
}
