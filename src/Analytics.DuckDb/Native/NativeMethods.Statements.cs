using System.Runtime.InteropServices;

namespace Analytics.DuckDb.Native;

static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial ulong duckdb_extract_statements(nint connection, byte* sql, out nint extracted);
    [LibraryImport(Library)]
    internal static partial byte* duckdb_extract_statements_error(nint extracted);
    [LibraryImport(Library)]
    internal static partial int duckdb_prepare_extracted_statement(nint connection, nint extracted, ulong index,
        out nint statement);
    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_extracted(ref nint extracted);
    [LibraryImport(Library)]
    internal static partial byte* duckdb_prepare_error(nint statement);
    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_prepare(ref nint statement);
    [LibraryImport(Library)]
    internal static partial ulong duckdb_nparams(nint statement);
    [LibraryImport(Library)]
    internal static partial byte* duckdb_parameter_name(nint statement, ulong index);
    [LibraryImport(Library)]
    internal static partial int duckdb_clear_bindings(nint statement);
    [LibraryImport(Library)]
    internal static partial int duckdb_pending_prepared(nint statement, out nint pending);
    [LibraryImport(Library)]
    internal static partial int duckdb_pending_prepared_streaming(nint statement, out nint pending);
    [LibraryImport(Library)]
    internal static partial byte* duckdb_pending_error(nint pending);
    [LibraryImport(Library)]
    internal static partial int duckdb_execute_pending(nint pending, out NativeResult result);
    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_pending(ref nint pending);
    [LibraryImport(Library)]
    internal static partial int duckdb_bind_value(nint statement, ulong index, nint value);
}
