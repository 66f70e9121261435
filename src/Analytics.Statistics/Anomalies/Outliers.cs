namespace Analytics.Statistics.Anomalies;

/// <summary>How far single values lie from the rest of theirs.</summary>
/// <remarks>Rules of thumb without a probability: among 20 values of one normal distribution Tukey's fences hold one or
/// more outside in about every third sample. What they mark is to be looked at, not struck out. Checked in
/// tests/reference/19-anomaly-points.csv and 19-anomaly-summary.csv.</remarks>
public static class Outliers
{
    /// <summary>Makes the median absolute deviation estimate the standard deviation of normal values.</summary>
    public const double NormalScale = 1.4826;

    /// <summary>The middle value, or the mean of the middle two.</summary>
    /// <param name="values">Finite, at least one, in any order.</param>
    /// <exception cref="ArgumentException">No values.</exception>
    public static double Median(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty) throw new ArgumentException("Found no values, expected at least one.", nameof(values));
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /// <summary>Median of the distances from the median, not scaled: 0 where more than half of the values are equal.
    /// </summary>
    /// <param name="values">Finite, at least one.</param>
    /// <exception cref="ArgumentException">No values.</exception>
    public static double MedianAbsoluteDeviation(ReadOnlySpan<double> values)
    {
        var median = Median(values);
        var distances = new double[values.Length];
        for (var i = 0; i < distances.Length; i++) distances[i] = Math.Abs(values[i] - median);
        return Median(distances);
    }

    /// <summary>Distances from the mean in sample standard deviations.</summary>
    /// <param name="values">Finite, in any number.</param>
    /// <returns>One a value; null with fewer than two or where all are equal. None of n values passes
    /// (n - 1)/√n: of 10 none is ever beyond 2.85.</returns>
    public static double[]? Z(ReadOnlySpan<double> values)
    {
        if (values.Length < 2 || Moments.AllEqual(values)) return null;
        var (mean, deviation) = Moments.Of(values);
        return Scaled(values, mean, 1 / deviation);
    }

    /// <summary>0.6745 times the distances from the median, in median absolute deviations.</summary>
    /// <param name="values">Finite, in any number.</param>
    /// <returns>One a value; null without values, or where more than half are equal.</returns>
    /// <remarks>Iglewicz and Hoaglin (1993), How to Detect and Handle Outliers, 11-13: beyond 3.5 is an outlier.
    /// </remarks>
    public static double[]? ModifiedZ(ReadOnlySpan<double> values) => OfMedian(values, 0.6745);

    /// <summary>As <see cref="ModifiedZ"/> with the deviation times <see cref="NormalScale"/>: the same but for the
    /// sixth digit.</summary>
    /// <param name="values">Finite, in any number.</param>
    /// <returns>One a value; null without values, or where more than half are equal.</returns>
    public static double[]? RobustZ(ReadOnlySpan<double> values) => OfMedian(values, 1 / NormalScale);

    /// <summary>Quartiles (type 7) less and plus a multiple of their distance; outside of it lies an outlier.</summary>
    /// <param name="values">Finite, at least one.</param>
    /// <param name="multiple">Of the distance of the quartiles; 1.5 after Tukey, 3 for far out.</param>
    /// <exception cref="ArgumentException">No values.</exception>
    /// <remarks>Tukey (1977), Exploratory Data Analysis, 43-44.</remarks>
    public static TukeyFences Tukey(ReadOnlySpan<double> values, double multiple = 1.5)
    {
        if (values.IsEmpty) throw new ArgumentException("Found no values, expected at least one.", nameof(values));
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var (q1, q3) = (Quantile.Type7(sorted, 0.25), Quantile.Type7(sorted, 0.75));
        return new(q1, q3, q1 - multiple * (q3 - q1), q3 + multiple * (q3 - q1));
    }

    /// <summary>Which values lie further from the median of their neighbours than a multiple of the neighbours' scaled
    /// median absolute deviation.</summary>
    /// <param name="values">In order of time, finite.</param>
    /// <param name="reach">Neighbours on each side, the value itself among them; fewer at the ends.</param>
    /// <param name="multiple">Of the scaled deviation; 3 by custom.</param>
    /// <returns>One a value. Where most neighbours are equal any other value is flagged.</returns>
    /// <exception cref="ArgumentOutOfRangeException">reach is below 1.</exception>
    /// <remarks>Hampel (1974), JASA 69:383-393.</remarks>
    public static bool[] Hampel(ReadOnlySpan<double> values, int reach = 3, double multiple = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(reach, 1);
        var flags = new bool[values.Length];
        for (var i = 0; i < flags.Length; i++)
        {
            var from = Math.Max(0, i - reach);
            var window = values[from..Math.Min(values.Length, i + reach + 1)];
            flags[i] = Math.Abs(values[i] - Median(window))
                > multiple * NormalScale * MedianAbsoluteDeviation(window);
        }
        return flags;
    }

    static double[]? OfMedian(ReadOnlySpan<double> values, double factor) =>
        !values.IsEmpty && MedianAbsoluteDeviation(values) is > 0 and var deviation
            ? Scaled(values, Median(values), factor / deviation) : null;

    static double[] Scaled(ReadOnlySpan<double> values, double middle, double factor)
    {
        var scaled = new double[values.Length];
        for (var i = 0; i < scaled.Length; i++) scaled[i] = (values[i] - middle) * factor;
        return scaled;
    }
}

/// <summary>Quartiles of type 7 and the fences round them.</summary>
/// <param name="LowerQuartile">A quarter of the values lie below.</param>
/// <param name="UpperQuartile">A quarter of the values lie above.</param>
/// <param name="Low">Values below are outliers.</param>
/// <param name="High">Values above are outliers.</param>
public readonly record struct TukeyFences(double LowerQuartile, double UpperQuartile, double Low, double High);

static class Moments
{
    public static bool AllEqual(ReadOnlySpan<double> values) =>
        values.IsEmpty || !values.ContainsAnyExcept(values[0]);

    /// Mean and sample standard deviation; the mean is corrected for what rounding left.
    public static (double Mean, double Deviation) Of(ReadOnlySpan<double> values)
    {
        var (sum, rest, squares) = (0.0, 0.0, 0.0);
        foreach (var value in values) sum += value;
        var mean = sum / values.Length;
        foreach (var value in values) rest += value - mean;
        mean += rest / values.Length;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        return (mean, Math.Sqrt(squares / (values.Length - 1)));
    }
}
