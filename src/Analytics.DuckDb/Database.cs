using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// One open database. A process opens a file once, however many connections use it: a second open of the same file in
/// one process would lock itself out, and closing one of two descriptors would drop the other's lock.
sealed unsafe class Database
{
    static readonly Dictionary<string, Database> Files = new(StringComparer.Ordinal);
    static readonly Lock Gate = new();

    readonly string? _file;
    readonly string _options;
    int _users = 1;

    Database(string path, string? file, DuckDbConnectionStringBuilder settings)
    {
        (_file, _options) = (file, settings.OptionsText);
        NativeMethods.duckdb_create_config(out var config);
        try
        {
            // Nothing can be downloaded where this runs; without these each unknown function costs half a second.
            Set(config, "autoinstall_known_extensions", "false");
            Set(config, "autoload_known_extensions", "false");
            // For the whole database, so that it also holds where lock_configuration is set.
            Set(config, "disabled_optimizers", settings.DisabledOptimizers);
            foreach (var (name, value) in settings.Options) Set(config, name, value);
            if (NativeMethods.duckdb_open_ext(path, out var database, config, out var error) != 0)
                throw DuckDbException.FromText(NativeMethods.TakeText(error));
            Handle = new DatabaseHandle(database);
            RowSources = new RowSources(Handle);
        }
        finally
        {
            NativeMethods.duckdb_destroy_config(ref config);
        }
    }

    internal DatabaseHandle Handle { get; }

    internal RowSources RowSources { get; }

    internal static Database Open(DuckDbConnectionStringBuilder settings)
    {
        if (settings.IsMemory) return new Database(":memory:", null, settings);
        var file = RealPath(settings.DataSource);
        lock (Gate)
        {
            if (!Files.TryGetValue(file, out var open)) return Files[file] = new Database(file, file, settings);
            if (open._options != settings.OptionsText)
                throw new DuckDbException(DuckDbErrorType.InvalidConfiguration,
                    $"'{file}' is open in this process with other options ({open._options}); "
                    + $"asked for ({settings.OptionsText}). "
                    + "Close it first, or use the same connection string.");
            open._users++;
            return open;
        }
    }

    internal void Release()
    {
        lock (Gate)
        {
            if (--_users > 0) return;
            if (_file is not null) Files.Remove(_file);
            Handle.Dispose();
        }
    }

    internal Database Share()
    {
        lock (Gate) _users++;
        return this;
    }

    /// The full path with all links followed: one file is one database, whatever name it is opened by.
    static string RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } folder) return full;
        var place = new FileInfo(Path.Combine(RealPath(folder), Path.GetFileName(full)));
        return place.LinkTarget is null ? place.FullName
            : RealPath(place.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
    }

    static void Set(nint config, string name, string value)
    {
        if (NativeMethods.duckdb_set_config(config, name, value) != 0)
            throw new DuckDbException(DuckDbErrorType.InvalidConfiguration,
                $"DuckDB has no option '{name}', or it does not take '{value}'.");
    }
}
