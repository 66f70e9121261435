using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Analytics.Etl.Simulated;

/// The generator xoshiro256** of Blackman and Vigna (2021), ACM TOMS 47:36. Written out here because
/// <see cref="Random"/> with a seed promises its numbers for no other version of .NET.
sealed class Xoshiro256(ulong a, ulong b, ulong c, ulong d)
{
    ulong _a = a, _b = b, _c = c, _d = d;

    /// A stream of its own for each purpose, so that one more year or district changes no other's numbers. Its state is
    /// the SHA-256 of seed and purpose, as four little-endian numbers.
    public static Xoshiro256 For(long seed, params ReadOnlySpan<string> purpose)
    {
        var text = $"{seed.ToString(CultureInfo.InvariantCulture)}\n{string.Join('\n', purpose)}";
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return new(BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(hash[16..]), BinaryPrimitives.ReadUInt64LittleEndian(hash[24..]));
    }

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// Uniform in 0 to 1, neither of both: a multiple of 2^-53 and half of it.
    public double Uniform() => ((Next() >> 11) + 0.5) * (1.0 / (1L << 53));

    /// Uniform among 0 to count - 1; draws again where the last, incomplete round would favour small numbers.
    public int Below(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var (n, drawn) = ((ulong)count, Next());
        while (drawn < unchecked(0 - n) % n) drawn = Next();
        return (int)(drawn % n);
    }

    /// The items in random order (Fisher and Yates).
    public T[] Shuffle<T>(IEnumerable<T> items)
    {
        T[] shuffled = [.. items];
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }
        return shuffled;
    }
}
