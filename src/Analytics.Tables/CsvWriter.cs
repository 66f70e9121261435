using System.Globalization;
using System.Text;

namespace Analytics.Tables;

/// <summary>Writes a table as CSV: RFC 4180 quotes, LF, invariant numbers, ISO dates; absent is empty.</summary>
public static class CsvWriter
{
    /// <summary>The whole table with a header row of column names.</summary>
    public static string Write(Table table)
    {
        var output = new StringBuilder();
        WriteLine(output, table.Columns.Select(c => c.Name));
        for (var row = 0; row < table.RowCount; row++)
            WriteLine(output, table.Columns.Select(c => Print(table[row, c.Name])));
        return output.ToString();
    }

    static void WriteLine(StringBuilder output, IEnumerable<string> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first) output.Append(',');
            first = false;
            var quoted = cell.AsSpan().ContainsAny("\",\r\n");
            output.Append(quoted ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell);
        }
        output.Append('\n');
    }

    static string Print(object? value) => value switch
    {
        null => "",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        double.PositiveInfinity => "Inf",
        double.NegativeInfinity => "-Inf",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
