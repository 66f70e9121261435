namespace Analytics.Statistics;

// Quadrature and inversion that the distributions share.
static partial class SpecialFunctions
{
    // Half of the 16 nodes and weights of Gauss and Legendre on -1 to 1 (Abramowitz and Stegun, table 25.4).
    static readonly double[] Nodes =
    [
        0.0950125098376374402, 0.2816035507792589132, 0.4580167776572273863, 0.6178762444026437484,
        0.7554044083550030339, 0.8656312023878317439, 0.9445750230732325761, 0.9894009349916499326,
    ];

    static readonly double[] Weights =
    [
        0.1894506104550684963, 0.1826034150449235889, 0.1691565193950025382, 0.1495959888165767321,
        0.1246289712555338720, 0.0951585116824927848, 0.0622535239386478929, 0.0271524594117540949,
    ];

    // Where a tail's integral is cut into panels: finer at its thick end.
    static readonly double[] Cuts = [0, 1 / 64.0, 1 / 32.0, 1 / 16.0, 1 / 8.0, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1];

    static double Panel(Func<double, double> f, double from, double to)
    {
        var (middle, half, sum) = ((from + to) / 2, (to - from) / 2, 0.0);
        for (var i = 0; i < Nodes.Length; i++)
            sum += Weights[i] * (f(middle - half * Nodes[i]) + f(middle + half * Nodes[i]));
        return sum * half;
    }

    // ∫ exp(log(d)) / divisor(d) over distances d from 0 to the end of a log-concave tail.
    // slope, curvature: at the thick end, as first guess of the length; most: the longest it can be.
    static double Tail(double slope, double curvature, double most, Func<double, (double Log, double Divisor)> at)
    {
        const double drop = 45;
        var length = Math.Min(most, (-slope + Math.Sqrt(slope * slope + 2 * drop * curvature)) / curvature);
        var top = at(0).Log;
        while (length < most && at(length).Log > top - drop) length = Math.Min(most, 1.5 * length);
        var sum = 0.0;
        for (var i = 1; i < Cuts.Length; i++)
            sum += Panel(d =>
            {
                var (log, divisor) = at(d);
                return Math.Exp(log - top) / divisor;
            }, length * Cuts[i - 1], length * Cuts[i]);
        return sum * Math.Exp(top);
    }

    // The x above 0 with lower tail p and upper tail q = 1 - p: Newton's steps for the log of the smaller tail over
    // ln x, halved where one would leave the bracket. `mass` is the density times x.
    static double Invert(double p, double q, double start, Func<double, (double Lower, double Upper, double Mass)> at)
    {
        var (low, high, x) = (0.0, double.PositiveInfinity, start);
        for (var i = 0; i < 2000; i++)
        {
            var (lower, upper, mass) = at(x);
            var miss = p <= q ? Math.Log(lower / p) : -Math.Log(upper / q);
            if (miss == 0) return x;
            if (miss > 0) high = x; else low = x;
            var step = -miss * (p <= q ? lower : upper) / mass;
            var next = x * Math.Exp(step);
            // Rounding alone is left.
            if (Math.Abs(step) <= (i < 100 ? 2e-16 : 1e-13)) return next;
            if (!(next > low && next < high))
                next = double.IsInfinity(high) ? 16 * x : low == 0 ? x / 1024 : Math.Sqrt(low) * Math.Sqrt(high);
            if (next == 0 || next <= low || next >= high) return x;
            x = next;
        }
        throw new ArithmeticException($"The quantile of {p} did not converge from {start}.");
    }
}
