namespace Analytics.Statistics.Backtests;

/// <summary>One unit's series in a panel: values, or events of trials. Rates are worked on as logits, so that whatever
/// is made of them stays in 0 to 1.</summary>
public sealed class PanelSeries
{
    readonly double[] _work, _observed;
    readonly long[]? _trials;

    PanelSeries(string unit, int start, double[] work, double[] observed, long[]? trials) =>
        (Unit, Start, _work, _observed, _trials) = (unit, start, work, observed, trials);

    /// <summary>Its name.</summary>
    public string Unit { get; }

    /// <summary>Place of the first value in the time of all units.</summary>
    public int Start { get; }

    /// <summary>Number of values.</summary>
    public int Length => _work.Length;

    /// <summary>What forecasters see: the values, or logits of (events + 0.5)/(trials + 1).</summary>
    public ReadOnlySpan<double> Work => _work;

    /// <summary>A series of values.</summary>
    /// <param name="unit">Its name.</param>
    /// <param name="start">Place of the first value.</param>
    /// <param name="values">Finite, without gaps.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static PanelSeries OfValues(string unit, int start, double[] values) => values.All(double.IsFinite)
        ? new(unit, start, values, values, null) : throw new ArgumentException("Not finite.", nameof(values));

    /// <summary>A series of rates.</summary>
    /// <param name="unit">Its name.</param>
    /// <param name="start">Place of the first pair of counts.</param>
    /// <param name="events">0 to trials each.</param>
    /// <param name="trials">At least 1 each.</param>
    /// <exception cref="ArgumentException">Counts are impossible.</exception>
    public static PanelSeries OfCounts(string unit, int start, long[] events, long[] trials)
    {
        if (events.Length != trials.Length || events.Zip(trials).Any(c =>
            c.First < 0 || c.First > c.Second || c.Second < 1))
            throw new ArgumentException("Found impossible counts.", nameof(events));
        return new(unit, start, [.. events.Zip(trials, (x, n) => Math.Log((x + 0.5) / (n - x + 0.5)))],
            [.. events.Zip(trials, (x, n) => (double)x / n)], trials);
    }

    /// <summary>The value, or the rate.</summary>
    /// <param name="i">From 0.</param>
    public double Observed(int i) => _observed[i];

    /// <summary>From what forecasters see back to a value, or a rate of as many trials as there are at a point, the
    /// last where it lies ahead.</summary>
    /// <param name="work">A forecast or limit.</param>
    /// <param name="i">From 0; may be beyond the last.</param>
    public double Back(double work, int i)
    {
        if (_trials is null) return work;
        var n = (double)_trials[Math.Min(i, _trials.Length - 1)];
        // The inverse of what counts are made into; its ends would lie half an event outside.
        return Math.Clamp(((n + 1) / (1 + Math.Exp(-work)) - 0.5) / n, 0, 1);
    }

    /// <summary>Root mean square of the last differences over a lag before an origin; null where all are 0 or there
    /// are too few values.</summary>
    /// <param name="origin">Values seen.</param>
    /// <param name="lag">1, or a season.</param>
    /// <param name="count">Differences taken.</param>
    public double? Scale(int origin, int lag, int count)
    {
        if (origin < lag + count || count < 1) return null;
        var sum = 0.0;
        for (var i = origin - count; i < origin; i++) sum += Math.Pow(_work[i] - _work[i - lag], 2);
        return sum > 0 && double.IsFinite(sum) ? Math.Sqrt(sum / count) : null;
    }
}
