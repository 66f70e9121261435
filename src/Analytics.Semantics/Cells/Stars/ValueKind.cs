namespace Analytics.Semantics.Cells.Stars;

/// What an expression of the model holds, as far as statements must know.
enum ValueKind
{
    Text,
    Whole,
    Exact,
    Real,
    Date,
    Flag,
    Instant,
    ZonedInstant,
    Other,
}

static class ValueKinds
{
    /// A kind by the name both engines give a type.
    public static ValueKind Of(string type)
    {
        var name = type.ToUpperInvariant();
        if (name.EndsWith("[]", StringComparison.Ordinal)) return ValueKind.Other;
        var open = name.IndexOf('(', StringComparison.Ordinal);
        return (open < 0 ? name : name[..open].TrimEnd()) switch
        {
            "VARCHAR" or "TEXT" or "CHARACTER VARYING" or "CHARACTER" => ValueKind.Text,
            "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "UTINYINT" or "USMALLINT" or "UINTEGER"
                => ValueKind.Whole,
            "DECIMAL" or "NUMERIC" or "HUGEINT" or "UHUGEINT" or "UBIGINT" => ValueKind.Exact,
            "DOUBLE" or "DOUBLE PRECISION" or "FLOAT" or "REAL" => ValueKind.Real,
            "DATE" => ValueKind.Date,
            "BOOLEAN" => ValueKind.Flag,
            "TIMESTAMP WITH TIME ZONE" => ValueKind.ZonedInstant,
            _ when name.StartsWith("TIMESTAMP", StringComparison.Ordinal) => ValueKind.Instant,
            _ => ValueKind.Other,
        };
    }

    public static bool IsNumber(this ValueKind kind) => kind is ValueKind.Whole or ValueKind.Exact or ValueKind.Real;

    /// An expression as a table can hold it: what is neither text, number, day nor flag becomes text.
    public static string Held(this ValueKind kind, string sql) =>
        kind is ValueKind.Instant or ValueKind.ZonedInstant or ValueKind.Other ? $"CAST({sql} AS text)" : sql;
}
