namespace Analytics.Statistics.Series;

/// <summary>A series parted into season, trend and remainder by repeated local regression.</summary>
/// <param name="Seasonal">One value a point, as the others; the three add up to the series.</param>
/// <param name="Trend">Smooth.</param>
/// <param name="Remainder">What is left.</param>
/// <param name="Weights">0 to 1: how much a point counted in the last fit; 1 where fitting is not robust.</param>
/// <param name="TrendSpan">Points the trend was smoothed over, odd.</param>
/// <param name="LowPassSpan">Points the low pass was smoothed over, odd.</param>
/// <remarks>Cleveland, Cleveland, McRae and Terpenning (1990), Journal of Official Statistics 6:3-73. Checked in
/// tests/reference/18-stl.csv.</remarks>
public sealed record Stl(double[] Seasonal, double[] Trend, double[] Remainder, double[] Weights, int TrendSpan,
    int LowPassSpan)
{
    /// <summary>Parts a series.</summary>
    /// <param name="series">Equally spaced, finite, more than two seasons.</param>
    /// <param name="frequency">Points in a season, 2 or more.</param>
    /// <param name="seasonalSpan">Cycles over which a season's place is smoothed, 3 or more, made odd; null: the season
    /// is the same in every cycle.</param>
    /// <param name="robust">Whether points far from the fit are weighed down, in 15 rounds.</param>
    /// <param name="trendSpan">3 or more, made odd; unless given, the next odd number from
    /// 1.5 frequency / (1 - 1.5 / seasonal span).</param>
    /// <param name="lowPassSpan">3 or more, made odd; unless given, the next odd number from the frequency.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frequency or a span is too small, or there are not more than
    /// two seasons.</exception>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static Stl Of(ReadOnlySpan<double> series, int frequency, int? seasonalSpan = null, bool robust = false,
        int? trendSpan = null, int? lowPassSpan = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frequency, 2);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(series.Length, 2L * frequency, nameof(series));
        foreach (var span in new[] { seasonalSpan, trendSpan, lowPassSpan })
            if (span is { } given) ArgumentOutOfRangeException.ThrowIfLessThan(given, 3);
        foreach (var value in series)
            if (!double.IsFinite(value)) throw new ArgumentException($"Found {value}.", nameof(series));
        // A season that never changes is a smooth over far more cycles than there are, of degree 0.
        var season = Odd(seasonalSpan ?? 10.0 * series.Length + 1);
        var fit = new StlFit(series.ToArray(), frequency, season,
            Odd(trendSpan ?? Math.Ceiling(1.5 * frequency / (1 - 1.5 / season))), Odd(lowPassSpan ?? frequency));
        fit.Run(robust);
        return fit.Parts(isPeriodic: seasonalSpan is null);
    }

    static int Odd(double span) => (int)span % 2 == 1 ? (int)span : (int)span + 1;
}
