using System.Text;
using System.Text.Unicode;
using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// <summary>Writes rows into the vectors of one chunk, column by column, without boxing. A column left unset in a row is null.</summary>
/// <remarks>One object a thread. Values are checked against the column's type: <c>1.5</c> into INTEGER is refused, never cut.</remarks>
public sealed unsafe class DuckDbRowWriter
{
    readonly DuckDbColumnSpec[] _columns;
    readonly DuckDbTypeInfo[] _types;
    readonly Target[] _targets;
    readonly bool[] _set;
    nint _chunk;

    internal DuckDbRowWriter(DuckDbColumnSpec[] columns, DuckDbTypeInfo[] types) =>
        (_columns, _types, _targets, _set) = (columns, types, new Target[types.Length], new bool[types.Length]);

    /// <summary>Rows a chunk holds: 2,048.</summary>
    public static int Capacity { get; } = (int)NativeMethods.duckdb_vector_size();

    /// <summary>Rows ended so far in this chunk.</summary>
    public int Row { get; private set; }

    /// <summary>Whether the chunk takes no more rows.</summary>
    public bool IsFull => Row == Capacity;

    /// <summary>Columns to write.</summary>
    public int ColumnCount => _types.Length;

    /// <summary>Ends the row; columns not set become null.</summary>
    public void EndRow()
    {
        if (IsFull) throw new InvalidOperationException($"The chunk holds {Capacity} rows already.");
        for (var i = 0; i < _set.Length; i++)
        {
            if (!_set[i]) SetNull(i);
            _set[i] = false;
        }
        Row++;
    }

    /// <summary>Gives up the values set since the last <see cref="EndRow"/>.</summary>
    public void AbandonRow() => Array.Clear(_set);

    /// <summary>Sets a column to null.</summary>
    public void SetNull(int column)
    {
        ref var target = ref _targets[column];
        if (target.Validity is null)
        {
            NativeMethods.duckdb_vector_ensure_validity_writable(target.Vector);
            target.Validity = NativeMethods.duckdb_vector_get_validity(target.Vector);
        }
        target.Validity[Row >> 6] &= ~(1UL << (Row & 63));
        if (_types[column].Id is DuckDbType.Varchar or DuckDbType.Blob) NativeString.WriteInline((NativeString*)target.Data + Row, []);
        _set[column] = true;
    }

    /// <summary>Sets a raw physical value: int for DATE, long for TIMESTAMP, the storage integer for DECIMAL.</summary>
    /// <exception cref="InvalidCastException"><typeparamref name="T"/> is not the column's physical type.</exception>
    public void SetRaw<T>(int column, T value) where T : unmanaged
    {
        if (!Physical.Fits<T>(_types[column])) throw Mismatch(column, typeof(T).Name, value.ToString());
        Put(column, value);
    }

