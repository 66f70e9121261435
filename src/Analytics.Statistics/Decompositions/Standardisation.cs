using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Decompositions;

/// <summary>One stratum of a unit.</summary>
/// <param name="Events">0 to <paramref name="Trials"/>.</param>
/// <param name="Trials">0 or more.</param>
/// <param name="Standard">Direct: its weight in the standard, 0 or more, in any unit. Indirect: its rate in the
/// standard, 0 or more.</param>
public readonly record struct Stratum(long Events, long Trials, double Standard);

/// <summary>The rate a unit would have if its strata were weighted as in the standard.</summary>
/// <param name="Crude">Its own events over its own trials; null without trials.</param>
/// <param name="Rate">Standardised, 0 to 1; null where a stratum of weight has no trials.</param>
/// <param name="Error">Its standard error; null where the rate is.</param>
public readonly record struct DirectRate(double? Crude, double? Rate, double? Error)
{
    /// <summary>Σ W p with error √(Σ W² p (1 - p)/n), W the weights made to add up to 1.</summary>
    /// <param name="strata">Of one unit; at least one with a weight above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible or a weight negative.</exception>
    /// <exception cref="ArgumentException">No weights.</exception>
    /// <remarks>Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, 19.2. Checked in
    /// tests/reference/20-direct-standardisation.csv.</remarks>
    public static DirectRate Of(ReadOnlySpan<Stratum> strata)
    {
        var (weights, x, n) = (0.0, 0L, 0L);
        foreach (var stratum in strata)
        {
            Strata.Check(stratum);
            (weights, x, n) = (weights + stratum.Standard, x + stratum.Events, n + stratum.Trials);
        }
        if (!(weights > 0)) throw new ArgumentException("No stratum has a weight.", nameof(strata));
        double? crude = n > 0 ? x / (double)n : null;
        var (rate, variance) = (0.0, 0.0);
        foreach (var stratum in strata)
        {
            if (stratum.Standard == 0) continue;
            if (stratum.Trials == 0) return new(crude, null, null);
            var (w, p) = (stratum.Standard / weights, stratum.Events / (double)stratum.Trials);
            (rate, variance) = (rate + w * p, variance + w * w * p * (1 - p) / stratum.Trials);
        }
        return new(crude, Math.Min(1, rate), Math.Sqrt(variance));
    }
}

/// <summary>Events a unit had, against those it would have had at the standard's rates.</summary>
/// <param name="Observed">Its events.</param>
/// <param name="Expected">Σ trials times the standard's rate.</param>
public readonly record struct IndirectRatio(long Observed, double Expected)
{
    /// <summary>Observed over expected, as a standardised mortality ratio; null where none are expected.</summary>
    public double? Ratio => Expected > 0 ? Observed / Expected : null;

    /// <summary>Of one unit's strata.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible or a rate negative.</exception>
    /// <remarks>Breslow and Day (1987), Statistical Methods in Cancer Research II, 2.3.</remarks>
    public static IndirectRatio Of(ReadOnlySpan<Stratum> strata)
    {
        var (observed, expected) = (0L, 0.0);
        foreach (var stratum in strata)
        {
            Strata.Check(stratum);
            (observed, expected) = (observed + stratum.Events, expected + stratum.Trials * stratum.Standard);
        }
        return new(observed, expected);
    }

    /// <summary>Exact limits of the ratio, the events taken as Poisson and the expected as known; too wide where events
    /// are a large share of trials. Null where none are expected.</summary>
    /// <param name="confidence">Two-sided, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">confidence is not in 0..1.</exception>
    /// <remarks>Garwood (1936), Biometrika 28:437-442.</remarks>
    public Interval? Exact(double confidence = 0.95)
    {
        Arguments.CheckConfidence(confidence);
        var tail = (1 - confidence) / 2;
        return Expected > 0 ? new(Observed == 0 ? 0 : SpecialFunctions.GammaQuantile(tail, Observed) / Expected,
            SpecialFunctions.GammaQuantile(1 - tail, Observed + 1) / Expected) : null;
    }

    /// <summary>Byar's approximation to <see cref="Exact"/>; the lower limit is 0 without events.</summary>
    /// <param name="confidence">Two-sided, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">confidence is not in 0..1.</exception>
    /// <remarks>Breslow and Day (1987), Statistical Methods in Cancer Research II, 69.</remarks>
    public Interval? Byar(double confidence = 0.95)
    {
        Arguments.CheckConfidence(confidence);
        if (!(Expected > 0)) return null;
        var (z, above) = (SpecialFunctions.TwoSidedNormal(confidence), Observed + 1.0);
        var low = Observed == 0 ? 0
            : Math.Max(0, Observed * Math.Pow(1 - 1 / (9.0 * Observed) - z / (3 * Math.Sqrt(Observed)), 3));
        return new(low / Expected,
            above * Math.Pow(1 - 1 / (9 * above) + z / (3 * Math.Sqrt(above)), 3) / Expected);
    }
}

static class Strata
{
    public static void Check(Stratum stratum)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stratum.Trials, nameof(stratum));
        ArgumentOutOfRangeException.ThrowIfNegative(stratum.Events, nameof(stratum));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stratum.Events, stratum.Trials, nameof(stratum));
        if (!(stratum.Standard >= 0 && double.IsFinite(stratum.Standard)))
            throw new ArgumentOutOfRangeException(nameof(stratum), stratum.Standard, "A standard is 0 or more.");
    }
}
