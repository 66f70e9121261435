using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// <summary>A column to be made: its name and type.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">A type without parts; DECIMAL takes <paramref name="Width"/> and
/// <paramref name="Scale"/>.</param>
/// <param name="Width">Digits of a DECIMAL.</param>
/// <param name="Scale">Digits of a DECIMAL behind the point.</param>
public readonly record struct DuckDbColumnSpec(string Name, DuckDbType Type, byte Width = 18, byte Scale = 3)
{
    internal nint CreateType()
    {
        if (Type is DuckDbType.Invalid or DuckDbType.Enum or DuckDbType.List or DuckDbType.Struct or DuckDbType.Map
            or DuckDbType.Union or DuckDbType.Array or DuckDbType.Any or DuckDbType.SqlNull or > DuckDbType.SqlNull)
            throw new NotSupportedException(
                $"Column '{Name}': {Type} has parts or is no type of a value; give it as VARCHAR and cast it in SQL.");
        if (Type == DuckDbType.Decimal && (Width is < 1 or > 38 || Scale > Width))
            throw new ArgumentException($"Column '{Name}': there is no DECIMAL({Width},{Scale}); "
                + "the width is 1 to 38, the scale at most the width.");
        return Type == DuckDbType.Decimal
            ? NativeMethods.duckdb_create_decimal_type(Width, Scale)
            : NativeMethods.duckdb_create_logical_type(Type);
    }
}
