using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Funnels;

/// <summary>The two published forms of a funnel for observed over expected counts.</summary>
public enum RatioMethod
{
    /// <summary>Square roots, winsorised z: z = 2(√O - √E).</summary>
    Cqc,

    /// <summary>Logarithms, extreme z left out, expected counts rounded to two places: z = √E ln(O/E).</summary>
    Shmi,
}

/// <summary>A funnel of observed over expected counts round 1.</summary>
/// <remarks>Spiegelhalter and others (2012), JRSS A 175:1-47 (square root); the Summary Hospital-level Mortality
/// Indicator's specification (logarithm). As in published funnels τ² is not corrected for winsorising or cutting, and
/// 1.959964 and 3.090232 stand for the normal quantiles. Checked in tests/reference/07-funnel-ratio.csv.</remarks>
public sealed class RatioFunnel
{
    RatioFunnel(RatioMethod method) => Method = method;

    /// <summary>The form.</summary>
    public RatioMethod Method { get; }

    /// <summary>Mean of the squared z used; null where none is left.</summary>
    public double? Phi { get; private init; }

    /// <summary>Variance between units on the form's scale; 0 where chance explains all or none is left.</summary>
    public double Tau2 { get; private init; }

    /// <summary>How many z were used.</summary>
    public int Used { get; private init; }

    /// <summary>z of each unit; null where nothing was observed and the form takes logarithms.</summary>
    public required IReadOnlyList<double?> Z { get; init; }

    /// <summary>z as used: drawn in, or null where left out.</summary>
    public required IReadOnlyList<double?> ZUsed { get; init; }

    /// <summary>Expected counts as used.</summary>
    public required IReadOnlyList<double> Expected { get; init; }

    /// <summary>Of counts, one pair a unit.</summary>
    /// <param name="observed">Each 0 or more.</param>
    /// <param name="expected">Each above 0; as many as observed, at least one. In the logarithmic form 0.005 or more.
    /// </param>
    /// <param name="method">The form.</param>
    /// <param name="trim">Share drawn in or left out at each end, 0 to below 0.5.</param>
    /// <exception cref="ArgumentException">No unit, or not as many observed as expected.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count or the share is impossible.</exception>
    public static RatioFunnel Of(ReadOnlySpan<double> observed, ReadOnlySpan<double> expected, RatioMethod method,
        double trim = 0.1)
    {
        Winsorised.CheckTrim(trim);
        if (observed.Length == 0 || observed.Length != expected.Length)
            throw new ArgumentException($"Found {observed.Length} observed and {expected.Length} expected, expected " +
                "as many, at least one.", nameof(expected));
        var (z, kept) = (new double?[observed.Length], new double[observed.Length]);
        for (var i = 0; i < z.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(observed[i], nameof(observed));
            kept[i] = method == RatioMethod.Shmi ? Rounded(expected[i]) : expected[i];
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kept[i], nameof(expected));
            z[i] = method == RatioMethod.Cqc ? 2 * (Math.Sqrt(observed[i]) - Math.Sqrt(kept[i]))
                : observed[i] > 0 ? Math.Sqrt(kept[i]) * Math.Log(observed[i] / kept[i]) : null;
        }
        var used = method == RatioMethod.Cqc ? DrawnIn(z, trim) : Cut(z, trim);
        var (count, sum, weights, squares) = (0, 0.0, 0.0, 0.0);
        for (var i = 0; i < used.Length; i++)
            if (used[i] is { } value)
            {
                var weight = method == RatioMethod.Cqc ? 4 * kept[i] : kept[i];
                (count, sum) = (count + 1, sum + value * value);
                (weights, squares) = (weights + weight, squares + weight * weight);
            }
        var room = count == 0 ? 0 : weights - squares / weights;
        return new(method)
        {
            Z = z, ZUsed = used, Expected = kept, Used = count, Phi = count == 0 ? null : sum / count,
            Tau2 = room > 0 ? Math.Max(0, (sum - (count - 1)) / room) : 0,
        };
    }

    /// <summary>Exact Poisson limits round 1: γ quantiles over the expected count.</summary>
    /// <param name="expected">Above 0.</param>
    /// <param name="level">Two-sided level between 0 and 1.</param>
    public static Interval Poisson(double expected, double level)
    {
        Arguments.CheckConfidence(level);
        var tail = (1 - level) / 2;
        return new(SpecialFunctions.GammaQuantile(tail, expected) / expected,
            SpecialFunctions.GammaQuantile(1 - tail, expected + 1) / expected);
    }

    /// <summary>Limits round 1 that allow for true differences between units. Those of the square root form are not
    /// squared back, as published, and the lower one can pass 0.</summary>
    /// <param name="expected">Above 0.</param>
    /// <param name="z">The normal quantile, as 1.959964.</param>
    public Interval Overdispersed(double expected, double z)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(expected);
        if (Method == RatioMethod.Cqc)
        {
            var reach = z * Math.Sqrt(1 / (4 * expected) + Tau2);
            return new(1 - reach, 1 + reach);
        }
        var log = z * Math.Sqrt(1 / expected + Tau2);
        return new(Math.Exp(-log), Math.Exp(log));
    }

    static double?[] DrawnIn(double?[] z, double trim)
    {
        var (low, high) = Winsorised.Ends([.. z.Select(value => value!.Value).Order()], trim);
        return [.. z.Select(value => (double?)Math.Clamp(value!.Value, low, high))];
    }

    // Of 1/trim groups by rank the first and the last are left out. Logarithms of nothing rank lowest.
    static double?[] Cut(double?[] z, double trim)
    {
        var used = (double?[])z.Clone();
        if (trim == 0) return used;
        var sorted = z.Select(value => value ?? double.NegativeInfinity).Order().ToArray();
        var groups = 1 / trim;
        for (var i = 0; i < used.Length; i++)
        {
            var value = z[i] ?? double.NegativeInfinity;
            var below = LowerBound(sorted, value);
            var rank = (below + 1 + LowerBound(sorted, Math.BitIncrement(value))) / 2.0;
            var group = Math.Floor(rank * groups / (z.Length + 1));
            if (!(group > 0 && group < groups - 1)) used[i] = null;
        }
        return used;
    }

    static int LowerBound(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value) low = middle + 1; else high = middle;
        }
        return low;
    }

    // To two places, to the nearer in double precision, ties to even.
    static double Rounded(double value)
    {
        var floor = Math.Floor(100 * value);
        var (below, above) = (floor / 100, (floor + 1) / 100);
        var (down, up) = (value - below, above - value);
        return down < up || down == up && floor % 2 == 0 ? below : above;
    }
}
