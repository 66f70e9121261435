using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Analytics.DuckDb.Native;

/// Finds DuckDB's library in runtimes/&lt;rid&gt;/native beside the program, where the build copies it.
static class NativeLibraryLoader
{
    internal const string Name = "duckdb";

    // A process loads one copy, however many connections it opens.
    static readonly Lazy<nint> Library = new(Load);

    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255",
        Justification = "The resolver must stand before any P/Invoke.")]
    internal static void Register() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraryLoader).Assembly, Resolve);

    static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == Name ? Library.Value : 0;

    static nint Load()
    {
        var (os, file) = OperatingSystem.IsWindows() ? ("win", "duckdb.dll")
            : OperatingSystem.IsMacOS() ? ("osx", "libduckdb.dylib") : ("linux", "libduckdb.so");
        var rid = os + "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        string[] candidates =
        [
            Path.Combine(AppContext.BaseDirectory, "runtimes", rid, "native", file),
            Path.Combine(AppContext.BaseDirectory, file),
        ];
        return candidates.FirstOrDefault(File.Exists) is { } found
            ? NativeLibrary.Load(found)
            : throw new DllNotFoundException(
                $"DuckDB's library is not beside the program. Looked for {string.Join(" and ", candidates)}. "
                + "Build again with npm installed, or publish for this machine's runtime identifier.");
    }
}
