using Analytics.Etl.Reference;
using Analytics.Pipelines;

namespace Analytics.Etl.Published;

/// <summary>A cell that kept a figure out.</summary>
/// <param name="Row">Where it stands.</param>
/// <param name="Column">Its column.</param>
/// <param name="Expected">What would have been right, in English.</param>
/// <param name="Code">Stable kebab-case code.</param>
public sealed record Refusal(CsvRow Row, string Column, string Expected, string Code);

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
    readonly List<Refusal> _refusals = [];

    PublishedFigures(CsvReading read)
    {
        _areas = Areas.Read(read);
        _map = IndicatorMap.Read(read);
        _scopes = Scopes.Read(read);
        _groups = Cells.By(read(PublishedFiles.Groups), "area_name");
        _series = Cells.By(read(PublishedFiles.Series), "source_id");
        _units = Cells.By(read(PublishedFiles.Units), "printed_unit");
    }

    /// <summary>The files they are read from.</summary>
    public static IReadOnlyList<string> Inputs { get; } = [.. PublishedFiles.All, .. Areas.Inputs];

    /// <summary>The dataset of published figures.</summary>
    public const string Dataset = "published";

    /// <summary>Every figure that resolved, in file order.</summary>
    public IReadOnlyList<PublishedFigure> Figures => _figures;

    /// <summary>The groups a source totals, which are not areas: rows of reporting-groups.csv.</summary>
    public IReadOnlyCollection<CsvRow> Groups => _groups.Values;

    /// <summary>Every cell that kept a figure out.</summary>
    public IReadOnlyList<Refusal> Refusals => _refusals;

    /// <summary>Reads and resolves all figures.</summary>
    /// <exception cref="Tables.AnalyticsException">A file or column is missing, or a rule file is wrong.</exception>
    public static PublishedFigures Read(CsvReading read)
    {
        var figures = new PublishedFigures(read);
        foreach (var row in read(PublishedFiles.Figures)) figures.Add(row);
        return figures;
    }

    void Add(CsvRow row)
    {
        if (!_series.TryGetValue(row["source_id"], out var series))
            Refuse(row, "source_id", "a source with a series", "source-unknown");
        else if (_map.Find(row) is not [var rule])
            Refuse(row, "indicator_code", "a code with one rule in the map", "indicator-unmapped");
        else if (!_units.TryGetValue(row["unit"], out var unit))
            Refuse(row, "unit", "a unit of units.csv", "unit-unknown");
        else if (!Cells.TryNumber(row["value"], out var printed))
            Refuse(row, "value", "a plain number", "number-invalid");
        else if (ParsePeriod(row) is { } period && Where(row, period) is var (areaId, groupId))
            Add(row, series, rule, unit, printed, period, areaId, groupId);
    }

    void Add(CsvRow row, CsvRow series, CsvRow rule, CsvRow unit, decimal printed, Period period,
        string areaId, string groupId)
    {
        var note = _scopes.Of(row, rule["scope"]);
        if (note is null)
        {
            Refuse(row, "note", "scopes that agree with the map and the source", "scope-contradiction");
            return;
        }
        var place = groupId.Length > 0 ? groupId : areaId;
        var figureId = $"{row["source_id"]}/{row["indicator_code"]}/{place}/{period.Id}";
        _figures.Add(new PublishedFigure(figureId, row, row["source_id"], series["series_id"],
            Cells.Day(series, "published_on"), rule["indicator_code"], areaId, groupId, period, note.ScopeId,
            note.Bound, printed * Cells.Number(unit, "factor"), unit["unit"]));
    }

    Period? ParsePeriod(CsvRow row)
    {
        if (row["period_start"].Length == 0 && row["period_end"].Length == 0) return Period.Unknown;
        if (!Cells.TryDay(row["period_start"], out var start))
            Refuse(row, "period_start", "a date such as 2017-01-01", "date-invalid");
        else if (Cells.TryDay(row["period_end"], out var end) && end >= start) return Period.Of(start, end);
        else Refuse(row, "period_end", "a date such as 2017-12-31, not before the start", "date-invalid");
        return null;
    }

    (string AreaId, string GroupId)? Where(CsvRow row, Period period)
    {
        if (_groups.TryGetValue(row["area_name"], out var group)) return (group["area_id"], group["group_id"]);
        if (_areas.Find(row["area_name"], row["parent_area"], period.End ?? DateOnly.MaxValue) is [var area])
            return (area.Id, "");
        Refuse(row, "area_name", "one area below its parent, valid at the end of the period", "area-unknown");
        return null;
    }

    void Refuse(CsvRow row, string column, string expected, string code) =>
        _refusals.Add(new Refusal(row, column, expected, code));
}
