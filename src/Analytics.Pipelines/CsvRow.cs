namespace Analytics.Pipelines;

/// <summary>Reads the records of a CSV input; see <see cref="Source.ReadCsv"/>.</summary>
/// <param name="path">As <see cref="Source.Path"/>.</param>
/// <param name="expected">Columns that must exist.</param>
public delegate IEnumerable<CsvRow> CsvReading(string path, params string[] expected);

/// <summary>A record of a CSV file, its fields by header name; nothing is trimmed or converted.</summary>
public sealed class CsvRow
{
    readonly IReadOnlyList<string> _header;
    readonly string[] _fields;

    internal CsvRow(string file, long row, IReadOnlyList<string> header, string[] fields) =>
        (File, Row, _header, _fields) = (file, row, header, fields);

    /// <summary>The file, as <see cref="Source.Path"/>.</summary>
    public string File { get; }

    /// <summary>The record's row as a spreadsheet shows it: the header is row 1, a line break inside quotes begins no
    /// row.</summary>
    public long Row { get; }

    /// <summary>The field under a header as it stands; "" where empty.</summary>
    /// <exception cref="Tables.AnalyticsException"><c>csv-header-missing</c>: no header has this name.</exception>
    public string this[string column] => Ordinal(column) is >= 0 and var i ? _fields[i]
        : throw PipelineErrors.HeaderMissing(File, column, _header);

    /// <summary>The field under a header; null where empty or where no header has this name.</summary>
    public string? Optional(string column) => Ordinal(column) is >= 0 and var i && _fields[i].Length > 0
        ? _fields[i] : null;

    int Ordinal(string column)
    {
        for (var i = 0; i < _header.Count; i++)
            if (_header[i] == column) return i;
        return -1;
    }
}
