using System.Text;
using Analytics.Tables;

namespace Analytics.Etl.Simulated;

/// A district's file: a row for each number. Encodings and line ends differ between districts, as they do in life.
static class ReportFile
{
    public const string Nature = "数据性质", Area = "地区", Parent = "上级地区", Year = "年份", Indicator = "指标",
        Value = "数值", Unit = "单位", Status = "状态", PublishedOn = "发布日期", Note = "备注";

    /// What every row says of itself, so that no page of it can be taken for real.
    public const string Simulated = "模拟数据";

    /// Words for a status, and the status in the warehouse.
    public static IReadOnlyDictionary<string, string> Statuses { get; } = new Dictionary<string, string>
    {
        ["初步"] = PanelReports.Provisional, ["正式"] = PanelReports.Final, ["更正"] = PanelReports.Restated,
    };

    public static IReadOnlyList<string> Columns { get; } =
        [Nature, Area, Parent, Year, Indicator, Value, Unit, Status, PublishedOn, Note];

    public static string NameOf(PanelReport report) => $"{report.Year}/{report.Area.AreaId}.csv";

    public static byte[] Write(PanelReport report)
    {
        var text = CsvWriter.Write(new Table([.. Columns.Select(name => new Column(name, ColumnKind.Text))],
            [.. report.Figures.Select(figure => Row(report, figure))]));
        // By the last digit of the area's code: half of the districts send a byte order mark, a third CRLF.
        var digit = report.Area.AreaId[5] - '0';
        if (digit % 3 == 0) text = text.Replace("\n", "\r\n", StringComparison.Ordinal);
        byte[] mark = digit % 2 == 0 ? [.. Encoding.UTF8.Preamble] : [];
        return [.. mark, .. Encoding.UTF8.GetBytes(text)];
    }

    static object?[] Row(PanelReport report, ReportedFigure figure)
    {
        var indicator = SimulatedIndicators.Of(figure.Code);
        return
        [
            Simulated, report.Area.Name, SimulatedCity.Parent, $"{figure.Year}", indicator.Name, $"{figure.Value}",
            indicator.Unit, Statuses.Single(status => status.Value == figure.Status).Key,
            $"{report.PublishedOn:yyyy-MM-dd}", figure.Note,
        ];
    }
}
