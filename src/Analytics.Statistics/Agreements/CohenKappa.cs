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
/// category, <c>not_applicable</c> to more than 2,000 categories; null where there is a kappa.</param>
public sealed record KappaResult(double? Kappa, double? Z, double? P, Interval? Interval, string? NotComputable);

/// <summary>Cohen's kappa of two raters, plain and weighted.</summary>
public static class CohenKappa
{
    // Beyond it ratings are measurements, and their table outgrows memory.
    const int MostCategories = 2000;

    /// <summary>Of two raters' categories.</summary>
    /// <param name="ratings">A row a subject, two columns.</param>
    /// <param name="weights">How much two categories disagree. Steps are counted over the categories.</param>
    /// <param name="categories">All there are, in any order; those found where null, so that a category nobody used is
    /// no step.</param>
    /// <param name="confidence">Two-sided level between 0 and 1.</param>
    /// <exception cref="ArgumentException">Not two columns, or a rating that is no category.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rating is not within ±1e100, or confidence not in 0..1.
    /// </exception>
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
        if (size > MostCategories) return new(null, null, null, null, "not_applicable");
        var (counts, first, second) = (new double[size, size], new double[size], new double[size]);
        for (var i = 0; i < n; i++)
        {
            counts[index[i, 0], index[i, 1]]++;
            first[index[i, 0]]++;
            second[index[i, 1]]++;
        }
        double Steps(int i, int j) => weights switch
        {
            KappaWeights.Equal => Math.Abs(i - j),
            KappaWeights.Squared => (double)(i - j) * (i - j),
            _ => i == j ? 0 : 1,
        };
        // Disagreement in whole numbers, so that full agreement and agreement by chance are exactly 1 and 0.
        var (observed, chance) = (0.0, 0.0);
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
            {
                observed += Steps(i, j) * counts[i, j];
                chance += Steps(i, j) * first[i] * second[j];
            }
        if (chance == 0) return new(null, null, null, null, "no_variation");
        var kappa = 1 - n * observed / chance;
        var (byChance, asFound) = Variances(counts, first, second, (i, j) => 1 - Steps(i, j)
            / Math.Max(1, Steps(0, size - 1)), kappa);
        double? z = byChance > 1e-15 ? kappa / Math.Sqrt(byChance / n) : null;
        var reach = SpecialFunctions.TwoSidedNormal(confidence) * Math.Sqrt(Math.Max(0, asFound) / n);
        return new(kappa, z, z is { } value ? SpecialFunctions.TwoSidedNormalP(value) : null,
            new(Math.Max(-1, kappa - reach), Math.Min(1, kappa + reach)), null);
    }

    // n times the variance of kappa under chance alone, and as found.
    static (double ByChance, double AsFound) Variances(double[,] counts, double[] first, double[] second,
        Func<int, int, double> weight, double kappa)
    {
        var (n, size) = (first.Sum(), first.Length);
        var (rows, columns, agreed) = (new double[size], new double[size], 0.0);
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
            {
                rows[i] += weight(i, j) * second[j] / n;
                columns[j] += weight(i, j) * first[i] / n;
                agreed += weight(i, j) * first[i] * second[j] / (n * n);
            }
        var (byChance, asFound) = (0.0, 0.0);
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
            {
                var margin = rows[i] + columns[j];
                byChance += first[i] * second[j] / (n * n) * Math.Pow(weight(i, j) - margin, 2);
                asFound += counts[i, j] / n * Math.Pow(weight(i, j) - margin * (1 - kappa), 2);
            }
        var (chance, rest) = (1 - agreed, kappa - agreed * (1 - kappa));
        return ((byChance - agreed * agreed) / (chance * chance), (asFound - rest * rest) / (chance * chance));
    }
}
