namespace Analytics.Statistics;

// The beta distribution on the logit scale t = ln(x/(1 - x)), where both of its ends have room.
static partial class SpecialFunctions
{
    /// <summary>P(X > x) at the logit t.</summary>
    public static double BetaUpperAtLogit(double t, double a, double b) => t > 0
        ? BetaRegularized(1 / (1 + Math.Exp(t)), b, a)
        : 1 - BetaRegularized(Math.Exp(t) / (1 + Math.Exp(t)), a, b);

    /// <summary>P(X ≤ x) at the logit t.</summary>
    public static double BetaLowerAtLogit(double t, double a, double b) => BetaUpperAtLogit(-t, b, a);

    /// <summary>The density of t: x^a (1-x)^b / B(a, b).</summary>
    public static double BetaDensityAtLogit(double t, double a, double b) =>
        t > 0 ? BetaDensityAtLogit(-t, b, a) : Prefix(Math.Exp(t) / (1 + Math.Exp(t)), 1 / (1 + Math.Exp(t)), a, b);

    /// <summary>As <see cref="BetaQuantile"/>, in a third of the time where both shapes are above 1: from the start of
    /// Cran, Martin and Thomas (1977, Applied Statistics 26:111-114) by Halley's steps.</summary>
    public static double BetaQuantileNear(double p, double a, double b)
    {
        if (!(a > 1 && b > 1 && p > 0 && p < 1)) return BetaQuantile(p, a, b);
        var y = -NormalQuantile(p);
        var (r, s, t) = ((y * y - 3) / 6, 1 / (2 * a - 1), 1 / (2 * b - 1));
        var h = 2 / (s + t);
        var w = h + r > 0 ? y * Math.Sqrt(h + r) / h - (t - s) * (r + 5.0 / 6 - 2 / (3 * h)) : 0;
        var x = a / (a + b * Math.Exp(2 * w));
        for (var i = 0; i < 20; i++)
        {
            if (!(x > 0 && x < 1)) break;
            var newton = (BetaRegularized(x, a, b) - p) * x * (1 - x) / Prefix(x, 1 - x, a, b);
            // Twice the ratio of the second to the first derivative is the bend of the density.
            var bend = (a - 1) / x - (b - 1) / (1 - x);
            var step = newton / Math.Max(0.5, 1 - newton * bend / 2);
            x -= step;
            // The next step would be of the order of this one's cube.
            if (Math.Abs(step) <= 1e-6 * Math.Min(x, 1 - x)) return x;
        }
        return BetaQuantile(p, a, b);
    }
}
