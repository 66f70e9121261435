using CsvHelper;

namespace Analytics.Etl;

/// <summary>A row or cell that was not loaded: where it stands, what was found and what was expected.</summary>
/// <param name="File">Path below the content root, with forward slashes.</param>
/// <param name="Row">Row in the file, the header being row 1.</param>
/// <param name="Column">Name in the header.</param>
/// <param name="Found">The text as it stands.</param>
/// <param name="Expected">What would have been right, in English.</param>
public sealed record Reject(string File, int Row, string Column, string Found, string Expected);

/// <summary>One data row of a CSV file, read by header name; nothing is trimmed or converted.</summary>
public sealed class CsvRow
{
    readonly IReadOnlyDictionary<string, string> _cells;

    /// <summary>A row of a file with its cells by header name.</summary>
    public CsvRow(string file, int number, IReadOnlyDictionary<string, string> cells) =>
        (File, Number, _cells) = (file, number, cells);

    /// <summary>Path below the content root, with forward slashes.</summary>
    public string File { get; }

    /// <summary>Row in the file, the header being row 1.</summary>
    public int Number { get; }

    /// <summary>The cell's text as it stands; "" when empty.</summary>
    /// <exception cref="Tables.AnalyticsException">The header has no such column.</exception>
    public string this[string column] =>
        _cells.TryGetValue(column, out var text) ? text : throw EtlErrors.ColumnMissing(File, column, _cells.Keys);

    /// <summary>This row's cell as a reject.</summary>
    public Reject Reject(string column, string expected) => new(File, Number, column, this[column], expected);
}

/// <summary>Strict reading of the project's CSV files.</summary>
public static class CsvFile
{
    /// <summary>Every data row of a file, in order.</summary>
    /// <param name="root">Content root, the folder that holds <c>seeds</c>.</param>
    /// <param name="path">Path below the root, with forward slashes.</param>
    /// <exception cref="Tables.AnalyticsException">The file is missing or empty, its quoting is broken, or a row
    /// has more or fewer cells than the header.</exception>
    public static IReadOnlyList<CsvRow> Read(string root, string path)
    {
        var full = Path.Combine(root, path);
        if (!File.Exists(full)) throw EtlErrors.FileMissing(path);
        try { return Rows(full, path); }
        catch (CsvFormatException malformed) { throw EtlErrors.Malformed(path, malformed); }
    }

    // CsvHelper guesses the separator and repairs broken quotes unless told otherwise.
    static readonly CsvReaderOptions Strict = new()
    {
        Separator = ',',
        TrimWhitespace = false,
        DetectSeparatorHint = false,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    static List<CsvRow> Rows(string full, string path)
    {
        using var csv = CsvReader.FromFile(full, Strict);
        var header = csv.Headers.ToArray();
        if (header.Length == 0) throw EtlErrors.FileEmpty(path);
        var rows = new List<CsvRow>();
        while (csv.Read())
        {
            var number = checked((int)csv.RowNumber + 1);
            if (csv.FieldCount != header.Length) throw EtlErrors.RowWidth(path, number, csv.FieldCount, header.Length);
            var cells = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < header.Length; i++) cells.Add(header[i], csv.GetString(i));
            rows.Add(new CsvRow(path, number, cells));
        }
        return rows;
    }
}
