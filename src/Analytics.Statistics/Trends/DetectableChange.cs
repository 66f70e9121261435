using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Trends;

/// <summary>The least true change that a test would probably find: what "no clear trend" leaves possible.</summary>
public static class DetectableChange
{
    /// <summary>The least slope of the log-odds that the quasi-binomial test finds with the power wanted.</summary>
    /// <param name="times">Rising, each once.</param>
    /// <param name="events">As many as times, each 0 to its trials.</param>
    /// <param name="trials">As many as times, each at least 1.</param>
    /// <param name="phi">Dispersion of the points, taken as 1 where it is lower.</param>
    /// <param name="confidence">Two-sided level of the test, between 0 and 1.</param>
    /// <param name="power">Probability of finding it, from 0.5 to below 1.</param>
    /// <returns>Above 0, in log-odds a unit of time, up or down: (t₁₋α/₂ + t_power) times the standard error of a flat
    /// line through these trials, with points less 2 degrees of freedom. Null with fewer than three points, or where
    /// there are no events or events only.</returns>
    /// <exception cref="ArgumentException">Not as many counts as times, or times that do not rise.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible, or confidence or power out of range.
    /// </exception>
    /// <remarks>Bloom (1995), Evaluation Review 19:547-556.</remarks>
    public static double? Slope(ReadOnlySpan<double> times, ReadOnlySpan<long> events, ReadOnlySpan<long> trials,
        double phi = 1, double confidence = 0.95, double power = 0.8)
    {
        Check(confidence, power);
        Times.Check(times, events.Length);
        var pooled = Heterogeneity.Pooled(events, trials);
        if (times.Length < 3 || pooled is 0 or 1) return null;
        var (all, middle, spread) = (0.0, 0.0, 0.0);
        for (var i = 0; i < times.Length; i++)
        {
            all += trials[i];
            middle += (times[i] - middle) * (trials[i] / all);
        }
        for (var i = 0; i < times.Length; i++) spread += trials[i] * (times[i] - middle) * (times[i] - middle);
        var freedom = times.Length - 2;
        var (level, found) = (SpecialFunctions.TwoSidedStudent(confidence, freedom),
            SpecialFunctions.StudentQuantile(power, freedom));
        return (level + found) * Math.Sqrt(Math.Max(1, phi) / (pooled * (1 - pooled) * spread));
    }

    /// <summary>The nearest proportions that the test of two proportions tells from one of today with the power wanted.
    /// </summary>
    /// <param name="proportion">Today's, 0 to 1.</param>
    /// <param name="trials">Today's, at least 1.</param>
    /// <param name="later">Trials of the other time, at least 1.</param>
    /// <param name="confidence">Two-sided level of the test, between 0 and 1.</param>
    /// <param name="power">Probability of finding it, from 0.5 to below 1.</param>
    /// <returns>Below and above <paramref name="proportion"/>; null at a side where not even 0 or 1 would be told.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    /// <remarks>Normal approximation without continuity correction, for unequal numbers: Fleiss, Tytun and Ury (1980),
    /// Biometrics 36:343-346; Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, ch. 4.
    /// </remarks>
    public static (double? Lower, double? Higher) Between(double proportion, long trials, long later,
        double confidence = 0.95, double power = 0.8)
    {
        Check(confidence, power);
        if (!(proportion is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(proportion), proportion, "Expected 0 to 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(later, 1);
        var (level, found) = (SpecialFunctions.TwoSidedNormal(confidence), SpecialFunctions.NormalQuantile(power));
        return (Nearest(0), Nearest(1));

        double? Nearest(double end)
        {
            if (end == proportion || !IsTold(end)) return null;
            var (near, far) = (proportion, end);
            for (var i = 0; i < 200 && Math.Abs(far - near) > 1e-15; i++)
            {
                var middle = (near + far) / 2;
                if (IsTold(middle)) far = middle; else near = middle;
            }
            return far;
        }

        bool IsTold(double other)
        {
            double n = trials, m = later, pooled = (n * proportion + m * other) / (n + m);
            return Math.Abs(other - proportion) >= level * Math.Sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
                + found * Math.Sqrt(proportion * (1 - proportion) / n + other * (1 - other) / m);
        }
    }

    static void Check(double confidence, double power)
    {
        Arguments.CheckConfidence(confidence);
        if (!(power is >= 0.5 and < 1))
            throw new ArgumentOutOfRangeException(nameof(power), power, "Expected 0.5 to below 1.");
    }
}
