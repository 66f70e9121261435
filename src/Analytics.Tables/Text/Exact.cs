using System.Numerics;

namespace Analytics.Tables.Text;

/// A decimal of any length, so that nothing is rounded on the way to numeric(18,6): every factor is a power of ten.
readonly record struct Exact(BigInteger Digits, int Exponent)
{
    const int WholeDigits = 12, Decimals = 6;

    public static Exact Of(string whole, string decimals = "") =>
        new(BigInteger.Parse(whole + decimals, System.Globalization.CultureInfo.InvariantCulture), -decimals.Length);

    public Exact Times(int powerOfTen) => this with { Exponent = Exponent + powerOfTen };

    public Exact Negated() => this with { Digits = -Digits };

    public Exact Plus(Exact other)
    {
        var exponent = Math.Min(Exponent, other.Exponent);
        return new Exact(At(exponent) + other.At(exponent), exponent);
    }

    BigInteger At(int exponent) => Digits * BigInteger.Pow(10, Exponent - exponent);

    /// The code of what keeps it out of numeric(18,6), or null.
    public string? TryDecimal(out decimal value)
    {
        value = 0;
        var (digits, exponent) = (Digits, Exponent);
        if (digits.IsZero) return null;
        while (digits % 10 == 0) (digits, exponent) = (digits / 10, exponent + 1);
        var length = BigInteger.Abs(digits).ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
        if (length + exponent > WholeDigits) return "number-too-large";
        if (exponent < -Decimals) return "too-many-digits";
        value = exponent >= 0
            ? (decimal)(digits * BigInteger.Pow(10, exponent))
            : (decimal)digits / (decimal)BigInteger.Pow(10, -exponent);
        return null;
    }
}
