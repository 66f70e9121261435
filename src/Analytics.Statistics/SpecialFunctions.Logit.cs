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
        t > 0 ? BetaDensityAtLogit(-t, b, a) 
            : Prefix(Math.Exp(t) / (1 + Math.Exp(t)), 1 / (1 + Math.Exp(t)), a, b);
}
