using System.Globalization;
using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// <summary>A column's type, read once for a result; it holds no native memory.</summary>
public sealed unsafe class DuckDbTypeInfo
{
    internal DuckDbTypeInfo(nint type)
    {
        Id = Storage = NativeMethods.duckdb_get_type_id(type);
        switch (Id)
        {
            case DuckDbType.Decimal:
                (Width, Scale) = (NativeMethods.duckdb_decimal_width(type), NativeMethods.duckdb_decimal_scale(type));
                Storage = NativeMethods.duckdb_decimal_internal_type(type);
                break;
            case DuckDbType.Enum:
                Storage = NativeMethods.duckdb_enum_internal_type(type);
                Names = new string[NativeMethods.duckdb_enum_dictionary_size(type)];
                for (var i = 0; i < Names.Length; i++)
                    Names[i] = NativeMethods.TakeText(NativeMethods.duckdb_enum_dictionary_value(type, (ulong)i));
                break;
            case DuckDbType.List:
                Children = [Take(NativeMethods.duckdb_list_type_child_type(type))];
                break;
            case DuckDbType.Array:
                Children = [Take(NativeMethods.duckdb_array_type_child_type(type))];
                ArraySize = (int)NativeMethods.duckdb_array_type_array_size(type);
                break;
            case DuckDbType.Map:
                Children = [Take(NativeMethods.duckdb_map_type_key_type(type)),
                    Take(NativeMethods.duckdb_map_type_value_type(type))];
                break;
            case DuckDbType.Struct:
                Names = new string[NativeMethods.duckdb_struct_type_child_count(type)];
                Children = new DuckDbTypeInfo[Names.Length];
                for (var i = 0; i < Names.Length; i++)
                {
                    Names[i] = NativeMethods.TakeText(NativeMethods.duckdb_struct_type_child_name(type, (ulong)i));
                    Children[i] = Take(NativeMethods.duckdb_struct_type_child_type(type, (ulong)i));
                }
                break;
        }
    }

    /// <summary>The logical type.</summary>
    public DuckDbType Id { get; }

    /// <summary>The physical type of a DECIMAL or ENUM, else the same as <see cref="Id"/>.</summary>
    public DuckDbType Storage { get; }

    /// <summary>Digits of a DECIMAL, 1 to 38.</summary>
    public byte Width { get; }

    /// <summary>Digits of a DECIMAL behind the point.</summary>
    public byte Scale { get; }

    /// <summary>Length of an ARRAY.</summary>
    public int ArraySize { get; }

    /// <summary>Labels of an ENUM, fields of a STRUCT.</summary>
    public IReadOnlyList<string> Labels => Names;

    /// <summary>Element types of LIST and ARRAY, key and value of MAP, fields of STRUCT.</summary>
    public IReadOnlyList<DuckDbTypeInfo> ElementTypes => Children;

    internal string[] Names { get; } = [];

    /// A field of an unnamed STRUCT, as row(1, 2) makes it, is known by its position from 1.
    internal string FieldName(int field) =>
        Names[field].Length > 0 ? Names[field] : (field + 1).ToString(CultureInfo.InvariantCulture);

    internal DuckDbTypeInfo[] Children { get; } = [];

    /// <summary>The .NET type that <see cref="DuckDbDataReader.GetValue"/> gives.</summary>
    public Type ClrType => Id switch
    {
        DuckDbType.Boolean => typeof(bool),
        DuckDbType.TinyInt => typeof(sbyte),
        DuckDbType.SmallInt => typeof(short),
        DuckDbType.Integer => typeof(int),
        DuckDbType.BigInt => typeof(long),
        DuckDbType.UTinyInt => typeof(byte),
        DuckDbType.USmallInt => typeof(ushort),
        DuckDbType.UInteger => typeof(uint),
        DuckDbType.UBigInt => typeof(ulong),
        DuckDbType.Float => typeof(float),
        DuckDbType.Double => typeof(double),
        // HUGEINT is what sum(INTEGER) gives; Int128 is not IConvertible, so the common value is a decimal.
        DuckDbType.Decimal or DuckDbType.HugeInt or DuckDbType.UHugeInt => typeof(decimal),
        DuckDbType.Date => typeof(DateOnly),
        DuckDbType.Time or DuckDbType.TimeNs => typeof(TimeOnly),
        DuckDbType.TimeTz => typeof(DuckDbTimeTz),
        DuckDbType.Interval => typeof(DuckDbInterval),
        DuckDbType.Timestamp or DuckDbType.TimestampS or DuckDbType.TimestampMs or DuckDbType.TimestampNs =>
            typeof(DateTime),
        DuckDbType.TimestampTz => typeof(DateTimeOffset),
        DuckDbType.Uuid => typeof(Guid),
        DuckDbType.Varchar or DuckDbType.Enum or DuckDbType.Bit => typeof(string),
        DuckDbType.Blob => typeof(byte[]),
        DuckDbType.List or DuckDbType.Array => typeof(object?[]),
        DuckDbType.Struct => typeof(Dictionary<string, object?>),
        DuckDbType.Map => typeof(List<KeyValuePair<object, object?>>),
        _ => typeof(object),
    };

    /// <summary>The type as SQL writes it; an ENUM without its labels, a UNION without its members.</summary>
    public override string ToString() => Id switch
    {
        DuckDbType.Decimal => $"DECIMAL({Width},{Scale})",
        DuckDbType.List => $"{Children[0]}[]",
        DuckDbType.Array => $"{Children[0]}[{ArraySize}]",
        DuckDbType.Map => $"MAP({Children[0]}, {Children[1]})",
        DuckDbType.Struct => $"STRUCT({string.Join(", ", Names.Zip(Children, Field))})",
        DuckDbType.TimestampTz => "TIMESTAMP WITH TIME ZONE",
        DuckDbType.TimeTz => "TIME WITH TIME ZONE",
        DuckDbType.TimeNs => "TIME_NS",
        DuckDbType.TimestampS or DuckDbType.TimestampMs or DuckDbType.TimestampNs =>
            "TIMESTAMP_" + Id.ToString()["Timestamp".Length..].ToUpperInvariant(),
        DuckDbType.SqlNull => "NULL",
        _ => Id.ToString().ToUpperInvariant(),
    };

    static string Field(string name, DuckDbTypeInfo type) => name.Length == 0 ? type.ToString()
        : name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(name[0]) ? $"{name} {type}"
        : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\" {type}";

    internal static DuckDbTypeInfo Take(nint type)
    {
        var info = new DuckDbTypeInfo(type);
        NativeMethods.duckdb_destroy_logical_type(ref type);
        return info;
    }
}
