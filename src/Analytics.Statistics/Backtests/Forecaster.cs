namespace Analytics.Statistics.Backtests;

/// <summary>Carries a series on. Called from many threads at once, so it keeps nothing between calls.</summary>
/// <param name="past">Equally spaced, oldest first, at least one value.</param>
/// <param name="horizon">Steps ahead, at least 1.</param>
/// <returns>One finite value a step; null where the past is too short or does not suit.</returns>
public delegate double[]? Forecaster(ReadOnlySpan<double> past, int horizon);

/// <summary>Simple forecasters, which any other has to beat.</summary>
public static class Forecasters
{
    /// <summary>Those that <see cref="Named"/> knows, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = ["drift", "mean", "naive", "seasonal_naive", "ssa"];

    /// <summary>The last value.</summary>
    public static double[]? Naive(ReadOnlySpan<double> past, int horizon)
    {
        var all = new double[horizon];
        Array.Fill(all, past[^1]);
        return all;
    }

    /// <summary>The last value and the mean step from the first to it; 2 values or more.</summary>
    public static double[]? Drift(ReadOnlySpan<double> past, int horizon)
    {
        if (past.Length < 2) return null;
        var (last, step) = (past[^1], (past[^1] - past[0]) / (past.Length - 1));
        return [.. Enumerable.Range(1, horizon).Select(h => last + h * step)];
    }

    /// <summary>The mean of all values.</summary>
    public static double[]? Mean(ReadOnlySpan<double> past, int horizon)
    {
        var sum = 0.0;
        foreach (var value in past) sum += value;
        var all = new double[horizon];
        Array.Fill(all, sum / past.Length);
        return all;
    }

    /// <summary>The value one season before, a whole season or more.</summary>
    /// <param name="frequency">Points in a season; at 1 as <see cref="Naive"/>.</param>
    public static Forecaster SeasonalNaive(int frequency) => (past, horizon) =>
    {
        if (past.Length < frequency) return null;
        var season = past[^frequency..].ToArray();
        return [.. Enumerable.Range(0, horizon).Select(h => season[h % frequency])];
    };

    /// <summary>The recurrence of a singular spectrum analysis with the window and rank it takes by itself; null where
    /// it runs off beyond ten times the greatest deviation from the mean there was.</summary>
    public static double[]? Ssa(ReadOnlySpan<double> past, int horizon)
    {
        if (past.Length < 4) return null;
        var (mean, greatest) = (Mean(past, 1)![0], 0.0);
        foreach (var value in past) greatest = Math.Max(greatest, Math.Abs(value - mean));
        return Series.Ssa.Of(past).Forecast(horizon) is { } found
            && found.All(value => Math.Abs(value - mean) <= 10 * greatest) ? found : null;
    }

    /// <summary>The forecaster of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="frequency">Points in a season, 1 where there is none.</param>
    /// <exception cref="ArgumentException">The name is not known.</exception>
    public static Forecaster Named(string name, int frequency) => name switch
    {
        "drift" => Drift,
        "mean" => Mean,
        "naive" => Naive,
        "seasonal_naive" => SeasonalNaive(frequency),
        "ssa" => Ssa,
        _ => throw new ArgumentException($"No forecaster is named '{name}'.", nameof(name)),
    };
}
