using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Trends;

/// <summary>A straight line in time on the log-odds scale of a proportion, each point weighing by its trials.</summary>
/// <remarks>Quasi-binomial logistic regression: McCullagh and Nelder (1989), Generalized Linear Models, 4.5. The
/// dispersion is never taken below 1: points closer to the line than chance allows are luck, not knowledge. Checked in
/// tests/reference/12-binomial-trend.csv.</remarks>
public sealed class LogisticTrend
{
    readonly double _middle;
    readonly double _level;
    readonly double _levelVariance;
    readonly double _slopeVariance;

    LogisticTrend(double middle, double level, double? slope, double levelVariance, double slopeVariance) =>
        (_middle, _level, Slope, _levelVariance, _slopeVariance) = (middle, level, slope, levelVariance, slopeVariance);

    /// <summary>Change of the log-odds a unit of time. Null where the likelihood has no peak: no events, only events,
    /// or a time before and after which all trials ended alike.</summary>
    public double? Slope { get; }

    /// <summary>Log-odds at time 0; null where the slope is.</summary>
    public double? Intercept => Slope is { } slope ? _level - slope * _middle : null;

    /// <summary>Standard error of the slope under binomial chance alone; null where the slope is.</summary>
    public double? StandardError => Slope is null ? null : Math.Sqrt(_slopeVariance);

    /// <summary>Pearson's dispersion: X² over points less 2; null with two points, or where the slope is.</summary>
    public double? Phi { get; private init; }

    /// <summary>Two-sided p of the slope with the dispersion at least 1, by Student's t with points less 2 degrees of
    /// freedom. Where the likelihood has no peak, of the likelihood ratio. Null with two points.</summary>
    public double? P { get; private init; }

    /// <summary>Deviance of the line; 0 where the likelihood has no peak.</summary>
    public double Deviance { get; private init; }

    /// <summary>Deviance of one rate at all times.</summary>
    public double NullDeviance { get; private init; }

    /// <summary>p of the difference of the two deviances, chi-squared with 1 degree of freedom.</summary>
    public double LikelihoodRatioP => SpecialFunctions.ChiSquaredUpper(NullDeviance - Deviance, 1);

    /// <summary>Number of points.</summary>
    public int Points { get; private init; }

    /// <summary>The line's proportion at a time, 0 to 1; null where the slope is.</summary>
    public double? Fitted(double time) => Slope is { } slope ? Logistic(_level + slope * (time - _middle)) : null;

    /// <summary>Where the line may lie at a time, as proportions, with the dispersion at least 1; null with two points,
    /// or where the slope is.</summary>
    /// <param name="time">In the unit of the times fitted.</param>
    /// <param name="confidence">Two-sided level between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">confidence is not in 0..1.</exception>
    public Interval? Band(double time, double confidence = 0.95) =>
        Bands([time], confidence) is [var band] ? band : null;

    /// <summary>Where the line may lie at each of some times, as <see cref="Band"/> tells of one; empty with two
    /// points, or where the slope is null.</summary>
    /// <param name="times">In the unit of the times fitted, in any order.</param>
    /// <param name="confidence">Two-sided level between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">confidence is not in 0..1.</exception>
    public IReadOnlyList<Interval> Bands(ReadOnlySpan<double> times, double confidence = 0.95)
    {
        Arguments.CheckConfidence(confidence);
        if (Slope is not { } slope || Phi is not { } phi) return [];
        var factor = SpecialFunctions.TwoSidedStudent(confidence, Points - 2);
        var bands = new Interval[times.Length];
        for (var i = 0; i < bands.Length; i++)
        {
            var distance = times[i] - _middle;
            var reach = factor
                * Math.Sqrt(Math.Max(1, phi) * (_levelVariance + distance * distance * _slopeVariance));
            var at = _level + slope * distance;
            bands[i] = new(Logistic(at - reach), Logistic(at + reach));
        }
        return bands;
    }

