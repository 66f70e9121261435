using System.Globalization;
using Analytics.Etl.Samples;
using static Analytics.Etl.Simulated.Layouts.LayoutCells;

namespace Analytics.Etl.Simulated.Layouts;

/// Traditional script and names without 区. In even years a workbook of Excel 97-2003, in odd ones the page that some
/// systems send under that ending.
sealed class TraditionalLayout : PanelLayout
{
    const string Simplified = "长宁东黄汇静闸杨闵宝贤", Traditional = "長寧東黃匯靜閘楊閔寶賢";

    static readonly string[] Headings = ["地區", "年度", "數據狀態", "報出日期", "常住人口", "一審行政案件審結數",
        "行政機關敗訴案件數", "負責人出庭案件數", "行政複議審結數", "行政複議直接糾錯數", "人民調解受理數", "人民調解成功數",
        "規範性文件制定數", "規範性文件廢止失效數", "現行有效規範性文件數", "備註"];

    public override string Ending => ".xls";

    public override string KindOf(PanelReport report) => report.Year % 2 == 0 ? "xls" : "html";

    public override IReadOnlyList<SampleSheet> Sheets(PanelReport report)
    {
        var isPage = KindOf(report) == "html";
        return
        [
            Sheet("報表",
            [
                [Text($"{Short(report.Area)}{report.Year}年度法治統計報表（模擬數據，非真實統計）")],
                [.. Headings.Select(Text)],
                .. ReportRow.Of(report).Select(row => Row(report, row, isPage)),
                [],
                [Text("註：模擬數據，非真實統計；橫線表示本行不含此項。")],
            ], new Pipelines.Sheets.MergedRange(1, 0, 1, Headings.Length - 1)),
        ];
    }

    static SampleCell[] Row(PanelReport report, ReportRow row, bool isPage) =>
    [
        Text(Short(report.Area)), Text($"{row.Year}年度"), Text(row.StatusWord + "數"),
        isPage ? Text(report.PublishedOn.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture))
            : Day(report.PublishedOn),
        .. SimulatedIndicators.All.Select(indicator => row.Values.TryGetValue(indicator.Code, out var value)
            ? Number(value) : Text(Nothing)), Text(row.Note.Length == 0 ? "" : "見附註"),
    ];

    static string Short(ReportingArea area) => string.Concat(area.Name.Replace("新区", "", StringComparison.Ordinal)
        .TrimEnd('区', '县').Select(c => Simplified.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at
            ? Traditional[at] : c));
}
