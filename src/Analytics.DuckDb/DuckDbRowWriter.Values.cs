using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace Analytics.DuckDb;

public sealed unsafe partial class DuckDbRowWriter
{
    /// <summary>Sets a raw physical value: int for DATE, long for TIMESTAMP, the storage integer for DECIMAL and
    /// ENUM.</summary>
    /// <exception cref="InvalidCastException"><typeparamref name="T"/> is not the column's physical type, or the value
    /// is none that the type can have: too many digits for a DECIMAL, no label's number for an ENUM.</exception>
    public void SetRaw<T>(int column, T value) where T : unmanaged
    {
        var type = _types[column];
        if (!IsPhysical<T>(column)) throw Mismatch(column, "raw " + typeof(T).Name, value);
        if (type.Id is DuckDbType.Decimal && Whole(value) is var whole
            && (whole >= PowersOfTen[type.Width] || whole <= -PowersOfTen[type.Width]))
            throw Unfit(column, value, $"does not fit {type}");
        if (type.Id is DuckDbType.Enum && Whole(value) >= type.Names.Length)
            throw Unfit(column, value, "is no label's number");
        Put(column, value);
    }

    /// <summary>Sets a value of any type that the column holds exactly.</summary>
    /// <exception cref="InvalidCastException">The value's type is not the column's, or the value does not
    /// fit.</exception>
    public void Set(int column, object? value)
    {
        switch (value)
        {
            case null or DBNull: SetNull(column); break;
            case string v: Set(column, v); break;
            case long v: Set(column, v); break;
            case int v: Set(column, (long)v); break;
            case short v: Set(column, (long)v); break;
            case byte v: Set(column, (long)v); break;
            case sbyte v: Set(column, (long)v); break;
            case ushort v: Set(column, (long)v); break;
            case uint v: Set(column, (long)v); break;
            case ulong v: SetWhole(column, v); break;
            case Int128 v: SetWhole(column, v); break;
            case UInt128 v: SetUnsigned(column, v); break;
            case bool v: Set(column, v); break;
            case double v: Set(column, v); break;
            case float v: Set(column, (double)v); break;
            case decimal v: Set(column, v); break;
            case DateOnly v: Set(column, v); break;
            case TimeOnly v: Set(column, v); break;
            case DateTime v: Set(column, v); break;
            case DateTimeOffset v: Set(column, v); break;
            case DuckDbInterval v: Expect(column, DuckDbType.Interval, v); Put(column, v); break;
            case Guid v: Set(column, v); break;
            case byte[] v: Set(column, v.AsSpan()); break;
            default: throw Mismatch(column, value.GetType().Name, value);
        }
    }

    /// <summary>Sets a whole number; any integer, HUGEINT or DECIMAL column takes it if it fits.</summary>
    public void Set(int column, long value)
    {
        var id = _types[column].Id;
        if (id == DuckDbType.BigInt) Put(column, value);
        else if (id == DuckDbType.Integer && value == (int)value) Put(column, (int)value);
        else SetWhole(column, value);
    }

    /// <summary>Sets a BOOLEAN.</summary>
    public void Set(int column, bool value)
    {
        if (_types[column].Id != DuckDbType.Boolean) throw Mismatch(column, "bool", value);
        Put(column, value);
    }

    /// <summary>Sets a DOUBLE; a FLOAT only where the value is a float's.</summary>
    public void Set(int column, double value)
    {
        var id = _types[column].Id;
        if (id == DuckDbType.Double) Put(column, value);
        else if (id != DuckDbType.Float) throw Mismatch(column, "double", value);
        else if (!((double)(float)value).Equals(value)) throw Unfit(column, value, "is no FLOAT: round it first");
        else Put(column, (float)value);
    }

    /// <summary>Sets a DECIMAL; digits beyond the column's scale are refused unless they are zeros.</summary>
    [SkipLocalsInit]
    public void Set(int column, decimal value)
    {
        var type = _types[column];
        if (type.Id != DuckDbType.Decimal) throw Mismatch(column, "decimal", value);
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var scale = bits[3] >> 16 & 0x7F;
        if (scale == type.Scale && bits[2] == 0 && bits[1] >= 0 && type.Storage == DuckDbType.BigInt)
        {
            var small = (long)(uint)bits[0] | (long)bits[1] << 32;
            if (small >= (long)PowersOfTen[type.Width]) throw Unfit(column, value, $"does not fit {type}");
            Put(column, bits[3] < 0 ? -small : small);
            return;
        }
        var mantissa = (Int128)new UInt128((uint)bits[2], (ulong)(uint)bits[1] << 32 | (uint)bits[0]);
        for (; scale > type.Scale; scale--)
        {
            var (quotient, rest) = Int128.DivRem(mantissa, 10);
            if (rest != 0) throw Unfit(column, value, $"has more than {type.Scale} decimals: round it first");
            mantissa = quotient;
        }
        SetScaled(column, bits[3] < 0 ? -mantissa : mantissa, type.Scale - scale, value);
    }

