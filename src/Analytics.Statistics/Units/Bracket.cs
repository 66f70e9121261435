namespace Analytics.Statistics.Units;

// Roots of functions that fall, by regula falsi after Anderson and Björck (1973), BIT 13:253-264, with a halving step
// where the bracket shrinks too slowly.
static class Bracket
{
    /// The x where a falling function meets 0: `f(low)` is above 0, and `high` is doubled until `f(high)` is not.
    /// Null where it stays above 0 to the end of numbers.
    public static double? Falling(Func<double, double> f, double low, double high)
    {
        var (atLow, atHigh) = (f(low), f(high));
        if (atLow <= 0) return low;
        while (atHigh > 0)
        {
            (low, atLow) = (high, atHigh);
            high *= 2;
            if (double.IsInfinity(high)) return null;
            atHigh = f(high);
        }
        return Between(f, low, atLow, high, atHigh);
    }

    /// The x between ends where the function has opposite signs.
    public static double Between(Func<double, double> f, double low, double atLow, double high, double atHigh)
    {
        if (atLow == 0) return low;
        if (atHigh == 0) return high;
        for (var i = 0; i < 300 && Math.Abs(high - low) > 4e-16 * Math.Max(Math.Abs(low), Math.Abs(high)); i++)
        {
            var middle = (low + high) / 2;
            var x = i % 4 == 3 ? middle : (low * atHigh - high * atLow) / (atHigh - atLow);
            if (!(x > Math.Min(low, high) && x < Math.Max(low, high))) x = middle;
            if (x == low || Math.Abs(x - high) <= 2.3e-16 * Math.Abs(x)) return x;
            var at = f(x);
            if (at == 0) return x;
            if (at > 0 == atHigh > 0)
            {
                var share = 1 - at / atHigh;
                atLow *= share > 0 ? share : 0.5;
                (high, atHigh) = (x, at);
            }
            else
            {
                (low, atLow, high, atHigh) = (high, atHigh, x, at);
            }
        }
        return Math.Abs(atLow) < Math.Abs(atHigh) ? low : high;
    }
}
