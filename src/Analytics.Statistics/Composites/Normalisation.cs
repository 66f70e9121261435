namespace Analytics.Statistics.Composites;

/// <summary>Indicators on one scale, so that they may be averaged. Absent values stay absent and count in nothing.
/// </summary>
/// <remarks>OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 5. Where lower is better, the lowest
/// value takes the highest place. Checked in tests/reference/21-normalisation.csv.</remarks>
public static class Normalisation
{
    /// <summary>The least value at <paramref name="least"/>, the greatest at <paramref name="most"/>.</summary>
    /// <returns>Null where no two values differ: there is no scale.</returns>
    public static double?[]? MinMax(ReadOnlySpan<double?> values, bool lowerBetter = false, double least = 0,
        double most = 100)
    {
        var (low, high) = Range(values);
        return high > low ? Goalposts(values, low, high, lowerBetter, least, most) : null;
    }

    /// <summary>Between two fixed posts; what lies beyond them is set to <paramref name="least"/> or
    /// <paramref name="most"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="high"/> is not above <paramref name="low"/>.
    /// </exception>
    public static double?[] Goalposts(ReadOnlySpan<double?> values, double low, double high, bool lowerBetter = false,
        double least = 0, double most = 100)
    {
        if (!(high > low)) throw new ArgumentOutOfRangeException(nameof(high), high, $"Expected more than {low}.");
        return Each(values, x => least + (most - least) * Math.Clamp(
            lowerBetter ? (high - x) / (high - low) : (x - low) / (high - low), 0, 1));
    }

    /// <summary>Standard deviations (of a sample, n - 1) above the mean; below it where lower is better.</summary>
    /// <returns>Null where no two values differ.</returns>
    public static double?[]? ZScores(ReadOnlySpan<double?> values, bool lowerBetter = false)
    {
        var (low, high) = Range(values);
        if (!(high > low)) return null;
        var (mean, deviation) = Moments.MeanAndDeviation(Present(values));
        return Each(values, x => (lowerBetter ? mean - x : x - mean) / deviation);
    }

    /// <summary>Share of the other values that are worse, 0 to 1.</summary>
    /// <returns>Null with fewer than two values.</returns>
    public static double?[]? PercentRanks(ReadOnlySpan<double?> values, bool lowerBetter = false)
    {
        var n = Present(values).Length;
        return n < 2 ? null : [.. Ranks.Ascending(Directed(values, lowerBetter)).Select(r => (r - 1) / (n - 1.0))];
    }

    /// <summary>Mean rank from below less a half, over the number of values: inside 0 to 1, ties alike, and the mean of
    /// all is always a half.</summary>
    public static double?[] MidRanks(ReadOnlySpan<double?> values, bool lowerBetter = false)
    {
        var present = Present(Directed(values, lowerBetter));
        var ranks = new Queue<double>(Ranks.Means(present));
        return Each(values, _ => (ranks.Dequeue() - 0.5) / present.Length);
    }

    /// <summary>Values where more is better: with the other sign where lower is.</summary>
    public static double?[] Directed(ReadOnlySpan<double?> values, bool lowerBetter) =>
        Each(values, x => lowerBetter ? -x : x);

    static (double Low, double High) Range(ReadOnlySpan<double?> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
            if (value is { } x) (low, high) = (Math.Min(low, x), Math.Max(high, x));
        return (low, high);
    }

    static double[] Present(ReadOnlySpan<double?> values)
    {
        var present = new List<double>();
        foreach (var value in values)
            if (value is { } x) present.Add(x);
        return [.. present];
    }

    static double?[] Each(ReadOnlySpan<double?> values, Func<double, double> of)
    {
        var found = new double?[values.Length];
        for (var i = 0; i < found.Length; i++)
            if (values[i] is { } x) found[i] = of(x);
        return found;
    }
}
