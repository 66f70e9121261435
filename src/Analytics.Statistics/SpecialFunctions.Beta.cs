namespace Analytics.Statistics;

// The incomplete beta function and what follows from it: t and F.
static partial class SpecialFunctions
{
    /// <summary>ln B(a, b), without the cancellation of large arguments.</summary>
    public static double LogBeta(double a, double b)
    {
        var (less, more) = (Math.Min(a, b), Math.Max(a, b));
        if (less == 1) return -Math.Log(more);
        return StirlingError(less) + StirlingError(more) - StirlingError(a + b)
            + 0.5 * Math.Log(2 * Math.PI) + 0.5 * Math.Log(1 / less + 1 / more)
            + less * Math.Log(less / (a + b)) - more * LogOnePlus(less / more);
    }

    /// <summary>ln of n over k.</summary>
    public static double LogChoose(double n, double k) =>
        k == 0 || k == n ? 0 : -LogBeta(k + 1, n - k + 1) - Math.Log(n + 1);

    /// <summary>ln P(X = k) of a beta-binomial with a and b above 0.</summary>
    public static double LogBetaBinomial(long k, long n, double a, double b) =>
        LogChoose(n, k) + LogRising(a, k) + LogRising(b, n - k) - LogRising(a + b, n);

    // ln Γ(a + k) - ln Γ(a), for an a of any size.
    static double LogRising(double a, double k) => k == 0 ? 0 : StirlingError(a + k) - StirlingError(a)
        + k * Math.Log(a) + ((a + k - 0.5) * LogOnePlus(k / a) - k);

    /// <summary>I_x(a, b), the beta distribution function; a and b above 0, x from 0 to 1.</summary>
    public static double BetaRegularized(double x, double a, double b) => BetaRegularized(x, 1 - x, a, b);

    // With y = 1 - x to full precision.
    static double BetaRegularized(double x, double y, double a, double b) =>
        x <= 0 ? 0 : y <= 0 ? 1
        : x <= (a + 1) / (a + b + 2) ? BetaLower(x, y, a, b) : 1 - BetaLower(y, x, b, a);

    static double BetaLower(double x, double y, double a, double b)
    {
        if (a <= LargeShape) return Prefix(x, y, a, b) * ContinuedFraction(x, a, b) / a;
        var (scale, n) = (Math.Sqrt(a / (a + b) * b / (2 * Math.PI))
            * Math.Exp(StirlingError(a + b) - StirlingError(a) - StirlingError(b)), a + b);
        var slope = (a - 1) / x - (b - 1) / y;
        return scale * Tail(slope, a / (x * x) + Math.Max(b - 1, 0) / (y * y), x, down =>
            (-Deviance(a, n * (x - down)) - Deviance(b, n * (y + down)), (x - down) * (y + down)));
    }

    /// <summary>The x with I_x(a, b) = p.</summary>
    public static double BetaQuantile(double p, double a, double b) => BetaQuantiles(p, 1 - p, a, b).X;

    // x and 1 - x, the smaller to full precision; q is 1 - p.
    static (double X, double Y) BetaQuantiles(double p, double q, double a, double b)
    {
        if (p <= 0) return (0, 1);
        if (q <= 0) return (1, 0);
        if (BetaRegularized(0.5, a, b) >= p)
        {
            var x = Lesser(p, q, a, b);
            return (x, 1 - x);
        }
        var y = Lesser(q, p, b, a);
        return (1 - y, y);

        static double Lesser(double p, double q, double a, double b) => Invert(p, q,
            Math.Min(a / (a + b), 0.5), x => (BetaRegularized(x, 1 - x, a, b),
                BetaRegularized(1 - x, x, b, a), Prefix(x, 1 - x, a, b) / (1 - x)));
    }

    /// <summary>P(F > x).</summary>
    public static double FisherUpper(double x, double freedom1, double freedom2)
    {
        if (x <= 0) return 1;
        var all = freedom2 + freedom1 * x;
        return BetaRegularized(freedom2 / all, freedom1 * x / all, freedom2 / 2, freedom1 / 2);
    }

    /// <summary>The x with P(F ≤ x) = p.</summary>
    public static double FisherQuantile(double p, double freedom1, double freedom2)
    {
        var (x, y) = BetaQuantiles(p, 1 - p, freedom1 / 2, freedom2 / 2);
        return freedom2 * x / (freedom1 * y);
    }

    /// <summary>P(|T| ≥ |t|) of Student's t.</summary>
    public static double TwoSidedStudentP(double t, double freedom) => FisherUpper(t * t, 1, freedom);

    /// <summary>P(T ≤ t) of Student's t, in small tails too.</summary>
    public static double StudentCdf(double t, double freedom)
    {
        var beyond = TwoSidedStudentP(t, freedom) / 2;
        return t <= 0 ? beyond : 1 - beyond;
    }

    /// <summary>The t with P(|T| ≥ t) = 1 - confidence.</summary>
    public static double TwoSidedStudent(double confidence, double freedom) =>
        OfTails(1 - confidence, confidence, freedom);

    /// <summary>The t with P(T ≤ t) = p of Student's t.</summary>
    public static double StudentQuantile(double p, double freedom) => p == 0.5 ? 0
        : p < 0.5 ? -OfTails(2 * p, 1 - 2 * p, freedom) : OfTails(2 * (1 - p), 2 * p - 1, freedom);

    static double OfTails(double beyond, double within, double freedom)
    {
        var (x, y) = BetaQuantiles(beyond, within, freedom / 2, 0.5);
        return Math.Sqrt(freedom * y / x);
    }

    // x^a y^b / B(a, b) by Loader's saddle point (2000), free of the cancellation in differences of log gammas.
    static double Prefix(double x, double y, double a, double b)
    {
        var n = a + b;
        var exponent = StirlingError(n) - StirlingError(a) - StirlingError(b)
            - Deviance(a, n * x) - Deviance(b, n * y);
        return Math.Sqrt(a / n * b / (2 * Math.PI)) * Math.Exp(exponent);
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
