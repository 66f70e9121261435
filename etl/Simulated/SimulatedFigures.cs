using System.Globalization;
using Analytics.Etl.Published;
using Analytics.Etl.Reference;
using Analytics.Pipelines;

namespace Analytics.Etl.Simulated;

/// One number of a district's file with everything that identifies its observation.
sealed record SimulatedFigure(CsvRow Row, string SourceId, SimulatedIndicator Indicator, Area Area, Period Period,
    decimal Value, string Status, DateOnly PublishedOn)
{
    public const string Dataset = "simulated";

    /// A district's reports are one line of documents, so that a later one restates an earlier.
    public string SeriesId => SeriesOf(Area.Id);

    public static string SeriesOf(string areaId) => $"simulated-{areaId}";

    public string FigureId => $"{SourceId}/{Indicator.Code}/{Area.Id}/{Period.Id}";

    public long ObservationKey =>
        Observations.KeyOf(Dataset, Indicator.Code, Area.Id, "", Period, "", SeriesId);
}

/// The numbers of all files in the inbox; each cell is as it must be, or its row is a reject.
sealed class SimulatedFigures
{
    readonly Areas _areas;
    readonly List<SimulatedFigure> _figures = [];
    readonly List<Refusal> _refusals = [];
    readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    readonly Dictionary<string, DateOnly> _days = new(StringComparer.Ordinal);

    SimulatedFigures(Areas areas) => _areas = areas;

    public IReadOnlyList<SimulatedFigure> Figures => _figures;

    public IReadOnlyList<Refusal> Refusals => _refusals;

    public static SimulatedFigures Read(CsvReading read, IReadOnlyList<string> files)
    {
        var figures = new SimulatedFigures(Areas.Read(read));
        foreach (var file in files)
            foreach (var row in read(file, [.. ReportFile.Columns])) figures.Add(row);
        return figures;
    }

    /// A file is a document: its path without the ending names it.
    public static string SourceOf(string file) =>
        Path.ChangeExtension(file, null)["inbox/".Length..];

    void Add(CsvRow row)
    {
        if (row[ReportFile.Nature] != ReportFile.Simulated)
            Refuse(row, ReportFile.Nature, ReportFile.Simulated, "not-simulated");
        else if (SimulatedIndicators.All.FirstOrDefault(i => i.Name == row[ReportFile.Indicator]) is not { } indicator)
            Refuse(row, ReportFile.Indicator, string.Join(", ", SimulatedIndicators.All.Select(i => i.Name)),
                "indicator-unknown");
        else if (row[ReportFile.Unit] != indicator.Unit)
            Refuse(row, ReportFile.Unit, indicator.Unit, "unit-unknown");
        else if (!IsDigits(row[ReportFile.Year], 4, 4) || row[ReportFile.Year] == "0000")
            Refuse(row, ReportFile.Year, "a year such as 2017", "date-invalid");
        else if (!IsDigits(row[ReportFile.Value], 1, 12))
            Refuse(row, ReportFile.Value, "a whole number without separators", "number-invalid");
        else if (!ReportFile.Statuses.TryGetValue(row[ReportFile.Status], out var status))
            Refuse(row, ReportFile.Status, string.Join(", ", ReportFile.Statuses.Keys), "status-unknown");
        else Add(row, indicator, status);
    }

    void Add(CsvRow row, SimulatedIndicator indicator, string status)
    {
        var year = int.Parse(row[ReportFile.Year], CultureInfo.InvariantCulture);
        var period = Period.Of(new(year, 1, 1), new(year, 12, 31));
        if (!Cells.TryDay(row[ReportFile.PublishedOn], out var day) || day <= period.End)
            Refuse(row, ReportFile.PublishedOn, $"a day after {period.End:yyyy-MM-dd}", "date-invalid");
        else if (_days.TryGetValue(row.File, out var other) && other != day)
            Refuse(row, ReportFile.PublishedOn, $"the day of the file's first row, {other:yyyy-MM-dd}", "date-differs");
        else if (_areas.Find(row[ReportFile.Area], row[ReportFile.Parent], period.End!.Value) is not [var area])
            Refuse(row, ReportFile.Area, $"one area below {row[ReportFile.Parent]}, valid on {period.End:yyyy-MM-dd}",
                "area-unknown");
        else
        {
            var value = decimal.Parse(row[ReportFile.Value], CultureInfo.InvariantCulture);
            var figure = new SimulatedFigure(row, SourceOf(row.File), indicator, area, period, value, status, day);
            if (!_seen.Add(figure.FigureId))
                Refuse(row, ReportFile.Indicator, "each indicator once for an area and year", "figure-twice");
            else
            {
                _days[row.File] = day;
                _figures.Add(figure);
            }
        }
    }

    static bool IsDigits(string text, int fewest, int most) =>
        text.Length >= fewest && text.Length <= most && text.All(char.IsAsciiDigit);

    void Refuse(CsvRow row, string column, string expected, string code) =>
        _refusals.Add(new Refusal(row, column, expected, code));
}
