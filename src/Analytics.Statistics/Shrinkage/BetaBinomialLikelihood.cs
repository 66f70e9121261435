namespace Analytics.Statistics.Shrinkage;

// Newton's steps on logit μ and ln M, damped where the likelihood is not concave.
static class BetaBinomialLikelihood
{
    const double LeastLogSize = -12, GreatestLogSize = 20;

    /// Mean, size and log likelihood; null where the likelihood grows on towards one common rate.
    public static (double Mean, double Size, double LogLikelihood)? Maximum(ReadOnlySpan<long> events,
        ReadOnlySpan<long> trials, double pooled, double rho)
    {
        (double Alpha, double Beta, double Size)? best = null;
        var most = double.NegativeInfinity;
        // From the moments, and from differences as wide as can be: the likelihood can have two tops.
        foreach (var start in rho > 0.3 ? [rho] : new[] { rho, 0.5 })
            if (From(events, trials, pooled, Math.Clamp(start, 1e-4, 0.95)) is { } found
                && Kernel(events, trials, found.Alpha, found.Beta) is var at && at > most + 1e-10)
                (best, most) = (found, at);
        if (best is not var (alpha, beta, size)) return null;
        if (size == 0) return Whole(events, trials);
        var constant = 0.0;
        for (var i = 0; i < events.Length; i++) constant += SpecialFunctions.LogChoose(trials[i], events[i]);
        return (alpha / (alpha + beta), alpha + beta, most + constant);
    }

    static (double Alpha, double Beta, double Size)? From(ReadOnlySpan<long> events, ReadOnlySpan<long> trials,
        double mean, double rho)
    {
        var (logit, size) = (Math.Log(mean / (1 - mean)), Math.Log(1 / rho - 1));
        var at = Kernel(events, trials, Alpha(logit, size), Beta(logit, size));
        var damping = 0.0;
        for (var step = 0; step < 200; step++)
        {
            var (g, h) = Derivatives(events, trials, logit, size);
            if (Math.Abs(g.Item1) + Math.Abs(g.Item2) < 1e-10 * (1 + Math.Abs(at))) break;
            var moved = false;
            while (!moved)
            {
                var (a, b, c) = (damping - h.Item1, -h.Item2, damping - h.Item3);
                var determinant = a * c - b * b;
                if (a > 0 && determinant > 0)
                {
                    var (up, out_) = ((c * g.Item1 - b * g.Item2) / determinant,
                        (a * g.Item2 - b * g.Item1) / determinant);
                    var scale = Math.Min(1, 3 / Math.Max(Math.Abs(up), Math.Abs(out_)));
                    var (nextLogit, nextSize) = (logit + scale * up,
                        Math.Clamp(size + scale * out_, LeastLogSize, GreatestLogSize + 1));
                    var next = Kernel(events, trials, Alpha(nextLogit, nextSize), Beta(nextLogit, nextSize));
                    // Rounding of the sum may hide the last small rises.
                    if (next >= at - 1e-13 * Math.Abs(at))
                    {
                        moved = true;
                        var still = nextLogit == logit && nextSize == size;
                        (logit, size, at) = (nextLogit, nextSize, next);
                        damping /= 10;
                        if (still) step = int.MaxValue - 1;
                    }
                }
                if (!moved) damping = Math.Max(1e-3 * (1 + Math.Abs(h.Item1) + Math.Abs(h.Item3)), 4 * damping);
                if (double.IsInfinity(damping)) return null;
            }
            if (size > GreatestLogSize) return null;
        }
        return (Alpha(logit, size), Beta(logit, size), size <= LeastLogSize + 1e-6 ? 0 : Math.Exp(size));
    }

    // Each unit has events only or none: the limit of M to 0, where units, not trials, are drawn.
    static (double, double, double) Whole(ReadOnlySpan<long> events, ReadOnlySpan<long> trials)
    {
        var full = 0;
        for (var i = 0; i < events.Length; i++)
            if (events[i] == trials[i]) full++;
        double k = events.Length, share = full / k;
        return (share, 0, full * Math.Log(share) + (k - full) * Math.Log(1 - share));
    }

    static double Alpha(double logit, double size) => Math.Exp(size) / (1 + Math.Exp(-logit));

    static double Beta(double logit, double size) => Math.Exp(size) / (1 + Math.Exp(logit));

    static double Kernel(ReadOnlySpan<long> events, ReadOnlySpan<long> trials, double alpha, double beta)
    {
        var sum = 0.0;
        for (var i = 0; i < events.Length; i++)
            sum += SpecialFunctions.LogBeta(alpha + events[i], beta + trials[i] - events[i]);
        return sum - events.Length * SpecialFunctions.LogBeta(alpha, beta);
    }

    static ((double, double) Gradient, (double, double, double) Hessian) Derivatives(ReadOnlySpan<long> events,
        ReadOnlySpan<long> trials, double logit, double size)
    {
        var (alpha, beta) = (Alpha(logit, size), Beta(logit, size));
        var (k, a, b, both) = (events.Length, Psi.Of(alpha), Psi.Of(beta), Psi.Of(alpha + beta));
        var (ga, gb) = (k * (both.Digamma - a.Digamma), k * (both.Digamma - b.Digamma));
        var (haa, hbb, hab) = (k * (both.Trigamma - a.Trigamma), k * (both.Trigamma - b.Trigamma), k * both.Trigamma);
        for (var i = 0; i < k; i++)
        {
            var (x, y) = (Psi.Of(alpha + events[i]), Psi.Of(beta + trials[i] - events[i]));
            var all = Psi.Of(alpha + beta + trials[i]);
            (ga, gb) = (ga + x.Digamma - all.Digamma, gb + y.Digamma - all.Digamma);
            (haa, hbb, hab) = (haa + x.Trigamma - all.Trigamma, hbb + y.Trigamma - all.Trigamma, hab - all.Trigamma);
        }
        // α = M μ, β = M (1 - μ); dα/d logit = -dβ/d logit = M μ (1 - μ) = t.
        var (mean, t) = (alpha / (alpha + beta), alpha * beta / (alpha + beta));
        var bend = t * (1 - 2 * mean) * (ga - gb);
        return ((t * (ga - gb), alpha * ga + beta * gb),
            (t * t * (haa - 2 * hab + hbb) + bend,
                t * (alpha * (haa - hab) + beta * (hab - hbb)) + t * (ga - gb),
                alpha * alpha * haa + 2 * alpha * beta * hab + beta * beta * hbb + alpha * ga + beta * gb));
    }
}
