using System.Runtime.InteropServices;

namespace Analytics.DuckDb.Native;

static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_data_chunk(nint* types, ulong count);
    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_data_chunk(ref nint chunk);
    [LibraryImport(Library)]
    internal static partial void duckdb_data_chunk_reset(nint chunk);
    [LibraryImport(Library)]
    internal static partial ulong duckdb_data_chunk_get_column_count(nint chunk);
    [LibraryImport(Library)]
    internal static partial ulong duckdb_data_chunk_get_size(nint chunk);
    [LibraryImport(Library)]
    internal static partial void duckdb_data_chunk_set_size(nint chunk, ulong size);
    [LibraryImport(Library)]
    internal static partial nint duckdb_data_chunk_get_vector(nint chunk, ulong column);
    [LibraryImport(Library)]
    internal static partial nint duckdb_vector_get_column_type(nint vector);
    [LibraryImport(Library)]
    internal static partial void* duckdb_vector_get_data(nint vector);
    [LibraryImport(Library)]
    internal static partial ulong* duckdb_vector_get_validity(nint vector);
    [LibraryImport(Library)]
    internal static partial void duckdb_vector_ensure_validity_writable(nint vector);
    [LibraryImport(Library)]
    internal static partial void duckdb_unsafe_vector_assign_string_element_len(nint vector, ulong row, byte* utf8,
        ulong length);
    [LibraryImport(Library)]
    internal static partial nint duckdb_list_vector_get_child(nint vector);
    [LibraryImport(Library)]
    internal static partial ulong duckdb_list_vector_get_size(nint vector);
    [LibraryImport(Library)]
    internal static partial nint duckdb_struct_vector_get_child(nint vector, ulong index);
    [LibraryImport(Library)]
    internal static partial nint duckdb_array_vector_get_child(nint vector);
}
