using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// <summary>Rows that a query pulls from .NET: <c>INSERT INTO t SELECT * FROM …</c> is the fastest way to load.</summary>
/// <remarks>DuckDB runs the workers on its own threads, one object a thread.</remarks>
public interface IDuckDbRowWorker
{
    /// <summary>Writes up to a chunk of rows; <see cref="DuckDbRowWriter.IsFull"/> tells when to stop.</summary>
    /// <returns>False when the worker has no rows left; rows written in that call count.</returns>
    bool Fill(DuckDbRowWriter rows);
}

/// <summary>A registered source of rows; it ends with <see cref="Dispose"/>.</summary>
public sealed unsafe class DuckDbRowSource : IDisposable
{
    const string FunctionName = "dotnet_rows";

    // A table function of one name registered twice keeps the old one without a word: there is one function, and sources
    // are told apart by its parameter.
    static readonly ConcurrentDictionary<string, DuckDbRowSource> Sources = new(StringComparer.Ordinal);
    static readonly ConditionalWeakTable<DatabaseHandle, object> Registered = [];
    static long _last;

    readonly DuckDbColumnSpec[] _columns;
    readonly DuckDbTypeInfo[] _types;
    readonly Func<IDuckDbRowWorker> _worker;
    readonly int _maxThreads;
    readonly string _key;
    Exception? _failure;

    internal DuckDbRowSource(DuckDbConnection connection, IReadOnlyList<DuckDbColumnSpec> columns, Func<IDuckDbRowWorker> worker, int maxThreads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxThreads, 1);
        if (columns.Count == 0) throw new ArgumentException("A row source needs a column.", nameof(columns));
        (_columns, _worker, _maxThreads) = ([.. columns], worker, maxThreads);
        _types = [.. columns.Select(c => DuckDbTypeInfo.Take(c.CreateType()))];
        _key = Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);
        lock (Registered)
            if (!Registered.TryGetValue(connection.DatabaseHandle, out _))
            {
                Register(connection.Session);
                Registered.Add(connection.DatabaseHandle, FunctionName);
            }
        Sources[_key] = this;
    }

    /// <summary>How SQL names the source, to stand behind FROM.</summary>
    public string Sql => $"{FunctionName}('{_key}')";

    /// <summary>What a worker threw, if one did; the query's error carries only its text.</summary>
    public Exception? Failure => _failure;

    /// <summary>Ends the source; a query that still names it fails.</summary>
    public void Dispose() => Sources.TryRemove(_key, out _);

    static void Register(Session session)
    {
        var function = NativeMethods.duckdb_create_table_function();
        var text = NativeMethods.duckdb_create_logical_type(DuckDbType.Varchar);
        try
        {
            NativeMethods.duckdb_table_function_set_name(function, FunctionName);
            NativeMethods.duckdb_table_function_add_parameter(function, text);
            NativeMethods.duckdb_table_function_set_bind(function, &Bind);
            NativeMethods.duckdb_table_function_set_init(function, &Start);
            NativeMethods.duckdb_table_function_set_local_init(function, &StartThread);
            NativeMethods.duckdb_table_function_set_function(function, &Fill);
            if (NativeMethods.duckdb_register_table_function(session.Pointer, function) != 0)
                throw new DuckDbException(DuckDbErrorType.Catalog, $"DuckDB refused the table function {FunctionName}.");
        }
        finally
        {
            NativeMethods.duckdb_destroy_logical_type(ref text);
            NativeMethods.duckdb_destroy_table_function(ref function);
        }
    }

    sealed record ThreadState(DuckDbRowSource Source, IDuckDbRowWorker Worker, DuckDbRowWriter Writer)
    {
        internal bool AtEnd { get; set; }
    }

    static T Held<T>(nint handle) => (T)GCHandle.FromIntPtr(handle).Target!;

    // The callbacks run on DuckDB's threads, and an exception that leaves one ends the process: each becomes a query error.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Release(nint handle)
    {
        var held = GCHandle.FromIntPtr(handle);
        try
        {
            if (held.Target is ThreadState { Worker: IDisposable worker } state)
            {
                try
                {
                    worker.Dispose();
                }
                catch (Exception e)
                {
                    state.Source._failure ??= e;
                }
            }
        }
        finally
        {
            held.Free();
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
            if (!Sources.TryGetValue(key, out var source))
                throw new InvalidOperationException($"The row source '{key}' has ended.");
            foreach (var column in source._columns)
            {
                var type = column.CreateType();
                NativeMethods.duckdb_bind_add_result_column(info, column.Name, type);
                NativeMethods.duckdb_destroy_logical_type(ref type);
            }
            NativeMethods.duckdb_bind_set_bind_data(info, GCHandle.ToIntPtr(GCHandle.Alloc(source)), &Release);
        }
        catch (Exception e)
        {
            NativeMethods.duckdb_bind_set_error(info, e.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Start(nint info) =>
        NativeMethods.duckdb_init_set_max_threads(info, (ulong)Held<DuckDbRowSource>(NativeMethods.duckdb_init_get_bind_data(info))._maxThreads);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void StartThread(nint info)
    {
        var source = Held<DuckDbRowSource>(NativeMethods.duckdb_init_get_bind_data(info));
        try
        {
            var state = new ThreadState(source, source._worker(), new DuckDbRowWriter(source._columns, source._types));
            NativeMethods.duckdb_init_set_init_data(info, GCHandle.ToIntPtr(GCHandle.Alloc(state)), &Release);
        }
        catch (Exception e)
        {
            source._failure ??= e;
            NativeMethods.duckdb_init_set_error(info, e.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Fill(nint info, nint chunk)
    {
        var state = Held<ThreadState>(NativeMethods.duckdb_function_get_local_init_data(info));
        try
        {
            state.Writer.Bind(chunk);
            while (state.Writer.Row == 0 && !state.AtEnd) state.AtEnd = !state.Worker.Fill(state.Writer);
            state.Writer.Finish(); // a size of 0 ends this thread's part
        }
        catch (Exception e)
        {
            state.Source._failure ??= e;
            NativeMethods.duckdb_function_set_error(info, e.Message);
        }
    }
}
