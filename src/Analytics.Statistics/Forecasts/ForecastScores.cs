namespace Analytics.Statistics.Forecasts;

/// <summary>Scores of forecasts that say how sure they are; lower is better, in the unit of the series.</summary>
/// <remarks>Gneiting and Raftery (2007), Journal of the American Statistical Association 102:359-378. Checked in
/// tests/reference/15-forecast-scores.csv.</remarks>
public static class ForecastScores
{
    /// <summary>Winkler's score of an interval: its width, and 2/(1 - level) times how far outside the value
    /// came.</summary>
    /// <param name="actual">What came.</param>
    /// <param name="low">Lower limit.</param>
    /// <param name="high">Upper limit, not below <paramref name="low"/>.</param>
    /// <param name="level">Two-sided, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limits are in the wrong order, or the level is impossible.
    /// </exception>
    public static double Interval(double actual, double low, double high, double level)
    {
        Intervals.Arguments.CheckConfidence(level);
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        return high - low + 2 / (1 - level) * (Math.Max(0, low - actual) + Math.Max(0, actual - high));
    }

    /// <summary>Loss of a quantile.</summary>
    /// <param name="actual">What came.</param>
    /// <param name="quantile">What was forecast.</param>
    /// <param name="p">The probability of being below it, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is impossible.</exception>
    public static double Pinball(double actual, double quantile, double p)
    {
        Intervals.Arguments.CheckConfidence(p);
        return actual >= quantile ? p * (actual - quantile) : (1 - p) * (quantile - actual);
    }

    /// <summary>Continuous ranked probability score of a normal forecast.</summary>
    /// <param name="actual">What came.</param>
    /// <param name="mean">Forecast mean.</param>
    /// <param name="deviation">Forecast standard deviation, at least 0: at 0 the absolute error.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative.</exception>
    public static double NormalCrps(double actual, double mean, double deviation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        if (deviation == 0) return Math.Abs(actual - mean);
        var z = (actual - mean) / deviation;
        // 2Φ(z) - 1 without cancellation.
        var inside = Math.Sign(z) * (1 - SpecialFunctions.TwoSidedNormalP(z));
        return deviation * (z * inside + 2 * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) - 1 / Math.Sqrt(Math.PI));
    }
}
