using Gamma = MathNet.Numerics.SpecialFunctions;

namespace Analytics.Statistics;

// Gamma, beta and F in the forms of this room.
static partial class SpecialFunctions
{
    /// <summary>P(Z ≤ z) of the standard normal, in small tails too.</summary>
    public static double NormalCdf(double z) => Gamma.Erfc(-z / Math.Sqrt(2)) / 2;

    public static double NormalDensity(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    public static double LogGamma(double a) => Gamma.GammaLn(a);

    /// <summary>ln B(a, b), without the cancellation of large arguments.</summary>
    public static double LogBeta(double a, double b) => StirlingError(a) + StirlingError(b) - StirlingError(a + b)
        + 0.5 * Math.Log(2 * Math.PI * (a + b) / (a * b)) + a * Math.Log(a / (a + b)) + b * Math.Log(b / (a + b));

    /// <summary>ln of n over k.</summary>
    public static double LogChoose(double n, double k) =>
        k == 0 || k == n ? 0 : -LogBeta(k + 1, n - k + 1) - Math.Log(n + 1);

    /// <summary>P(G ≤ x) with a shape above 0 and scale 1.</summary>
    public static double GammaLower(double x, double shape) =>
        x <= 0 ? 0 : Gamma.GammaLowerRegularized(shape, x);

    /// <summary>P(G > x) with a shape above 0 and scale 1.</summary>
    public static double GammaUpper(double x, double shape) =>
        x <= 0 ? 1 : Gamma.GammaUpperRegularized(shape, x);

    /// <summary>The x with P(G ≤ x) = p: Newton's steps, halved where one would leave the bracket.</summary>
    public static double GammaQuantile(double p, double shape)
    {
        if (p <= 0) return 0;
        var (low, high, x) = (0.0, double.PositiveInfinity, shape);
        for (var i = 0; i < MostSteps; i++)
        {
            // The smaller tail keeps its digits.
            var miss = p < 0.5 ? GammaLower(x, shape) - p : 1 - p - GammaUpper(x, shape);
            if (miss == 0) return x;
            if (miss > 0) high = x; else low = x;
            // x^(a-1) e^-x / Γ(a) by the saddle point.
            var density = Math.Exp(-StirlingError(shape) - Deviance(shape, x)) * Math.Sqrt(shape / (2 * Math.PI)) / x;
            var next = x - miss / density;
            if (!(next > low && next < high)) next = double.IsInfinity(high) ? 2 * x : (low + high) / 2;
            if (Math.Abs(next - x) <= 1e-15 * next) return next;
            x = next;
        }
        throw new ArithmeticException($"The gamma quantile of {p} with shape {shape} did not converge.");
    }

    /// <summary>P(F > x).</summary>
    public static double FisherUpper(double x, double freedom1, double freedom2) => x <= 0 ? 1
        : BetaRegularized(freedom2 / (freedom2 + freedom1 * x), freedom2 / 2, freedom1 / 2);

    /// <summary>The x with P(F ≤ x) = p.</summary>
    public static double FisherQuantile(double p, double freedom1, double freedom2)
    {
        var y = BetaQuantile(1 - p, freedom2 / 2, freedom1 / 2);
        return freedom2 * (1 - y) / (freedom1 * y);
    }

    /// <summary>The z with P(Z ≤ z) = p of Student's t.</summary>
    public static double StudentQuantile(double p, double freedom) => p == 0.5 ? 0
        : Math.Sign(p - 0.5) * TwoSidedStudent(1 - 2 * Math.Min(p, 1 - p), freedom);

    /// <summary>x with P(X² ≤ x) = p.</summary>
    public static double ChiSquaredQuantile(double p, double freedom) => 2 * GammaQuantile(p, freedom / 2);

    /// <summary>ln P(X = k) of a beta-binomial with a and b above 0.</summary>
    public static double LogBetaBinomial(long k, long n, double a, double b) =>
        LogChoose(n, k) + LogBeta(k + a, n - k + b) - LogBeta(a, b);
}
