namespace Analytics.Statistics.Backtests;

// One forecast from a past origin that can be compared with a value. Origin and target are places in the time of all
// units; the target is an index of the series.
readonly record struct PastForecast(PanelSeries Series, int Horizon, int Origin, int Target, double Work, double? Scale)
{
    double Size => Math.Abs(Series.Work[Target] - Work) / Scale!.Value;

    int Known => Origin + Horizon;

    public static IEnumerable<PastForecast> Of(PanelSeries series, Forecaster forecaster, Calibration calibration)
    {
        var (horizon, training) = (calibration.Horizon, calibration.Training);
        var forecasts = RollingOrigin.Forecasts(series.Work, forecaster, horizon, training);
        for (var i = 0; i < forecasts.Length; i++)
        {
            if (forecasts[i] is not { } forecast) continue;
            var seen = training + i;
            var scale = series.Scale(seen, calibration.Lag, training - calibration.Lag);
            for (var h = 1; h <= horizon && seen + h <= series.Length; h++)
                yield return new(series, h, series.Start + seen - 1, seen + h - 1, forecast[h - 1], scale);
        }
    }

    /// The record of one horizon, and the limit for what is to come.
    public static (HorizonRecord, double?) Judge(PastForecast[] past, int horizon, Calibration calibration)
    {
        double[] errors = [.. past.Select(p => p.Series.Observed(p.Target) - p.Series.Back(p.Work, p.Target))];
        PastForecast[] scored = [.. past.Where(p => p.Scale is not null)];
        int[] times = [.. scored.Select(p => p.Origin).Distinct().Order()];
        var (count, held, width, winkler) = (0, 0, 0.0, 0.0);
        foreach (var now in times)
        {
            if (Limit(scored, now, calibration) is not { } limit) continue;
            foreach (var one in scored)
                if (one.Origin == now)
                {
                    var (inside, wide, score) = one.Interval(limit, 1 - calibration.Confidence);
                    (count, held, width, winkler) = (count + 1, held + (inside ? 1 : 0), width + wide, winkler + score);
                }
        }
        var last = scored.Length == 0 ? 0 : scored.Max(p => p.Known);
        return (new(horizon, errors.Length, Over(errors.Sum(), errors.Length),
            Over(errors.Sum(Math.Abs), errors.Length),
            Over(errors.Sum(e => e * e), errors.Length) is { } square ? Math.Sqrt(square) : null,
            Scores(scored, last, calibration).Length, count, Over(held, count), Over(width, count),
            Over(winkler, count)), Limit(scored, last, calibration));
    }

    static double? Over(double sum, int count) => count == 0 ? null : sum / count;

    static double? Limit(PastForecast[] scored, int now, Calibration calibration) =>
        Conformal.Limit(Scores(scored, now, calibration), calibration.Confidence);

    // Known by then, of the last origins if so told.
    static double[] Scores(PastForecast[] scored, int now, Calibration calibration) => [.. scored
        .Where(p => p.Known <= now && (calibration.Origins is not { } most || p.Known > now - most))
        .Select(p => p.Size)];

    (bool Inside, double Width, double Score) Interval(double limit, double alpha)
    {
        var (low, high) = (Series.Back(Work - limit * Scale!.Value, Target),
            Series.Back(Work + limit * Scale.Value, Target));
        var value = Series.Observed(Target);
        var outside = Math.Max(0, Math.Max(low - value, value - high));
        return (Size <= limit, high - low, high - low + 2 / alpha * outside);
    }
}
