namespace Analytics.Statistics.Ranks;

// P(rank = r) = ∫ f(t) P(r - 1 others lie above t) dt on the logit scale, by Gauss and Legendre's rule on panels as
// short as the narrowest unit there asks for. Units far above or below a panel only shift the rank.
static class RankQuadrature
{
    const double Negligible = 1e-17, LongestPanel = 3, FurthestLogit = 700;
    const int PanelsAtOnce = 16;

    static readonly (double[] Points, double[] Weights) Rule = Legendre();

    public static double[][] Of(double[] alpha, double[] beta)
    {
        var units = alpha.Select((a, i) => Unit.Of(a, beta[i])).ToArray();
        var panels = Panels(units);
        var chunks = panels.Chunk(PanelsAtOnce).ToArray();
        var parts = new double[chunks.Length][];
        Parallel.For(0, chunks.Length, i => parts[i] = Integral(units, chunks[i]));
        // Added in order, so that the number of threads leaves no trace.
        var (k, found) = (units.Length, new double[units.Length][]);
        for (var u = 0; u < k; u++)
        {
            found[u] = new double[k];
            foreach (var part in parts)
                for (var r = 0; r < k; r++) found[u][r] += part[u * k + r];
        }
        return found;
    }

    static List<(double From, double To, int[] Active, int Above)> Panels(Unit[] units)
    {
        var panels = new List<(double, double, int[], int)>();
        var ends = units.SelectMany(u => new[] { u.Low, u.High }).Order().ToArray();
        var (t, last) = (ends[0], ends[^1]);
        while (t < last)
        {
            var from = t;
            var active = Enumerable.Range(0, units.Length).Where(i => units[i].Low <= from && from < units[i].High)
                .ToArray();
            var next = ends.First(end => end > from);
            var longest = active.Length == 0 ? double.PositiveInfinity
                : Math.Min(LongestPanel, 1.5 * active.Min(i => units[i].Spread));
            t = next - from > longest ? from + longest : next;
            if (active.Length > 0) panels.Add((from, t, active, units.Count(u => u.Low > from)));
        }
        return panels;
    }

    static double[] Integral(Unit[] units, (double From, double To, int[] Active, int Above)[] panels)
    {
        var k = units.Length;
        var found = new double[k * k];
        var (above, scratch) = (new double[k], new double[(k + 2) * (k + 2)]);
        foreach (var (from, to, active, shift) in panels)
            for (var node = 0; node < Rule.Points.Length; node++)
            {
                var half = (to - from) / 2;
                var t = (from + to) / 2 + half * Rule.Points[node];
                for (var j = 0; j < active.Length; j++)
                    above[j] = SpecialFunctions.BetaUpperAtLogit(t, units[active[j]].A, units[active[j]].B);
                scratch[0] = 1;
                LeaveOneOut(0, active.Length, 0, 1);

                // The distribution of how many lie above, of all but those from..to, at scratch[at..at + length].
                void LeaveOneOut(int first, int end, int at, int length)
                {
                    if (end - first == 1)
                    {
                        var unit = active[first];
                        var weight = half * Rule.Weights[node]
                            * SpecialFunctions.BetaDensityAtLogit(t, units[unit].A, units[unit].B);
                        for (var c = 0; c < length; c++) found[unit * k + shift + c] += weight * scratch[at + c];
                        return;
                    }
                    var middle = (first + end) / 2;
                    LeaveOneOut(first, middle, at + length, With(middle, end, at, length));
                    LeaveOneOut(middle, end, at + length, With(first, middle, at, length));
                }

                int With(int first, int end, int at, int length)
                {
                    var target = scratch.AsSpan(at + length);
                    scratch.AsSpan(at, length).CopyTo(target);
                    for (var j = first; j < end; j++, length++)
                    {
                        var p = above[j];
                        target[length] = p * target[length - 1];
                        for (var c = length - 1; c > 0; c--) target[c] = (1 - p) * target[c] + p * target[c - 1];
                        target[0] *= 1 - p;
                    }
                    return length;
                }
            }
        return found;
    }

    /// Outside Low..High a unit's probability is negligible.
    readonly record struct Unit(double A, double B, double Spread, double Low, double High)
    {
        public static Unit Of(double a, double b)
        {
            var mean = MathNet.Numerics.SpecialFunctions.DiGamma(a) - MathNet.Numerics.SpecialFunctions.DiGamma(b);
            var spread = Math.Sqrt(1 / a + 0.5 / (a * a) + 1 / b + 0.5 / (b * b));
            var (low, high) = (mean - 6 * spread, mean + 6 * spread);
            while (low > -FurthestLogit && SpecialFunctions.BetaLowerAtLogit(low, a, b) > Negligible)
                low -= Math.Min(2 * spread, 50);
            while (high < FurthestLogit && SpecialFunctions.BetaUpperAtLogit(high, a, b) > Negligible)
                high += Math.Min(2 * spread, 50);
            return new(a, b, spread, Math.Max(low, -FurthestLogit), Math.Min(high, FurthestLogit));
        }
    }

    static (double[], double[]) Legendre()
    {
        var rule = new MathNet.Numerics.Integration.GaussLegendreRule(-1, 1, 16);
        return (rule.Abscissas, rule.Weights);
    }
}
