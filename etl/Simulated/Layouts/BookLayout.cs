using Analytics.Etl.Samples;
using static Analytics.Etl.Simulated.Layouts.LayoutCells;

namespace Analytics.Etl.Simulated.Layouts;

/// A workbook with a sheet for each subject, blank rows and notes between, and a sheet that was left empty.
sealed class BookLayout : PanelLayout
{
    static readonly (string Name, (string Heading, string Code)[] Columns)[] Subjects =
    [
        ("人口", [("常住人口（人）", SimulatedIndicators.Population)]),
        ("行政诉讼", [("审结数（件）", SimulatedIndicators.Concluded), ("败诉数（件）", SimulatedIndicators.Lost)]),
        ("负责人出庭", [("出庭数（件）", SimulatedIndicators.HeadAppeared)]),
        ("行政复议", [("审结数（件）", SimulatedIndicators.Reconsidered), ("直接纠错数（件）", SimulatedIndicators.Corrected)]),
        ("人民调解", [("受理数（件）", SimulatedIndicators.MediationAccepted),
            ("成功数（件）", SimulatedIndicators.MediationSucceeded)]),
        ("规范性文件", [("制定数（件）", SimulatedIndicators.Issued), ("废止失效数（件）", SimulatedIndicators.Ended),
            ("现行有效数（件）", SimulatedIndicators.InForce)]),
    ];

    public override string Ending => ".xlsx";

    public override string KindOf(PanelReport report) => "xlsx";

    public override IReadOnlyList<SampleSheet> Sheets(PanelReport report) =>
        [.. Subjects.Select(subject => Subject(report, subject.Name, subject.Columns)), Sheet("Sheet7", [])];

    static SampleSheet Subject(PanelReport report, string name, (string Heading, string Code)[] columns)
    {
        var rows = ReportRow.Of(report).Where(row => columns.Any(column => row.Values.ContainsKey(column.Code)));
        return Sheet(name,
        [
            [Text($"{report.Area.Name}{report.Year}年度{name}情况（{Notice}）")],
            [],
            [Text("报出日期"), Day(report.PublishedOn)],
            [],
            [Text("年度"), Text("数据状态"), .. columns.Select(column => Text(column.Heading)), Text("说明")],
            .. rows.GroupBy(row => row.Year).SelectMany(year => Year(year, columns)),
            [Text($"注：{Notice}。")],
            [Text("填表人：（模拟）")],
        ]);
    }

    // A blank row after each year.
    static IEnumerable<IReadOnlyList<SampleCell>> Year(IEnumerable<ReportRow> rows,
        (string Heading, string Code)[] columns) =>
    [
        .. rows.Select(row => (IReadOnlyList<SampleCell>)
        [
            Text($"{row.Year}年"), Text(row.StatusWord), .. columns.Select(column =>
                row.Values.TryGetValue(column.Code, out var value) ? Number(value) : Empty), Text(row.Note),
        ]),
        [],
    ];
}
