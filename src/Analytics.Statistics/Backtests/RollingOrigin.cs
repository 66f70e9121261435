namespace Analytics.Statistics.Backtests;

/// <summary>What a forecaster would have said at past origins.</summary>
public static class RollingOrigin
{
    /// <summary>Forecasts from every origin whose next value is known.</summary>
    /// <param name="series">Equally spaced, oldest first.</param>
    /// <param name="forecaster">Sees the values up to the origin alone.</param>
    /// <param name="horizon">Steps ahead, at least 1.</param>
    /// <param name="first">Values before the first origin, at least 1; origin t has seen t values.</param>
    /// <returns>One array an origin, from <paramref name="first"/> to one before the last value; null where the
    /// forecaster gave none. Steps beyond the last value are there too.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Horizon or first origin below 1.</exception>
    /// <exception cref="InvalidOperationException">The forecaster gave too few values, or one that is not finite.
    /// </exception>
    public static double[]?[] Forecasts(ReadOnlySpan<double> series, Forecaster forecaster, int horizon, int first)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        var all = new double[]?[Math.Max(0, series.Length - first)];
        for (var i = 0; i < all.Length; i++) all[i] = Call(forecaster, series[..(first + i)], horizon);
        return all;
    }

    /// <summary>Value less forecast at one horizon, from the first origin on whose value is known; null where there
    /// was no forecast.</summary>
    /// <param name="series">As given to <see cref="Forecasts"/>.</param>
    /// <param name="forecasts">As it gave them.</param>
    /// <param name="step">From 1 to the horizon.</param>
    public static double?[] Errors(ReadOnlySpan<double> series, double[]?[] forecasts, int step)
    {
        var first = series.Length - forecasts.Length;
        var errors = new double?[Math.Max(0, forecasts.Length - step + 1)];
        for (var i = 0; i < errors.Length; i++)
            errors[i] = series[first + i + step - 1] - forecasts[i]?[step - 1];
        return errors;
    }

    /// <summary>One forecast, checked.</summary>
    /// <param name="forecaster">Is called.</param>
    /// <param name="past">Up to the origin.</param>
    /// <param name="horizon">Steps ahead.</param>
    /// <exception cref="InvalidOperationException">As above.</exception>
    public static double[]? Call(Forecaster forecaster, ReadOnlySpan<double> past, int horizon)
    {
        var found = forecaster(past, horizon);
        if (found is null) return null;
        if (found.Length < horizon || !found.All(double.IsFinite))
            throw new InvalidOperationException($"A forecaster gave {found.Length} values, or one that is not finite; "
                + $"expected {horizon} finite ones, or null.");
        return found;
    }
}
