using System.Runtime.InteropServices;

namespace Analytics.DuckDb.Native;

static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_logical_type(DuckDbType type);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_decimal_type(byte width, byte scale);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_list_type(nint child);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_map_type(nint key, nint value);
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_struct_type(nint* types, byte** names, ulong count);
    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_logical_type(ref nint type);
    [LibraryImport(Library)]
    internal static partial DuckDbType duckdb_get_type_id(nint type);
    [LibraryImport(Library)]
    internal static partial byte* duckdb_logical_type_get_alias(nint type);
    [LibraryImport(Library)]
    internal static partial byte duckdb_decimal_scale(nint type);
    [LibraryImport(Library)]
    internal static partial byte duckdb_decimal_width(nint type);
    [LibraryImport(Library)]
    internal static partial DuckDbType duckdb_decimal_internal_type(nint type);
    [LibraryImport(Library)]
    internal static partial DuckDbType duckdb_enum_internal_type(nint type);
    [LibraryImport(Library)]
    internal static partial uint duckdb_enum_dictionary_size(nint type);
    [LibraryImport(Library)]
    internal static partial byte* duckdb_enum_dictionary_value(nint type, ulong index);
    [LibraryImport(Library)]
    internal static partial nint duckdb_list_type_child_type(nint type);
    [LibraryImport(Library)]
    internal static partial nint duckdb_array_type_child_type(nint type);
    [LibraryImport(Library)]
    internal static partial ulong duckdb_array_type_array_size(nint type);
    [LibraryImport(Library)]
    internal static partial nint duckdb_map_type_key_type(nint type);
    [LibraryImport(Library)]
    internal static partial nint duckdb_map_type_value_type(nint type);
    [LibraryImport(Library)]
    internal static partial ulong duckdb_struct_type_child_count(nint type);
    [LibraryImport(Library)]
    internal static partial byte* duckdb_struct_type_child_name(nint type, ulong index);
    [LibraryImport(Library)]
    internal static partial nint duckdb_struct_type_child_type(nint type, ulong index);
}
