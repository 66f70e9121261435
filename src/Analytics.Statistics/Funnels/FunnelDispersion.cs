namespace Analytics.Statistics.Funnels;

/// <summary>All that is said of how far the units of a funnel scatter: the published forms beside the robust one, which
/// is the one to use.</summary>
/// <param name="Target">The rate compared with, as a proportion.</param>
/// <param name="Consistency">What winsorising leaves of a standard normal's variance.</param>
/// <param name="WinsorLow">The arcsine z to which lower ones are drawn in.</param>
/// <param name="WinsorHigh">The arcsine z to which higher ones are drawn in.</param>
/// <param name="Phi">Mean of the squared arcsine z, winsorised.</param>
/// <param name="Tau2">Variance between units on the arcsine scale after DerSimonian and Laird, from
/// <paramref name="Phi"/> as it is: too small by the consistency.</param>
/// <param name="Tau2Consistent">The same from <paramref name="Phi"/> over <paramref name="Consistency"/>.</param>
/// <param name="Tau2Robust">After Paule and Mandel: see <see cref="Overdispersion.Robust"/>.</param>
/// <param name="PhiScore">Mean of the squared score z, winsorised; null where the target is 0 or 1.</param>
/// <param name="PhiScoreRaw">The same without winsorising.</param>
/// <remarks>Spiegelhalter (2005), Quality and Safety in Health Care 14:347-351. Checked in
/// tests/reference/07-funnel-summary.csv.</remarks>
public sealed record FunnelDispersion(double Target, double Consistency, double WinsorLow, double WinsorHigh,
    double Phi, double Tau2, double Tau2Consistent, double Tau2Robust, double? PhiScore, double? PhiScoreRaw)
{
    /// <summary>Of counts, one pair a unit.</summary>
    /// <param name="events">Each 0 to its trials.</param>
    /// <param name="trials">Each at least 1; as many as events, at least one.</param>
    /// <param name="target">The rate compared with, 0 to 1; null takes all events over all trials.</param>
    /// <param name="trim">Share winsorised at each end, 0 to below 0.5.</param>
    /// <exception cref="ArgumentException">No unit, or not as many events as trials.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count, the target or the share is impossible.</exception>
    public static FunnelDispersion Of(ReadOnlySpan<long> events, ReadOnlySpan<long> trials, double? target = null,
        double trim = 0.1)
    {
        var robust = Overdispersion.Robust(events, trials, target, trim);
        var (arcsine, score) = (
            FunnelZ.Arcsine(events, trials, robust.Target), FunnelZ.Score(events, trials, robust.Target));
        Array.Sort(arcsine);
        var (low, high) = Winsorised.Ends(arcsine, trim);
        return new(robust.Target, robust.Consistency, low, high, robust.Phi,
            Overdispersion.DerSimonianLaird(robust.Phi, trials),
            Overdispersion.DerSimonianLaird(robust.Phi / robust.Consistency, trials), robust.Tau2,
            score is null ? null : Winsorised.MeanSquare(score, trim),
            score is null ? null : Winsorised.MeanSquare(score, 0));
    }
}

static class FunnelZ
{
    /// <summary>(asin √p - asin √P) 2 √n of each unit.</summary>
    public static double[] Arcsine(ReadOnlySpan<long> events, ReadOnlySpan<long> trials, double target)
    {
        var (z, centre) = (new double[events.Length], Math.Asin(Math.Sqrt(target)));
        for (var i = 0; i < z.Length; i++)
            z[i] = (Math.Asin(Math.Sqrt(events[i] / (double)trials[i])) - centre) * 2 * Math.Sqrt(trials[i]);
        return z;
    }

    /// <summary>(p - P)/√(P (1 - P)/n) of each unit; null where P is 0 or 1.</summary>
    public static double[]? Score(ReadOnlySpan<long> events, ReadOnlySpan<long> trials, double target)
    {
        if (target is 0 or 1) return null;
        var z = new double[events.Length];
        for (var i = 0; i < z.Length; i++)
            z[i] = (events[i] / (double)trials[i] - target) / Math.Sqrt(target * (1 - target) / trials[i]);
        return z;
    }
}
