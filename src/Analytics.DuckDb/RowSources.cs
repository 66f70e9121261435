using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// The row sources of one database. A table function of one name registered twice keeps the old one without a word, and
/// one registered in a transaction goes with it: so there is one function, made when the database opens, and sources
/// are told apart by its parameter.
sealed unsafe class RowSources
{
    internal const string FunctionName = "dotnet_rows";

    readonly ConcurrentDictionary<string, DuckDbRowSource> _sources = new(StringComparer.Ordinal);
    long _last;

    internal RowSources(DatabaseHandle database)
    {
        using var session = new SessionHandle(database);
        var function = NativeMethods.duckdb_create_table_function();
        var text = NativeMethods.duckdb_create_logical_type(DuckDbType.Varchar);
        try
        {
            NativeMethods.duckdb_table_function_set_name(function, FunctionName);
            NativeMethods.duckdb_table_function_add_parameter(function, text);
            NativeMethods.duckdb_table_function_set_extra_info(function, Hold(this), &Release);
            NativeMethods.duckdb_table_function_set_bind(function, &Bind);
            NativeMethods.duckdb_table_function_set_init(function, &Start);
            NativeMethods.duckdb_table_function_set_local_init(function, &StartThread);
            NativeMethods.duckdb_table_function_set_function(function, &Fill);
            if (NativeMethods.duckdb_register_table_function(session.Pointer, function) != 0)
                throw new DuckDbException(DuckDbErrorType.Catalog,
                    $"DuckDB refused the table function {FunctionName}.");
        }
        finally
        {
            NativeMethods.duckdb_destroy_logical_type(ref text);
            NativeMethods.duckdb_destroy_table_function(ref function);
        }
    }

    internal string Add(DuckDbRowSource source)
    {
        var key = Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);
        _sources[key] = source;
        return key;
    }

    internal void Remove(string key) => _sources.TryRemove(key, out _);

    sealed class ThreadState(RowSources sources, IDuckDbRowWorker worker, DuckDbRowWriter writer) : IDisposable
    {
        bool _atEnd;

        internal RowSources Sources => sources;

        internal void Fill(nint chunk)
        {
            writer.Bind(chunk);
            while (writer.Row == 0 && !_atEnd) _atEnd = !worker.Fill(writer);
            writer.Finish(); // a size of 0 ends this thread's part
            writer.End();
        }

        public void Dispose() => (worker as IDisposable)?.Dispose();
    }

    static nint Hold(object target) => GCHandle.ToIntPtr(GCHandle.Alloc(target));

    static T Held<T>(nint handle) => (T)GCHandle.FromIntPtr(handle).Target!;

    // The callbacks run on DuckDB's threads, and an exception that leaves one ends the process: each becomes a query
    // error.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Release(nint handle) => GCHandle.FromIntPtr(handle).Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void ReleaseThread(nint handle)
    {
        try
        {
            Held<ThreadState>(handle).Dispose();
        }
        catch (Exception e)
        {
            // The rows are out and there is nobody left to tell but the trace.
            System.Diagnostics.Trace.TraceError($"A row worker failed when it was disposed: {e}");
        }
        finally
        {
            GCHandle.FromIntPtr(handle).Free();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Bind(nint info)
    {
        try
        {
            var parameter = NativeMethods.duckdb_bind_get_parameter(info, 0);
            var key = NativeMethods.TakeText(NativeMethods.duckdb_get_varchar(parameter));
            NativeMethods.duckdb_destroy_value(ref parameter);
            var sources = Held<RowSources>(NativeMethods.duckdb_bind_get_extra_info(info));
            if (!sources._sources.TryGetValue(key, out var source))
                throw new InvalidOperationException(
                    $"There is no row source '{key}' in this database; it may have been disposed.");
            for (var i = 0; i < source.Columns.Length; i++)
            {
                var type = source.Columns[i].CreateType();
                NativeMethods.duckdb_bind_add_result_column(info, source.Columns[i].Name, type);
                NativeMethods.duckdb_destroy_logical_type(ref type);
            }
            NativeMethods.duckdb_bind_set_bind_data(info, Hold(source), &Release);
        }
        catch (Exception e)
        {
            NativeMethods.duckdb_bind_set_error(info,
                CallbackFailures.Keep(e, Held<RowSources>(NativeMethods.duckdb_bind_get_extra_info(info))));
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Start(nint info) => NativeMethods.duckdb_init_set_max_threads(info,
        (ulong)Held<DuckDbRowSource>(NativeMethods.duckdb_init_get_bind_data(info)).MaxThreads);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void StartThread(nint info)
    {
        try
        {
            var source = Held<DuckDbRowSource>(NativeMethods.duckdb_init_get_bind_data(info));
            var state = new ThreadState(source.Sources, source.Worker(),
                new DuckDbRowWriter("Row source", source.Columns, source.Types));
            NativeMethods.duckdb_init_set_init_data(info, Hold(state), &ReleaseThread);
        }
        catch (Exception e)
        {
            NativeMethods.duckdb_init_set_error(info, CallbackFailures.Keep(e,
                Held<DuckDbRowSource>(NativeMethods.duckdb_init_get_bind_data(info)).Sources));
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Fill(nint info, nint chunk)
    {
        var state = Held<ThreadState>(NativeMethods.duckdb_function_get_local_init_data(info));
        try
        {
            state.Fill(chunk);
        }
        catch (Exception e)
        {
            NativeMethods.duckdb_function_set_error(info, CallbackFailures.Keep(e, state.Sources));
        }
    }
}
