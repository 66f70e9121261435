using Gamma = MathNet.Numerics.SpecialFunctions;

namespace Analytics.Statistics;

// The incomplete gamma function and what follows from it: chi-squared and Poisson.
static partial class SpecialFunctions
{
    public static double LogGamma(double a) => a is 1 or 2 ? 0 : Gamma.GammaLn(a);

    /// <summary>ψ(a), the derivative of ln Γ; a above 0.</summary>
    public static double Digamma(double a)
    {
        var shift = 0.0;
        for (; a < 12; a++) shift -= 1 / a;
        var s = 1 / (a * a);
        return shift + Math.Log(a) - 0.5 / a - s * (1.0 / 12 - s * (1.0 / 120 - s * (1.0 / 252 - s * (1.0 / 240
            - s * (1.0 / 132 - s * (691.0 / 32760 - s / 12))))));
    }

    /// <summary>P(G ≤ x) with a shape above 0 and scale 1.</summary>
    public static double GammaLower(double x, double shape) =>
        x <= 0 ? 0 : x < shape + 1 ? LowerTail(x, shape) : 1 - UpperTail(x, shape);

    /// <summary>P(G > x) with a shape above 0 and scale 1.</summary>
    public static double GammaUpper(double x, double shape) =>
        x <= 0 ? 1 : double.IsPositiveInfinity(x) ? 0
        : x < shape + 1 ? 1 - LowerTail(x, shape) : UpperTail(x, shape);

    /// <summary>The x with P(G ≤ x) = p.</summary>
    public static double GammaQuantile(double p, double shape) => p <= 0 ? 0
        : p >= 1 ? double.PositiveInfinity
        : Invert(p, 1 - p, shape, x => (GammaLower(x, shape), GammaUpper(x, shape), Density(x, shape)));

    /// <summary>The x with P(G > x) = q.</summary>
    public static double GammaUpperQuantile(double q, double shape) => q <= 0 ? double.PositiveInfinity
        : q >= 1 ? 0
        : Invert(1 - q, q, shape, x => (GammaLower(x, shape), GammaUpper(x, shape), Density(x, shape)));

    /// <summary>P(X² ≥ x); 1 without degrees of freedom.</summary>
    public static double ChiSquaredUpper(double x, double freedom) =>
        freedom == 0 || x <= 0 ? 1
        : freedom == 1 ? TwoSidedNormalP(Math.Sqrt(x))
        : GammaUpper(x / 2, freedom / 2);

    /// <summary>x with P(X² ≤ x) = p.</summary>
    public static double ChiSquaredQuantile(double p, double freedom) => 2 * GammaQuantile(p, freedom / 2);

    // x^a e^-x / Γ(a), the density times x.
    static double Density(double x, double shape) =>
        Math.Exp(-StirlingError(shape) - Deviance(shape, x)) * Math.Sqrt(shape / (2 * Math.PI));

    // DLMF 8.11.4.
    static double LowerTail(double x, double shape)
    {
        if (shape > LargeShape)
            return Math.Sqrt(shape / (2 * Math.PI)) * Math.Exp(-StirlingError(shape))
                * Tail((shape - 1) / x - 1, shape / (x * x), x, down => (-Deviance(shape, x - down), x - down));
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > 1e-17 * sum; k++) sum += term *= x / (shape + k);
        return Density(x, shape) / shape * sum;
    }

    // DLMF 8.9.2, by Lentz's method.
    static double UpperTail(double x, double shape)
    {
        if (shape > LargeShape)
            return Math.Sqrt(shape / (2 * Math.PI)) * Math.Exp(-StirlingError(shape))
                * Tail(1 - (shape - 1) / x, shape / (x * x), double.PositiveInfinity,
                    up => (-Deviance(shape, x + up), x + up));
        var b = x + 1 - shape;
        var (c, d) = (1e300, 1 / b);
        var fraction = d;
        for (var i = 1; i < MostSteps; i++)
        {
            var numerator = -i * (i - shape);
            b += 2;
            d = 1 / (numerator * d + b);
            c = b + numerator / c;
            fraction *= c * d;
            if (Math.Abs(c * d - 1) < 1e-15) return Density(x, shape) * fraction;
        }
        throw new ArithmeticException($"The incomplete gamma at {x} with {shape} did not converge.");
    }
}
