using System.Globalization;
using Analytics.Etl.Samples;
using static Analytics.Etl.Simulated.Layouts.LayoutCells;

namespace Analytics.Etl.Simulated.Layouts;

/// Tab-separated UTF-16: rates in percent beside their counts, large numbers in 万 where that loses nothing, the area
/// with the city before it.
sealed class PercentLayout : PanelLayout
{
    static readonly (string Heading, string? Code, RateModel? Rate)[] Columns =
    [
        ("常住人口", SimulatedIndicators.Population, null),
        ("审结案件数", SimulatedIndicators.Concluded, null), ("败诉案件数", SimulatedIndicators.Lost, null),
        ("败诉率", null, PanelModel.Loss),
        ("出庭案件数", SimulatedIndicators.HeadAppeared, null), ("出庭率", null, PanelModel.HeadAppearance),
        ("复议审结数", SimulatedIndicators.Reconsidered, null), ("纠错数", SimulatedIndicators.Corrected, null),
        ("纠错率", null, PanelModel.Correction),
        ("调解受理数", SimulatedIndicators.MediationAccepted, null),
        ("调解成功数", SimulatedIndicators.MediationSucceeded, null), ("成功率", null, PanelModel.Mediation),
        ("制定件数", SimulatedIndicators.Issued, null), ("废止失效件数", SimulatedIndicators.Ended, null),
        ("现行有效件数", SimulatedIndicators.InForce, null),
    ];

    public override string Ending => ".tsv";

    public override string Encoding => "utf-16le";

    public override string KindOf(PanelReport report) => "tsv";

    public override IReadOnlyList<SampleSheet> Sheets(PanelReport report) =>
    [
        Sheet("",
        [
            [Text($"{report.Area.Name}{report.Year}年度法治数据简表（{Notice}）")],
            [
                Text("单位名称"), Text("统计年份"), Text("数据性质"), Text("发布日期"),
                .. Columns.Select(column => Text(column.Heading)), Text("备注"),
            ],
            .. ReportRow.Of(report).Select(row => Row(report, row)),
            [Text($"备注：{Notice}。")],
        ]),
    ];

    static IReadOnlyList<SampleCell> Row(PanelReport report, ReportRow row) =>
    [
        Text(SimulatedCity.Parent + report.Area.Name), Text($"{row.Year}"), Text(row.StatusWord),
        Text(report.PublishedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        .. Columns.Select(column => Text(column.Rate is { } rate ? row.Percent(rate) ?? "/"
            : row.Values.TryGetValue(column.Code!, out var value) ? Printed(value) : "/")), Text(row.Note),
    ];

    static string Printed(long value) => value < 10_000 ? value.ToString(CultureInfo.InvariantCulture)
        : (value / 10_000m).ToString("0.####", CultureInfo.InvariantCulture) + "万";
}
