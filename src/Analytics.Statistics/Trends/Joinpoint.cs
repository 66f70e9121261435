using Analytics.Statistics.Comparisons;

namespace Analytics.Statistics.Trends;

/// <summary>Whether the log-odds of a proportion bend: two straight lines that meet, against one.</summary>
/// <param name="LinearDeviance">Of one line.</param>
/// <param name="HingeDeviances">Of a bend at each time from the third to the last but two.</param>
/// <param name="Best">Number of points up to and with the best bend; the first of equals.</param>
/// <param name="SlopeBefore">Change of the log-odds a unit of time before it; null where the likelihood has no peak.
/// </param>
/// <param name="SlopeAfter">The same after it.</param>
/// <param name="LinearBic">Deviance and 2 ln k.</param>
/// <param name="HingeBic">Deviance and 4 ln k: the place of the bend counts as a parameter.</param>
public sealed record Joinpoint(double LinearDeviance, IReadOnlyList<double> HingeDeviances, int Best,
    double? SlopeBefore, double? SlopeAfter, double LinearBic, double HingeBic)
{
    /// <summary>Points before and after a bend, itself not counted.</summary>
    public const int LeastSide = 2;

    /// <summary>Whether the bend earns its two parameters.</summary>
    public bool PrefersHinge => HingeBic < LinearBic;

    /// <summary>Of counts at their times.</summary>
    /// <param name="times">Rising, each once.</param>
    /// <param name="events">As many as times, each 0 to its trials.</param>
    /// <param name="trials">As many as times, each at least 1.</param>
    /// <returns>Null with fewer than five points, or where all trials ended alike.</returns>
    /// <exception cref="ArgumentException">Not as many counts as times, or times that do not rise.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible.</exception>
    /// <remarks>Kim, Fay, Feuer and Midthune (2000), Statistics in Medicine 19:335-351, on the log-odds; BIC: Schwarz
    /// (1978), Annals of Statistics 6:461-464. Checked in tests/reference/13-changepoint.csv.</remarks>
    public static Joinpoint? Of(ReadOnlySpan<double> times, ReadOnlySpan<long> events, ReadOnlySpan<long> trials)
    {
        Times.Check(times, events.Length);
        var k = times.Length;
        if (k < 2 * LeastSide + 1 || Heterogeneity.Pooled(events, trials) is 0 or 1) return null;
        var (middle, half) = ((times[0] + times[^1]) / 2, (times[^1] - times[0]) / 2);
        var (ones, line, bend) = (new double[k], new double[k], new double[k]);
        Array.Fill(ones, 1);
        for (var i = 0; i < k; i++) line[i] = (times[i] - middle) / half;
        if (LogisticRegression.Fit([ones, line], events, trials) is not { } straight) return null;
        var (deviances, best, bestFit) = (new List<double>(), 0, (LogisticRegression?)null);
        for (var at = LeastSide; at < k - LeastSide; at++)
        {
            for (var i = 0; i < k; i++) bend[i] = Math.Max(0, line[i] - line[at]);
            if (LogisticRegression.Fit([ones, line, bend], events, trials) is not { } fit) return null;
            deviances.Add(fit.Deviance);
            if (bestFit is null || fit.Deviance < bestFit.Deviance) (best, bestFit) = (at + 1, fit);
        }
        var slope = bestFit!.Coefficients;
        return new(straight.Deviance, deviances, best, bestFit.IsFinite ? slope[1] / half : null,
            bestFit.IsFinite ? (slope[1] + slope[2]) / half : null, straight.Deviance + 2 * Math.Log(k),
            bestFit.Deviance + 4 * Math.Log(k));
    }
}
