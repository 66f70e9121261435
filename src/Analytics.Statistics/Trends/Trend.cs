using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Trends;

/// <summary>The trend of one district: slope, tests, and one verdict.</summary>
/// <param name="Points">Number of points.</param>
/// <param name="Logistic">The line through the counts; null for values without counts, or with fewer than two points.
/// </param>
/// <param name="Sen">Sen's slope of the rates in percentage points, or of the values, a unit of time; null with fewer
/// than two points.</param>
/// <param name="Order">Mann-Kendall on the same rates or values; null with fewer than two points.</param>
/// <param name="Verdict">Rising, falling, no clear trend, too short.</param>
/// <param name="Reason">Why.</param>
/// <remarks>The rule, at level α = 1 - confidence: with fewer than 5 points, too short. A trend is rising or falling
/// where the logistic slope has p below α (dispersion at least 1) and Mann-Kendall has p below 2α, both in the same
/// direction; else there is no clear trend. Without counts Mann-Kendall alone decides, then with p below α. Reasons:
/// the first test weighs points by their cases and allows for scatter, but one extreme year at an end can carry it;
/// the second asks whether most pairs of years go the same way, but treats 5 cases like 5,000. As both are wanted, a
/// false alarm is no more likely than α. The second is held to 2α because of five points only a perfect order reaches
/// 0.05 (p = 1/60; one swap gives 1/12). Four points are too short: their dispersion rests on 2 degrees of freedom and
/// no order of them reaches 0.05 (p = 1/12).</remarks>
public sealed record Trend(int Points, LogisticTrend? Logistic, SenSlope? Sen, MannKendall? Order,
    TrendVerdict Verdict, TrendReason Reason)
{
    /// <summary>Fewer points are too short for a verdict.</summary>
    public const int LeastPoints = 5;

    /// <summary>The middle of a period in years: 2020.5 for the year 2020.</summary>
    /// <param name="start">Its first day.</param>
    /// <param name="end">Its last day.</param>
    public static double TimeOf(DateOnly start, DateOnly end)
    {
        return Years(start) / 2 + Years(end.AddDays(1)) / 2;

        static double Years(DateOnly day) =>
            day.Year + (day.DayOfYear - 1) / (DateTime.IsLeapYear(day.Year) ? 366.0 : 365.0);
    }

    /// <summary>The trend of counted rates.</summary>
    /// <param name="times">Rising, each once; years, so that slopes are a year's.</param>
    /// <param name="events">As many as times, each 0 to its trials.</param>
    /// <param name="trials">As many as times, each at least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1.</param>
    /// <exception cref="ArgumentException">Not as many counts as times, or times that do not rise.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible, or confidence not in 0..1.</exception>
    public static Trend Of(ReadOnlySpan<double> times, ReadOnlySpan<long> events, ReadOnlySpan<long> trials,
        double confidence = 0.95)
    {
        Arguments.CheckConfidence(confidence);
        if (times.Length < 2) return Short(times.Length);
        var line = LogisticTrend.Fit(times, events, trials);
        var rates = new double[times.Length];
        for (var i = 0; i < rates.Length; i++) rates[i] = 100 * (events[i] / (double)trials[i]);
        return Judge(times, rates, line, confidence);
    }

    /// <summary>The trend of values without counts: totals, or rates of which only the percentage was
    /// printed.</summary>
    /// <param name="times">Rising, each once; years, so that slopes are a year's.</param>
    /// <param name="values">As many as times, finite.</param>
    /// <param name="confidence">Two-sided level between 0 and 1.</param>
    /// <exception cref="ArgumentException">Not as many values as times, or times that do not rise.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or confidence not in 0..1.</exception>
    public static Trend Of(ReadOnlySpan<double> times, ReadOnlySpan<double> values, double confidence = 0.95)
    {
        Arguments.CheckConfidence(confidence);
        return times.Length < 2 ? Short(times.Length) : Judge(times, values, null, confidence);
    }

    static Trend Short(int points) => new(points, null, null, null, TrendVerdict.TooShort, TrendReason.FewPoints);

    static Trend Judge(ReadOnlySpan<double> times, ReadOnlySpan<double> values, LogisticTrend? line,
        double confidence)
    {
        var (sen, order) = (SenSlope.Of(times, values, confidence), MannKendall.Of(values));
        var (verdict, reason) = times.Length < LeastPoints ? (TrendVerdict.TooShort, TrendReason.FewPoints)
            : line is null ? ByOrder(order, 1 - confidence) : ByBoth(line, order, 1 - confidence);
        return new(times.Length, line, sen, order, verdict, reason);
    }

    static (TrendVerdict, TrendReason) ByOrder(MannKendall order, double alpha) => order.P < alpha
        ? (Towards(order.S), TrendReason.OrderOnlyClear) : (TrendVerdict.NoClearTrend, TrendReason.OrderOnlyUnclear);

    static (TrendVerdict, TrendReason) ByBoth(LogisticTrend line, MannKendall order, double alpha)
    {
        var (counts, ranks) = (line.P < alpha, order.P < 2 * alpha);
        if (!counts || !ranks)
            return (TrendVerdict.NoClearTrend, counts ? TrendReason.OrderUnclear
                : ranks ? TrendReason.CountsUnclear : TrendReason.BothUnclear);
        // A line without a peak has no slope to compare: all events lie at one end, and the order says at which.
        return line.Slope is { } slope && Math.Sign(slope) != Math.Sign(order.S)
            ? (TrendVerdict.NoClearTrend, TrendReason.Contradictory) : (Towards(order.S), TrendReason.BothClear);
    }

    static TrendVerdict Towards(double sign) => sign > 0 ? TrendVerdict.Rising : TrendVerdict.Falling;
}
