using System.Collections;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// Makes a DuckDB value of a .NET value, exact or refused. The caller destroys it.
static unsafe class ParameterValue
{
    internal static nint Create(object? value) => value switch
    {
        null or DBNull => NativeMethods.duckdb_create_null_value(),
        bool v => NativeMethods.duckdb_create_bool(v ? (byte)1 : (byte)0),
        sbyte v => NativeMethods.duckdb_create_int8(v),
        byte v => NativeMethods.duckdb_create_uint8(v),
        short v => NativeMethods.duckdb_create_int16(v),
        ushort v => NativeMethods.duckdb_create_uint16(v),
        Enum v => Create(Convert.ChangeType(v, Enum.GetUnderlyingType(v.GetType()), null)),
        int v => NativeMethods.duckdb_create_int32(v),
        uint v => NativeMethods.duckdb_create_uint32(v),
        long v => NativeMethods.duckdb_create_int64(v),
        ulong v => NativeMethods.duckdb_create_uint64(v),
        Int128 v => NativeMethods.duckdb_create_hugeint(new NativeHugeInt(v)),
        UInt128 v => NativeMethods.duckdb_create_uhugeint(new NativeUHugeInt(v)),
        BigInteger v => FromBigInteger(v),
        float v => NativeMethods.duckdb_create_float(v),
        double v => NativeMethods.duckdb_create_double(v),
        decimal v => FromDecimal(v),
        string v => FromText(v),
        char v => FromText(v.ToString()),
        Guid v => NativeMethods.duckdb_create_uuid(new NativeUHugeInt(Conversions.FromGuid(v))),
        DateOnly v => NativeMethods.duckdb_create_date(v.DayNumber - Conversions.EpochDay),
        TimeOnly v => NativeMethods.duckdb_create_time(Conversions.Micros(v.Ticks, v, "TIME")),
        DateTime v => FromDateTime(v),
        DateTimeOffset v => NativeMethods.duckdb_create_timestamp_tz(Conversions.ToMicros(v.UtcDateTime)),
        TimeSpan v => NativeMethods.duckdb_create_interval(new DuckDbInterval(0, 0,
            Conversions.Micros(v.Ticks, v, "INTERVAL"))),
        DuckDbInterval v => NativeMethods.duckdb_create_interval(v),
        byte[] v => FromBlob(v),
        ReadOnlyMemory<byte> v => FromBlob(v.Span),
        IReadOnlyDictionary<string, object?> v => FromStruct(v),
        IDictionary v => FromMap(v),
        IEnumerable v => FromList(v),
        _ => throw new NotSupportedException(
            $"A parameter of type {value.GetType()} has no DuckDB type. Convert it first."),
    };

    static nint FromText(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new InvalidCastException(
                "A text with a NUL character cannot be a parameter: PostgreSQL refuses it, DuckDB's tools cut it.");
        byte[] utf8;
        try
        {
            utf8 = StrictUtf8.GetBytes(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new InvalidCastException(
                $"The text has half a surrogate pair at character {e.Index}, which is no Unicode text.", e);
        }
        fixed (byte* p = utf8)
            return NativeMethods.duckdb_create_varchar_length(p is null ? (byte*)1 : p, (ulong)utf8.Length);
    }

    internal static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    static nint FromBlob(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* p = bytes) return NativeMethods.duckdb_create_blob(p is null ? (byte*)1 : p, (ulong)bytes.Length);
    }

    static nint FromDecimal(decimal value)
    {
        var (width, scale, mantissa) = Conversions.FromDecimal(value);
        return NativeMethods.duckdb_create_decimal(new NativeDecimal(width, scale, mantissa));
    }

    static nint FromBigInteger(BigInteger value)
    {
        if (value >= (BigInteger)Int128.MinValue && value <= (BigInteger)Int128.MaxValue) return Create((Int128)value);
        if (value.Sign > 0 && value <= (BigInteger)UInt128.MaxValue) return Create((UInt128)value);
        throw new InvalidCastException($"{value} does not fit HUGEINT or UHUGEINT.");
    }

    // 100 ns ticks below a microsecond need TIMESTAMP_NS; what is whole microseconds stays the common type.
    static nint FromDateTime(DateTime value)
    {
        if (value.Kind == DateTimeKind.Utc)
            return NativeMethods.duckdb_create_timestamp_tz(Conversions.ToMicros(value));
        if (value.Ticks % TimeSpan.TicksPerMicrosecond == 0)
            return NativeMethods.duckdb_create_timestamp(Conversions.ToMicros(value));
        var nanos = (Int128)(value.Ticks - DateTime.UnixEpoch.Ticks) * 100;
        return nanos > -long.MaxValue && nanos < long.MaxValue
            ? NativeMethods.duckdb_create_timestamp_ns((long)nanos)
            : throw new InvalidCastException($"{value:O} has parts below a microsecond and lies outside "
                + "TIMESTAMP_NS (1677 to 2262): round it first.");
    }

