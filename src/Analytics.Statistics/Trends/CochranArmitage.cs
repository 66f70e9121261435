using Analytics.Statistics.Comparisons;

namespace Analytics.Statistics.Trends;

/// <summary>Test for a trend in proportions without fitting a line.</summary>
/// <param name="ChiSquared">With 1 degree of freedom; 0 where all trials ended alike.</param>
/// <param name="P">Two-sided.</param>
public readonly record struct CochranArmitage(double ChiSquared, double P)
{
    /// <summary>Of counts at their times.</summary>
    /// <param name="times">Rising, each once.</param>
    /// <param name="events">As many as times, each 0 to its trials.</param>
    /// <param name="trials">As many as times, each at least 1.</param>
    /// <exception cref="ArgumentException">Not as many counts as times, fewer than two, or times that do not rise.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible.</exception>
    /// <remarks>Cochran (1954), Biometrics 10:417-451; Armitage (1955), Biometrics 11:375-386. Checked in
    /// tests/reference/12-binomial-trend.csv.</remarks>
    public static CochranArmitage Of(ReadOnlySpan<double> times, ReadOnlySpan<long> events, ReadOnlySpan<long> trials)
    {
        Times.Check(times, events.Length);
        var pooled = Heterogeneity.Pooled(events, trials);
        if (pooled is 0 or 1) return new(0, 1);
        var (all, middle) = (0.0, 0.0);
        for (var i = 0; i < times.Length; i++)
        {
            all += trials[i];
            middle += (times[i] - middle) * (trials[i] / all);
        }
        var (score, spread) = (0.0, 0.0);
        for (var i = 0; i < times.Length; i++)
        {
            var t = times[i] - middle;
            score += t * (events[i] - trials[i] * pooled);
            spread += trials[i] * t * t;
        }
        var chi = score * score / (pooled * (1 - pooled) * spread);
        return new(chi, SpecialFunctions.ChiSquaredUpper(chi, 1));
    }
}

/// <summary>What the five-point rule says.</summary>
public enum FivePointMarker
{
    /// <summary>No change that the rule sees.</summary>
    NoChange,

    /// <summary>Increasing.</summary>
    Increasing,

    /// <summary>Decreasing.</summary>
    Decreasing,

    /// <summary>It cannot say: a point has no events, or events only.</summary>
    Cannot,
}

/// <summary>The rule of Public Health England's Fingertips for the latest five points.</summary>
/// <param name="ChiSquared">Of Cochran and Armitage over the five points.</param>
/// <param name="Marker">Increasing or decreasing where the statistic is above <see cref="Critical"/> and the slope of
/// the log-odds keeps its sign whichever point is left out.</param>
public readonly record struct FivePointRule(double ChiSquared, FivePointMarker Marker)
{
    /// <summary>Points looked at.</summary>
    public const int Points = 5;

    /// <summary>The 99.8 % point of chi-squared with 1 degree of freedom: 9.5495.</summary>
    public static double Critical { get; } = Math.Pow(SpecialFunctions.TwoSidedNormal(0.998), 2);

    // Points are taken one after the other, whatever lies between them.
    static readonly double[] Order = [1, 2, 3, 4, 5];

    /// <summary>Of the latest five points, taken as equally far apart; null where there are fewer.</summary>
    /// <param name="events">In order of time, each 0 to its trials.</param>
    /// <param name="trials">As many as events, each at least 1.</param>
    /// <exception cref="ArgumentException">Not as many events as trials.</exception>
    /// <exception cref="ArgumentOutOfRangeException">One of the last five counts is impossible.</exception>
    /// <remarks>Public Health England, Fingertips: Recent trends, technical guidance. Checked in
    /// tests/reference/12-binomial-trend.csv.</remarks>
    public static FivePointRule? Of(ReadOnlySpan<long> events, ReadOnlySpan<long> trials)
    {
        if (events.Length != trials.Length)
            throw new ArgumentException($"Found {events.Length} events and {trials.Length} trials.", nameof(trials));
        if (events.Length < Points) return null;
        ReadOnlySpan<long> x = events[^Points..], n = trials[^Points..];
        var chi = CochranArmitage.Of(Order, x, n).ChiSquared;
        var odds = new double[Points];
        for (var i = 0; i < Points; i++)
        {
            if (x[i] == 0 || x[i] == n[i]) return new(chi, FivePointMarker.Cannot);
            odds[i] = Math.Log(x[i] / (double)(n[i] - x[i]));
        }
        if (chi <= Critical) return new(chi, FivePointMarker.NoChange);
        var sign = Math.Sign(Slope(odds, -1));
        for (var left = 0; left < Points; left++)
            if (Math.Sign(Slope(odds, left)) != sign) return new(chi, FivePointMarker.NoChange);
        return new(chi, sign > 0 ? FivePointMarker.Increasing : sign < 0 ? FivePointMarker.Decreasing
            : FivePointMarker.NoChange);
    }

    // Up to its positive divisor, with one point left out.
    static double Slope(double[] odds, int left)
    {
        var (t, y, count, slope) = (0.0, 0.0, 0, 0.0);
        for (var i = 0; i < odds.Length; i++)
            if (i != left) (t, y, count) = (t + Order[i], y + odds[i], count + 1);
        for (var i = 0; i < odds.Length; i++)
            if (i != left) slope += (Order[i] - t / count) * (odds[i] - y / count);
        return slope;
    }
}
