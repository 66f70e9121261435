using System.Globalization;
using Analytics.Pipelines;

namespace Analytics.Etl;

/// Strict reading of cells: a form other than the one expected is never guessed at.
static class Cells
{
    public static bool TryNumber(string text, out decimal value) => decimal.TryParse(text,
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);

    public static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    public static decimal Number(CsvRow row, string column) =>
        TryNumber(row[column], out var value) ? value : throw EtlErrors.Cell(row, column, "a plain number");

    public static DateOnly? Day(CsvRow row, string column) => row[column].Length == 0 ? null
        : TryDay(row[column], out var day) ? day
        : throw EtlErrors.Cell(row, column, "a date such as 2017-12-31, or nothing");

    public static decimal? NumberOrNull(CsvRow row, string column) =>
        row[column].Length == 0 ? null : Number(row, column);

    public static int? WholeOrNull(CsvRow row, string column) => NumberOrNull(row, column) switch
    {
        null => null,
        { } value when value == decimal.Truncate(value) => (int)value,
        _ => throw EtlErrors.Cell(row, column, "a whole number, or nothing"),
    };

    public static string OneOf(CsvRow row, string column, params IReadOnlyList<string> words) =>
        words.Contains(row[column]) ? row[column] : throw EtlErrors.Cell(row, column, string.Join(" | ", words));

    public static bool Flag(CsvRow row, string column) => row[column] switch
    {
        "1" => true,
        "0" => false,
        _ => throw EtlErrors.Cell(row, column, "0 or 1"),
    };

    public static Dictionary<string, CsvRow> By(IEnumerable<CsvRow> rows, string column)
    {
        var byKey = new Dictionary<string, CsvRow>(StringComparer.Ordinal);
        foreach (var row in rows)
            if (!byKey.TryAdd(row[column], row)) throw EtlErrors.Twice(row, column);
        return byKey;
    }
}
