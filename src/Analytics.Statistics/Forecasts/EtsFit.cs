namespace Analytics.Statistics.Forecasts;

/// <summary>An exponential smoothing model with its numbers for one series.</summary>
/// <param name="Model">Error, trend and season.</param>
/// <param name="Period">Points a season; 1 of models without.</param>
/// <param name="Parameters">Smoothing parameters and the state before the first point.</param>
/// <param name="Fitted">What was expected of each point from those before it.</param>
/// <param name="Residuals">Value less expected; in models of multiplicative error divided by what was
/// expected.</param>
/// <param name="LogLikelihood">-n/2 log Σe² - Σ log |r|, r the expected value in models of multiplicative error,
/// else 1: the constant is left out. Null where nothing is left to explain.</param>
/// <param name="ParameterCount">Smoothing parameters, free initial states and the variance.</param>
/// <param name="Sigma2">Σe² by the points less the parameters without the variance; null where none are left.</param>
/// <param name="MeanSquare">Mean of (value - expected)².</param>
public sealed record EtsFit(EtsModel Model, int Period, EtsParameters Parameters, IReadOnlyList<double> Fitted,
    IReadOnlyList<double> Residuals, double? LogLikelihood, int ParameterCount, double? Sigma2, double MeanSquare)
{
    /// <summary>Akaike's criterion; null where there is no likelihood.</summary>
    public double? Aic => -2 * LogLikelihood + 2 * ParameterCount;

    /// <summary>Akaike's criterion corrected for few points; null where there are too few.</summary>
    public double? Aicc => Fitted.Count - ParameterCount - 1 is > 0 and var left
        ? Aic + 2.0 * ParameterCount * (ParameterCount + 1) / left : null;

    /// <summary>Schwarz's criterion; null where there is no likelihood.</summary>
    public double? Bic => -2 * LogLikelihood + ParameterCount * Math.Log(Fitted.Count);

    /// <summary>Level, slope and seasons after the last point, seasons in the order of the points to come.</summary>
    public (double Level, double Slope, double[] Seasons) Last { get; init; }

    /// <summary>The points after the last, with limits from the model's own variance.</summary>
    /// <param name="horizon">Steps ahead, at least 1.</param>
    /// <param name="levels">Two-sided levels between 0 and 1.</param>
    /// <returns>Without <see cref="Sigma2"/> the limits are the mean.</returns>
    /// <remarks>Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential Smoothing, 6.3: classes 1 to 3.
    /// </remarks>
    public Forecast Forecast(int horizon, params IReadOnlyList<double> levels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        var (mean, variance) = EtsMoments.Of(this, horizon);
        return ForecastForms.Normal(mean, levels, i => Math.Sqrt(variance[i]));
    }
}

/// <summary>A fit, or why there is none.</summary>
/// <param name="Fit">Null where there is none.</param>
/// <param name="Reason">A word of the catalog (<c>reason.*</c>): <c>too_few</c>, <c>not_applicable</c> (a
/// multiplicative model of values that are not all positive, or a season without a period), <c>no_convergence</c>;
/// <c>constant</c> says that there is a fit and nothing to learn from it.</param>
public sealed record EtsResult(EtsFit? Fit, string? Reason);
