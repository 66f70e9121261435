using System.Runtime.InteropServices;

namespace Analytics.DuckDb.Native;

static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_value(ref nint value);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_null_value();
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_bool(byte value);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_int8(sbyte value);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_uint8(byte value);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_int16(short value);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_uint16(ushort value);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_int32(int value);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_uint32(uint value);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_int64(long value);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_uint64(ulong value);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_hugeint(NativeHugeInt value);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_uhugeint(NativeUHugeInt value);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_decimal(NativeDecimal value);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_float(float value);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_double(double value);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_date(int days);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_time(long micros);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_timestamp(long micros);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_timestamp_ns(long nanos);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_timestamp_tz(long micros);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_interval(DuckDbInterval value);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_uuid(NativeUHugeInt value);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_varchar_length(byte* utf8, ulong length);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_blob(byte* data, ulong length);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_list_value(nint elementType, nint* values, ulong count);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_struct_value(nint structType, nint* values);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_map_value(nint mapType, nint* keys, nint* values, ulong count);
    [LibraryImport(Library)]
    internal static partial nint duckdb_get_value_type(nint value);
}
