using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// DuckDB's string_t: up to 12 bytes inline with zero padding, else a 4-byte prefix and a pointer.
[StructLayout(LayoutKind.Sequential, Size = 16)]
unsafe struct NativeString
{
    internal const int InlineMax = 12;

    internal uint Length;
    uint _prefix;
    byte* _pointer;

    internal static ReadOnlySpan<byte> Bytes(NativeString* s) =>
        new(s->Length <= InlineMax ? (byte*)s + sizeof(uint) : s->_pointer, (int)s->Length);

    internal static void WriteInline(NativeString* s, ReadOnlySpan<byte> bytes)
    {
        *(ulong*)s = 0; // comparisons read all 16 bytes: the padding must be zero
        *((ulong*)s + 1) = 0;
        s->Length = (uint)bytes.Length;
        bytes.CopyTo(new Span<byte>((byte*)s + sizeof(uint), InlineMax));
    }

    internal static void WritePointer(NativeString* s, byte* bytes, int length)
    {
        s->Length = (uint)length;
        s->_prefix = *(uint*)bytes;
        s->_pointer = bytes;
    }
}

/// <summary>One column of the current chunk. It ends when the chunk moves on: every access after that is refused, and
/// spans taken before it must not be used any more.</summary>
public readonly unsafe struct DuckDbVector
{
    readonly DuckDbChunk? _owner;
    readonly int _version;
    readonly nint _vector;
    readonly void* _data;
    readonly ulong* _validity;

    internal DuckDbVector(DuckDbChunk? owner, nint vector, DuckDbTypeInfo type, int count)
    {
        (_owner, _version, _vector, Type, Count) = (owner, owner?.Version ?? 0, vector, type, count);
        _data = type.Id is DuckDbType.Struct or DuckDbType.Array ? null : NativeMethods.duckdb_vector_get_data(vector);
        _validity = NativeMethods.duckdb_vector_get_validity(vector);
    }

    /// <summary>Rows.</summary>
    public int Count { get; }

    /// <summary>The column's type.</summary>
    public DuckDbTypeInfo Type { get; }

    /// <summary>True where no row is null, as far as DuckDB knows without looking.</summary>
    public bool AllValid => _validity is null;

    /// <summary>Whether a row holds a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsValid(int row) => _validity is null || (_validity[row >> 6] >> (row & 63) & 1) != 0;

    /// <summary>One bit a row, set where it holds a value; empty where all do.</summary>
    public ReadOnlySpan<ulong> Validity
    {
        get
        {
            Check();
            return _validity is null ? [] : new(_validity, (Count + 63) / 64);
        }
    }

    /// <summary>The raw physical values, null rows included (their bytes mean nothing): int for DATE (days from 1970),
    /// long for TIMESTAMP (microseconds), the storage integer for DECIMAL and ENUM, <see cref="DuckDbInterval"/> for
    /// INTERVAL.</summary>
    /// <exception cref="InvalidCastException"><typeparamref name="T"/> is not the column's physical type.</exception>
    public ReadOnlySpan<T> Span<T>() where T : unmanaged
    {
        Check();
        if (_data is null || !Physical.Fits<T>(Type))
            throw new InvalidCastException(
                $"Values of {Type} are not stored as {typeof(T).Name} but as {Physical.Name(Type)}.");
        return new(_data, Count);
    }

    /// <summary>The bytes of a VARCHAR (UTF-8) or BLOB.</summary>
    public ReadOnlySpan<byte> Bytes(int row)
    {
        Check();
        if (Type.Id is not (DuckDbType.Varchar or DuckDbType.Blob or DuckDbType.Bit))
            throw new InvalidCastException($"{Type} has no bytes to read.");
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count);
        return IsValid(row) ? RawBytes(row) : []; // a null row's pointer points anywhere
    }

    /// <summary>A row's value as <see cref="DuckDbTypeInfo.ClrType"/>; null where the row holds none.</summary>
    public object? Value(int row)
    {
        Check();
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count);
        return Boxed(row);
    }

    internal ReadOnlySpan<byte> RawBytes(int row) => NativeString.Bytes((NativeString*)_data + row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T At<T>(int row) where T : unmanaged => ((T*)_data)[row];

    internal Int128 Huge(int row) => At<NativeHugeInt>(row).Value;

    internal string Text(int row) => Type.Id switch
    {
        DuckDbType.Varchar => Encoding.UTF8.GetString(RawBytes(row)),
        DuckDbType.Enum => Type.Names[EnumCode(row)],
        DuckDbType.Bit => Conversions.ToBitString(RawBytes(row)),
        _ => throw new InvalidCastException($"A value of {Type} is not text."),
    };

    int EnumCode(int row) => Type.Storage switch
    {
        DuckDbType.UTinyInt => At<byte>(row),
        DuckDbType.USmallInt => At<ushort>(row),
        _ => (int)At<uint>(row),
    };

    internal Int128 Unscaled(int row) => Type.Storage switch
    {
        DuckDbType.SmallInt => At<short>(row),
        DuckDbType.Integer => At<int>(row),
        DuckDbType.BigInt => At<long>(row),
        _ => Huge(row),
    };

    internal decimal Decimal(int row) => Type.Storage switch
    {
        DuckDbType.SmallInt => Conversions.ToDecimal(At<short>(row), Type.Scale),
        DuckDbType.Integer => Conversions.ToDecimal(At<int>(row), Type.Scale),
        DuckDbType.BigInt => Conversions.ToDecimal(At<long>(row), Type.Scale),
        _ => Conversions.ToDecimal(Huge(row), Type.Scale, Type.ToString()),
    };

    internal object? Boxed(int row)
    {
        if (!IsValid(row)) return null;
        switch (Type.Id)
        {
            case DuckDbType.Boolean: return At<byte>(row) != 0;
            case DuckDbType.TinyInt: return At<sbyte>(row);
            case DuckDbType.SmallInt: return At<short>(row);
            case DuckDbType.Integer: return At<int>(row);
            case DuckDbType.BigInt: return At<long>(row);
            case DuckDbType.UTinyInt: return At<byte>(row);
            case DuckDbType.USmallInt: return At<ushort>(row);
            case DuckDbType.UInteger: return At<uint>(row);
            case DuckDbType.UBigInt: return At<ulong>(row);
            case DuckDbType.Float: return At<float>(row);
            case DuckDbType.Double: return At<double>(row);
            case DuckDbType.Decimal: return Decimal(row);
            case DuckDbType.HugeInt: return Conversions.ToDecimal(Huge(row), 0, "HUGEINT");
            case DuckDbType.UHugeInt: return Conversions.ToDecimal(At<NativeUHugeInt>(row).Value, "UHUGEINT");
            case DuckDbType.Date: return Conversions.ToDate(At<int>(row));
            case DuckDbType.Time: return Conversions.ToTime(At<long>(row));
            case DuckDbType.TimeNs: return Conversions.NanosToTime(At<long>(row));
            case DuckDbType.TimeTz: return Conversions.ToTimeTz(At<ulong>(row));
            case DuckDbType.Timestamp or DuckDbType.TimestampS or DuckDbType.TimestampMs or DuckDbType.TimestampNs:
                return Timestamp(row);
            case DuckDbType.TimestampTz: return new DateTimeOffset(Timestamp(row), TimeSpan.Zero);
            case DuckDbType.Interval: return At<DuckDbInterval>(row);
            case DuckDbType.Uuid: return Conversions.ToGuid(Huge(row));
            case DuckDbType.Varchar or DuckDbType.Enum or DuckDbType.Bit: return Text(row);
            case DuckDbType.Blob: return RawBytes(row).ToArray();
            case DuckDbType.List: return ListItems(row);
            case DuckDbType.Array:
                var items = new DuckDbVector(null, NativeMethods.duckdb_array_vector_get_child(_vector),
                    Type.Children[0], Count * Type.ArraySize);
                return Slice(items, row * Type.ArraySize, Type.ArraySize);
            case DuckDbType.Struct:
                var fields = new Dictionary<string, object?>(Type.Names.Length);
                for (var i = 0; i < Type.Names.Length; i++)
                    fields[Type.FieldName(i)] = new DuckDbVector(null,
                        NativeMethods.duckdb_struct_vector_get_child(_vector, (ulong)i), Type.Children[i],
                        Count).Boxed(row);
                return fields;
            case DuckDbType.Map: return MapEntries(row);
            case DuckDbType.SqlNull: return null;
            default: throw new InvalidCastException(
                $"A value of {Type} cannot be read into .NET. Cast it in SQL, to text for example.");
        }
    }

    internal DateTime Timestamp(int row) => Type.Id switch
    {
        DuckDbType.TimestampS =>
            Conversions.ToDateTime(At<long>(row), TimeSpan.TicksPerSecond, "TIMESTAMP_S", DateTimeKind.Unspecified),
        DuckDbType.TimestampMs =>
            Conversions.ToDateTime(At<long>(row), TimeSpan.TicksPerMillisecond, "TIMESTAMP_MS",
            DateTimeKind.Unspecified),
        DuckDbType.TimestampNs => Conversions.NanosToDateTime(At<long>(row)),
        DuckDbType.TimestampTz =>
            Conversions.ToDateTime(At<long>(row), TimeSpan.TicksPerMicrosecond, "TIMESTAMPTZ", DateTimeKind.Utc),
        _ => Conversions.ToDateTime(At<long>(row), TimeSpan.TicksPerMicrosecond, "TIMESTAMP", DateTimeKind.Unspecified),
    };

    object?[] ListItems(int row)
    {
        var (offset, length) = ((int)At<ListEntry>(row).Offset, (int)At<ListEntry>(row).Length);
        return Slice(new DuckDbVector(null, NativeMethods.duckdb_list_vector_get_child(_vector), Type.Children[0],
            offset + length), offset, length);
    }

    List<KeyValuePair<object, object?>> MapEntries(int row)
    {
        var (offset, length) = ((int)At<ListEntry>(row).Offset, (int)At<ListEntry>(row).Length);
        var entry = NativeMethods.duckdb_list_vector_get_child(_vector);
        var keys = new DuckDbVector(null, NativeMethods.duckdb_struct_vector_get_child(entry, 0), Type.Children[0],
            offset + length);
        var values = new DuckDbVector(null, NativeMethods.duckdb_struct_vector_get_child(entry, 1), Type.Children[1],
            offset + length);
        var entries = new List<KeyValuePair<object, object?>>(length);
        for (var i = offset; i < offset + length; i++) entries.Add(new(keys.Boxed(i)!, values.Boxed(i)));
        return entries;
    }

    static object?[] Slice(DuckDbVector vector, int offset, int length)
    {
        var items = new object?[length];
        for (var i = 0; i < length; i++) items[i] = vector.Boxed(offset + i);
        return items;
    }

    void Check()
    {
        if (_owner is null || _owner.Version != _version)
            throw new InvalidOperationException("The vector belongs to a chunk that has moved on.");
    }

    readonly record struct ListEntry(ulong Offset, ulong Length);
}

