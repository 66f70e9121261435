using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Trends;

/// <summary>What changed in the log-odds of a proportion at one known time.</summary>
/// <param name="Time">When; points at this time are after it.</param>
/// <param name="PointsBefore">Points since the intervention before, or the start.</param>
/// <param name="PointsAfter">Points until the next one, or the end.</param>
/// <param name="Level">The jump at its time, against the line before it; null where it cannot be told.</param>
/// <param name="Slope">Change of the slope, a unit of time; null also with one point after it, when the line before is
/// taken to go on.</param>
/// <param name="SlopeBefore">Slope until it; null where nothing can be told.</param>
public sealed record InterventionEffect(double Time, int PointsBefore, int PointsAfter, LogOddsEffect? Level,
    LogOddsEffect? Slope, double? SlopeBefore);

/// <summary>An effect on the log-odds scale, its scatter taken from the points.</summary>
/// <param name="Estimate">In log-odds, or log-odds a unit of time.</param>
/// <param name="StandardError">With the dispersion at least 1; null without degrees of freedom.</param>
/// <param name="P">Two-sided, by Student's t; null without degrees of freedom.</param>
/// <param name="Interval">Null without degrees of freedom.</param>
public sealed record LogOddsEffect(double Estimate, double? StandardError, double? P, Interval? Interval);

/// <summary>A proportion before and after known reforms: a line for each stretch between them.</summary>
/// <param name="Effects">Of each intervention, in order of time.</param>
/// <param name="Phi">Pearson's dispersion; null without degrees of freedom or a fit.</param>
/// <param name="Freedom">Points less coefficients; null without a fit.</param>
/// <param name="Deviance">Null without a fit.</param>
/// <param name="IsSeparated">Whether the likelihood has no peak, so that nothing is estimated.</param>
public sealed record InterruptedTrend(IReadOnlyList<InterventionEffect> Effects, double? Phi, int? Freedom,
    double? Deviance, bool IsSeparated)
{
    /// <summary>The segmented logistic regression of counts.</summary>
    /// <param name="times">Rising, each once.</param>
    /// <param name="events">As many as times, each 0 to its trials.</param>
    /// <param name="trials">As many as times, each at least 1.</param>
    /// <param name="interventions">Rising, each once. One with fewer than two points before it cuts them off and is not
    /// estimated, nor is one without a point until the next.</param>
    /// <param name="confidence">Two-sided level between 0 and 1.</param>
    /// <exception cref="ArgumentException">Not as many counts as times, or times or interventions that do not rise.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible, or confidence not in 0..1.</exception>
    /// <remarks>Wagner, Soumerai, Zhang and Ross-Degnan (2002), Journal of Clinical Pharmacy and Therapeutics
    /// 27:299-309; Bernal, Cummins and Gasparrini (2017), International Journal of Epidemiology 46:348-355; with
    /// quasi-binomial errors.</remarks>
    public static InterruptedTrend Of(ReadOnlySpan<double> times, ReadOnlySpan<long> events, ReadOnlySpan<long> trials,
        ReadOnlySpan<double> interventions, double confidence = 0.95)
    {
        Arguments.CheckConfidence(confidence);
        Times.Check(times, events.Length);
        for (var i = 1; i < interventions.Length; i++)
            if (!(interventions[i] > interventions[i - 1]))
                throw new ArgumentException("Interventions must rise.", nameof(interventions));
        var isUniform = Heterogeneity.Pooled(events, trials) is 0 or 1;
        var stretches = Stretch.All(times, interventions);
        // The last intervention that has fewer than two points before it begins the series.
        var first = 0;
        while (first + 1 < stretches.Length && stretches[first].Count < 2) first++;
        var used = stretches[first].Start;
        ReadOnlySpan<double> t = times[used..];
        ReadOnlySpan<long> x = events[used..], n = trials[used..];
        if (isUniform || t.Length < 3 || stretches[first].Count < 2 || first + 1 == stretches.Length)
            return Nothing(interventions, stretches, isUniform && t.Length >= 3);
        var (middle, half) = ((t[0] + t[^1]) / 2, (t[^1] - t[0]) / 2);
        var columns = new List<double[]> { Column(t, _ => 1), Column(t, at => (at - middle) / half) };
        var places = new (int Level, int Slope)[stretches.Length];
        for (var s = first + 1; s < stretches.Length; s++)
        {
            var from = interventions[s - 1];
            if (stretches[s].Count == 0) continue;
            places[s].Level = columns.Count;
            columns.Add(Column(t, at => at >= from ? 1 : 0));
            if (stretches[s].Count == 1) continue;
            places[s].Slope = columns.Count;
            columns.Add(Column(t, at => Math.Max(0, at - from) / half));
        }
        if (LogisticRegression.Fit([.. columns], x, n) is not { IsFinite: true } fit)
            return Nothing(interventions, stretches, true);
        var reading = new Reading(fit, confidence);
        var (effects, slope) = (new InterventionEffect[interventions.Length], fit.Coefficients[1] / half);
        for (var s = 1; s < stretches.Length; s++)
        {
            var (level, bend) = places[s];
            effects[s - 1] = new(interventions[s - 1], stretches[s - 1].Count, stretches[s].Count,
                level > 0 ? reading.Of(level, 1) : null, bend > 0 ? reading.Of(bend, half) : null,
                level > 0 ? slope : null);
            if (bend > 0) slope += fit.Coefficients[bend] / half;
        }
        return new(effects, fit.Phi, fit.Freedom, fit.Deviance, false);
    }

    static double[] Column(ReadOnlySpan<double> times, Func<double, double> value)
    {
        var column = new double[times.Length];
        for (var i = 0; i < column.Length; i++) column[i] = value(times[i]);
        return column;
    }

    static InterruptedTrend Nothing(ReadOnlySpan<double> interventions, Stretch[] stretches, bool isSeparated)
    {
        var effects = new InterventionEffect[interventions.Length];
        for (var i = 0; i < effects.Length; i++)
            effects[i] = new(interventions[i], stretches[i].Count, stretches[i + 1].Count, null, null, null);
        return new(effects, null, null, null, isSeparated);
    }

    readonly record struct Stretch(int Start, int Count)
    {
        public static Stretch[] All(ReadOnlySpan<double> times, ReadOnlySpan<double> interventions)
        {
            var (all, start) = (new Stretch[interventions.Length + 1], 0);
            for (var s = 0; s < all.Length; s++)
            {
                var end = start;
                while (end < times.Length && (s == interventions.Length || times[end] < interventions[s])) end++;
                all[s] = new(start, end - start);
                start = end;
            }
            return all;
        }
    }

    sealed class Reading(LogisticRegression fit, double confidence)
    {
        readonly double _scatter = Math.Max(1, fit.Phi ?? 1);

        public LogOddsEffect Of(int place, double unit)
        {
            var estimate = fit.Coefficients[place] / unit;
            if (fit.Freedom == 0) return new(estimate, null, null, null);
            var error = Math.Sqrt(_scatter * fit.Covariance[place, place]) / unit;
            var reach = SpecialFunctions.TwoSidedStudent(confidence, fit.Freedom) * error;
            return new(estimate, error, SpecialFunctions.TwoSidedStudentP(estimate / error, fit.Freedom),
                new(estimate - reach, estimate + reach));
        }
    }
}
