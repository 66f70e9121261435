namespace Analytics.Statistics.ControlCharts;

/// <summary>Chart of individual values: mean and natural process limits from the moving ranges.</summary>
/// <param name="Mean">Of the values.</param>
/// <param name="MeanRange">Mean of the moving ranges kept; null with one value.</param>
/// <param name="Lower">Mean less 2.66 mean ranges; null with one value, the mean where all values are equal.</param>
/// <param name="Upper">Mean and 2.66 mean ranges.</param>
public readonly record struct XmR(double Mean, double? MeanRange, double? Lower, double? Upper)
{
    /// <summary>3 / 1.128: three standard deviations in mean ranges of two.</summary>
    public const double LimitFactor = 2.66;

    /// <summary>Moving ranges from so many mean ranges on are not of the process.</summary>
    public const double RangeFactor = 3.267;

    /// <summary>Of values in order of time.</summary>
    /// <param name="values">At least one, finite.</param>
    /// <param name="screenOutliers">Whether moving ranges of <see cref="RangeFactor"/> mean ranges or more are left
    /// out, once.</param>
    /// <exception cref="ArgumentException">No values.</exception>
    /// <remarks>Wheeler (2000), Understanding Variation, ch. 3; Shewhart (1931). Checked in
    /// tests/reference/14-spc-xmr.csv.</remarks>
    public static XmR Of(ReadOnlySpan<double> values, bool screenOutliers = true)
    {
        if (values.Length == 0) throw new ArgumentException("There are no values.", nameof(values));
        var (sum, isConstant) = (0.0, true);
        foreach (var value in values)
        {
            sum += value;
            isConstant &= value == values[0];
        }
        // The mean of equal values is theirs, not a rounding away.
        var mean = isConstant ? values[0] : sum / values.Length;
        if (values.Length == 1) return new(mean, null, null, null);
        if (isConstant) return new(mean, 0, mean, mean);
        var ranges = new double[values.Length - 1];
        for (var i = 0; i < ranges.Length; i++) ranges[i] = Math.Abs(values[i + 1] - values[i]);
        var range = ranges.Average();
        if (screenOutliers) range = ranges.Where(r => r < RangeFactor * range).Average();
        return new(mean, range, mean - LimitFactor * range, mean + LimitFactor * range);
    }

    /// <summary>Where a value lies; inside, with one value.</summary>
    public ChartPlace PlaceOf(double value)
    {
        // What differs from the mean by rounding alone is on it.
        var side = Math.Abs(value - Mean) <= 1e-13 * Math.Max(Math.Abs(value), Math.Abs(Mean)) ? 0
            : Math.Sign(value - Mean);
        if (Lower is not { } low || Upper is not { } high || side == 0) return new(side, false, false);
        var isOutside = value < low || value > high;
        var inner = 2 * (high - Mean) / 3;
        return new(side, isOutside, !isOutside && Math.Abs(value - Mean) > inner);
    }
}
