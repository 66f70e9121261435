namespace Analytics.Etl.Simulated;

/// Exponential and logarithm made of operations that IEEE 754 fixes to the last bit (+, -, *, /, square root). Those of
/// the C library differ in the last bit between platforms, and a panel must be the same on every machine. Relative
/// error below 1e-14.
static class ExactMath
{
    // ln 2 in two parts, the first with trailing zeros, so that its multiples are exact (fdlibm).
    const double Ln2High = 6.93147180369123816490e-01, Ln2Low = 1.90821492927058770002e-10;

    /// e to the power of x, for x from -700 to 700.
    public static double Exp(double x)
    {
        if (!(Math.Abs(x) <= 700)) throw new ArgumentOutOfRangeException(nameof(x), x, "Expected -700 to 700.");
        var twos = Math.Floor(x / Ln2High + 0.5);
        var rest = (x - twos * Ln2High) - twos * Ln2Low;
        var sum = 1.0;
        for (var n = 18; n >= 1; n--) sum = 1 + rest * sum / n;
        return sum * BitConverter.Int64BitsToDouble(((long)twos + 1023) << 52);
    }

    /// Natural logarithm of a normal number above 0.
    public static double Log(double x)
    {
        if (!double.IsNormal(x) || x < 0) throw new ArgumentOutOfRangeException(nameof(x), x, "Expected above 0.");
        var bits = BitConverter.DoubleToInt64Bits(x);
        var twos = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xF_FFFF_FFFF_FFFF) | (1023L << 52));
        if (mantissa > 1.4142135623730951) (mantissa, twos) = (mantissa / 2, twos + 1);
        var s = (mantissa - 1) / (mantissa + 1);
        var sum = 0.0;
        for (var n = 25; n >= 1; n -= 2) sum = sum * s * s + 1.0 / n;
        return twos * Ln2High + (2 * s * sum + twos * Ln2Low);
    }

    /// The probability with a log odds.
    public static double Logistic(double logOdds) => 1 / (1 + Exp(-logOdds));
}