    /// <summary>Sets a DATE.</summary>
    public void Set(int column, DateOnly value)
    {
        if (_types[column].Id != DuckDbType.Date) throw Mismatch(column, "DateOnly", value);
        Put(column, value.DayNumber - Conversions.EpochDay);
    }

    /// <summary>Sets a TIME.</summary>
    public void Set(int column, TimeOnly value)
    {
        if (_types[column].Id != DuckDbType.Time) throw Mismatch(column, "TimeOnly", value);
        Put(column, Ticks(column, value.Ticks, TimeSpan.TicksPerMicrosecond, value));
    }

    /// <summary>Sets a TIMESTAMP of any precision that holds the value whole; a TIMESTAMPTZ takes UTC values
    /// only.</summary>
    public void Set(int column, DateTime value)
    {
        var ticks = value.Ticks - DateTime.UnixEpoch.Ticks;
        switch (_types[column].Id)
        {
            case DuckDbType.Timestamp: Put(column, Ticks(column, ticks, TimeSpan.TicksPerMicrosecond, value)); break;
            case DuckDbType.TimestampS: Put(column, Ticks(column, ticks, TimeSpan.TicksPerSecond, value)); break;
            case DuckDbType.TimestampMs: Put(column, Ticks(column, ticks, TimeSpan.TicksPerMillisecond, value)); break;
            case DuckDbType.TimestampNs when Math.Abs(ticks) < long.MaxValue / 100: Put(column, ticks * 100); break;
            case DuckDbType.TimestampNs: throw Unfit(column, value, "does not fit TIMESTAMP_NS (years 1677 to 2262)");
            case DuckDbType.TimestampTz when value.Kind == DateTimeKind.Utc: Put(column,
                Ticks(column, ticks, TimeSpan.TicksPerMicrosecond, value)); break;
            default: throw Mismatch(column, $"DateTime of kind {value.Kind}", value);
        }
    }

    /// <summary>Sets a TIMESTAMPTZ.</summary>
    public void Set(int column, DateTimeOffset value)
    {
        if (_types[column].Id != DuckDbType.TimestampTz) throw Mismatch(column, "DateTimeOffset", value);
        Set(column, value.UtcDateTime);
    }

    /// <summary>Sets a UUID.</summary>
    public void Set(int column, Guid value)
    {
        if (_types[column].Id != DuckDbType.Uuid) throw Mismatch(column, "Guid", value);
        // The first bit is turned, so that UUIDs sort as text.
        Put(column, (Int128)Conversions.FromGuid(value) ^ (Int128.One << 127));
    }

    /// <summary>Sets a BLOB.</summary>
    public void Set(int column, ReadOnlySpan<byte> value)
    {
        if (_types[column].Id != DuckDbType.Blob) throw Mismatch(column, "bytes", $"{value.Length} bytes");
        PutBytes(column, value);
    }

    /// <summary>Sets a VARCHAR, or an ENUM by its label; null sets null.</summary>
    public void Set(int column, string? value)
    {
        if (value is null) SetNull(column);
        else if (_types[column].Id == DuckDbType.Enum) SetEnum(column, value);
        else Set(column, value.AsSpan());
    }

