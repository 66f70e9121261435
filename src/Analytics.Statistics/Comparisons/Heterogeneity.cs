using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Comparisons;

/// <summary>Whether rates of several districts differ by more than chance: asked once, before any one is singled out.
/// </summary>
/// <param name="ChiSquared">Pearson's k-sample statistic; 0 where all rates are equal.</param>
/// <param name="Freedom">Number of districts less 1.</param>
/// <param name="P">Probability of a statistic as large among alike districts; 1 with one district.</param>
/// <param name="Phi">Statistic over degrees of freedom: 1 under chance alone; null with one district.</param>
/// <param name="Deviance">Likelihood-ratio statistic against one common rate.</param>
/// <param name="DevianceP">Its p.</param>
/// <param name="ISquared">Share of the statistic beyond chance, 0 to 1.</param>
public readonly record struct Heterogeneity(double ChiSquared, int Freedom, double P, double? Phi, double Deviance,
    double DevianceP, double ISquared)
{
    /// <summary>Of counts, one pair a district.</summary>
    /// <param name="events">Each 0 to its trials.</param>
    /// <param name="trials">Each at least 1; as many as events, at least one.</param>
    /// <exception cref="ArgumentException">No district, or not as many events as trials.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible.</exception>
    /// <remarks>Pearson's X²; I² after Higgins and Thompson (2002), Statistics in Medicine 21:1539-1558. Checked in
    /// tests/reference/06-heterogeneity.csv.</remarks>
    public static Heterogeneity Of(ReadOnlySpan<long> events, ReadOnlySpan<long> trials)
    {
        var pooled = Pooled(events, trials);
        var freedom = events.Length - 1;
        if (pooled is 0 or 1 || freedom == 0) return new(0, freedom, 1, freedom == 0 ? null : 0, 0, 1, 0);
        var (chi, deviance) = (0.0, 0.0);
        for (var i = 0; i < events.Length; i++)
        {
            double x = events[i], n = trials[i], miss = x - n * pooled;
            chi += miss * miss / (n * pooled * (1 - pooled));
            deviance += 2 * (Likelihood.Term(x, n * pooled) + Likelihood.Term(n - x, n * (1 - pooled)));
        }
        return new(chi, freedom, SpecialFunctions.ChiSquaredUpper(chi, freedom), chi / freedom, Math.Max(0, deviance),
            SpecialFunctions.ChiSquaredUpper(deviance, freedom), chi > 0 ? Math.Max(0, (chi - freedom) / chi) : 0);
    }

    /// <summary>All events over all trials, as a proportion: rates are never averaged.</summary>
    /// <param name="events">Each 0 to its trials.</param>
    /// <param name="trials">Each at least 1; as many as events, at least one.</param>
    /// <exception cref="ArgumentException">As <see cref="Of"/>.</exception>
    public static double Pooled(ReadOnlySpan<long> events, ReadOnlySpan<long> trials)
    {
        if (events.Length == 0 || events.Length != trials.Length)
            throw new ArgumentException($"Found {events.Length} events and {trials.Length} trials, expected as many, " +
                "at least one.", nameof(trials));
        var (allEvents, allTrials) = (0L, 0L);
        for (var i = 0; i < events.Length; i++)
        {
            Arguments.CheckCounts(events[i], trials[i], nameof(events), nameof(trials));
            (allEvents, allTrials) = (allEvents + events[i], allTrials + trials[i]);
        }
        return allEvents / (double)allTrials;
    }
}

static class Likelihood
{
    /// <summary>x ln(x / m), 0 without events.</summary>
    public static double Term(double x, double m) => x > 0 ? x * Math.Log(x / m) : 0;
}
