namespace Analytics.Statistics.Comparisons;

/// <summary>p values of many tests at once, made larger for their number.</summary>
/// <remarks>Over one family: one indicator and one period, all districts. A null p is no test; it stays null and does
/// not count. Checked in tests/reference/04-p-adjust.csv.</remarks>
public static class AdjustedP
{
    /// <summary>Holm's step-down p: below α in none of the true nulls with probability 1 - α.</summary>
    /// <param name="p">Each null or 0 to 1.</param>
    /// <returns>In the order given, each null or 0 to 1 and not below its p.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A p is not in 0..1.</exception>
    /// <remarks>Holm (1979), Scandinavian Journal of Statistics 6:65-70.</remarks>
    public static double?[] Holm(IReadOnlyList<double?> p)
    {
        var (adjusted, order) = (new double?[p.Count], Order(p));
        var most = 0.0;
        for (var i = 0; i < order.Length; i++)
        {
            most = Math.Max(most, (order.Length - i) * p[order[i]]!.Value);
            adjusted[order[i]] = Math.Min(1, most);
        }
        return adjusted;
    }

    /// <summary>Benjamini and Hochberg's p: of those below α an expected share of at most α are false.</summary>
    /// <param name="p">Each null or 0 to 1.</param>
    /// <returns>In the order given, each null or 0 to 1 and not below its p.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A p is not in 0..1.</exception>
    /// <remarks>Benjamini and Hochberg (1995), JRSS B 57:289-300.</remarks>
    public static double?[] BenjaminiHochberg(IReadOnlyList<double?> p) =>
        StepUp(p, (rank, tests) => tests / (double)rank);

    /// <summary>Bonferroni's p: each times the number of tests.</summary>
    /// <param name="p">Each null or 0 to 1.</param>
    /// <returns>In the order given, each null or 0 to 1 and not below its p.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A p is not in 0..1.</exception>
    /// <remarks>Dunn (1961), JASA 56:52-64.</remarks>
    public static double?[] Bonferroni(IReadOnlyList<double?> p)
    {
        var tests = Order(p).Length;
        return [.. p.Select(value => value is { } one ? Math.Min(1, tests * one) : (double?)null)];
    }

    /// <summary>Hochberg's step-up p: never above Holm's; for tests that are independent or positively dependent.
    /// </summary>
    /// <param name="p">Each null or 0 to 1.</param>
    /// <returns>In the order given, each null or 0 to 1 and not below its p.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A p is not in 0..1.</exception>
    /// <remarks>Hochberg (1988), Biometrika 75:800-802.</remarks>
    public static double?[] Hochberg(IReadOnlyList<double?> p) => StepUp(p, (rank, tests) => tests - rank + 1);

    /// <summary>Hommel's p: never above Hochberg's, under the same conditions. Time grows with the square of the
    /// number of tests.</summary>
    /// <param name="p">Each null or 0 to 1.</param>
    /// <returns>In the order given, each null or 0 to 1 and not below its p.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A p is not in 0..1.</exception>
    /// <remarks>Hommel (1988), Biometrika 75:383-386; as Simes tests of all subsets, each by its greatest p, after
    /// Wright (1992), Biometrics 48:1005-1013.</remarks>
    public static double?[] Hommel(IReadOnlyList<double?> p)
    {
        var order = Order(p);
        double[] sorted = [.. order.Select(i => p[i]!.Value)], adjusted = [.. sorted];
        // Of the subsets of a size with a given least p, the one with the greatest others is hardest to reject.
        for (var size = 2; size <= sorted.Length; size++)
        {
            var (first, least) = (sorted.Length - size + 1, double.PositiveInfinity);
            for (var rank = 2; rank <= size; rank++)
                least = Math.Min(least, size * sorted[first + rank - 2] / rank);
            for (var i = 0; i < sorted.Length; i++)
                adjusted[i] = Math.Max(adjusted[i], Math.Min(least, size * sorted[Math.Min(i, first - 1)]));
        }
        var found = new double?[p.Count];
        for (var i = 0; i < order.Length; i++) found[order[i]] = Math.Min(1, adjusted[i]);
        return found;
    }

    /// <summary>Benjamini and Yekutieli's p: as Benjamini and Hochberg's, whatever the dependence of the tests.
    /// </summary>
    /// <param name="p">Each null or 0 to 1.</param>
    /// <returns>In the order given, each null or 0 to 1 and not below its p.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A p is not in 0..1.</exception>
    /// <remarks>Benjamini and Yekutieli (2001), Annals of Statistics 29:1165-1188.</remarks>
    public static double?[] BenjaminiYekutieli(IReadOnlyList<double?> p)
    {
        var harmonic = Enumerable.Range(1, Order(p).Length).Sum(i => 1.0 / i);
        return StepUp(p, (rank, tests) => harmonic * tests / rank);
    }

    // From the greatest p down, none above the one before; the factor is of a rank from 1.
    static double?[] StepUp(IReadOnlyList<double?> p, Func<int, int, double> factor)
    {
        var (adjusted, order) = (new double?[p.Count], Order(p));
        var least = 1.0;
        for (var i = order.Length - 1; i >= 0; i--)
        {
            least = Math.Min(least, factor(i + 1, order.Length) * p[order[i]]!.Value);
            adjusted[order[i]] = least;
        }
        return adjusted;
    }

    static int[] Order(IReadOnlyList<double?> p)
    {
        foreach (var value in p)
            if (value is not (null or (>= 0 and <= 1)))
                throw new ArgumentOutOfRangeException(nameof(p), value, "p lies between 0 and 1.");
        return [.. Enumerable.Range(0, p.Count).Where(i => p[i] is not null).OrderBy(i => p[i])];
    }
}
