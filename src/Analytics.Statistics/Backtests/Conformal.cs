namespace Analytics.Statistics.Backtests;

/// <summary>Split conformal limits: how far off the next forecast will be, from how far off others were.</summary>
public static class Conformal
{
    /// <summary>The k-th smallest score, k = ⌈(m + 1) · confidence⌉ of m.</summary>
    /// <param name="scores">Sizes of errors, not negative, in any order; exchangeable with the next one.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <returns>The next score is at most this with the confidence or more, whatever the distribution. Of 1 to 19 at
    /// 0.95: 19. Null where k is above m: of fewer than 19 scores there is no limit at 0.95.</returns>
    /// <remarks>Vovk, Gammerman and Shafer (2005), Algorithmic Learning in a Random World; Lei et al. (2018), JASA
    /// 113:1094-1111.</remarks>
    public static double? Limit(ReadOnlySpan<double> scores, double confidence)
    {
        if (confidence is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(confidence));
        var rank = Rank(scores.Length, confidence);
        if (rank > scores.Length) return null;
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        return sorted[rank - 1];
    }

    // A product a rounding above a whole number is that number.
    static int Rank(int count, double confidence) =>
        Math.Max(1, (int)Math.Ceiling((count + 1) * confidence * (1 - 1e-14)));
}
