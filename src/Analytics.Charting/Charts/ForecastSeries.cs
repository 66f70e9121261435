using Analytics.Statistics.Forecasts;
using RollingOrigin = Analytics.Statistics.Backtests.RollingOrigin;

namespace Analytics.Charting.Charts;

/// <summary>One area's known values carried on, and how the same forecasts did in the past.</summary>
/// <param name="Known">The last values at equal distances without a gap, oldest first, after the last break.</param>
/// <param name="Forecast">In the unit of the values, at <see cref="Levels"/>; null where the series is too
/// short.</param>
/// <param name="Method">What made it: <c>ets</c> with the model chosen, or <c>theta</c>.</param>
/// <param name="Model">The exponential smoothing model, such as <c>AAN</c>; "" of theta.</param>
/// <param name="Held">Past forecasts whose value lay in the 80 % band.</param>
/// <param name="Tried">Past forecasts that can be compared with a value.</param>
/// <param name="Origins">Periods at which they were made.</param>
sealed record ForecastSeries(IReadOnlyList<Observation> Known, Forecast? Forecast, string Method,
    string Model, int Held,
    int Tried, int Origins)
{
    /// <summary>Fewer values are not carried on.</summary>
    public const int Fewest = RateForecast.Fewest;

    const int MostOrigins = 20;

    /// <summary>Two-sided.</summary>
    public static readonly double[] Levels = [0.5, 0.8, 0.95];

    /// <summary>Of values in order of time.</summary>
    /// <param name="known">One a unit of the axis, without a gap.</param>
    /// <param name="isRate">Whether they are percentages, which stay in 0 to 100.</param>
    /// <param name="grain">Years have no season.</param>
    /// <param name="horizon">Units ahead.</param>
    public static ForecastSeries Of(IReadOnlyList<Observation> known, bool isRate, Grain grain, int horizon)
    {
        if (known.Count < Fewest) return new(known, null, "", "", 0, 0, 0);
        var period = grain switch { Grain.Year => 1, Grain.Quarter => 4, _ => 12 };
        // Choosing among seasonal models of twelve months takes seconds over all origins; theta is as good there.
        var isTheta = grain == Grain.Month;
        var (forecast, model) = Make(known, isRate, period, horizon, isTheta);
        var (held, tried, origins) = Backtest(known, isRate, period, horizon, isTheta);
        return new(known, forecast, model.Length > 0 ? "ets" : "theta", model, held, tried, origins);
    }

    /// <summary>Whether values never moved, so that nothing is known of how far off a forecast may be.</summary>
    public bool IsConstant => Forecast is { } f && f.Limits.All(l => l.High.Zip(l.Low).All(p => p.First <= p.Second));

    static (Forecast, string Model) Make(IReadOnlyList<Observation> known, bool isRate, int period, int horizon,
        bool isTheta)
    {
        if (isRate && known.All(o => o.HasCounts))
        {
            var found = RateForecast.Of([.. known.Select(o => o.Events!.Value)],
                [.. known.Select(o => o.Trials!.Value)],
                period, horizon, Levels, isTheta);
            return (Mapped(found.Rate, rate => 100 * rate), found.Models?.Rate.Name ?? "");
        }
        double[] values = [.. known.Select(o => o.Value)];
        // Of printed rates the logit is carried on, as of those with counts.
        if (isRate)
            return (Mapped(Theta.Of([.. values.Select(v => Logit(Math.Clamp(v, 0.1, 99.9)))], period, horizon,
                Levels).Forecast,
                logit => 100 / (1 + Math.Exp(-logit))), "");
        var fit = isTheta ? null : Ets.Choose(values, period).Fit;
        var forecast = fit?.Forecast(horizon, Levels) ?? Theta.Of(values, period, horizon, Levels).Forecast;
        var floor = values.Min() >= 0 ? 0 : double.NegativeInfinity;
        return (Mapped(forecast, v => Math.Max(floor, v)), fit?.Model.Name ?? "");
    }

    static double Logit(double percent) => Math.Log(percent / (100 - percent));

    static Forecast Mapped(Forecast forecast, Func<double, double> map) => new([.. forecast.Mean.Select(map)],
        [.. forecast.Limits.Select(l => new ForecastLimits(l.Level, [.. l.Low.Select(map)], [.. l.High.Select(map)]))]);

    // At each past origin the same method sees the values known then; its 80 % band is held against what came.
    static (int Held, int Tried, int Origins) Backtest(IReadOnlyList<Observation> known, bool isRate, int period,
        int horizon,
        bool isTheta)
    {
        double[] values = [.. known.Select(o => o.Value)];
        var first = Math.Max(Fewest, values.Length - MostOrigins);
        var made = new Dictionary<int, ForecastLimits>();
        ForecastLimits Band(int seen)
        {
            if (!made.TryGetValue(seen, out var band))
                made[seen] = band = Make([.. known.Take(seen)], isRate, period, horizon, isTheta).Item1.Limits[1];
            return band;
        }

        var lows = RollingOrigin.Forecasts(values, (past, _) => [.. Band(past.Length).Low], horizon, first);
        var highs = RollingOrigin.Forecasts(values, (past, _) => [.. Band(past.Length).High], horizon, first);
        var (held, tried) = (0, 0);
        for (var i = 0; i < lows.Length; i++)
            for (var h = 0; h < horizon && first + i + h < values.Length; h++)
            {
                tried++;
                if (values[first + i + h] >= lows[i]![h] && values[first + i + h] <= highs[i]![h]) held++;
            }
        return (held, tried, lows.Length);
    }
}
