namespace Analytics.Statistics.Agreements;

/// <summary>Fleiss' kappa: agreement on categories of as many ratings for every subject, by whomever.</summary>
public static class FleissKappa
{
    /// <summary>Of complete ratings.</summary>
    /// <param name="ratings">A row a subject, a column a rating.</param>
    /// <returns>Without interval: the published standard error holds under chance alone.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A rating is not within ±1e100.</exception>
    /// <remarks>Fleiss (1971), Psychological Bulletin 76:378-382, with the standard error of Fleiss, Nee and Landis
    /// (1979), Psychological Bulletin 86:974-977. Checked in tests/reference/23-agreement.csv.</remarks>
    public static KappaResult Of(double[,] ratings)
    {
        Ratings.Check(ratings);
        double n = ratings.GetLength(0), m = ratings.GetLength(1);
        if (n < 1 || m < 2) return new(null, null, null, null, "too_few");
        var (levels, index) = Ratings.Levels(ratings);
        if (levels.Length == 1) return new(null, null, null, null, "no_variation");
        var (used, apart) = (new double[levels.Length], 0.0);
        for (var i = 0; i < index.GetLength(0); i++)
        {
            var mine = new Dictionary<int, int>();
            for (var j = 0; j < index.GetLength(1); j++)
            {
                used[index[i, j]]++;
                mine[index[i, j]] = mine.GetValueOrDefault(index[i, j]) + 1;
            }
            // Pairs of ratings that differ: whole numbers, in any order.
            apart += m * m - mine.Values.Sum(c => (double)c * c);
        }
        var (expected, skew) = (0.0, 0.0);
        foreach (var count in used)
        {
            var p = count / (n * m);
            expected += p * (1 - p);
            skew += p * (1 - p) * (1 - 2 * p);
        }
        var kappa = 1 - apart / (n * m * (m - 1)) / expected;
        var variance = 2 * (expected * expected - skew) / (expected * expected * n * m * (m - 1));
        double? z = variance > 1e-15 ? kappa / Math.Sqrt(variance) : null;
        return new(kappa, z, z is { } value ? SpecialFunctions.TwoSidedNormalP(value) : null, null, null);
    }
}