    /// <summary>The maximum-likelihood line through counts.</summary>
    /// <param name="times">Rising, each once.</param>
    /// <param name="events">As many as times, each 0 to its trials.</param>
    /// <param name="trials">As many as times, each at least 1.</param>
    /// <exception cref="ArgumentException">Not as many counts as times, fewer than two, or times that do not rise.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible.</exception>
    public static LogisticTrend Fit(ReadOnlySpan<double> times, ReadOnlySpan<long> events, ReadOnlySpan<long> trials)
    {
        Times.Check(times, events.Length);
        var pooled = Heterogeneity.Pooled(events, trials);
        var rates = new double[times.Length];
        Array.Fill(rates, pooled);
        var flat = DevianceOf(rates, events, trials);
        var none = new LogisticTrend(0, 0, null, 0, 0)
        {
            NullDeviance = flat, Points = times.Length, P = SpecialFunctions.ChiSquaredUpper(flat, 1),
        };
        if (pooled is 0 or 1 || IsSeparated(times, events, trials)) return none;
        var (level, slope) = (Math.Log(pooled / (1 - pooled)), 0.0);
        var middle = Mean(times, trials);
        var deviance = flat;
        // Newton's steps, halved while the likelihood would fall.
        for (var i = 0; i < 100; i++)
        {
            var s = Sums(times, events, trials, rates, middle);
            var (up, tilt) = s.Step();
            double next;
            for (var half = 0; ; half++, up /= 2, tilt /= 2)
            {
                for (var k = 0; k < rates.Length; k++)
                    rates[k] = Logistic(level + up + (slope + tilt) * (times[k] - middle));
                next = DevianceOf(rates, events, trials);
                if (next <= deviance + 1e-12 * (1 + deviance) || half == 40) break;
            }
            (level, slope, deviance) = (level + up, slope + tilt, next);
            if (Math.Abs(up) <= 1e-13 * (1 + Math.Abs(level)) && Math.Abs(tilt) <= 1e-13 * (1e-3 + Math.Abs(slope)))
                break;
        }
        // Counts or times of 10¹² beside few lose the line in rounding.
        return double.IsFinite(slope + level)
            ? Told(times, events, trials, rates, (middle, level, slope), deviance, flat) ?? none : none;
    }

    static LogisticTrend? Told(ReadOnlySpan<double> times, ReadOnlySpan<long> events, ReadOnlySpan<long> trials,
        double[] rates, (double Middle, double Level, double Slope) line, double deviance, double flat)
    {
        var (pearson, freedom) = (0.0, times.Length - 2);
        for (var i = 0; i < rates.Length; i++)
            pearson += Math.Pow(events[i] - trials[i] * rates[i], 2) / (trials[i] * rates[i] * (1 - rates[i]));
        // Where the line is level and slope are told apart without covariance.
        var s = Sums(times, events, trials, rates, line.Middle);
        var shift = s.Weighted / s.Weight;
        var slopeVariance = 1 / (s.Square - s.Weighted * shift);
        if (!(slopeVariance > 0) || !double.IsFinite(slopeVariance + pearson)) return null;
        double? phi = freedom > 0 ? pearson / freedom : null;
        var t = line.Slope / Math.Sqrt(Math.Max(1, phi ?? 1) * slopeVariance);
        return new(line.Middle + shift, line.Level + line.Slope * shift, line.Slope, 1 / s.Weight, slopeVariance)
        {
            Phi = phi, Deviance = deviance, NullDeviance = flat, Points = times.Length,
            P = freedom > 0 ? SpecialFunctions.TwoSidedStudentP(t, freedom) : null,
        };
    }

    readonly record struct Normal(double Weight, double Weighted, double Square, double Score, double Tilt)
    {
        public (double Level, double Slope) Step()
        {
            var determinant = Weight * Square - Weighted * Weighted;
            return ((Square * Score - Weighted * Tilt) / determinant, (Weight * Tilt - Weighted * Score) / determinant);
        }
    }

    static Normal Sums(ReadOnlySpan<double> times, ReadOnlySpan<long> events, ReadOnlySpan<long> trials,
        double[] rates, double middle)
    {
        var sums = default(Normal);
        for (var i = 0; i < rates.Length; i++)
        {
            var (t, w, miss) = (times[i] - middle, trials[i] * rates[i] * (1 - rates[i]),
                events[i] - trials[i] * rates[i]);
            sums = new(sums.Weight + w, sums.Weighted + w * t, sums.Square + w * t * t, sums.Score + miss,
                sums.Tilt + miss * t);
        }
        return sums;
    }

    // All non-events not after all events, or the reverse: the slope runs off to infinity.
    static bool IsSeparated(ReadOnlySpan<double> times, ReadOnlySpan<long> events, ReadOnlySpan<long> trials)
    {
        var (firstEvent, lastEvent, firstOther, lastOther) = (times.Length, -1, times.Length, -1);
        for (var i = 0; i < times.Length; i++)
        {
            if (events[i] > 0) (firstEvent, lastEvent) = (Math.Min(firstEvent, i), i);
            if (events[i] < trials[i]) (firstOther, lastOther) = (Math.Min(firstOther, i), i);
        }
        return lastOther <= firstEvent || lastEvent <= firstOther;
    }

    static double DevianceOf(double[] rates, ReadOnlySpan<long> events, ReadOnlySpan<long> trials)
    {
        var sum = 0.0;
        for (var i = 0; i < rates.Length; i++)
        {
            double x = events[i], n = trials[i];
            sum += Likelihood.Term(x, n * rates[i]) + Likelihood.Term(n - x, n * (1 - rates[i]));
        }
        return Math.Max(0, 2 * sum);
    }

    static double Mean(ReadOnlySpan<double> times, ReadOnlySpan<long> trials)
    {
        var (sum, all) = (0.0, 0.0);
        for (var i = 0; i < times.Length; i++) (sum, all) = (sum + trials[i] * times[i], all + trials[i]);
        return sum / all;
    }

    static double Logistic(double odds) => 1 / (1 + Math.Exp(-odds));
}
