namespace Analytics.Pipelines;

/// <summary>A record of a CSV file, its fields by header name.</summary>
public sealed class CsvRow
{
    readonly string _file;
    readonly IReadOnlyList<string> _header;
    readonly string[] _fields;

    internal CsvRow(string file, long row, IReadOnlyList<string> header, string[] fields) =>
        (_file, Row, _header, _fields) = (file, row, header, fields);

    /// <summary>The record's number, 1 is the first below the header.</summary>
    public long Row { get; }

    /// <summary>The field under a header; null where empty.</summary>
    /// <exception cref="Tables.AnalyticsException"><c>csv-header-missing</c>: no header has this name.</exception>
    public string? this[string column]
    {
        get
        {
            for (var i = 0; i < _header.Count; i++)
                if (_header[i] == column) return _fields[i].Length == 0 ? null : _fields[i];
            throw PipelineErrors.HeaderMissing(_file, column, _header);
        }
    }
}
