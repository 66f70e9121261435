using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Trends;

/// <summary>Sen's slope: the median of the slopes between all pairs of points.</summary>
/// <param name="Slope">In units of the values a unit of time.</param>
/// <param name="Intercept">Median of value less slope times time.</param>
/// <param name="Interval">Gilbert's limits of the slope.</param>
public readonly record struct SenSlope(double Slope, double Intercept, Interval Interval)
{
    /// <summary>Of values at their times, which may lie at unequal distances.</summary>
    /// <param name="times">Rising, each once.</param>
    /// <param name="values">As many as times, at least two, finite.</param>
    /// <param name="confidence">Two-sided level between 0 and 1.</param>
    /// <exception cref="ArgumentException">Not as many values as times, fewer than two, or times that do not rise.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or confidence not in 0..1.</exception>
    /// <remarks>Sen (1968), JASA 63:1379-1389. Limits after Gilbert (1987), Statistical Methods for Environmental
    /// Pollution Monitoring, 16.4.2: the slopes of ranks (N - C)/2 and (N + C)/2 + 1 of N, C = z √Var(S), between ranks
    /// by interpolation, at the ends the least and the greatest. Checked in
    /// tests/reference/11-mann-kendall.csv.</remarks>
    public static SenSlope Of(ReadOnlySpan<double> times, ReadOnlySpan<double> values, double confidence = 0.95)
    {
        Arguments.CheckConfidence(confidence);
        Times.Check(times, values.Length);
        var test = MannKendall.Of(values);
        var sorted = Slopes(times, values);
        var slope = Quantile.Type7(sorted, 0.5);
        var rests = new double[times.Length];
        for (var i = 0; i < rests.Length; i++) rests[i] = values[i] - slope * times[i];
        Array.Sort(rests);
        var reach = SpecialFunctions.TwoSidedNormal(confidence) * Math.Sqrt(test.Variance);
        return new(slope, Quantile.Type7(rests, 0.5),
            new(AtRank(sorted, (sorted.Length - reach) / 2), AtRank(sorted, (sorted.Length + reach) / 2 + 1)));
    }

    /// <summary>The limits at whole ranks, rounded half to even, as the R package trend gives them.</summary>
    /// <inheritdoc cref="Of"/>
    public static Interval RoundedLimits(ReadOnlySpan<double> times, ReadOnlySpan<double> values,
        double confidence = 0.95)
    {
        Arguments.CheckConfidence(confidence);
        Times.Check(times, values.Length);
        var sorted = Slopes(times, values);
        var reach = SpecialFunctions.TwoSidedNormal(confidence) * Math.Sqrt(MannKendall.Of(values).Variance);
        return new(AtRank(sorted, Math.Round((sorted.Length - reach) / 2)),
            AtRank(sorted, Math.Round((sorted.Length + reach) / 2 + 1)));
    }

    // Of all pairs, from the least.
    static double[] Slopes(ReadOnlySpan<double> times, ReadOnlySpan<double> values)
    {
        var slopes = new double[times.Length * (times.Length - 1) / 2];
        for (int i = 1, k = 0; i < times.Length; i++)
            for (var j = 0; j < i; j++) slopes[k++] = (values[i] - values[j]) / (times[i] - times[j]);
        Array.Sort(slopes);
        return slopes;
    }

    static double AtRank(double[] sorted, double rank)
    {
        var at = Math.Clamp(rank, 1, sorted.Length) - 1;
        var below = (int)Math.Floor(at);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}

static class Times
{
    public static void Check(ReadOnlySpan<double> times, int values)
    {
        if (times.Length != values || values < 2)
            throw new ArgumentException($"Found {times.Length} times and {values} values, expected as many, at least " +
                "two.", nameof(times));
        for (var i = 0; i < times.Length; i++)
            if (!double.IsFinite(times[i]) || (i > 0 && times[i] <= times[i - 1]))
                throw new ArgumentException($"Times must rise; found {times[i]} at {i}.", nameof(times));
    }
}
