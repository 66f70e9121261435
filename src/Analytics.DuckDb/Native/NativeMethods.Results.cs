using System.Runtime.InteropServices;

namespace Analytics.DuckDb.Native;

static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_result(NativeResult* result);
    [LibraryImport(Library)]
    internal static partial byte* duckdb_result_error(NativeResult* result);
    [LibraryImport(Library)]
    internal static partial DuckDbErrorType duckdb_result_error_type(NativeResult* result);
    [LibraryImport(Library)]
    internal static partial int duckdb_result_return_type(NativeResult result);
    [LibraryImport(Library)]
    internal static partial ulong duckdb_rows_changed(NativeResult* result);
    [LibraryImport(Library)]
    internal static partial ulong duckdb_column_count(NativeResult* result);
    [LibraryImport(Library)]
    internal static partial byte* duckdb_column_name(NativeResult* result, ulong column);
    [LibraryImport(Library)]
    internal static partial nint duckdb_column_logical_type(NativeResult* result, ulong column);
    [LibraryImport(Library)]
    internal static partial nint duckdb_fetch_chunk(NativeResult result);
}
