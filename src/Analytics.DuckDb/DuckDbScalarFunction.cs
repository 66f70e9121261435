using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// <summary>The body of a scalar function: it fills one result row for each row of its arguments.</summary>
/// <param name="arguments">The argument vectors, good for this call only.</param>
/// <param name="count">Rows.</param>
/// <param name="result">Takes the results in column 0; call <see cref="DuckDbRowWriter.EndRow"/> after each.</param>
/// <remarks>Runs on DuckDB's threads, several at once: it must not share state.</remarks>
public delegate void DuckDbScalarBody(IReadOnlyList<DuckDbVector> arguments, int count, DuckDbRowWriter result);

/// Registers .NET functions with DuckDB.
static unsafe class ScalarFunctions
{
    sealed record Body(DuckDbScalarBody Run, DuckDbTypeInfo[] Arguments, DuckDbColumnSpec Result, DuckDbTypeInfo ResultType);

    internal static void Register(Session session, string name, IReadOnlyList<DuckDbType> arguments, DuckDbType result,
        DuckDbScalarBody body, bool seesNulls, bool isVolatile)
    {
        var function = NativeMethods.duckdb_create_scalar_function();
        try
        {
            NativeMethods.duckdb_scalar_function_set_name(function, name);
            var spec = new DuckDbColumnSpec(name, result);
            var infos = arguments.Select(a => AddArgument(function, a)).ToArray();
            var type = spec.CreateType();
            NativeMethods.duckdb_scalar_function_set_return_type(function, type);
            var held = new Body(body, infos, spec, DuckDbTypeInfo.Take(type));
            if (seesNulls) NativeMethods.duckdb_scalar_function_set_special_handling(function);
            if (isVolatile) NativeMethods.duckdb_scalar_function_set_volatile(function);
            NativeMethods.duckdb_scalar_function_set_extra_info(function, GCHandle.ToIntPtr(GCHandle.Alloc(held)), &Release);
            NativeMethods.duckdb_scalar_function_set_function(function, &Call);
            if (NativeMethods.duckdb_register_scalar_function(session.Pointer, function) != 0)
                throw new DuckDbException(DuckDbErrorType.Catalog, $"DuckDB refused the function '{name}': the name is taken or a type has parts.");
        }
        finally
        {
            NativeMethods.duckdb_destroy_scalar_function(ref function);
        }
    }

    static DuckDbTypeInfo AddArgument(nint function, DuckDbType argument)
    {
        var type = NativeMethods.duckdb_create_logical_type(argument);
        NativeMethods.duckdb_scalar_function_add_parameter(function, type);
        return DuckDbTypeInfo.Take(type);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Release(nint handle) => GCHandle.FromIntPtr(handle).Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Call(nint info, nint chunk, nint output)
    {
        try // an exception that left this method would end the process
        {
            var body = (Body)GCHandle.FromIntPtr(NativeMethods.duckdb_scalar_function_get_extra_info(info)).Target!;
            var count = (int)NativeMethods.duckdb_data_chunk_get_size(chunk);
            var current = new DuckDbChunk([]);
            var arguments = new DuckDbVector[body.Arguments.Length];
            for (var i = 0; i < arguments.Length; i++)
                arguments[i] = new DuckDbVector(current, NativeMethods.duckdb_data_chunk_get_vector(chunk, (ulong)i), body.Arguments[i], count);
            var writer = new DuckDbRowWriter([body.Result], [body.ResultType]);
            writer.BindVector(output);
            body.Run(arguments, count, writer);
            if (writer.Row != count) throw new InvalidOperationException($"The function '{body.Result.Name}' gave {writer.Row} results for {count} rows.");
            current.Load(0);
        }
        catch (Exception e)
        {
            NativeMethods.duckdb_scalar_function_set_error(info, e.Message);
        }
    }
}
