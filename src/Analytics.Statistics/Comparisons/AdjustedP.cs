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
    public static double?[] BenjaminiHochberg(IReadOnlyList<double?> p)
    {
        var (adjusted, order) = (new double?[p.Count], Order(p));
        var least = 1.0;
        for (var i = order.Length - 1; i >= 0; i--)
        {
            least = Math.Min(least, order.Length / (i + 1.0) * p[order[i]]!.Value);
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