    static nint FromList(IEnumerable items)
    {
        var values = new List<nint>();
        nint type = 0;
        try
        {
            foreach (var item in items) values.Add(Create(item));
            type = ElementType(values, items);
            fixed (nint* p = CollectionsMarshal.AsSpan(values))
                return Made(NativeMethods.duckdb_create_list_value(type, Some(p), (ulong)values.Count), "LIST");
        }
        finally
        {
            Destroy(values);
            if (type != 0) NativeMethods.duckdb_destroy_logical_type(ref type);
        }
    }

    static nint FromStruct(IReadOnlyDictionary<string, object?> fields)
    {
        var values = new List<nint>();
        var names = new List<nint>();
        nint type = 0;
        if (fields.Count == 0) throw new InvalidCastException("A STRUCT parameter needs a field.");
        try
        {
            foreach (var (name, value) in fields)
            {
                names.Add(Marshal.StringToCoTaskMemUTF8(name));
                values.Add(Create(value));
            }
            var types = values.Select(NativeMethods.duckdb_get_value_type).ToArray(); // borrowed from the values
            fixed (nint* p = CollectionsMarshal.AsSpan(values), t = types, n = CollectionsMarshal.AsSpan(names))
            {
                type = NativeMethods.duckdb_create_struct_type(t, (byte**)n, (ulong)types.Length);
                return Made(NativeMethods.duckdb_create_struct_value(type, p), "STRUCT");
            }
        }
        finally
        {
            Destroy(values);
            names.ForEach(Marshal.FreeCoTaskMem);
            if (type != 0) NativeMethods.duckdb_destroy_logical_type(ref type);
        }
    }

    static nint FromMap(IDictionary entries)
    {
        var (keys, values) = (new List<nint>(), new List<nint>());
        nint keyType = 0, valueType = 0, type = 0;
        try
        {
            foreach (DictionaryEntry entry in entries)
            {
                keys.Add(Create(entry.Key));
                values.Add(Create(entry.Value));
            }
            keyType = ElementType(keys, entries.Keys);
            valueType = ElementType(values, entries.Values);
            type = NativeMethods.duckdb_create_map_type(keyType, valueType);
            fixed (nint* k = CollectionsMarshal.AsSpan(keys), v = CollectionsMarshal.AsSpan(values))
                return Made(NativeMethods.duckdb_create_map_value(type, Some(k), Some(v), (ulong)keys.Count), "MAP");
        }
        finally
        {
            Destroy(keys);
            Destroy(values);
            foreach (var t in new[] { keyType, valueType, type })
            {
                var handle = t;
                if (handle != 0) NativeMethods.duckdb_destroy_logical_type(ref handle);
            }
        }
    }

    static nint ElementType(List<nint> values, IEnumerable items) =>
        ParameterType.Common(values.ConvertAll(v => new DuckDbTypeInfo(NativeMethods.duckdb_get_value_type(v))),
            OfEmpty(items));

    // DuckDB gives no reason, and no value either.
    static nint Made(nint value, string kind) => value != 0 ? value
        : throw new InvalidCastException($"DuckDB cannot make a {kind} of these values: a number does not fit the "
            + "digits that all need (38 at most), or a key is null or there twice.");

    // The C API wants a pointer even to nothing.
    static nint* Some(nint* values) => values is null ? (nint*)1 : values;

    static DuckDbType OfEmpty(IEnumerable items)
    {
        var element = items.GetType().GetInterfaces().Append(items.GetType())
            .FirstOrDefault(i => i.IsGenericType
                && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
        return element is null ? DuckDbType.SqlNull
            : element == typeof(string) ? DuckDbType.Varchar
            : element == typeof(int) ? DuckDbType.Integer
            : element == typeof(long) ? DuckDbType.BigInt
            : element == typeof(short) ? DuckDbType.SmallInt
            : element == typeof(double) ? DuckDbType.Double
            : element == typeof(DateOnly) ? DuckDbType.Date
            : element == typeof(bool) ? DuckDbType.Boolean
            : element == typeof(Guid) ? DuckDbType.Uuid
            : DuckDbType.SqlNull;
    }

    static void Destroy(List<nint> values)
    {
        foreach (var value in values)
        {
            var handle = value;
            NativeMethods.duckdb_destroy_value(ref handle);
        }
    }
}
