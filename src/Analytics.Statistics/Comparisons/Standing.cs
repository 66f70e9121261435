using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Comparisons;

/// <summary>On which side of what it is compared with a rate stands, and how surely.</summary>
/// <param name="Side">-1 below, 0 not told apart, 1 above.</param>
/// <param name="Level">0, 95 or 998: told apart at no level, at 95 %, at 99.8 %.</param>
/// <remarks>95 % and 99.8 % are the levels of Spiegelhalter's funnels (2005): among 16 alike districts 0.8 pass the
/// first by chance alone, 0.03 the second.</remarks>
public readonly record struct Standing(int Side, int Level)
{
    /// <summary>The two confidence levels, the lower first.</summary>
    public static IReadOnlyList<double> Levels { get; } = [0.95, 0.998];

    /// <summary>From a two-sided p and the sign of the difference.</summary>
    /// <param name="p">0 to 1.</param>
    /// <param name="difference">Its sign alone counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">p is not in 0..1.</exception>
    public static Standing Of(double p, double difference)
    {
        if (p is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "p lies between 0 and 1.");
        var level = p < 1 - Levels[1] ? 998 : p < 1 - Levels[0] ? 95 : 0;
        return level == 0 || difference == 0 ? default : new(Math.Sign(difference), level);
    }

    /// <summary>From the limits at both levels; a value on a limit is inside.</summary>
    /// <param name="value">In the unit of the limits.</param>
    /// <param name="at95">Limits at 95 %.</param>
    /// <param name="at998">Limits at 99.8 %.</param>
    public static Standing Of(double value, Interval at95, Interval at998) =>
        at95.Contains(value) ? default : new(value < at95.Low ? -1 : 1, at998.Contains(value) ? 95 : 998);

    /// <summary>As a word: <c>similar</c>; without a direction <c>higher_95</c>, <c>lower_998</c>; with one
    /// <c>better_95</c>, <c>worse_998</c>.</summary>
    public string Word(Direction direction)
    {
        if (Level == 0) return "similar";
        var side = direction switch
        {
            Direction.HigherBetter => Side > 0 ? "better" : "worse",
            Direction.LowerBetter => Side > 0 ? "worse" : "better",
            _ => Side > 0 ? "higher" : "lower",
        };
        return $"{side}_{Level}";
    }
}
