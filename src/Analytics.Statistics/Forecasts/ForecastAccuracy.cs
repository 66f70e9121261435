namespace Analytics.Statistics.Forecasts;

/// <summary>How far forecasts were from what came.</summary>
/// <param name="N">Number of errors.</param>
/// <param name="MeanError">Mean of actual less forecast, in the unit of the series.</param>
/// <param name="RootMeanSquare">Of the errors.</param>
/// <param name="MeanAbsolute">Of the errors.</param>
/// <param name="MeanPercentage">Mean error in percent of the actual values; null where one is 0.</param>
/// <param name="MeanAbsolutePercentage">In percent; null where an actual value is 0.</param>
/// <param name="MeanAbsoluteScaled">Mean absolute error by that of the seasonal naive forecast within the training
/// values; null where these repeat themselves or are too few.</param>
public sealed record ForecastAccuracy(int N, double MeanError, double RootMeanSquare, double MeanAbsolute,
    double? MeanPercentage, double? MeanAbsolutePercentage, double? MeanAbsoluteScaled)
{
    /// <summary>Of forecasts against what came.</summary>
    /// <param name="actual">What came, at least one.</param>
    /// <param name="forecast">As many.</param>
    /// <param name="training">What was known, in order of time: its seasonal naive errors are the scale.</param>
    /// <param name="period">Points a season, 1 for none.</param>
    /// <exception cref="ArgumentException">No values, or not as many forecasts.</exception>
    /// <remarks>Hyndman and Koehler (2006), International Journal of Forecasting 22:679-688. Checked in
    /// tests/reference/15-forecast.csv.</remarks>
    public static ForecastAccuracy Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast,
        ReadOnlySpan<double> training, int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        if (actual.Length == 0 || actual.Length != forecast.Length)
            throw new ArgumentException($"Found {forecast.Length} forecasts of {actual.Length} values.",
                nameof(forecast));
        var (sum, square, absolute, percent, absolutePercent) = (0.0, 0.0, 0.0, 0.0, 0.0);
        var n = actual.Length;
        for (var i = 0; i < n; i++)
        {
            var e = actual[i] - forecast[i];
            (sum, square, absolute) = (sum + e, square + e * e, absolute + Math.Abs(e));
            percent += 100 * e / actual[i];
            absolutePercent += Math.Abs(100 * e / actual[i]);
        }
        var scale = 0.0;
        for (var t = period; t < training.Length; t++) scale += Math.Abs(training[t] - training[t - period]);
        scale /= Math.Max(1, training.Length - period);
        return new(n, sum / n, Math.Sqrt(square / n), absolute / n, Finite(percent / n), Finite(absolutePercent / n),
            scale > 0 ? absolute / n / scale : null);

        static double? Finite(double value) => double.IsFinite(value) ? value : null;
    }

    /// <summary>Correlation of a series with itself some points before.</summary>
    /// <param name="values">In order of time.</param>
    /// <param name="lag">Points between, at least 1.</param>
    /// <returns>-1 to 1; null where all are equal or none are so far apart.</returns>
    public static double? Autocorrelation(ReadOnlySpan<double> values, int lag)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lag, 1);
        var (n, mean, square, cross) = (values.Length, 0.0, 0.0, 0.0);
        foreach (var value in values) mean += value / n;
        foreach (var value in values) square += (value - mean) * (value - mean);
        for (var t = lag; t < n; t++) cross += (values[t] - mean) * (values[t - lag] - mean);
        return n <= lag || !(square > 0) ? null : cross / square;
    }
}
