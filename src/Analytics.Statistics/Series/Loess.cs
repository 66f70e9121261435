namespace Analytics.Statistics.Series;

// Locally weighted regression at whole positions 1..n of an equally spaced series, of degree 0 or 1, with tricube
// weights over the `span` nearest points. Cleveland (1979), JASA 74:829-836.
sealed class Loess(double[] y, int span, int degree, double[]? robustness)
{
    int Length => y.Length;

    /// Fitted at every position; computed at every `jump`-th and the last, on straight lines between.
    public double[] Smooth(int jump)
    {
        var n = Length;
        if (n < 2) return [.. y];
        var fitted = new double[n];
        var step = Math.Min(jump, n - 1);
        var last = 1;
        for (var at = 1; at <= n; at += step) Evaluate(last = at);
        if (step == 1) return fitted;
        for (var at = 1; at + step <= n; at += step) Line(at, at + step);
        if (last == n) return fitted;
        // The remainder is fitted with the neighbours of the last position before it.
        fitted[n - 1] = At(n, Window(last)) ?? y[n - 1];
        Line(last, n);
        return fitted;

        void Evaluate(int at) => fitted[at - 1] = At(at, Window(at)) ?? y[at - 1];

        void Line(int from, int to)
        {
            var slope = (fitted[to - 1] - fitted[from - 1]) / (to - from);
            for (var at = from + 1; at < to; at++) fitted[at - 1] = fitted[from - 1] + slope * (at - from);
        }
    }

    /// The first and last of the nearest points: as many on both sides where there are.
    public (int From, int To) Window(int at)
    {
        if (span >= Length) return (1, Length);
        var from = Math.Clamp(at - (span + 1) / 2 + 1, 1, Length - span + 1);
        return (from, from + span - 1);
    }

    /// Fitted at a position, which may be 0 or n + 1, from a window of points; null where all weights are 0.
    public double? At(int at, (int From, int To) window)
    {
        var reach = (double)Math.Max(at - window.From, window.To - at);
        // A span longer than the series widens the neighbourhood.
        if (span > Length) reach += (span - Length) / 2;
        var weights = new double[window.To - window.From + 1];
        var total = 0.0;
        for (var j = window.From; j <= window.To; j++)
        {
            var distance = Math.Abs((double)j - at);
            if (distance > 0.999 * reach) continue;
            var share = distance / reach;
            var weight = distance <= 0.001 * reach ? 1 : Cube(1 - Cube(share));
            total += weights[j - window.From] = weight * (robustness?[j - 1] ?? 1);
        }
        if (total <= 0) return null;
        for (var i = 0; i < weights.Length; i++) weights[i] /= total;
        if (degree > 0 && reach > 0) Tilt(weights, at, window.From);
        var fit = 0.0;
        for (var i = 0; i < weights.Length; i++) fit += weights[i] * y[window.From - 1 + i];
        return fit;
    }

    // From weights of a mean to those of a straight line's value, unless the points lie too close together.
    void Tilt(double[] weights, int at, int from)
    {
        double mean = 0, spread = 0;
        for (var i = 0; i < weights.Length; i++) mean += weights[i] * (from + i);
        for (var i = 0; i < weights.Length; i++) spread += weights[i] * (from + i - mean) * (from + i - mean);
        if (Math.Sqrt(spread) <= 0.001 * (Length - 1)) return;
        var slope = (at - mean) / spread;
        for (var i = 0; i < weights.Length; i++) weights[i] *= slope * (from + i - mean) + 1;
    }

    static double Cube(double x) => x * x * x;
}
