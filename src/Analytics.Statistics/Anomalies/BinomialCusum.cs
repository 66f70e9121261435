using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Anomalies;

/// <summary>One point of a sequence of counts.</summary>
/// <param name="Increment">What the counts speak for the other rate, as a log-likelihood ratio.</param>
/// <param name="Cusum">Increments summed up, never below 0.</param>
/// <param name="Signal">Whether the sum has reached the threshold.</param>
/// <param name="Excess">Events so far above those expected.</param>
public readonly record struct CusumPoint(double Increment, double Cusum, bool Signal, double Excess);

/// <summary>Sums up the evidence, count after count, that a rate has moved from one value to another.</summary>
/// <remarks>Page (1954), Biometrika 41:100-115; with log-likelihoods of proportions Steiner, Cook, Farewell and
/// Treasure (2000), Biostatistics 1:441-452. Checked in tests/reference/19-cusum.csv.</remarks>
public sealed class BinomialCusum
{
    readonly double _event;
    readonly double _other;

    /// <param name="rate">In control, above 0 and below 1.</param>
    /// <param name="oddsRatio">Of the rate looked for, above 0: 2 doubles the odds, 0.5 halves them.</param>
    /// <param name="threshold">Where a signal is given, above 0. Its false alarms follow from rate and trials by
    /// simulation; a higher one gives fewer and later.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public BinomialCusum(double rate, double oddsRatio, double threshold)
    {
        if (rate is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate in control lies between 0 and 1.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(oddsRatio);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        (Rate, Threshold) = (rate, threshold);
        var scale = 1 - rate + oddsRatio * rate;
        (Alternative, _event, _other) = (oddsRatio * rate / scale, Math.Log(oddsRatio / scale), -Math.Log(scale));
    }

    /// <summary>In control.</summary>
    public double Rate { get; }

    /// <summary>The rate looked for.</summary>
    public double Alternative { get; }

    /// <summary>Where a signal is given.</summary>
    public double Threshold { get; }

    /// <summary>Of counts in order of time; the sum is not set back after a signal.</summary>
    /// <param name="events">Each 0 to its trials.</param>
    /// <param name="trials">Each at least 1; as many as events.</param>
    /// <exception cref="ArgumentException">Not as many events as trials.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible.</exception>
    public CusumPoint[] Of(ReadOnlySpan<long> events, ReadOnlySpan<long> trials)
    {
        Sequences.Check(events, trials);
        var points = new CusumPoint[events.Length];
        var (sum, excess) = (0.0, 0.0);
        for (var i = 0; i < points.Length; i++)
        {
            double x = events[i], n = trials[i];
            var increment = x * _event + (n - x) * _other;
            sum = Math.Max(0, sum + increment);
            excess += x - n * Rate;
            points[i] = new(increment, sum, sum >= Threshold, excess);
        }
        return points;
    }
}

static class Sequences
{
    public static void Check(ReadOnlySpan<long> events, ReadOnlySpan<long> trials)
    {
        if (events.Length != trials.Length)
            throw new ArgumentException($"Found {events.Length} events and {trials.Length} trials, expected as many.",
                nameof(trials));
        for (var i = 0; i < events.Length; i++)
            Arguments.CheckCounts(events[i], trials[i], nameof(events), nameof(trials));
    }
}
