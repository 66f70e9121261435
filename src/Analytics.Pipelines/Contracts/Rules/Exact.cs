using System.Numerics;

namespace Analytics.Pipelines.Contracts.Rules;

/// A number as a fraction, so that no rule is decided by the rounding of a division.
readonly struct Exact : IComparable<Exact>, IEquatable<Exact>
{
    readonly BigInteger _over, _under;

    Exact(BigInteger over, BigInteger under)
    {
        var divisor = BigInteger.GreatestCommonDivisor(over, under) * (under.Sign < 0 ? -1 : 1);
        (_over, _under) = (over / divisor, under / divisor);
    }

    // The default of the struct is zero too.
    BigInteger Under => _under.IsZero ? BigInteger.One : _under;

    public static Exact Zero => default;

    public bool IsZero => _over.IsZero;

    public int Sign => _over.Sign;

    public static implicit operator Exact(decimal value)
    {
        var bits = decimal.GetBits(value);
        var whole = (new BigInteger((uint)bits[2]) << 64) + (new BigInteger((uint)bits[1]) << 32)
            + new BigInteger((uint)bits[0]);
        return new Exact(bits[3] < 0 ? -whole : whole, BigInteger.Pow(10, value.Scale));
    }

    public static Exact operator +(Exact a, Exact b) => new(a._over * b.Under + b._over * a.Under, a.Under * b.Under);

    public static Exact operator -(Exact a, Exact b) => a + -b;

    public static Exact operator -(Exact a) => new(-a._over, a.Under);

    public static Exact operator *(Exact a, Exact b) => new(a._over * b._over, a.Under * b.Under);

    /// <exception cref="DivideByZeroException">b is zero.</exception>
    public static Exact operator /(Exact a, Exact b) => b.IsZero ? throw new DivideByZeroException()
        : new(a._over * b.Under, a.Under * b._over);

    public int CompareTo(Exact other) => (_over * other.Under).CompareTo(other._over * Under);

    public bool Equals(Exact other) => CompareTo(other) == 0;

    public override bool Equals(object? obj) => obj is Exact other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_over, Under);

    /// The nearest decimal of six digits behind the point, for people.
    public decimal Rounded()
    {
        const int Shift = 1_000_000;
        var twice = BigInteger.Abs(_over) * Shift * 2 / Under;
        var rounded = (twice + 1) / 2 * _over.Sign;
        return BigInteger.Abs(rounded) > new BigInteger(decimal.MaxValue) ? decimal.MaxValue * _over.Sign
            : (decimal)rounded / Shift;
    }
}
