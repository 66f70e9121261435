using System.Runtime.InteropServices;
using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// The one type that the elements of a list parameter share. DuckDB would convert each to the type of the first, and
/// round 1.25 beside 1.5 to 1.3; here only DECIMAL widens, and what else would need a conversion is refused.
static unsafe class ParameterType
{
    /// A fresh logical type, which the caller destroys.
    internal static nint Common(IEnumerable<DuckDbTypeInfo> types, DuckDbType ofNone = DuckDbType.SqlNull)
    {
        var known = types.Where(t => t.Id != DuckDbType.SqlNull).ToList();
        if (known.Count == 0) return NativeMethods.duckdb_create_logical_type(ofNone);
        var first = known[0];
        if (known.Find(t => t.Id != first.Id || !t.Names.SequenceEqual(first.Names)) is { } other)
            throw new InvalidCastException($"A list mixes {first} and {other}: give one type.");
        if (first.Id == DuckDbType.Decimal)
            return NativeMethods.duckdb_create_decimal_type(38, known.Max(t => t.Scale));
        if (first.Children.Length == 0) return NativeMethods.duckdb_create_logical_type(first.Id);
        var parts = new nint[first.Children.Length];
        try
        {
            for (var i = 0; i < parts.Length; i++) parts[i] = Common(known.Select(t => t.Children[i]));
            return first.Id switch
            {
                DuckDbType.List => NativeMethods.duckdb_create_list_type(parts[0]),
                DuckDbType.Map => NativeMethods.duckdb_create_map_type(parts[0], parts[1]),
                _ => Struct(first.Names, parts),
            };
        }
        finally
        {
            for (var i = 0; i < parts.Length; i++)
                if (parts[i] != 0) NativeMethods.duckdb_destroy_logical_type(ref parts[i]);
        }
    }

    static nint Struct(string[] names, nint[] types)
    {
        var texts = Array.ConvertAll(names, Marshal.StringToCoTaskMemUTF8);
        try
        {
            fixed (nint* t = types, n = texts)
                return NativeMethods.duckdb_create_struct_type(t, (byte**)n, (ulong)types.Length);
        }
        finally
        {
            foreach (var text in texts) Marshal.FreeCoTaskMem(text);
        }
    }
}