    /// <summary>Sets a VARCHAR.</summary>
    /// <exception cref="InvalidCastException">The text has half a surrogate pair.</exception>
    [SkipLocalsInit]
    public void Set(int column, ReadOnlySpan<char> value)
    {
        if (_types[column].Id != DuckDbType.Varchar) throw Mismatch(column, "text", value.ToString());
        const int Small = 256;
        var most = value.Length * 3;
        var rented = most > Small ? ArrayPool<byte>.Shared.Rent(most) : null;
        try
        {
            Span<byte> utf8 = rented ?? stackalloc byte[Small];
            if (Utf8.FromUtf16(value, utf8, out var read, out var written,
                replaceInvalidSequences: false) != OperationStatus.Done)
                throw Unfit(column, $"the text '{Rune.ReplacementChar}'",
                    $"has half a surrogate pair at character {read + 1} and is no Unicode text");
            PutBytes(column, utf8[..written]);
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Sets a VARCHAR of UTF-8 bytes, which are checked.</summary>
    /// <exception cref="InvalidCastException">The bytes are not UTF-8.</exception>
    public void SetUtf8(int column, ReadOnlySpan<byte> value)
    {
        if (_types[column].Id != DuckDbType.Varchar) throw Mismatch(column, "text", $"{value.Length} bytes");
        if (!Utf8.IsValid(value))
            throw Unfit(column, "the bytes " + System.Convert.ToHexString(value[..Math.Min(16, value.Length)]),
                "are not UTF-8");
        PutBytes(column, value);
    }

    void SetUnsigned(int column, UInt128 value)
    {
        if (_types[column].Id == DuckDbType.UHugeInt) Put(column, value);
        else if (value > (UInt128)Int128.MaxValue) throw Unfit(column, value, $"does not fit {_types[column]}");
        else SetWhole(column, (Int128)value);
    }

    void SetWhole(int column, Int128 value)
    {
        switch (_types[column].Id)
        {
            case DuckDbType.TinyInt: Put(column, Fit<sbyte>(column, value)); break;
            case DuckDbType.SmallInt: Put(column, Fit<short>(column, value)); break;
            case DuckDbType.Integer: Put(column, Fit<int>(column, value)); break;
            case DuckDbType.BigInt: Put(column, Fit<long>(column, value)); break;
            case DuckDbType.UTinyInt: Put(column, Fit<byte>(column, value)); break;
            case DuckDbType.USmallInt: Put(column, Fit<ushort>(column, value)); break;
            case DuckDbType.UInteger: Put(column, Fit<uint>(column, value)); break;
            case DuckDbType.UBigInt: Put(column, Fit<ulong>(column, value)); break;
            case DuckDbType.HugeInt: Put(column, value); break;
            case DuckDbType.UHugeInt: Put(column, Fit<UInt128>(column, value)); break;
            case DuckDbType.Decimal: SetScaled(column, value, _types[column].Scale, value); break;
            default: throw Mismatch(column, "whole number", value);
        }
    }

    void SetScaled(int column, Int128 mantissa, int zeros, object value)
    {
        var type = _types[column];
        // Zero first: it fits whatever the scale, and Abs of the least Int128 has no positive counterpart.
        if (mantissa != 0 && (mantissa == Int128.MinValue
            || Int128.Abs(mantissa) >= PowersOfTen[type.Width - Math.Min(zeros, type.Width)]))
            throw Unfit(column, value, $"does not fit {type}");
        mantissa *= PowersOfTen[zeros];
        switch (type.Storage)
        {
            case DuckDbType.SmallInt: Put(column, (short)mantissa); break;
            case DuckDbType.Integer: Put(column, (int)mantissa); break;
            case DuckDbType.BigInt: Put(column, (long)mantissa); break;
            default: Put(column, mantissa); break;
        }
    }

    void SetEnum(int column, string label)
    {
        var type = _types[column];
        var code = Array.IndexOf(type.Names, label);
        if (code < 0) throw Unfit(column, $"'{label}'",
            $"is no label of the enum; known: {string.Join(", ", type.Names.Take(20))}");
        switch (type.Storage)
        {
            case DuckDbType.UTinyInt: Put(column, (byte)code); break;
            case DuckDbType.USmallInt: Put(column, (ushort)code); break;
            default: Put(column, (uint)code); break;
        }
    }

    T Fit<T>(int column, Int128 value) where T : System.Numerics.INumberBase<T>
    {
        try
        {
            return T.CreateChecked(value);
        }
        catch (OverflowException)
        {
            throw Unfit(column, value, $"does not fit {_types[column]}");
        }
    }

    long Ticks(int column, long ticks, long perUnit, object value) => ticks % perUnit == 0
        ? ticks / perUnit
        : throw Unfit(column, string.Create(CultureInfo.InvariantCulture, $"{value:O}"),
            $"has parts that {_types[column]} cannot hold: round it first");

    static Int128 Whole<T>(T value) where T : unmanaged => value switch
    {
        short v => v,
        int v => v,
        long v => v,
        byte v => v,
        ushort v => v,
        uint v => v,
        Int128 v => v,
        _ => throw new InvalidOperationException($"{typeof(T).Name} is no storage of a DECIMAL or ENUM."),
    };
}
