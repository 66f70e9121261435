using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Funnels;

/// <summary>A funnel for proportions: a target, and limits that narrow as trials grow.</summary>
/// <remarks>Two forms. Plain: districts are alike but for chance; exact binomial limits at every n, which the normal
/// ones approach, so that the curve has no seam. Overdispersed: districts also differ in truth, with variance τ² on
/// the arcsine scale; who lies outside differs even from that.</remarks>
public sealed class FunnelPlot
{
    FunnelPlot(double target, double? tau2) => (Target, Tau2) = (target, tau2);

    /// <summary>The rate in the middle, as a proportion.</summary>
    public double Target { get; }

    /// <summary>Variance between districts of asin √p; null in the plain form.</summary>
    public double? Tau2 { get; }

    /// <summary>The plain form.</summary>
    /// <param name="events">Each 0 to its trials.</param>
    /// <param name="trials">Each at least 1; as many as events, at least one.</param>
    /// <param name="target">As a proportion; null takes all events over all trials.</param>
    /// <exception cref="ArgumentException">No district, or not as many events as trials.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count or the target is impossible.</exception>
    public static FunnelPlot Plain(ReadOnlySpan<long> events, ReadOnlySpan<long> trials, double? target = null)
    {
        var pooled = Heterogeneity.Pooled(events, trials);
        var centre = target ?? pooled;
        return centre is >= 0 and <= 1 ? new(centre, null)
            : throw new ArgumentOutOfRangeException(nameof(target), target, "A target lies between 0 and 1.");
    }

    /// <summary>The overdispersed form, with <see cref="Overdispersion.Robust"/>.</summary>
    /// <param name="events">Each 0 to its trials.</param>
    /// <param name="trials">Each at least 1; as many as events, at least one.</param>
    /// <param name="target">As a proportion; null takes all events over all trials.</param>
    /// <exception cref="ArgumentException">No district, or not as many events as trials.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count or the target is impossible.</exception>
    public static FunnelPlot Overdispersed(ReadOnlySpan<long> events, ReadOnlySpan<long> trials,
        double? target = null)
    {
        var found = Overdispersion.Robust(events, trials, target);
        return new(found.Target, found.Tau2);
    }

    /// <summary>Limits for a number of trials, as proportions.</summary>
    /// <param name="n">At least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">n below 1, or confidence not in 0..1.</exception>
    public Interval Limits(long n, double confidence) => Tau2 is { } tau2
        ? FunnelLimits.Arcsine(Target, n, tau2, confidence)
        : FunnelLimits.Exact(Target, n, confidence);

    /// <summary>How far a rate lies from the target in standard errors; null in the plain form round 0 or 1.</summary>
    /// <param name="events">Count of events, 0 to <paramref name="n"/>.</param>
    /// <param name="n">Number of trials, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">n below 1, or events not in 0..n.</exception>
    public double? Z(long events, long n)
    {
        Arguments.CheckCounts(events, n);
        if (Tau2 is { } tau2)
            return (Math.Asin(Math.Sqrt(events / (double)n)) - Math.Asin(Math.Sqrt(Target)))
                / Math.Sqrt(1 / (4.0 * n) + tau2);
        var variance = n * Target * (1 - Target);
        return variance > 0 ? (events - n * Target) / Math.Sqrt(variance) : null;
    }

    /// <summary>Inside the limits, or outside those at 95 % or 99.8 %.</summary>
    /// <param name="events">Count of events, 0 to <paramref name="n"/>.</param>
    /// <param name="n">Number of trials, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">n below 1, or events not in 0..n.</exception>
    public Standing StandingOf(long events, long n)
    {
        Arguments.CheckCounts(events, n);
        return Standing.Of(events / (double)n, Limits(n, Standing.Levels[0]), Limits(n, Standing.Levels[1]));
    }
}
