using Analytics.Statistics.Comparisons;

namespace Analytics.Statistics.ControlCharts;

/// <summary>A point of a chart of proportions.</summary>
/// <param name="Proportion">Events over trials.</param>
/// <param name="Lower">Limit of the p chart, clipped at 0.</param>
/// <param name="Upper">Limit of the p chart, clipped at 1.</param>
/// <param name="Z">Distance from the centre in binomial standard deviations; null where all trials ended alike.</param>
/// <param name="LaneyLower">Limit of the p′ chart, clipped at 0; null without Σz.</param>
/// <param name="LaneyUpper">Limit of the p′ chart, clipped at 1; null without Σz.</param>
/// <param name="Place">By the limits of the p′ chart, not clipped; inside without Σz.</param>
public readonly record struct LaneyPoint(double Proportion, double Lower, double Upper, double? Z, double? LaneyLower,
    double? LaneyUpper, ChartPlace Place);

/// <summary>Chart of proportions with denominators that vary, p and p′: the second allows for what moves from period to
/// period beyond binomial chance, which large denominators bring out.</summary>
/// <param name="Center">All events over all trials.</param>
/// <param name="SigmaZ">Mean moving range of z over 1.128: 1 under binomial chance alone; null with one point or where
/// all trials ended alike.</param>
/// <param name="Points">In the order given.</param>
public sealed record LaneyChart(double Center, double? SigmaZ, IReadOnlyList<LaneyPoint> Points)
{
    /// <summary>Mean range of two normal values, in standard deviations.</summary>
    public const double RangeOfTwo = 1.128;

    /// <summary>Of counts in order of time.</summary>
    /// <param name="events">Each 0 to its trials.</param>
    /// <param name="trials">As many as events, each at least 1.</param>
    /// <param name="fixAfter">Centre and Σz are of so many first points alone; null for all.</param>
    /// <exception cref="ArgumentException">No point, or not as many events as trials.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible, or fixAfter below 1.</exception>
    /// <remarks>Laney (2002), Quality Engineering 14:531-537. Checked in tests/reference/14-spc-p-chart.csv.</remarks>
    public static LaneyChart Of(ReadOnlySpan<long> events, ReadOnlySpan<long> trials, int? fixAfter = null)
    {
        if (fixAfter is { } given) ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(fixAfter));
        Heterogeneity.Pooled(events, trials);
        var fixedOn = Math.Min(events.Length, fixAfter ?? events.Length);
        var center = Heterogeneity.Pooled(events[..fixedOn], trials[..fixedOn]);
        var (errors, z) = (new double[events.Length], new double[events.Length]);
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = Math.Sqrt(center * (1 - center) / trials[i]);
            z[i] = center is 0 or 1 ? 0 : (events[i] / (double)trials[i] - center) / errors[i];
        }
        double? sigma = null;
        if (fixedOn > 1 && center is not (0 or 1))
        {
            var ranges = 0.0;
            for (var i = 1; i < fixedOn; i++) ranges += Math.Abs(z[i] - z[i - 1]);
            sigma = ranges / (fixedOn - 1) / RangeOfTwo;
        }
        var points = new LaneyPoint[events.Length];
        for (var i = 0; i < points.Length; i++)
        {
            var p = events[i] / (double)trials[i];
            var reach = 3 * errors[i] * sigma;
            points[i] = new(p, Math.Max(0, center - 3 * errors[i]), Math.Min(1, center + 3 * errors[i]),
                center is 0 or 1 ? null : z[i], reach is null ? null : Math.Max(0, center - reach.Value),
                reach is null ? null : Math.Min(1, center + reach.Value), Place(p - center, reach));
        }
        return new(center, sigma, points);
    }

    static ChartPlace Place(double distance, double? reach)
    {
        var side = Math.Abs(distance) <= 1e-13 ? 0 : Math.Sign(distance);
        var isOutside = side != 0 && reach is { } limit && Math.Abs(distance) > limit;
        return new(side, isOutside, side != 0 && !isOutside && Math.Abs(distance) > 2 * reach / 3);
    }
}
