namespace Analytics.Statistics.Forecasts;

/// <summary>The theta method: exponential smoothing with half the slope of the line through all points.</summary>
/// <param name="Alpha">Smoothing parameter of the level.</param>
/// <param name="Drift">Half the slope, a step.</param>
/// <param name="IsSeasonal">Whether a season was found, taken out and put back.</param>
/// <param name="Forecast">Of the points after the last.</param>
public sealed record Theta(double Alpha, double Drift, bool IsSeasonal, Forecast Forecast)
{
    /// <summary>The fewest values.</summary>
    public const int Fewest = 5;

    // One-sided 95 %: a season is taken out where its autocorrelation is that high.
    const double SeasonalTest = 1.6448536269514722;

    /// <summary>Of a series.</summary>
    /// <param name="values">In order of time, finite; at least <see cref="Fewest"/>.</param>
    /// <param name="period">Points a season, 1 for none.</param>
    /// <param name="horizon">Steps ahead, at least 1.</param>
    /// <param name="levels">Two-sided levels between 0 and 1.</param>
    /// <returns>A season is looked for where there are more than two of them: it multiplies where all values are
    /// positive, else it adds.</returns>
    /// <exception cref="ArgumentException">Too few values, or one is not finite.</exception>
    /// <remarks>Assimakopoulos and Nikolopoulos (2000), International Journal of Forecasting 16:521-530; Hyndman and
    /// Billah (2003), 19:287-290. Checked in tests/reference/15-forecast.csv.</remarks>
    public static Theta Of(ReadOnlySpan<double> values, int period, int horizon, params IReadOnlyList<double> levels)
    {
        ForecastForms.Check(values, Fewest, horizon);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        var (n, y) = (values.Length, values.ToArray());
        var part = !IsSeasonalAt(values, period) ? EtsPart.None
            : y.All(v => v > 0) ? EtsPart.Multiplicative : EtsPart.Additive;
        var seasons = EtsStart.Seasons(y, period, part);
        for (var t = 0; t < n && seasons.Length > 0; t++)
            y[t] = part == EtsPart.Additive ? y[t] - seasons[t % period] : y[t] / seasons[t % period];
        var fit = Smoothed(y);
        var alpha = fit.Parameters.Alpha;
        var (middle, cross, square) = ((n - 1) / 2.0, 0.0, 0.0);
        for (var t = 0; t < n; t++)
        {
            cross += (t - middle) * y[t];
            square += (t - middle) * (t - middle);
        }
        var drift = cross / square / 2;
        var mean = new double[horizon];
        for (var h = 0; h < horizon; h++)
        {
            mean[h] = fit.Last.Level + drift * (h + (1 - Math.Pow(1 - alpha, n)) / alpha);
            if (seasons.Length == 0) continue;
            var season = seasons[(n + h) % period];
            mean[h] = part == EtsPart.Additive ? mean[h] + season : mean[h] * season;
        }
        var sigma2 = fit.Sigma2 ?? 0;
        return new(alpha, drift, seasons.Length > 0, ForecastForms.Normal(mean, levels,
            h => Math.Sqrt(sigma2 * (h * alpha * alpha + 1))));
    }

    // By the simplex from the mean of the first ten, as the reference does: where the likelihood is flat, alpha depends
    // on where a search stops, in its fifth digit. Its first step has the size of the level, so that it may end
    // nowhere; then the search of this room counts.
    static EtsFit Smoothed(double[] y)
    {
        var model = EtsModel.Family[0];
        if (y.All(v => v == y[0])) return Ets.Fit(model, y, 1).Fit!;
        var (path, x) = (new EtsPath(model, y, 1), new double[] { 0, 0, 0, 1, 0, 0 });
        var start = EtsSearch.Least + 0.2 * (EtsSearch.Most - EtsSearch.Least);
        var best = NelderMead.Minimise([start, y.Take(10).Average()], p =>
        {
            if (p[0] is < EtsSearch.Least or > EtsSearch.Most) return double.PositiveInfinity;
            (x[0], x[4]) = (p[0], p[1]);
            path.Value(x);
            return path.Squares / y.Length;
        });
        var found = Ets.Given(model, y, 1, new(best[0], 0, 0, 1, best[1], 0, []));
        var own = Ets.Fit(model, y, 1).Fit;
        return own is null || found.MeanSquare <= own.MeanSquare * (1 + 1e-6) ? found : own;
    }

    static bool IsSeasonalAt(ReadOnlySpan<double> values, int period)
    {
        if (period == 1 || values.Length <= 2 * period) return false;
        var squares = 0.0;
        for (var lag = 1; lag < period; lag++)
        {
            if (ForecastAccuracy.Autocorrelation(values, lag) is not { } r) return false;
            squares += r * r;
        }
        return ForecastAccuracy.Autocorrelation(values, period) is { } last
            && Math.Abs(last) > SeasonalTest * Math.Sqrt((1 + 2 * squares) / values.Length);
    }
}
