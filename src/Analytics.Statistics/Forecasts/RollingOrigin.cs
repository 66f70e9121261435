namespace Analytics.Statistics.Forecasts;

/// <summary>Errors of forecasts made at one origin after another, each from the values up to it alone.</summary>
/// <param name="FirstOrigin">Number of values the first forecast knew.</param>
/// <param name="Errors">By step ahead, from 1: actual less forecast, one an origin, in order; null where the method
/// had no forecast. One error fewer with each step.</param>
public sealed record RollingOrigin(int FirstOrigin, IReadOnlyList<IReadOnlyList<double?>> Errors)
{
    /// <summary>Of a method and a series.</summary>
    /// <param name="values">In order of time.</param>
    /// <param name="firstOrigin">At least 1, below the number of values.</param>
    /// <param name="steps">Ahead, at least 1.</param>
    /// <param name="method">Forecasts of as many steps from the values known; null where it has none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The origin or the steps are impossible.</exception>
    public static RollingOrigin Of(double[] values, int firstOrigin, int steps,
        Func<double[], int, IReadOnlyList<double>?> method)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentOutOfRangeException.ThrowIfLessThan(firstOrigin, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(firstOrigin, values.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var errors = Enumerable.Range(0, steps).Select(_ => new List<double?>()).ToArray();
        for (var origin = firstOrigin; origin < values.Length; origin++)
        {
            var forecast = method(values[..origin], steps);
            for (var h = 0; h < steps && origin + h < values.Length; h++)
                errors[h].Add(forecast is null ? null : values[origin + h] - forecast[h]);
        }
        return new(firstOrigin, errors);
    }

    /// <summary>Mean absolute error of a step ahead; null where there are no errors.</summary>
    /// <param name="step">From 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step.</exception>
    public double? MeanAbsolute(int step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, Errors.Count);
        var found = Errors[step - 1].Where(e => e is not null).Select(e => Math.Abs(e!.Value)).ToArray();
        return found.Length == 0 ? null : found.Average();
    }
}
