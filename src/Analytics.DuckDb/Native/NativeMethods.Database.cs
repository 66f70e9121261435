using System.Runtime.InteropServices;

namespace Analytics.DuckDb.Native;

/// DuckDB's C API, one file per section of its header. A state of 0 is success.
static unsafe partial class NativeMethods
{
    const string Library = NativeLibraryLoader.Name;

    [LibraryImport(Library)]
    internal static partial byte* duckdb_library_version();
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int duckdb_open_ext(string? path, out nint database, nint config, out byte* error);
    [LibraryImport(Library)]
    internal static partial void duckdb_close(ref nint database);
    [LibraryImport(Library)]
    internal static partial int duckdb_connect(nint database, out nint connection);
    [LibraryImport(Library)]
    internal static partial void duckdb_disconnect(ref nint connection);
    [LibraryImport(Library)]
    internal static partial void duckdb_interrupt(nint connection);
    [LibraryImport(Library)]
    internal static partial NativeProgress duckdb_query_progress(nint connection);
    [LibraryImport(Library)]
    internal static partial int duckdb_create_config(out nint config);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int duckdb_set_config(nint config, string name, string value);
    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_config(ref nint config);
    [LibraryImport(Library)]
    internal static partial void duckdb_free(void* pointer);
    [LibraryImport(Library)]
    internal static partial ulong duckdb_vector_size();

    internal static string Text(byte* utf8) => Marshal.PtrToStringUTF8((nint)utf8) ?? "";

    /// Reads a string that DuckDB allocated for us, and frees it.
    internal static string TakeText(byte* utf8)
    {
        var text = Text(utf8);
        if (utf8 is not null) duckdb_free(utf8);
        return text;
    }
}
