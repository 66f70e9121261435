namespace Analytics.Statistics.Forecasts;

/// <summary>A rate forecast as what it is, events over trials, that stays between 0 and 1.</summary>
/// <param name="Rate">Proportions, 0 to 1, of the expected trials; limits hold the observed rate.</param>
/// <param name="Trials">Expected denominators, above 0.</param>
/// <param name="Events">Expected rate times expected trials.</param>
public sealed record RateForecast(Forecast Rate, Forecast Trials, IReadOnlyList<double> Events)
{
    /// <summary>The fewest points.</summary>
    public const int Fewest = 5;

    /// <summary>The models chosen for the rate's logit and the logarithm of the trials; null under theta.</summary>
    public (EtsModel Rate, EtsModel Trials)? Models { get; init; }

    /// <summary>Of counts in order of time, at equal distances.</summary>
    /// <param name="events">At least <see cref="Fewest"/>, each 0 to its trials.</param>
    /// <param name="trials">As many, each at least 1.</param>
    /// <param name="period">Points a season, 1 for none.</param>
    /// <param name="horizon">Steps ahead, at least 1.</param>
    /// <param name="levels">Two-sided levels between 0 and 1.</param>
    /// <param name="theta">Whether by the theta method; else by the additive ETS model chosen.</param>
    /// <exception cref="ArgumentException">Too few points, or not as many trials as events.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible.</exception>
    /// <remarks>The empirical logit log (x + ½)/(n - x + ½) is forecast. What binomial sampling gave to its past
    /// variance, the mean of 1/(x + ½) + 1/(n - x + ½), is taken out of the variance of the forecast, at most to 0,
    /// and that of the expected denominator put in; centre and limits are led back by p = (q (n + 1) - ½)/n, kept in
    /// 0 to 1. Cox (1970), The Analysis of Binary Data, 3.2. Checked by hand in its worked example.</remarks>
    public static RateForecast Of(ReadOnlySpan<long> events, ReadOnlySpan<long> trials, int period, int horizon,
        IReadOnlyList<double> levels, bool theta = false)
    {
        ArgumentNullException.ThrowIfNull(levels);
        if (events.Length < Fewest || events.Length != trials.Length)
            throw new ArgumentException($"Found {events.Length} events and {trials.Length} trials.", nameof(events));
        var (logits, logs, past) = (new double[events.Length], new double[events.Length], 0.0);
        for (var i = 0; i < logits.Length; i++)
        {
            Intervals.Arguments.CheckCounts(events[i], trials[i]);
            var (x, rest) = (events[i] + 0.5, trials[i] - events[i] + 0.5);
            (logits[i], logs[i]) = (Math.Log(x / rest), Math.Log(trials[i]));
            past += (1 / x + 1 / rest) / logits.Length;
        }
        var (rate, rateModel) = Normal(logits, period, horizon, theta);
        var (count, countModel) = Normal(logs, period, horizon, theta);
        var n = Enumerable.Range(0, horizon).Select(h => Math.Clamp(Math.Exp(count.Mean[h]), 1, 1e15)).ToArray();
        var centre = Enumerable.Range(0, horizon).Select(h => Back(rate.Mean[h], n[h])).ToArray();
        var deviation = Enumerable.Range(0, horizon).Select(h => Math.Sqrt(
            Math.Max(0, rate.Variance[h] - past) + 1 / (n[h] * centre[h] + 0.5) + 1 / (n[h] * (1 - centre[h]) + 0.5)))
            .ToArray();
        return new(Led(centre, (h, z) => Back(rate.Mean[h] + z * deviation[h], n[h])),
            Led(n, (h, z) => Math.Clamp(Math.Exp(count.Mean[h] + z * Math.Sqrt(count.Variance[h])), 0, 1e15)),
            [.. centre.Zip(n, (p, all) => p * all)])
        {
            Models = rateModel is { } a && countModel is { } b ? (a, b) : null,
        };

        Forecast Led(double[] mean, Func<int, double, double> at)
        {
            return new(mean, [.. levels.Select(level =>
            {
                Intervals.Arguments.CheckConfidence(level);
                var z = SpecialFunctions.TwoSidedNormal(level);
                return new ForecastLimits(level, [.. mean.Select((m, h) => Math.Min(m, at(h, -z)))],
                    [.. mean.Select((m, h) => Math.Max(m, at(h, z)))]);
            })]);
        }
    }

    // The empirical logit undone for n trials.
    static double Back(double logit, double n) => Math.Clamp(((n + 1) / (1 + Math.Exp(-logit)) - 0.5) / n, 0, 1);

    static ((IReadOnlyList<double> Mean, double[] Variance) Forecast, EtsModel? Model) Normal(double[] values,
        int period, int horizon, bool theta)
    {
        const double level = 0.95;
        var fit = theta ? null : new EtsFamily(values, period, additive: true).Choose().Fit;
        var forecast = fit?.Forecast(horizon, level) ?? Theta.Of(values, period, horizon, level).Forecast;
        var z = SpecialFunctions.TwoSidedNormal(level);
        return ((forecast.Mean, [.. forecast.Mean.Select((m, h) =>
            (forecast.Limits[0].High[h] - m) / z * ((forecast.Limits[0].High[h] - m) / z))]), fit?.Model);
    }
}
