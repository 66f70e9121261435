using System.Runtime.InteropServices;

namespace Analytics.DuckDb.Native;

static unsafe partial class NativeMethods
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int duckdb_appender_create_ext(nint connection, string? catalog, string? schema,
        string table, out nint appender);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int duckdb_appender_add_column(nint appender, string name);
    [LibraryImport(Library)]
    internal static partial ulong duckdb_appender_column_count(nint appender);
    [LibraryImport(Library)]
    internal static partial nint duckdb_appender_column_type(nint appender, ulong column);
    [LibraryImport(Library)]
    internal static partial int duckdb_append_data_chunk(nint appender, nint chunk);
    [LibraryImport(Library)]
    internal static partial int duckdb_appender_close(nint appender);
    [LibraryImport(Library)]
    internal static partial int duckdb_appender_clear(nint appender);
    [LibraryImport(Library)]
    internal static partial int duckdb_appender_destroy(ref nint appender);
    [LibraryImport(Library)]
    internal static partial nint duckdb_appender_error_data(nint appender);
    [LibraryImport(Library)]
    internal static partial byte* duckdb_error_data_message(nint error);
    [LibraryImport(Library)]
    internal static partial DuckDbErrorType duckdb_error_data_error_type(nint error);
    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_error_data(ref nint error);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int duckdb_table_description_create_ext(nint connection, string? catalog, string? schema,
        string table, out nint description);
    [LibraryImport(Library)]
    internal static partial ulong duckdb_table_description_get_column_count(nint description);
    [LibraryImport(Library)]
    internal static partial byte* duckdb_table_description_get_column_name(nint description, ulong column);
    [LibraryImport(Library)]
    internal static partial void duckdb_table_description_destroy(ref nint description);
}
