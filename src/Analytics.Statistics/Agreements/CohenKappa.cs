using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Agreements;

/// <summary>How much two categories disagree.</summary>
public enum KappaWeights
{
    /// <summary>All alike.</summary>
    Unweighted,

    /// <summary>By the number of steps between them.</summary>
    Equal,

    /// <summary>By its square.</summary>
    Squared,
}

/// <summary>Kappa: agreement on categories beyond chance.</summary>
/// <param name="Kappa">1 for full agreement, 0 for agreement by chance; null where it is not computable.</param>
/// <param name="Z">Kappa over its standard error when raters agree by chance alone; null where that is 0.</param>
/// <param name="P">Two-sided p of z.</param>
/// <param name="Interval">Of kappa, of the normal form with the standard error found; null where there is none.</param>
/// <param name="NotComputable">A reason word: <c>too_few</c> subjects or raters, <c>no_variation</c> where all use one
/// category; null where there is a kappa.</param>
public sealed record KappaResult(double? Kappa, double? Z, double? P, Interval? Interval, string? NotComputable);

/// <summary>Cohen's kappa of two raters, plain and weighted.</summary>
public static class CohenKappa
{
    /// <summary>Of two raters' categories.</summary>
    /// <param name="ratings">A row a subject, two columns.</param>
    /// <param name="weights">How much two categories disagree. Steps are counted over the categories.</param>
    /// <param name="categories">All there are, in any order; those found where null, so that a category nobody used is
    /// no step.</param>
    /// <param name="confidence">Two-sided level between 0 and 1.</param>
    /// <exception cref="ArgumentException">Not two columns, or a rating that is no category.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rating is not finite, or confidence not in 0..1.</exception>
    /// <remarks>Cohen (1960), Educational and Psychological Measurement 20:37-46; Cohen (1968), Psychological Bulletin
    /// 70:213-220. Standard errors, by chance and as found, after Fleiss, Cohen and Everitt (1969), Psychological
    /// Bulletin 72:323-327. Checked in tests/reference/23-agreement.csv.</remarks>
    public static KappaResult Of(double[,] ratings, KappaWeights weights, IReadOnlyList<double>? categories = null,
        double confidence = 0.95)
    {
        Arguments.CheckConfidence(confidence);
        if (ratings.GetLength(1) != 2)
            throw new ArgumentException($"Found {ratings.GetLength(1)} raters, expected 2.", nameof(ratings));
        Ratings.Check(ratings);
        var n = ratings.GetLength(0);
        if (n == 0) return new(null, null, null, null, "too_few");
        var (levels, index) = Ratings.Levels(ratings, categories);
        var size = levels.Length;
        var (share, first, second) = (new double[size, size], new double[size], new double[size]);
        for (var i = 0; i < n; i++)
        {
            share[index[i, 0], index[i, 1]] += 1.0 / n;
            first[index[i, 0]] += 1.0 / n;
            second[index[i, 1]] += 1.0 / n;
        }
        double Weight(int i, int j) => i == j ? 1 : weights switch
        {
            KappaWeights.Equal => 1 - Math.Abs(i - j) / (size - 1.0),
            KappaWeights.Squared => 1 - (double)(i - j) * (i - j) / ((size - 1.0) * (size - 1.0)),
            _ => 0,
        };
        // Disagreement, whose 0 is exact under full agreement.
        var (observed, chance, rows, columns) = (0.0, 0.0, new double[size], new double[size]);
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
            {
                observed += (1 - Weight(i, j)) * share[i, j];
                chance += (1 - Weight(i, j)) * first[i] * second[j];
                rows[i] += Weight(i, j) * second[j];
                columns[j] += Weight(i, j) * first[i];
            }
        if (first.Zip(second).Any(p => p.First > 0 && p.Second > 0) && first.Count(f => f > 0) == 1
            && second.Count(s => s > 0) == 1) return new(null, null, null, null, "no_variation");
        var kappa = 1 - observed / chance;
        var (byChance, asFound) = (0.0, 0.0);
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
            {
                var (w, margin) = (Weight(i, j), rows[i] + columns[j]);
                byChance += first[i] * second[j] * (w - margin) * (w - margin);
                var found = w - margin * (1 - kappa);
                asFound += share[i, j] * found * found;
            }
        var agreed = 1 - chance;
        byChance -= agreed * agreed;
        var rest = kappa - agreed * (1 - kappa);
        asFound -= rest * rest;
        double? z = byChance > 1e-15 ? kappa * chance * Math.Sqrt(n / byChance) : null;
        var reach = SpecialFunctions.TwoSidedNormal(confidence) * Math.Sqrt(Math.Max(0, asFound) / n) / chance;
        return new(kappa, z, z is { } value ? SpecialFunctions.TwoSidedNormalP(value) : null,
            new(Math.Max(-1, kappa - reach), Math.Min(1, kappa + reach)), null);
    }
}