    /// <summary>Sets a value of any type that the column holds exactly.</summary>
    /// <exception cref="InvalidCastException">The value's type is not the column's, or the value does not fit.</exception>
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
            case bool v: Set(column, v); break;
            case double v: Set(column, v); break;
            case float v: Set(column, v); break;
            case decimal v: Set(column, v); break;
            case DateOnly v: Set(column, v); break;
            case TimeOnly v: Expect(column, DuckDbType.Time, v); Put(column, Conversions.Micros(v.Ticks, v, "TIME")); break;
            case DateTime v: Set(column, v); break;
            case DateTimeOffset v: Expect(column, DuckDbType.TimestampTz, v); Put(column, Conversions.ToMicros(v.UtcDateTime)); break;
            case DuckDbInterval v: Expect(column, DuckDbType.Interval, v); Put(column, v); break;
            case Guid v: Expect(column, DuckDbType.Uuid, v); Put(column, (Int128)Conversions.FromGuid(v) ^ (Int128.One << 127)); break;
            case byte[] v: Expect(column, DuckDbType.Blob, "bytes"); PutBytes(column, v); break;
            default: throw Mismatch(column, value.GetType().Name, value.ToString());
        }
    }

    /// <summary>Sets a whole number; any integer, HUGEINT or DECIMAL column takes it if it fits.</summary>
    public void Set(int column, long value)
    {
        switch (_types[column].Id)
        {
            case DuckDbType.BigInt: Put(column, value); break;
            case DuckDbType.Integer when value is >= int.MinValue and <= int.MaxValue: Put(column, (int)value); break;
            default: SetWhole(column, value); break;
        }
    }

    /// <summary>Sets a BOOLEAN.</summary>
    public void Set(int column, bool value)
    {
        Expect(column, DuckDbType.Boolean, value);
        Put(column, value ? (byte)1 : (byte)0);
    }

    /// <summary>Sets a DOUBLE; a FLOAT only where the value is a float's.</summary>
    public void Set(int column, double value)
    {
        if (_types[column].Id == DuckDbType.Float && ((double)(float)value).Equals(value)) Put(column, (float)value);
        else
        {
            Expect(column, DuckDbType.Double, value);
            Put(column, value);
        }
    }

    /// <summary>Sets a DECIMAL; digits beyond the column's scale are refused unless they are zeros.</summary>
    public void Set(int column, decimal value)
    {
        var type = _types[column];
        if (type.Id == DuckDbType.Double) throw Mismatch(column, "decimal", value.ToString(null, null));
        Expect(column, DuckDbType.Decimal, value);
        var (_, scale, mantissa) = Conversions.FromDecimal(value);
        for (; scale > type.Scale; scale--)
        {
            var (quotient, rest) = Int128.DivRem(mantissa, 10);
            if (rest != 0) throw Unfit(column, value, $"has more than {type.Scale} decimals: round it first");
            mantissa = quotient;
        }
        SetScaled(column, mantissa, type.Scale - scale, value);
    }

    /// <summary>Sets a DATE.</summary>
    public void Set(int column, DateOnly value)
    {
        Expect(column, DuckDbType.Date, value);
        Put(column, value.DayNumber - Conversions.EpochDay);
    }

    /// <summary>Sets a TIMESTAMP; a TIMESTAMPTZ takes UTC values only.</summary>
    public void Set(int column, DateTime value)
    {
        if (_types[column].Id == DuckDbType.TimestampTz && value.Kind == DateTimeKind.Utc) Put(column, Conversions.ToMicros(value));
        else
        {
            Expect(column, DuckDbType.Timestamp, value);
            Put(column, Conversions.ToMicros(value));
        }
    }

    /// <summary>Sets a VARCHAR, or an ENUM by its label.</summary>
    public void Set(int column, string value)
    {
        if (_types[column].Id == DuckDbType.Enum) SetEnum(column, value);
        else Set(column, value.AsSpan());
    }

    /// <summary>Sets a VARCHAR.</summary>
    /// <exception cref="InvalidCastException">The text has half a surrogate pair.</exception>
    public void Set(int column, ReadOnlySpan<char> value)
    {
        Expect(column, DuckDbType.Varchar, "text");
        Span<byte> small = stackalloc byte[256];
        var most = value.Length * 3;
        var utf8 = most <= small.Length ? small : new byte[most];
        if (Utf8.FromUtf16(value, utf8, out _, out var written, replaceInvalidSequences: false) != System.Buffers.OperationStatus.Done)
            throw Unfit(column, value.ToString(), "has half a surrogate pair and is no Unicode text");
        PutBytes(column, utf8[..written]);
    }

    /// <summary>Sets a VARCHAR of UTF-8 bytes, which are checked.</summary>
    /// <exception cref="InvalidCastException">The bytes are not UTF-8.</exception>
    public void SetUtf8(int column, ReadOnlySpan<byte> value)
    {
        Expect(column, DuckDbType.Varchar, "text");
        if (!Utf8.IsValid(value)) throw Unfit(column, Convert.ToHexString(value[..Math.Min(16, value.Length)]), "is not UTF-8");
        PutBytes(column, value);
    }

    internal void Bind(nint chunk)
    {
        (_chunk, Row) = (chunk, 0);
        Array.Clear(_set);
        for (var i = 0; i < _targets.Length; i++)
        {
            var vector = NativeMethods.duckdb_data_chunk_get_vector(chunk, (ulong)i);
            _targets[i] = new Target { Vector = vector, Data = NativeMethods.duckdb_vector_get_data(vector) };
        }
    }

    /// Binds the one result vector of a scalar function.
    internal void BindVector(nint vector)
    {
        (_chunk, Row) = (0, 0);
        Array.Clear(_set);
        _targets[0] = new Target { Vector = vector, Data = NativeMethods.duckdb_vector_get_data(vector) };
    }

    internal void Finish() => NativeMethods.duckdb_data_chunk_set_size(_chunk, (ulong)Row);

    void Put<T>(int column, T value) where T : unmanaged
    {
        ref var target = ref Slot(column);
        ((T*)target.Data)[Row] = value;
    }

    void PutBytes(int column, ReadOnlySpan<byte> bytes)
    {
        ref var target = ref Slot(column);
        var slot = (NativeString*)target.Data + Row;
        if (bytes.Length <= NativeString.InlineMax) NativeString.WriteInline(slot, bytes);
        else fixed (byte* p = bytes)
            NativeMethods.duckdb_unsafe_vector_assign_string_element_len(target.Vector, (ulong)Row, p, (ulong)bytes.Length);
    }

    // A row that was given up half-way may have left a null bit here: setting a value sets the bit again.
    ref Target Slot(int column)
    {
        ref var target = ref _targets[column];
        if (IsFull) throw new InvalidOperationException($"The chunk holds {Capacity} rows already.");
        if (target.Validity is not null) target.Validity[Row >> 6] |= 1UL << (Row & 63);
        _set[column] = true;
        return ref target;
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
            case DuckDbType.Decimal: SetScaled(column, value, _types[column].Scale, value); break;
            default: throw Mismatch(column, "whole number", value.ToString());
        }
    }

    void SetScaled(int column, Int128 mantissa, int zeros, object value)
    {
        var type = _types[column];
        for (; zeros > 0; zeros--)
        {
            if (Int128.Abs(mantissa) > Int128.MaxValue / 10) throw Unfit(column, value, $"does not fit {type}");
            mantissa *= 10;
        }
        if (Int128.Abs(mantissa) >= PowersOfTen[type.Width]) throw Unfit(column, value, $"does not fit {type}");
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
        if (code < 0) throw Unfit(column, label, $"is no label of the enum; known: {string.Join(", ", type.Names)}");
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

    void Expect(int column, DuckDbType type, object value)
    {
        if (_types[column].Id != type) throw Mismatch(column, value.GetType().Name, value.ToString());
    }

    InvalidCastException Mismatch(int column, string given, string? value) =>
        new($"Column '{_columns[column].Name}', row {Row}: is {_types[column]} and takes no {given} ({value}).");

    InvalidCastException Unfit(int column, object value, string why) =>
        new($"Column '{_columns[column].Name}', row {Row}: {value} {why}.");

    static readonly Int128[] PowersOfTen = [.. Enumerable.Range(0, 39).Select(i => (Int128)System.Numerics.BigInteger.Pow(10, i))];

    struct Target
    {
        internal nint Vector;
        internal void* Data;
        internal ulong* Validity;
    }
}

/// <summary>A column to be made: its name and type.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">A type without parts; DECIMAL takes <paramref name="Width"/> and <paramref name="Scale"/>.</param>
/// <param name="Width">Digits of a DECIMAL.</param>
/// <param name="Scale">Digits of a DECIMAL behind the point.</param>
public readonly record struct DuckDbColumnSpec(string Name, DuckDbType Type, byte Width = 18, byte Scale = 3)
{
    internal nint CreateType() => Type == DuckDbType.Decimal
        ? NativeMethods.duckdb_create_decimal_type(Width, Scale)
        : NativeMethods.duckdb_create_logical_type(Type);
}
