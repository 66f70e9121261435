namespace Analytics.Statistics.Trends;

/// <summary>Pettitt's test: whether and where values shifted once, by their order alone.</summary>
/// <param name="Series">After each value: pairs across that fall less pairs that rise.</param>
/// <param name="U">Greatest of <paramref name="Series"/> in absolute value.</param>
/// <param name="K">Number of values before the shift; the first of equals.</param>
/// <param name="P">Approximate two-sided p, at most 1; good below 0.5.</param>
public sealed record Pettitt(IReadOnlyList<long> Series, long U, int K, double P)
{
    /// <summary>Of values in order of time.</summary>
    /// <param name="values">At least two.</param>
    /// <exception cref="ArgumentException">Fewer than two values.</exception>
    /// <remarks>Pettitt (1979), Applied Statistics 28:126-135. Checked in tests/reference/13-changepoint.csv.</remarks>
    public static Pettitt Of(ReadOnlySpan<double> values)
    {
        if (values.Length < 2) throw new ArgumentException("A shift needs two values.", nameof(values));
        var n = values.Length;
        var (series, greatest, place) = (new long[n], 0L, 0);
        for (var i = 0; i < n; i++)
        {
            series[i] = i == 0 ? 0 : series[i - 1];
            foreach (var other in values) series[i] += Math.Sign(values[i] - other);
            if (place > 0 && Math.Abs(series[i]) <= greatest) continue;
            (greatest, place) = (Math.Abs(series[i]), i + 1);
        }
        return new(series, greatest, place, Math.Min(1, 2 * Math.Exp(
            -6.0 * greatest * greatest / (Math.Pow(n, 3) + Math.Pow(n, 2)))));
    }
}
