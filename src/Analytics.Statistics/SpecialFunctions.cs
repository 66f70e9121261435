using MathNet.Numerics.Distributions;
using Gamma = MathNet.Numerics.SpecialFunctions;

namespace Analytics.Statistics;

// Normal quantiles come from MathNet, which reaches relative 1e-10. Its Beta.InvCDF missed R's quantiles by up to 4e-7,
// too coarse for exact limits, so the regularised incomplete beta and its inverse are written here.
static partial class SpecialFunctions
{
    const int MostSteps = 20_000;

    /// <summary>z of a two-sided level: 1.959964 for 0.95.</summary>
    public static double TwoSidedNormal(double confidence) => -NormalQuantile((1 - confidence) / 2);

    public static double NormalQuantile(double p) => Normal.InvCDF(0, 1, p);

    /// <summary>I_x(a, b), the beta distribution function; a and b above 0, x from 0 to 1.</summary>
    public static double BetaRegularized(double x, double a, double b)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        return x <= (a + 1) / (a + b + 2)
            ? Prefix(x, a, b) * ContinuedFraction(x, a, b) / a
            : 1 - Prefix(1 - x, b, a) * ContinuedFraction(1 - x, b, a) / b;
    }

    /// <summary>The x with I_x(a, b) = p: Newton's steps, halved where one would leave the bracket.</summary>
    public static double BetaQuantile(double p, double a, double b)
    {
        if (p <= 0) return 0;
        if (p >= 1) return 1;
        var (low, high, x) = (0.0, 1.0, a / (a + b));
        for (var i = 0; i < MostSteps; i++)
        {
            var miss = BetaRegularized(x, a, b) - p;
            if (miss == 0) return x;
            if (miss > 0) high = x; else low = x;
            var next = x - miss * x * (1 - x) / Prefix(x, a, b);
            if (!(next > low && next < high)) next = (low + high) / 2;
            if (Math.Abs(next - x) <= 1e-15 * next) return next;
            x = next;
        }
        throw new ArithmeticException($"The beta quantile of {p} with {a} and {b} did not converge.");
    }

    // x^a (1-x)^b / B(a, b) by Loader's saddle point (2000), free of the cancellation in differences of log gammas.
    static double Prefix(double x, double a, double b)
    {
        var n = a + b;
        var exponent = StirlingError(n) - StirlingError(a) - StirlingError(b)
            - Deviance(a, n * x) - Deviance(b, n * (1 - x));
        return Math.Sqrt(a / n * b / (2 * Math.PI)) * Math.Exp(exponent);
    }

    // a ln(a/m) + m - a; by series where a and m are near.
    static double Deviance(double a, double m)
    {
        if (Math.Abs(a - m) >= 0.1 * (a + m)) return a * Math.Log(a / m) + m - a;
        var v = (a - m) / (a + m);
        var (sum, term) = ((a - m) * v, 2 * a * v);
        for (var j = 1; j < 1000; j++)
        {
            term *= v * v;
            var next = sum + term / (2 * j + 1);
            if (next == sum) break;
            sum = next;
        }
        return sum;
    }

    // ln Γ(a) - (a - 1/2) ln a + a - ln √2π
    static double StirlingError(double a)
    {
        if (a < 16) return Gamma.GammaLn(a) - (a - 0.5) * Math.Log(a) + a - 0.5 * Math.Log(2 * Math.PI);
        var s = 1 / (a * a);
        return (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s / 1188)))) / a;
    }

    // DLMF 8.17.22, by Lentz's method.
    static double ContinuedFraction(double x, double a, double b)
    {
        const double tiny = 1e-300;
        var (c, d) = (1.0, 1 - (a + b) * x / (a + 1));
        d = 1 / (Math.Abs(d) < tiny ? tiny : d);
        var fraction = d;
        for (var m = 1; m < MostSteps; m++)
        {
            Step(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)));
            var change = Step(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)));
            if (Math.Abs(change - 1) < 1e-15) return fraction;
        }
        throw new ArithmeticException($"The incomplete beta at {x} with {a} and {b} did not converge.");

        double Step(double coefficient)
        {
            d = 1 + coefficient * d;
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = 1 + coefficient / c;
            if (Math.Abs(c) < tiny) c = tiny;
            fraction *= c * d;
            return c * d;
        }
    }
}
