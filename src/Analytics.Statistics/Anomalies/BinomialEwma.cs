namespace Analytics.Statistics.Anomalies;

/// <summary>One point of a sequence of counts.</summary>
/// <param name="Z">Events less those expected, in binomial standard deviations.</param>
/// <param name="Ewma">The weighted mean of this and all earlier z.</param>
/// <param name="Limit">How far from 0 it may lie.</param>
/// <param name="Signal">Whether it lies further.</param>
public readonly record struct EwmaPoint(double Z, double Ewma, double Limit, bool Signal);

/// <summary>Exponentially weighted moving average of standardised counts: sees small lasting shifts sooner than
/// single points do.</summary>
/// <remarks>Roberts (1959), Technometrics 1:239-250; limits that widen from the start: Lucas and Saccucci (1990),
/// Technometrics 32:1-12. Checked in tests/reference/19-ewma.csv.</remarks>
public static class BinomialEwma
{
    /// <summary>Of counts in order of time.</summary>
    /// <param name="events">Each 0 to its trials.</param>
    /// <param name="trials">Each at least 1; as many as events.</param>
    /// <param name="rate">In control, above 0 and below 1.</param>
    /// <param name="weight">λ of the newest point, above 0 to 1; 1 looks at single points.</param>
    /// <param name="width">L, the limits in standard deviations of the average.</param>
    /// <exception cref="ArgumentException">Not as many events as trials.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible or an argument out of its range.</exception>
    public static EwmaPoint[] Of(ReadOnlySpan<long> events, ReadOnlySpan<long> trials, double rate,
        double weight = 0.2, double width = 2.7)
    {
        if (rate is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate in control lies between 0 and 1.");
        if (weight is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "A weight lies above 0 and up to 1.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        Sequences.Check(events, trials);
        var points = new EwmaPoint[events.Length];
        var (average, kept) = (0.0, 1.0);
        for (var i = 0; i < points.Length; i++)
        {
            var z = (events[i] - trials[i] * rate) / Math.Sqrt(trials[i] * rate * (1 - rate));
            average = weight * z + (1 - weight) * average;
            kept *= (1 - weight) * (1 - weight);
            var limit = width * Math.Sqrt(weight / (2 - weight) * (1 - kept));
            points[i] = new(z, average, limit, Math.Abs(average) > limit);
        }
        return points;
    }
}
