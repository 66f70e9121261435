using System.Buffers.Binary;
using System.Globalization;

namespace Analytics.DuckDb;

/// Between DuckDB's raw values and .NET's, exact or refused.
static class Conversions
{
    internal const int EpochDay = 719162; // DateOnly.DayNumber of 1970-01-01

    internal static DateOnly ToDate(int days) => days switch
    {
        int.MaxValue => throw Unheld("DATE", "infinity", "DateOnly"),
        -int.MaxValue => throw Unheld("DATE", "-infinity", "DateOnly"),
        < -EpochDay or > 2932896 =>
            throw Unheld("DATE", $"{days} days from 1970-01-01", "DateOnly (0001-01-01 to 9999-12-31)"),
        _ => DateOnly.FromDayNumber(days + EpochDay),
    };

    internal static DateTime ToDateTime(long count, long ticksPerUnit, string type, DateTimeKind kind)
    {
        if (count == long.MaxValue) throw Unheld(type, "infinity", nameof(DateTime));
        if (count == -long.MaxValue) throw Unheld(type, "-infinity", nameof(DateTime));
        var ticks = (Int128)count * ticksPerUnit + DateTime.UnixEpoch.Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime((long)ticks, kind)
            : throw Unheld(type, $"{count} units from 1970-01-01", "DateTime (years 1 to 9999)");
    }

    internal static DateTime NanosToDateTime(long nanos)
    {
        if (nanos is not (long.MaxValue or -long.MaxValue) && nanos % 100 != 0)
            throw Unheld("TIMESTAMP_NS", $"{nanos} ns from 1970-01-01", "DateTime, which counts 100 ns");
        return nanos is long.MaxValue or -long.MaxValue
            ? ToDateTime(nanos, 1, "TIMESTAMP_NS", DateTimeKind.Unspecified)
            : ToDateTime(nanos / 100, 1, "TIMESTAMP_NS", DateTimeKind.Unspecified);
    }

    internal static TimeOnly ToTime(long micros) => micros is >= 0 and < 86_400_000_000
        ? new TimeOnly(micros * TimeSpan.TicksPerMicrosecond)
        : throw Unheld("TIME", micros == 86_400_000_000 ? "24:00:00" : $"{micros} µs", "TimeOnly");

    internal static TimeOnly NanosToTime(long nanos) => nanos % 100 == 0 && nanos is >= 0 and < 86_400_000_000_000
        ? new TimeOnly(nanos / 100)
        : throw Unheld("TIME_NS", $"{nanos} ns", "TimeOnly, which counts 100 ns");

    internal static DuckDbTimeTz ToTimeTz(ulong bits) =>
        // 40 bits of microseconds, 24 bits of 15:59:59 minus the offset
        new(ToTime((long)(bits >> 24)), TimeSpan.FromSeconds(57599 - (int)(bits & 0xFFFFFF)));

    internal static Guid ToGuid(Int128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt128BigEndian(bytes, value ^ (Int128.One << 127));
        return new Guid(bytes, bigEndian: true);
    }

    internal static UInt128 FromGuid(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    internal static decimal ToDecimal(long value, byte scale)
    {
        var magnitude = value < 0 ? (ulong)-(value + 1) + 1 : (ulong)value;
        return new decimal((int)(uint)magnitude, (int)(magnitude >> 32), 0, value < 0, scale);
    }

    internal static decimal ToDecimal(Int128 value, byte scale, string type)
    {
        var magnitude = value < 0 ? (UInt128)(-(value + 1)) + 1 : (UInt128)value;
        // Zeros behind the last digit carry nothing and may keep the value from fitting 96 bits.
        while (scale > 0 && (magnitude >> 96 != 0 || scale > 28) && magnitude % 10 == 0)
            (magnitude, scale) = (magnitude / 10, (byte)(scale - 1));
        return magnitude >> 96 == 0 && scale <= 28
            ? new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), value < 0,
                scale)
            : throw Unheld(type, $"{value}e-{scale}", "System.Decimal (28 digits)");
    }

    internal static decimal ToDecimal(UInt128 value, string type) => value >> 96 == 0
        ? new decimal((int)(uint)value, (int)(uint)(value >> 32), (int)(uint)(value >> 64), false, 0)
        : throw Unheld(type, value.ToString(CultureInfo.InvariantCulture),
            "System.Decimal (28 digits); read it as UInt128");

    static readonly double[] PowersOf10 =
        [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
            1e20, 1e21, 1e22];

    /// The nearest double: of two exact parts with one rounding, beyond those by way of the digits.
    internal static double ToDouble(Int128 unscaled, byte scale) =>
        scale < PowersOf10.Length && Int128.Abs(unscaled) <= 1L << 53
            ? (double)(long)unscaled / PowersOf10[scale]
            : double.Parse($"{unscaled}e-{scale}", NumberStyles.Float, CultureInfo.InvariantCulture);

    /// Width of at least 18, the mantissa with its sign and the scale.
    internal static (byte Width, byte Scale, Int128 Mantissa) FromDecimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var mantissa = (Int128)(uint)bits[0] | (Int128)(uint)bits[1] << 32 | (Int128)(uint)bits[2] << 64;
        var scale = (byte)(bits[3] >> 16 & 0x7F);
        var digits = mantissa.ToString(CultureInfo.InvariantCulture).Length;
        return ((byte)Math.Max(18, Math.Max(digits, scale + 1)), scale, bits[3] < 0 ? -mantissa : mantissa);
    }

    internal static long ToMicros(DateTime value) => Micros(value.Ticks - DateTime.UnixEpoch.Ticks, value, "TIMESTAMP");

    /// Whole microseconds of ticks; a rest is refused, not cut off.
    internal static long Micros(long ticks, object value, string type) => ticks % TimeSpan.TicksPerMicrosecond == 0
        ? ticks / TimeSpan.TicksPerMicrosecond
        : throw new InvalidCastException(
            $"{(value is TimeSpan ? value : $"{value:O}")} has parts below a microsecond, which {type} cannot hold: "
            + "round it first.");

    internal static string ToBitString(ReadOnlySpan<byte> raw)
    {
        var padding = raw[0]; // the first byte counts the padding bits of the second
        var bits = new char[(raw.Length - 1) * 8 - padding];
        for (var i = 0; i < bits.Length; i++)
        {
            var at = i + padding;
            bits[i] = (raw[1 + at / 8] >> (7 - at % 8) & 1) == 0 ? '0' : '1';
        }
        return new string(bits);
    }

    static InvalidCastException Unheld(string type, string value, string target) =>
        new($"The {type} value {value} cannot be held by {target}. Cast it in SQL, to text for example.");
}
