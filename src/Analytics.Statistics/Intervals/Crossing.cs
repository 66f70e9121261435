namespace Analytics.Statistics.Intervals;

// Where a function passes zero.
static class Crossing
{
    /// Between ends of opposite sign, by Chandrupatla's method (1997), Advances in Engineering Software 28:145-149:
    /// inverse quadratic steps where they are safe, else halves. An end itself where both have one sign.
    public static double Between(Func<double, double> f, double a, double b)
    {
        var (fa, fb) = (f(a), f(b));
        if (fa == 0 || fb != 0 && Math.Sign(fa) == Math.Sign(fb)) return Math.Abs(fa) <= Math.Abs(fb) ? a : b;
        var (c, fc, t) = (a, fa, 0.5);
        for (var i = 0; i < 300; i++)
        {
            var x = a + t * (b - a);
            var fx = f(x);
            if (Math.Sign(fx) == Math.Sign(fa)) (c, fc) = (a, fa);
            else (c, b, fc, fb) = (b, a, fb, fa);
            (a, fa) = (x, fx);
            var best = Math.Abs(fa) < Math.Abs(fb) ? a : b;
            var least = 1e-15 * Math.Abs(best) + 1e-300;
            var share = least / Math.Abs(b - c);
            if (share > 0.5 || fa == 0 || fb == 0 || double.IsNaN(share)) return fa == 0 ? a : fb == 0 ? b : best;
            var (xi, phi) = ((a - b) / (c - b), (fa - fb) / (fc - fb));
            t = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi
                ? fa / (fb - fa) * (fc / (fb - fc)) + (c - a) / (b - a) * (fa / (fc - fa)) * (fb / (fc - fb))
                : 0.5;
            t = Math.Clamp(t, share, 1 - share);
        }
        return a;
    }

    /// Between ends of opposite sign, by Brent's zeroin (1973, Algorithms for Minimization without Derivatives,
    /// chapter 4), which stops where the bracket is no wider than `tolerance`. R's uniroot takes the same steps.
    public static double Zero(Func<double, double> f, double a, double b, double tolerance)
    {
        var (fa, fb) = (f(a), f(b));
        if (fa == 0) return a;
        if (fb == 0) return b;
        if (Math.Sign(fa) == Math.Sign(fb)) return Math.Abs(fa) <= Math.Abs(fb) ? a : b;
        var (c, fc) = (a, fa);
        for (var i = 0; i < 2000; i++)
        {
            var before = b - a;
            if (Math.Abs(fc) < Math.Abs(fb)) (a, b, c, fa, fb, fc) = (b, c, b, fb, fc, fb);
            var least = 2 * (Math.BitIncrement(1.0) - 1) * Math.Abs(b) + tolerance / 2;
            var step = (c - b) / 2;
            if (Math.Abs(step) <= least || fb == 0) return b;
            if (Math.Abs(before) >= least && Math.Abs(fa) > Math.Abs(fb)) step = Interpolated(before, least, step);
            if (Math.Abs(step) < least) step = step > 0 ? least : -least;
            (a, fa) = (b, fb);
            b += step;
            fb = f(b);
            if (fb > 0 == fc > 0 && fb != 0) (c, fc) = (a, fa);
        }
        return b;

        // A secant or inverse quadratic step where it is safe, else the half.
        double Interpolated(double before, double least, double half)
        {
            var (width, ratio) = (c - b, fb / fa);
            var (p, q) = (width * ratio, 1 - ratio);
            if (a != c)
            {
                var (far, near) = (fa / fc, fb / fc);
                p = ratio * (width * far * (far - near) - (b - a) * (near - 1));
                q = (far - 1) * (near - 1) * (ratio - 1);
            }
            if (p > 0) q = -q; else p = -p;
            return p < 0.75 * width * q - Math.Abs(least * q) / 2 && p < Math.Abs(before * q / 2) ? p / q : half;
        }
    }
}
