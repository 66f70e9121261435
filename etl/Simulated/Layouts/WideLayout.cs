using System.Globalization;
using Analytics.Etl.Samples;
using static Analytics.Etl.Simulated.Layouts.LayoutCells;

namespace Analytics.Etl.Simulated.Layouts;

/// Text of comma-separated values in GB 18030: an indicator a column, thousands with commas, small numbers and years
/// in full width.
sealed class WideLayout : PanelLayout
{
    public override string Ending => ".csv";

    public override string Encoding => "gb18030";

    public override string KindOf(PanelReport report) => "csv";

    public override IReadOnlyList<SampleSheet> Sheets(PanelReport report) =>
    [
        Sheet("",
        [
            [Text($"{report.Area.Name}{report.Year}年度依法行政统计年报（{Notice}）")],
            [
                Text("区县"), Text("年度"), Text("数据类别"), Text("报送日期"),
                .. SimulatedIndicators.All.Select(indicator => Text($"{indicator.Name}（{indicator.Unit}）")), Text("备注"),
            ],
            .. ReportRow.Of(report).Select(row => Row(report, row)),
            [Text($"说明：{Notice}。空白处为本行不含此项。")],
        ]),
    ];

    static IReadOnlyList<SampleCell> Row(PanelReport report, ReportRow row) =>
    [
        Text(report.Area.Name), Text(Wide($"{row.Year}") + "年"), Text(row.StatusWord + "数"),
        Text(report.PublishedOn.ToString("yyyy.M.d", CultureInfo.InvariantCulture)),
        .. SimulatedIndicators.All.Select(indicator => row.Values.TryGetValue(indicator.Code, out var value)
            ? Text(Printed(value)) : Empty), Text(row.Note),
    ];

    static string Printed(long value) => value.ToString(CultureInfo.InvariantCulture) is { Length: < 4 } digits
        ? Wide(digits) : value.ToString("#,##0", CultureInfo.InvariantCulture);

    static string Wide(string digits) => string.Concat(digits.Select(digit => (char)(digit - '0' + '０')));
}
