using Analytics.Statistics.Composites;
using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Distributions;

/// <summary>How far two measures put the same units into one order, by Spearman's coefficient.</summary>
/// <param name="N">Number of pairs.</param>
/// <param name="Rho">-1 to 1; null with fewer than 3 pairs, or where one measure is the same throughout.</param>
/// <param name="Limits">Its confidence interval; null with fewer than 10 pairs, and where the order is wholly
/// one.</param>
public readonly record struct RankCorrelation(int N, double? Rho, Interval? Limits)
{
    /// <summary>Fewer pairs leave an interval so wide that it says nothing.</summary>
    public const int LeastForLimits = 10;

    /// <summary>Of pairs; ties share their mean rank.</summary>
    /// <param name="x">One measure.</param>
    /// <param name="y">The other, of the same units in the same order.</param>
    /// <param name="confidence">Two-sided level between 0 and 1; 0.95 unless given.</param>
    /// <exception cref="ArgumentException">The two differ in length.</exception>
    /// <remarks>The interval is Bonett and Wright (2000), Psychometrika 65:23-28: Fisher's z with the standard error
    /// √((1 + ρ²/2) / (n - 3)).</remarks>
    public static RankCorrelation Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95)
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"Found {y.Length} values for {x.Length}, expected one each.", nameof(y));
        var rho = x.Length < 3 ? null : Correlation.Spearman(x, y);
        if (rho is not { } found || x.Length < LeastForLimits || Math.Abs(found) > 1 - 1e-12)
            return new(x.Length, rho, null);
        var (z, error) = (Math.Atanh(found), Math.Sqrt((1 + found * found / 2) / (x.Length - 3)));
        var reach = SpecialFunctions.TwoSidedNormal(confidence) * error;
        return new(x.Length, rho, new Interval(Math.Tanh(z - reach), Math.Tanh(z + reach)));
    }
}
