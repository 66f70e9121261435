using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Trends;

/// <summary>How the points lie about a logistic line.</summary>
/// <param name="LogLikelihood">Binomial, of the line.</param>
/// <param name="Fitted">Proportions of the line, 0 to 1.</param>
/// <param name="Residuals">Pearson's: miss over binomial standard deviation.</param>
/// <param name="Leverage">Each point's weight in its own fit, 0 to 1; they sum to 2.</param>
/// <param name="Standardised">Residuals over √(1 - leverage): beyond 2 in either direction a point is unusual. Null
/// where the leverage is 1.</param>
/// <param name="AverageMarginalSlope">Mean over the points of the line's rise, in proportion a unit of time.</param>
public sealed record LogisticDiagnostics(double LogLikelihood, IReadOnlyList<double> Fitted,
    IReadOnlyList<double> Residuals, IReadOnlyList<double> Leverage, IReadOnlyList<double?> Standardised,
    double AverageMarginalSlope)
{
    /// <summary>Of a line and the points it was fitted to.</summary>
    /// <param name="line">Fitted to the rest.</param>
    /// <param name="times">Rising, each once.</param>
    /// <param name="events">As many as times, each 0 to its trials.</param>
    /// <param name="trials">As many as times, each at least 1.</param>
    /// <returns>Null where the line has no slope.</returns>
    /// <remarks>McCullagh and Nelder (1989), Generalized Linear Models, ch. 12. Checked in
    /// tests/reference/12-binomial-trend.csv.</remarks>
    public static LogisticDiagnostics? Of(LogisticTrend line, ReadOnlySpan<double> times, ReadOnlySpan<long> events,
        ReadOnlySpan<long> trials)
    {
        if (line.Slope is not { } slope) return null;
        Times.Check(times, events.Length);
        var k = times.Length;
        var (fitted, weights, residuals) = (new double[k], new double[k], new double[k]);
        var (all, middle, log) = (0.0, 0.0, 0.0);
        for (var i = 0; i < k; i++)
        {
            fitted[i] = line.Fitted(times[i])!.Value;
            var variance = fitted[i] * (1 - fitted[i]);
            weights[i] = trials[i] * variance;
            residuals[i] = (events[i] - trials[i] * fitted[i]) / Math.Sqrt(weights[i]);
            all += weights[i];
            middle += weights[i] * times[i];
            log += SpecialFunctions.LogChoose(trials[i], events[i]);
            if (events[i] > 0) log += events[i] * Math.Log(fitted[i]);
            if (events[i] < trials[i]) log += (trials[i] - events[i]) * Math.Log(1 - fitted[i]);
        }
        middle /= all;
        var spread = 0.0;
        for (var i = 0; i < k; i++) spread += weights[i] * (times[i] - middle) * (times[i] - middle);
        var (leverage, standardised) = (new double[k], new double?[k]);
        for (var i = 0; i < k; i++)
        {
            leverage[i] = weights[i] * (1 / all + (times[i] - middle) * (times[i] - middle) / spread);
            if (1 - leverage[i] > 1e-10) standardised[i] = residuals[i] / Math.Sqrt(1 - leverage[i]);
        }
        return new(log, fitted, residuals, leverage, standardised, slope * fitted.Average(p => p * (1 - p)));
    }

    /// <summary>The slopes that the likelihood ratio does not turn down.</summary>
    /// <param name="line">Fitted to the rest.</param>
    /// <param name="times">Rising, each once.</param>
    /// <param name="events">As many as times, each 0 to its trials.</param>
    /// <param name="trials">As many as times, each at least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1.</param>
    /// <returns>In log-odds a unit of time, under binomial chance alone; null where the line has no slope.</returns>
    /// <exception cref="ArgumentOutOfRangeException">confidence is not in 0..1.</exception>
    /// <remarks>Venzon and Moolgavkar (1988), Applied Statistics 37:87-94. Checked in
    /// tests/reference/12-binomial-trend.csv.</remarks>
    public static Interval? Profile(LogisticTrend line, ReadOnlySpan<double> times, ReadOnlySpan<long> events,
        ReadOnlySpan<long> trials, double confidence = 0.95)
    {
        Arguments.CheckConfidence(confidence);
        if (line.Slope is not { } slope || line.StandardError is not { } error) return null;
        var rise = Math.Pow(SpecialFunctions.TwoSidedNormal(confidence), 2);
        return new(End(-1, times, events, trials), End(1, times, events, trials));

        double End(int side, ReadOnlySpan<double> times, ReadOnlySpan<long> events, ReadOnlySpan<long> trials)
        {
            var (near, far) = (0.0, Math.Sqrt(rise) * error);
            // With every slope but the flat one turned down far out, the doubling ends.
            for (var i = 0; i < 60 && Above(far, times, events, trials).Value < 0; i++) (near, far) = (far, 2 * far);
            var at = Math.Max(far / 2, near);
            for (var i = 0; i < 200; i++)
            {
                var (value, tilt) = Above(at, times, events, trials);
                if (value > 0) far = at; else near = at;
                var next = at - value / tilt;
                if (!(next > near && next < far)) next = (near + far) / 2;
                if (Math.Abs(next - at) <= 1e-14 * next) break;
                at = next;
            }
            return slope + side * at;

            // How far the deviance at a distance lies above the level, and its derivative.
            (double Value, double Tilt) Above(double distance, ReadOnlySpan<double> times, ReadOnlySpan<long> events,
                ReadOnlySpan<long> trials)
            {
                var (deviance, tilt) = At(slope + side * distance, line, times, events, trials);
                return (deviance - line.Deviance - rise, side * tilt);
            }
        }
    }

    // Least deviance with a slope given, and its derivative by the slope.
    static (double Deviance, double Tilt) At(double slope, LogisticTrend line, ReadOnlySpan<double> times,
        ReadOnlySpan<long> events, ReadOnlySpan<long> trials)
    {
        var middle = (times[0] + times[^1]) / 2;
        var level = line.Intercept!.Value + line.Slope!.Value * middle;
        var (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var step = 0; step < 300; step++)
        {
            var (score, weight) = (0.0, 0.0);
            for (var i = 0; i < times.Length; i++)
            {
                var p = 1 / (1 + Math.Exp(-level - slope * (times[i] - middle)));
                (score, weight) = (score + events[i] - trials[i] * p, weight + trials[i] * p * (1 - p));
            }
            // The score falls as the level rises.
            if (score > 0) low = level; else high = level;
            var next = level + Math.Clamp(weight > 0 ? score / weight : score, -5, 5);
            if (!(next > low && next < high) && double.IsFinite(low) && double.IsFinite(high)) next = (low + high) / 2;
            var isDone = Math.Abs(next - level) <= 1e-15 * (1 + Math.Abs(level));
            level = next;
            if (isDone) break;
        }
        var (deviance, tilt) = (0.0, 0.0);
        for (var i = 0; i < times.Length; i++)
        {
            var (odds, t) = (level + slope * (times[i] - middle), times[i] - middle);
            double x = events[i], n = trials[i], p = 1 / (1 + Math.Exp(-odds)), q = 1 / (1 + Math.Exp(odds));
            deviance += 2 * (Likelihood.Term(x, n * p) + Likelihood.Term(n - x, n * q));
            tilt -= 2 * (x - n * p) * t;
        }
        return (deviance, tilt);
    }
}
