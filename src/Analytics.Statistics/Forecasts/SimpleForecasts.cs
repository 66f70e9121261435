namespace Analytics.Statistics.Forecasts;

/// <summary>The forecasts any other must beat: the last value, its drift, the mean, the last season.</summary>
/// <remarks>Hyndman and Athanasopoulos (2021), Forecasting: Principles and Practice, 5.2 and 5.5. Limits are normal
/// with the mean square of one-step errors; those of the mean are Student's. Checked in
/// tests/reference/15-forecast.csv.
/// </remarks>
public static class SimpleForecasts
{
    /// <summary>The last value for ever.</summary>
    /// <param name="values">In order of time; at least two, finite.</param>
    /// <param name="horizon">Steps ahead, at least 1.</param>
    /// <param name="levels">Two-sided levels between 0 and 1.</param>
    /// <exception cref="ArgumentException">Too few values, or one is not finite.</exception>
    public static Forecast Naive(ReadOnlySpan<double> values, int horizon, params IReadOnlyList<double> levels)
    {
        ForecastForms.Check(values, 2, horizon);
        return Seasonal(values, 1, horizon, levels);
    }

    /// <summary>The value one season before, again and again.</summary>
    /// <param name="values">In order of time; more than one season, finite.</param>
    /// <param name="period">Points a season, at least 1.</param>
    /// <param name="horizon">Steps ahead, at least 1.</param>
    /// <param name="levels">Two-sided levels between 0 and 1.</param>
    /// <exception cref="ArgumentException">Too few values, or one is not finite.</exception>
    public static Forecast SeasonalNaive(ReadOnlySpan<double> values, int period, int horizon,
        params IReadOnlyList<double> levels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ForecastForms.Check(values, period + 1, horizon);
        return Seasonal(values, period, horizon, levels);
    }

    /// <summary>The line through the first and the last value.</summary>
    /// <param name="values">In order of time; at least three, finite.</param>
    /// <param name="horizon">Steps ahead, at least 1.</param>
    /// <param name="levels">Two-sided levels between 0 and 1.</param>
    /// <exception cref="ArgumentException">Too few values, or one is not finite.</exception>
    public static Forecast Drift(ReadOnlySpan<double> values, int horizon, params IReadOnlyList<double> levels)
    {
        ForecastForms.Check(values, 3, horizon);
        var (steps, last) = (values.Length - 1, values[^1]);
        var slope = (last - values[0]) / steps;
        var square = 0.0;
        for (var i = 1; i <= steps; i++)
            square += (values[i] - values[i - 1] - slope) * (values[i] - values[i - 1] - slope);
        var variance = square / (steps - 1);
        return ForecastForms.Normal([.. Enumerable.Range(1, horizon).Select(h => last + h * slope)], levels,
            i => Math.Sqrt(variance * (i + 1) * (1 + (i + 1.0) / steps)));
    }

    /// <summary>The mean of all values.</summary>
    /// <param name="values">At least two, finite.</param>
    /// <param name="horizon">Steps ahead, at least 1.</param>
    /// <param name="levels">Two-sided levels between 0 and 1.</param>
    /// <exception cref="ArgumentException">Too few values, or one is not finite.</exception>
    public static Forecast Mean(ReadOnlySpan<double> values, int horizon, params IReadOnlyList<double> levels)
    {
        ForecastForms.Check(values, 2, horizon);
        var (n, mean, square) = (values.Length, 0.0, 0.0);
        foreach (var value in values) mean += value / n;
        foreach (var value in values) square += (value - mean) * (value - mean);
        var deviation = Math.Sqrt(square / (n - 1) * (1 + 1.0 / n));
        return ForecastForms.Round([.. Enumerable.Repeat(mean, horizon)], levels, _ => deviation,
            level => SpecialFunctions.TwoSidedStudent(level, n - 1));
    }

    static Forecast Seasonal(ReadOnlySpan<double> values, int period, int horizon, IReadOnlyList<double> levels)
    {
        var (n, square) = (values.Length, 0.0);
        for (var i = period; i < n; i++)
            square += (values[i] - values[i - period]) * (values[i] - values[i - period]);
        var variance = square / (n - period);
        var mean = new double[horizon];
        for (var i = 0; i < horizon; i++) mean[i] = values[n - period + i % period];
        return ForecastForms.Normal(mean, levels, i => Math.Sqrt(variance * (i / period + 1)));
    }
}
