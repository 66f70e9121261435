using MathNet.Numerics.Distributions;
using Gamma = MathNet.Numerics.SpecialFunctions;

namespace Analytics.Statistics;

// Normal quantiles, erfc and ln Γ come from MathNet, which reaches relative 1e-10. Its Beta.InvCDF missed R's quantiles
// by up to 4e-7, too coarse for exact limits, and its incomplete gamma loses digits at large shapes, so the incomplete
// beta and gamma functions and their inverses are written here: prefixes by Loader's saddle point, then a fraction or a
// series, and quadrature of the tail where those would be long or cancel.
static partial class SpecialFunctions
{
    const int MostSteps = 20_000;

    // From this shape on tails are integrated.
    const double LargeShape = 3000;

    /// <summary>z of a two-sided level: 1.959964 for 0.95.</summary>
    public static double TwoSidedNormal(double confidence) => -NormalQuantile((1 - confidence) / 2);

    public static double NormalQuantile(double p) => Normal.InvCDF(0, 1, p);

    /// <summary>P(Z ≤ z) of the standard normal, in small tails too.</summary>
    public static double NormalCdf(double z) => Gamma.Erfc(-z / Math.Sqrt(2)) / 2;

    public static double NormalDensity(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>P(|Z| ≥ |z|) of the standard normal.</summary>
    public static double TwoSidedNormalP(double z) => Gamma.Erfc(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>ln(1 + x) without loss where x is small (Kahan).</summary>
    public static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * (x / (sum - 1));
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
}
