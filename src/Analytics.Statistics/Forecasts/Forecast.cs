namespace Analytics.Statistics.Forecasts;

/// <summary>What is expected of the points after the last, with limits.</summary>
/// <param name="Mean">One value a step ahead, from the first, in the unit of the series.</param>
/// <param name="Limits">One a level, in the order asked for.</param>
public sealed record Forecast(IReadOnlyList<double> Mean, IReadOnlyList<ForecastLimits> Limits);

/// <summary>Limits of a forecast at one level.</summary>
/// <param name="Level">Two-sided, between 0 and 1.</param>
/// <param name="Low">One value a step ahead.</param>
/// <param name="High">One value a step ahead, none below <paramref name="Low"/>.</param>
public sealed record ForecastLimits(double Level, IReadOnlyList<double> Low, IReadOnlyList<double> High);

static class ForecastForms
{
    public static Forecast Normal(double[] mean, IReadOnlyList<double> levels, Func<int, double> deviation) =>
        Round(mean, levels, deviation, SpecialFunctions.TwoSidedNormal);

    public static Forecast Round(double[] mean, IReadOnlyList<double> levels, Func<int, double> deviation,
        Func<double, double> quantile)
    {
        foreach (var level in levels) Intervals.Arguments.CheckConfidence(level);
        return new(mean, [.. levels.Select(level =>
        {
            var z = quantile(level);
            return new ForecastLimits(level, [.. mean.Select((m, i) => m - z * deviation(i))],
                [.. mean.Select((m, i) => m + z * deviation(i))]);
        })]);
    }

    public static void Check(ReadOnlySpan<double> values, int least, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        if (values.Length < least)
            throw new ArgumentException($"Found {values.Length} values, expected at least {least}.", nameof(values));
        foreach (var value in values)
            if (!double.IsFinite(value))
                throw new ArgumentException($"Found {value}, expected finite values.", nameof(values));
    }
}
