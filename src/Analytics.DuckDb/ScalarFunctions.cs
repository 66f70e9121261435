using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// Registers .NET functions with DuckDB.
static unsafe class ScalarFunctions
{
    sealed record Body(DuckDbScalarBody Run, DuckDbTypeInfo[] Arguments, DuckDbColumnSpec Result,
        DuckDbTypeInfo ResultType, bool SeesNulls, RowSources Database);

    // A session of its own: in the caller's transaction the function would go with a rollback.
    internal static void Register(Database database, string name, IReadOnlyList<DuckDbType> arguments,
        DuckDbColumnSpec result,
        DuckDbScalarBody body, bool seesNulls, bool isVolatile)
    {
        using var session = new Session(database);
        // DuckDB replaces or adds to what is there without a word.
        var quoted = name.Replace("'", "''", StringComparison.Ordinal);
        if (session.Ask($"SELECT count(*) FROM duckdb_functions() WHERE lower(function_name) = lower('{quoted}')") > 0)
            throw new DuckDbException(DuckDbErrorType.Catalog,
                $"There is a function '{name}' already; choose another name.");
        var function = NativeMethods.duckdb_create_scalar_function();
        try
        {
            NativeMethods.duckdb_scalar_function_set_name(function, name);
            var infos = arguments.Select(a => AddArgument(function, name, a)).ToArray();
            var type = result.CreateType();
            NativeMethods.duckdb_scalar_function_set_return_type(function, type);
            var held = new Body(body, infos, result, DuckDbTypeInfo.Take(type), seesNulls, database.RowSources);
            if (seesNulls) NativeMethods.duckdb_scalar_function_set_special_handling(function);
            if (isVolatile) NativeMethods.duckdb_scalar_function_set_volatile(function);
            NativeMethods.duckdb_scalar_function_set_extra_info(function, GCHandle.ToIntPtr(GCHandle.Alloc(held)),
                &Release);
            NativeMethods.duckdb_scalar_function_set_function(function, &Call);
            if (NativeMethods.duckdb_register_scalar_function(session.Pointer, function) != 0)
                throw new DuckDbException(DuckDbErrorType.Catalog, $"DuckDB refused the function '{name}'.");
        }
        finally
        {
            NativeMethods.duckdb_destroy_scalar_function(ref function);
        }
    }

    static DuckDbTypeInfo AddArgument(nint function, string name, DuckDbType argument)
    {
        if (argument == DuckDbType.Decimal)
            throw new NotSupportedException($"Function '{name}': give a DECIMAL argument as DOUBLE or VARCHAR.");
        var type = new DuckDbColumnSpec(name, argument).CreateType();
        NativeMethods.duckdb_scalar_function_add_parameter(function, type);
        return DuckDbTypeInfo.Take(type);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Release(nint handle) => GCHandle.FromIntPtr(handle).Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Call(nint info, nint chunk, nint output)
    {
        var body = (Body)GCHandle.FromIntPtr(NativeMethods.duckdb_scalar_function_get_extra_info(info)).Target!;
        try // an exception that left this method would end the process
        {
            var count = (int)NativeMethods.duckdb_data_chunk_get_size(chunk);
            var current = new DuckDbChunk([]);
            var arguments = new DuckDbVector[body.Arguments.Length];
            for (var i = 0; i < arguments.Length; i++)
                arguments[i] = new DuckDbVector(current, NativeMethods.duckdb_data_chunk_get_vector(chunk, (ulong)i),
                    body.Arguments[i], count);
            var writer = new DuckDbRowWriter($"Function '{body.Result.Name}'", [body.Result], [body.ResultType]);
            writer.BindVector(output);
            body.Run(arguments, count, writer);
            current.Load(0); // whoever kept a vector is refused from here on
            if (writer.Row != count)
                throw new InvalidOperationException(
                    $"The function '{body.Result.Name}' gave {writer.Row} results for {count} rows.");
            // DuckDB asks for this itself only where an argument is the literal NULL.
            for (var row = 0; !body.SeesNulls && row < count; row++)
                if (!Array.TrueForAll(arguments, a => a.IsValid(row))) writer.SetNullAfter(row);
            writer.End();
        }
        catch (Exception e)
        {
            NativeMethods.duckdb_scalar_function_set_error(info, CallbackFailures.Keep(e, body.Database));
        }
    }
}
