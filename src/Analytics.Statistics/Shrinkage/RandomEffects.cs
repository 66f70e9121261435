using Analytics.Statistics.Units;

namespace Analytics.Statistics.Shrinkage;

/// <summary>How τ² is found.</summary>
public enum TauMethod
{
    /// <summary>One common value: τ² is 0.</summary>
    Fixed,

    /// <summary>DerSimonian and Laird (1986), by moments, in closed form.</summary>
    DerSimonianLaird,

    /// <summary>Restricted maximum likelihood.</summary>
    Reml,

    /// <summary>Paule and Mandel (1982): the weighted spread is as many as degrees of freedom.</summary>
    PauleMandel,

    /// <summary>Maximum likelihood: too small with few units.</summary>
    MaximumLikelihood,
}

/// <summary>Normal-normal random effects over units with known variances.</summary>
/// <param name="Mean">μ, on the scale of the values.</param>
/// <param name="Error">Its standard error.</param>
/// <param name="Tau2">Variance between units, 0 or more.</param>
/// <param name="ISquared">Percent of the variance that lies between units; null with one unit.</param>
/// <remarks>Checked in tests/reference/10-random-effects.csv.</remarks>
public readonly record struct RandomEffects(double Mean, double Error, double Tau2, double? ISquared)
{
    /// <summary>Of values and their variances.</summary>
    /// <param name="values">One a unit, at least one.</param>
    /// <param name="variances">Each above 0, as many.</param>
    /// <param name="method">How τ² is found.</param>
    /// <exception cref="ArgumentException">No unit, or not as many variances.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A variance is not above 0.</exception>
    public static RandomEffects Of(ReadOnlySpan<double> values, ReadOnlySpan<double> variances, TauMethod method)
    {
        if (values.Length == 0 || values.Length != variances.Length)
            throw new ArgumentException($"Found {values.Length} values and {variances.Length} variances, expected as " +
                "many, at least one.", nameof(variances));
        foreach (var variance in variances) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(variance);
        var (y, v) = (values.ToArray(), variances.ToArray());
        var (k, tau2) = (y.Length, method == TauMethod.Fixed ? 0 : Tau2Of(y, v, method));
        var sums = WeightedSums.Of(y, v, tau2);
        var plain = WeightedSums.Of(y, v, 0);
        var typical = (k - 1) * plain.Weights / (plain.Weights * plain.Weights - plain.Squares);
        return new(sums.Mean, Math.Sqrt(1 / sums.Weights), tau2, k == 1 ? null : 100 * tau2 / (tau2 + typical));
    }

    /// <summary>Cochran's Q: the spread weighted by the variances, about k - 1 under chance alone.</summary>
    /// <param name="values">One a unit.</param>
    /// <param name="variances">Each above 0, as many.</param>
    public static double Q(ReadOnlySpan<double> values, ReadOnlySpan<double> variances) =>
        WeightedSums.Of(values, variances, 0).Spread;

    /// <summary>Knapp and Hartung's standard error of the mean, for Student's t with k - 1 degrees of
    /// freedom.</summary>
    /// <param name="values">As in <see cref="Of"/>.</param>
    /// <param name="variances">As in <see cref="Of"/>.</param>
    /// <returns>Null with one unit.</returns>
    /// <remarks>Knapp and Hartung (2003), Statistics in Medicine 22:2693-2710.</remarks>
    public double? KnappHartungError(ReadOnlySpan<double> values, ReadOnlySpan<double> variances)
    {
        var sums = WeightedSums.Of(values, variances, Tau2);
        return values.Length == 1 ? null : Math.Sqrt(sums.Spread / (values.Length - 1) / sums.Weights);
    }

    /// <summary>Best linear unbiased prediction of a unit's true value, and its standard error.</summary>
    /// <param name="value">As measured.</param>
    /// <param name="variance">Of the measurement, above 0.</param>
    public (double Value, double Error) Predict(double value, double variance)
    {
        var weight = Tau2 / (Tau2 + variance);
        return (Mean + weight * (value - Mean),
            Math.Sqrt(weight * variance + (1 - weight) * (1 - weight) * Error * Error));
    }

    static double Tau2Of(double[] y, double[] v, TauMethod method)
    {
        var (k, plain) = (y.Length, WeightedSums.Of(y, v, 0));
        if (k == 1) return 0;
        var room = plain.Weights - plain.Squares / plain.Weights;
        var moments = Math.Max(0, (plain.Spread - (k - 1)) / room);
        return method switch
        {
            TauMethod.DerSimonianLaird => moments,
            TauMethod.PauleMandel => Root(tau2 => WeightedSums.Of(y, v, tau2).Spread - (k - 1)),
            // Scores of the likelihoods in τ².
            TauMethod.Reml => Root(tau2 => WeightedSums.Of(y, v, tau2) is var s
                ? s.SpreadSquared - s.Weights + s.Squares / s.Weights : 0),
            _ => Root(tau2 => WeightedSums.Of(y, v, tau2) is var s ? s.SpreadSquared - s.Weights : 0),
        };

        double Root(Func<double, double> falling) =>
            Bracket.Falling(falling, 0, Math.Max(moments, v.Min())) ?? moments;
    }
}

/// Sums over units weighted by w = 1/(v + τ²).
readonly record struct WeightedSums(double Weights, double Squares, double Mean, double Spread, double SpreadSquared)
{
    public static WeightedSums Of(ReadOnlySpan<double> y, ReadOnlySpan<double> v, double tau2)
    {
        var (weights, squares, sum) = (0.0, 0.0, 0.0);
        for (var i = 0; i < y.Length; i++)
        {
            var w = 1 / (v[i] + tau2);
            (weights, squares, sum) = (weights + w, squares + w * w, sum + w * y[i]);
        }
        var (mean, spread, twice) = (sum / weights, 0.0, 0.0);
        for (var i = 0; i < y.Length; i++)
        {
            var w = 1 / (v[i] + tau2);
            var part = w * (y[i] - mean) * (y[i] - mean);
            (spread, twice) = (spread + part, twice + w * part);
        }
        return new(weights, squares, mean, spread, twice);
    }
}
