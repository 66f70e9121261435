using System.Globalization;
using Analytics.Etl.Samples;
using Analytics.Pipelines.Sheets;

namespace Analytics.Etl.Simulated.Layouts;

/// The numbers of a report that stand in one row of a table: of one year and one status. What another row tells has
/// no number here.
sealed record ReportRow(int Year, string Status, IReadOnlyDictionary<string, long> Values, string Note)
{
    public static IReadOnlyList<ReportRow> Of(PanelReport report) =>
        [.. report.Figures.GroupBy(figure => (figure.Year, figure.Status)).Select(row => new ReportRow(row.Key.Year,
            row.Key.Status, row.ToDictionary(figure => figure.Code, figure => figure.Value), row.First().Note))];

    public string StatusWord => ReportFile.Statuses.Single(status => status.Value == Status).Key;

    /// The events in a hundred trials with two decimals, as it is printed; null where the row lacks one of them.
    public string? Percent(RateModel rate) => Values.TryGetValue(rate.Events, out var events)
        && Values.TryGetValue(rate.Trials, out var trials) && trials > 0
            ? decimal.Round(100m * events / trials, 2, MidpointRounding.AwayFromZero)
                .ToString("0.00", CultureInfo.InvariantCulture) + "%" : null;
}

/// Cells of a table.
static class LayoutCells
{
    public const string Notice = "模拟数据，非真实统计", Nothing = "—";

    public static SampleCell Empty { get; } = new(CellKind.Empty, "");

    public static SampleCell Text(string text) => text.Length == 0 ? Empty : new(CellKind.Text, text);

    public static SampleCell Number(long value, string? format = null) =>
        new(CellKind.Number, value.ToString(CultureInfo.InvariantCulture), format);

    public static SampleCell Day(DateOnly day) =>
        new(CellKind.Date, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "yyyy-mm-dd");

    public static string Chinese(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    public static SampleSheet Sheet(string name, IReadOnlyList<IReadOnlyList<SampleCell>> rows,
        params IReadOnlyList<MergedRange> merges) => new(name, false, rows, merges, []);
}
