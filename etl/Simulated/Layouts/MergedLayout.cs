using System.Globalization;
using Analytics.Etl.Samples;
using Analytics.Pipelines.Sheets;
using static Analytics.Etl.Simulated.Layouts.LayoutCells;

namespace Analytics.Etl.Simulated.Layouts;

/// A workbook under a merged heading of two rows: a row for each status of a year, a subtotal after each year, the
/// year and the area in the title.
sealed class MergedLayout : PanelLayout
{
    const int FirstFigure = 3;

    static readonly (string Group, string[] Columns)[] Groups =
    [
        ("常住人口（人）", [""]), ("行政诉讼（件）", ["审结", "败诉", "负责人出庭"]), ("行政复议（件）", ["审结", "直接纠错"]),
        ("人民调解（件）", ["受理", "成功"]), ("规范性文件（件）", ["制定", "废止失效", "现行有效"]),
    ];

    public override string Ending => ".xlsx";

    public override string KindOf(PanelReport report) => "xlsx";

    public override IReadOnlyList<SampleSheet> Sheets(PanelReport report)
    {
        var rows = new List<IReadOnlyList<SampleCell>>
        {
            new[] { Text($"{report.Area.Name}{report.Year}年度法治统计报表（{Notice}）") },
            new[]
            {
                Text($"填报单位：{report.Area.Name}司法局（模拟）"), Empty, Empty, Empty, Empty, Empty, Empty, Empty, Empty,
                Empty, Empty, Text($"报出日期：{Chinese(report.PublishedOn)}"),
            },
            Heading(group => group.Columns.Select((_, at) => Text(at == 0 ? group.Group : "")),
                Text("序号"), Text("年份"), Text("数据状态")),
            Heading(group => group.Columns.Select(Text), Empty, Empty, Empty),
        };
        foreach (var year in ReportRow.Of(report).GroupBy(row => row.Year))
        {
            var first = rows.Count;
            rows.AddRange(year.Select((row, at) => Row(row, at + 1)));
            rows.Add(Subtotal(year, first + 1, rows.Count));
        }
        rows.Add([]);
        rows.Add([Text($"注：{Notice}；“{Nothing}”表示本行不含此项，小计为本年各行之和。")]);
        return [Sheet("统计表", rows, Merges)];
    }

    static MergedRange[] Merges => [new(1, 0, 1, 14), new(2, 0, 2, 5), new(2, 11, 2, 14), new(3, 0, 4, 0),
        new(3, 1, 4, 1), new(3, 2, 4, 2), new(3, 3, 4, 3), new(3, 4, 3, 6), new(3, 7, 3, 8), new(3, 9, 3, 10),
        new(3, 11, 3, 13), new(3, 14, 4, 14)];

    static SampleCell[] Heading(Func<(string Group, string[] Columns), IEnumerable<SampleCell>> cells,
        params SampleCell[] before) =>
        [.. before, .. Groups.SelectMany(cells), before[0] == Empty ? Empty : Text("备注")];

    static SampleCell[] Row(ReportRow row, int number) =>
    [
        Number(number), Text($"{row.Year}年"), Text(row.StatusWord),
        .. SimulatedIndicators.All.Select(indicator => row.Values.TryGetValue(indicator.Code, out var value)
            ? Number(value, "#,##0") : Text(Nothing)), Text(row.Note),
    ];

    static SampleCell[] Subtotal(IGrouping<int, ReportRow> year, int from, int to) =>
    [
        Empty, Text($"{year.Key}年小计"), Empty,
        .. SimulatedIndicators.All.Select((indicator, at) => year.Any(row => row.Values.ContainsKey(indicator.Code))
            ? Sum(year.Sum(row => row.Values.GetValueOrDefault(indicator.Code)), FirstFigure + at, from, to)
            : Text(Nothing)),
    ];

    static SampleCell Sum(long value, int column, int from, int to) => Number(value, "#,##0") with
    {
        Formula = string.Create(CultureInfo.InvariantCulture,
            $"SUM({CellPlace.Letters(column)}{from}:{CellPlace.Letters(column)}{to})"),
    };
}
