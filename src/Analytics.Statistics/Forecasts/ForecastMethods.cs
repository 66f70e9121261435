using System.Globalization;

namespace Analytics.Statistics.Forecasts;

// Methods of forecasting by the names they are called by.
static class ForecastMethods
{
    public static readonly string[] Simple = ["naive", "drift", "mean", "snaive", "theta"];

    /// A word of the catalog where the method cannot be used, else null.
    public static string? Unfit(string method, int n, int period) => method switch
    {
        "snaive" when period == 1 => "not_applicable",
        _ => n < Fewest(method, period) ? "too_few" : null,
    };

    public static Forecast Of(string method, double[] values, int period, int horizon,
        IReadOnlyList<double> levels) => method switch
    {
        "naive" => SimpleForecasts.Naive(values, horizon, levels),
        "drift" => SimpleForecasts.Drift(values, horizon, levels),
        "mean" => SimpleForecasts.Mean(values, horizon, levels),
        "snaive" => SimpleForecasts.SeasonalNaive(values, period, horizon, levels),
        "theta" => Theta.Of(values, period, horizon, levels).Forecast,
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "There is no such method."),
    };

    /// Forecasts without limits, for backtests; null where the method cannot be used.
    public static IReadOnlyList<double>? Mean(string method, double[] values, int period, int horizon)
    {
        if (Unfit(method, values.Length, period) is not null) return null;
        if (Smoothing(method) is { } alpha)
        {
            var level = values[0];
            foreach (var value in values) level += alpha * (value - level);
            return [.. Enumerable.Repeat(level, horizon)];
        }
        if (Simple.Contains(method)) return Of(method, values, period, horizon, []).Mean;
        var fit = method == "ets" ? Ets.Choose(values, period).Fit
            : Ets.Fit(EtsModel.Named(method)!.Value, values, period).Fit;
        return fit?.Forecast(horizon).Mean;
    }

    /// What a method would have expected of the known points, with the first of them that it says anything about.
    public static (int First, IReadOnlyList<double> Fitted)? Fitted(string method, double[] values, int period)
    {
        if (Unfit(method, values.Length, period) is not null) return null;
        switch (method)
        {
            case "naive": return (1, values[..^1]);
            case "snaive": return (period, values[..^period]);
            case "mean": return (0, [.. Enumerable.Repeat(SimpleForecasts.Mean(values, 1).Mean[0], values.Length)]);
            case "drift":
                var slope = (values[^1] - values[0]) / (values.Length - 1);
                return (1, [.. values[..^1].Select(v => v + slope)]);
            default: return Ets.Choose(values, period).Fit is { } fit ? (0, fit.Fitted) : null;
        }
    }

    /// The alpha of simple smoothing from the first value: 0.3 of `ses03`; null of other words.
    public static double? Smoothing(string method) => method.StartsWith("ses", StringComparison.Ordinal)
        && method.Length > 4 && method[3] == '0' && method.Skip(3).All(char.IsAsciiDigit)
        && double.Parse($"0.{method[4..]}", CultureInfo.InvariantCulture) is > 0 and var alpha ? alpha : null;

    static int Fewest(string method, int period) => method switch
    {
        "naive" or "mean" => 2,
        "drift" => 3,
        "snaive" => period + 1,
        "theta" => Theta.Fewest,
        _ => 1,
    };
}
