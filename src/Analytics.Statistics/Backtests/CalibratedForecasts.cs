namespace Analytics.Statistics.Backtests;

/// <summary>How forecasts of a panel are calibrated.</summary>
/// <param name="Horizon">Steps ahead, at least 1.</param>
/// <param name="Training">Values before the first origin; more than a lag.</param>
/// <param name="Confidence">Two-sided, between 0 and 1.</param>
/// <param name="Lag">Of the differences that say how much a series moves: 1, or a season.</param>
/// <param name="Origins">Only so many of the last origins; null: all.</param>
/// <param name="Threads">Most at once; null: as many as there are. The result does not depend on it.</param>
public sealed record Calibration(int Horizon, int Training, double Confidence = 0.95, int Lag = 1, int? Origins = null,
    int? Threads = null);

/// <summary>One unit's forecast at one horizon.</summary>
/// <param name="Series">The unit.</param>
/// <param name="Horizon">From 1.</param>
/// <param name="Forecast">A value, or a rate of 0 to 1; null where the series is too short.</param>
/// <param name="Low">Null where it cannot be said.</param>
/// <param name="High">Null where it cannot be said.</param>
/// <param name="Reason">Why something is null: <c>too_few</c> scores or values, <c>constant</c>: the series did not
/// move.</param>
public sealed record CalibratedForecast(PanelSeries Series, int Horizon, double? Forecast, double? Low, double? High,
    string? Reason);

/// <summary>How the forecaster and its intervals did in the past at one horizon, over all units.</summary>
/// <param name="Horizon">From 1.</param>
/// <param name="Forecasts">That could be compared with a value.</param>
/// <param name="Bias">Mean of value less forecast; null without forecasts.</param>
/// <param name="MeanAbsoluteError">In values, or rates.</param>
/// <param name="RootMeanSquareError">In values, or rates.</param>
/// <param name="Scores">Standardised errors that the limits of the forecasts to come are made of.</param>
/// <param name="Intervals">Made at past origins from what was known then, and compared with what came.</param>
/// <param name="Coverage">Share of them that held it; null without intervals.</param>
/// <param name="MeanWidth">In values, or rates.</param>
/// <param name="Winkler">Mean interval score: width, and 2/α of the distance for each value outside.</param>
public sealed record HorizonRecord(int Horizon, int Forecasts, double? Bias, double? MeanAbsoluteError,
    double? RootMeanSquareError, int Scores, int Intervals, double? Coverage, double? MeanWidth, double? Winkler);

/// <summary>Forecasts of all units of a panel, with limits from the errors that the same forecaster made before, pooled
/// over the units, and the coverage such limits had.</summary>
/// <param name="Forecasts">By unit, then horizon.</param>
/// <param name="Records">By horizon.</param>
/// <remarks>An error is divided by the root mean square of the last differences before its origin, always the same
/// number of them, so that scores of long and short pasts are alike. The limit at a horizon is that of
/// <see cref="Conformal"/>; interval = forecast ± limit · scale, on logits where the series are rates. For the realised
/// coverage the same is done at every past origin with scores whose values were known there. Scores of one time share
/// what happened to all units then: coverage is right over many times, not within one.</remarks>
public sealed record CalibratedForecasts(IReadOnlyList<CalibratedForecast> Forecasts,
    IReadOnlyList<HorizonRecord> Records)
{
    /// <summary>Backtests and forecasts.</summary>
    /// <param name="panel">Any number of series.</param>
    /// <param name="forecaster">For all of them.</param>
    /// <param name="calibration">How.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of the calibration is out of range.</exception>
    public static CalibratedForecasts Of(IReadOnlyList<PanelSeries> panel, Forecaster forecaster,
        Calibration calibration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(calibration.Horizon, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(calibration.Lag, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(calibration.Training, calibration.Lag);
        if (calibration.Origins is { } origins) ArgumentOutOfRangeException.ThrowIfLessThan(origins, 1);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = calibration.Threads ?? -1 };

        var pasts = new PastForecast[panel.Count][];
        var next = new double[]?[panel.Count];
        Parallel.For(0, panel.Count, parallel, u =>
        {
            pasts[u] = [.. PastForecast.Of(panel[u], forecaster, calibration)];
            if (panel[u].Length >= calibration.Training)
                next[u] = RollingOrigin.Call(forecaster, panel[u].Work, calibration.Horizon);
        });
        var all = pasts.SelectMany(past => past).ToLookup(past => past.Horizon);
        var (records, limits) = (new HorizonRecord[calibration.Horizon], new double?[calibration.Horizon]);
        Parallel.For(0, calibration.Horizon, parallel, h =>
            (records[h], limits[h]) = PastForecast.Judge([.. all[h + 1]], h + 1, calibration));
        return new([.. Enumerable.Range(0, panel.Count).SelectMany(u => Enumerable.Range(1, calibration.Horizon)
            .Select(h => One(panel[u], h, next[u]?[h - 1], limits[h - 1], calibration)))], records);
    }

    static CalibratedForecast One(PanelSeries series, int h, double? work, double? limit, Calibration calibration)
    {
        if (work is not { } forecast) return new(series, h, null, null, null, "too_few");
        var scale = series.Scale(series.Length, calibration.Lag, calibration.Training - calibration.Lag);
        var half = limit * scale;
        return new(series, h, Back(forecast), Back(forecast - half), Back(forecast + half),
            scale is null ? "constant" : limit is null ? "too_few" : null);

        double? Back(double? value) => value is { } w ? series.Back(w, series.Length + h - 1) : null;
    }
}
