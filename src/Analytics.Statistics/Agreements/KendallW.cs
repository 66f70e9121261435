namespace Analytics.Statistics.Agreements;

/// <summary>Kendall's coefficient of concordance: whether raters put subjects into the same order.</summary>
/// <param name="W">0 (no common order) to 1 (the same order), corrected for ties; null where it is not computable.
/// </param>
/// <param name="Uncorrected">The same as if there were no ties; never above <paramref name="W"/>.</param>
/// <param name="ChiSquared">m (n - 1) W with n - 1 degrees of freedom.</param>
/// <param name="P">Probability of a W as large when raters order at random; from about 7 subjects on.</param>
/// <param name="MeanSpearman">Mean of Spearman's correlations over all pairs of raters; null where a rater rates all
/// subjects alike.</param>
/// <param name="RankSums">Of each subject over all raters, 1 a rater for the least rating; ties share ranks.</param>
/// <param name="NotComputable">A reason word: <c>too_few</c> subjects or raters, <c>no_variation</c> where every rater
/// rates all subjects alike; null where there is a W.</param>
public sealed record KendallW(double? W, double? Uncorrected, double? ChiSquared, double? P, double? MeanSpearman,
    IReadOnlyList<double> RankSums, string? NotComputable)
{
    /// <summary>Of complete ratings.</summary>
    /// <param name="ratings">A row a subject, a column a rater, within ±1e100.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rating is not within ±1e100.</exception>
    /// <remarks>W = 12 S / (m² (n³ - n) - m Σ(t³ - t)), S the sum of squares of rank sums about their mean. Kendall and
    /// Babington Smith (1939), Annals of Mathematical Statistics 10:275-287. Checked in
    /// tests/reference/23-agreement.csv.</remarks>
    public static KendallW Of(double[,] ratings)
    {
        Ratings.Check(ratings);
        double n = ratings.GetLength(0), m = ratings.GetLength(1);
        var sums = new double[ratings.GetLength(0)];
        var (ranks, ties) = (new double[ratings.GetLength(1)][], 0.0);
        for (var j = 0; j < ranks.Length; j++)
        {
            (ranks[j], var tied) = Ratings.Ranks(Ratings.Column(ratings, j));
            ties += tied;
            for (var i = 0; i < sums.Length; i++) sums[i] += ranks[j][i];
        }
        if (n < 2 || m < 2) return new(null, null, null, null, null, sums, "too_few");
        var s = sums.Sum(sum => (sum - m * (n + 1) / 2) * (sum - m * (n + 1) / 2));
        var (all, tied_) = (m * m * (n * n * n - n), m * ties);
        if (all == tied_) return new(null, 12 * s / all, null, null, null, sums, "no_variation");
        var w = Math.Min(1, 12 * s / (all - tied_));
        return new(w, 12 * s / all, m * (n - 1) * w, SpecialFunctions.ChiSquaredUpper(m * (n - 1) * w, (int)n - 1),
            MeanCorrelation(ranks), sums, null);
    }

    static double? MeanCorrelation(double[][] ranks)
    {
        var sum = 0.0;
        for (var j = 1; j < ranks.Length; j++)
            for (var i = 0; i < j; i++)
            {
                if (Correlation(ranks[i], ranks[j]) is not { } r) return null;
                sum += r;
            }
        return sum / (ranks.Length * (ranks.Length - 1) / 2.0);
    }

    static double? Correlation(double[] a, double[] b)
    {
        var middle = (a.Length + 1) / 2.0;
        var (ab, aa, bb) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            ab += (a[i] - middle) * (b[i] - middle);
            aa += (a[i] - middle) * (a[i] - middle);
            bb += (b[i] - middle) * (b[i] - middle);
        }
        return aa == 0 || bb == 0 ? null : Math.Clamp(ab / Math.Sqrt(aa * bb), -1, 1);
    }
}
