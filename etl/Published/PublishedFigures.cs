using System.Globalization;
using Analytics.Etl.Reference;

namespace Analytics.Etl.Published;

/// <summary>The published figures, resolved by the reviewed rules; what has no unique answer is a reject.</summary>
public sealed class PublishedFigures
{
    readonly Areas _areas;
    readonly IndicatorMap _map;
    readonly Scopes _scopes;
    readonly Dictionary<string, CsvRow> _groups;
    readonly Dictionary<string, CsvRow> _series;
    readonly Dictionary<string, CsvRow> _units;
    readonly List<PublishedFigure> _figures = [];
    readonly List<Reject> _rejects = [];

    PublishedFigures(string root)
    {
        _areas = Areas.Read(root);
        _map = IndicatorMap.Read(root);
        _scopes = Scopes.Read(root);
        _groups = ByColumn(root, "reporting-groups", "area_name");
        _series = ByColumn(root, "source-series", "source_id");
        _units = ByColumn(root, "units", "printed_unit");
    }

    /// <summary>Every figure that resolved, in file order.</summary>
    public IReadOnlyList<PublishedFigure> Figures => _figures;

    /// <summary>Every cell that kept a figure out.</summary>
    public IReadOnlyList<Reject> Rejects => _rejects;

    /// <summary>Reads and resolves all figures below a content root.</summary>
    /// <exception cref="Tables.AnalyticsException">A file or column is missing, or a rule file is wrong.</exception>
    public static PublishedFigures Read(string root)
    {
        var read = new PublishedFigures(root);
        foreach (var row in CsvFile.Read(root, "seeds/published/figures.csv")) read.Add(row);
        return read;
    }

    void Add(CsvRow row)
    {
        if (!_series.TryGetValue(row["source_id"], out var series)) Refuse(row, "source_id", "a source with a series");
        else if (_map.Find(row) is not [var rule]) Refuse(row, "indicator_code", "a code with one rule in the map");
        else if (!_units.TryGetValue(row["unit"], out var unit)) Refuse(row, "unit", "a unit of units.csv");
        else if (!TryNumber(row["value"], out var printed)) Refuse(row, "value", "a plain number");
        else if (ParsePeriod(row) is { } period && Where(row, period) is var (areaId, groupId))
            Add(row, series["series_id"], rule, unit, printed, period, areaId, groupId);
    }

    void Add(CsvRow row, string seriesId, CsvRow rule, CsvRow unit, decimal printed, Period period, string areaId,
        string groupId)
    {
        if (!TryNumber(unit["factor"], out var factor)) throw EtlErrors.Cell(unit.Reject("factor", "a plain number"));
        var note = _scopes.Of(row, rule["scope"]);
        if (note is null)
        {
            Refuse(row, "note", "scopes that agree with the map and the source");
            return;
        }
        var place = groupId.Length > 0 ? groupId : areaId;
        var figureId = $"{row["source_id"]}/{row["indicator_code"]}/{place}/{period.Id}";
        _figures.Add(new PublishedFigure(figureId, row, row["source_id"], seriesId, rule["indicator_code"], areaId,
            groupId, period, note.ScopeId, note.Bound, printed * factor, unit["unit"]));
    }

    Period? ParsePeriod(CsvRow row)
    {
        if (row["period_start"].Length == 0 || row["period_end"].Length == 0) return Period.Unknown;
        if (!TryDay(row["period_start"], out var start)) Refuse(row, "period_start", "a date such as 2017-01-01");
        else if (TryDay(row["period_end"], out var end) && end >= start) return Period.Of(start, end);
        else Refuse(row, "period_end", "a date such as 2017-12-31, not before the start");
        return null;
    }

    (string AreaId, string GroupId)? Where(CsvRow row, Period period)
    {
        if (_groups.TryGetValue(row["area_name"], out var group)) return (group["area_id"], group["group_id"]);
        if (_areas.Find(row["area_name"], row["parent_area"], period.End ?? DateOnly.MaxValue) is [var area])
            return (area.Id, "");
        Refuse(row, "area_name", "one area below its parent, valid at the end of the period");
        return null;
    }

    void Refuse(CsvRow row, string column, string expected) => _rejects.Add(row.Reject(column, expected));

    static bool TryNumber(string text, out decimal value) => decimal.TryParse(text,
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);

    static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    static Dictionary<string, CsvRow> ByColumn(string root, string file, string column) =>
        CsvFile.Read(root, $"seeds/published/{file}.csv").ToDictionary(row => row[column], StringComparer.Ordinal);
}
