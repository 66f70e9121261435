using System.Globalization;
using Analytics.Tables;

namespace Analytics.Statistics;

// Cells between text and the kind an analysis wants. `NA` and nothing are absent, as R writes them.
static class CellText
{
    public static string? Of(object? cell) => cell switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() is "" or "NA" ? null : cell.ToString(),
    };

    /// The cell in the kind wanted; false where it says something else.
    public static bool TryRead(object? cell, ColumnKind kind, out object? value)
    {
        value = null;
        if (Of(cell) is not { } text) return true;
        switch (kind)
        {
            case ColumnKind.Text:
                value = text;
                return true;
            case ColumnKind.Flag:
                value = text.ToLowerInvariant() switch { "true" or "1" => true, "false" or "0" => false, _ => null };
                return value is not null;
            case ColumnKind.Date:
                value = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                    out var day) ? day : null;
                return value is not null;
            case ColumnKind.Whole when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture,
                out var whole):
                value = whole;
                return true;
            default:
                if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    || !double.IsFinite(number)) return false;
                if (kind == ColumnKind.Whole && (number != Math.Floor(number) || Math.Abs(number) > 1L << 53))
                    return false;
                value = kind == ColumnKind.Whole ? (object)(long)number : number;
                return true;
        }
    }
}