/// How values lie in memory.
static class Physical
{
    internal static bool Fits<T>(DuckDbTypeInfo type) where T : unmanaged => ClrOf(type) is { } clr
        && (typeof(T) == clr || (clr == typeof(byte) && typeof(T) == typeof(bool)));

    internal static string Name(DuckDbTypeInfo type) => ClrOf(type)?.Name ?? "something else";

    internal static Type? ClrOf(DuckDbTypeInfo type) => type.Storage switch
    {
        DuckDbType.Boolean or DuckDbType.UTinyInt => typeof(byte),
        DuckDbType.TinyInt => typeof(sbyte),
        DuckDbType.SmallInt => typeof(short),
        DuckDbType.USmallInt => typeof(ushort),
        DuckDbType.Integer or DuckDbType.Date => typeof(int),
        DuckDbType.UInteger => typeof(uint),
        DuckDbType.UBigInt or DuckDbType.TimeTz => typeof(ulong),
        DuckDbType.BigInt or DuckDbType.Time or DuckDbType.TimeNs or DuckDbType.Timestamp or DuckDbType.TimestampS
            or DuckDbType.TimestampMs or DuckDbType.TimestampNs or DuckDbType.TimestampTz => typeof(long),
        DuckDbType.Float => typeof(float),
        DuckDbType.Double => typeof(double),
        DuckDbType.HugeInt or DuckDbType.Uuid => typeof(Int128),
        DuckDbType.UHugeInt => typeof(UInt128),
        DuckDbType.Interval => typeof(DuckDbInterval),
        _ => null,
    };
}
