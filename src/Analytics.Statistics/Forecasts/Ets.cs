namespace Analytics.Statistics.Forecasts;

/// <summary>Exponential smoothing: error, trend and season, by maximum likelihood.</summary>
/// <remarks>Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential Smoothing: The State Space
/// Approach. Checked in tests/reference/15-forecast.csv.</remarks>
public static class Ets
{
    /// <summary>Longer seasons are not told from one point to the next.</summary>
    public const int MostPeriod = 24;

    /// <summary>The model with given parameters and initial state.</summary>
    /// <param name="model">Which.</param>
    /// <param name="values">In order of time, finite, at least one.</param>
    /// <param name="period">Points a season; does not matter to models without.</param>
    /// <param name="parameters">With as many seasons as the period in seasonal models.</param>
    /// <exception cref="ArgumentException">No values, one that is not finite, seasons that are not as many as the
    /// period, or a multiplicative model that expects something not positive.</exception>
    public static EtsFit Given(EtsModel model, ReadOnlySpan<double> values, int period, EtsParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ForecastForms.Check(values, 1, 1);
        var m = model.Season == EtsPart.None ? 1 : period;
        if (parameters.Season.Count != (model.Season == EtsPart.None ? 0 : m))
            throw new ArgumentException($"Found {parameters.Season.Count} seasons, expected {m}.", nameof(parameters));
        var y = values.ToArray();
        var path = new EtsPath(model, y, m);
        double[] x = [parameters.Alpha, parameters.Beta, parameters.Gamma, parameters.Phi, parameters.Level,
            parameters.Slope, .. parameters.Season.Reverse()];
        if (double.IsPositiveInfinity(path.Value(x)))
            throw new ArgumentException($"{model.Name} expects what is not positive.", nameof(parameters));
        return EtsFamily.Described(model, y, m, path, parameters);
    }

    /// <summary>The model, its parameters and initial state found by maximum likelihood.</summary>
    /// <param name="model">Which.</param>
    /// <param name="values">In order of time, finite.</param>
    /// <param name="period">Points a season, 1 for none.</param>
    /// <remarks>Bounds: alpha, beta, gamma 0.0001 to 0.9999, beta below alpha, gamma below 1 - alpha, phi 0.8 to
    /// 0.98, and stable. Equal values give equal fits, on any machine of the same arithmetic.</remarks>
    public static EtsResult Fit(EtsModel model, ReadOnlySpan<double> values, int period)
    {
        ForecastForms.Check(values, 0, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        return new EtsFamily(values.ToArray(), period).Fit(model);
    }

    /// <summary>The model of the least corrected Akaike criterion, among the fifteen stable ones that suit.</summary>
    /// <param name="values">In order of time, finite.</param>
    /// <param name="period">Points a season, 1 for none; above <see cref="MostPeriod"/> no season is tried.</param>
    /// <remarks>Multiplicative models are tried where all values are positive, seasonal ones where the points allow.
    /// </remarks>
    public static EtsResult Choose(ReadOnlySpan<double> values, int period)
    {
        ForecastForms.Check(values, 0, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        return new EtsFamily(values.ToArray(), period).Choose();
    }

    /// <summary><see cref="Choose(ReadOnlySpan{double}, int)"/> of many series.</summary>
    /// <param name="series">Each in order of time.</param>
    /// <param name="period">Points a season, 1 for none.</param>
    /// <param name="threads">The most to use; the answers are the same bit by bit for any number.</param>
    public static IReadOnlyList<EtsResult> Choose(IReadOnlyList<double[]> series, int period, int? threads = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (threads < 1) throw new ArgumentOutOfRangeException(nameof(threads), threads, "Found none, expected one.");
        var results = new EtsResult[series.Count];
        Parallel.For(0, series.Count, new() { MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount },
            i => results[i] = Choose(series[i], period));
        return results;
    }
}
