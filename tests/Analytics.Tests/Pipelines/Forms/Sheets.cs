using Analytics.Pipelines.Forms;
using Analytics.Pipelines.Sheets;

namespace Analytics.Tests.Pipelines.Forms;

/// <summary>A sheet in memory: cells divided by |, a number after # (a workbook's), blank cells empty.</summary>
sealed class MemorySheet(IReadOnlyList<SheetRow> rows, string name = "") : Sheet
{
    public override string Name => name;

    public override IReadOnlyList<MergedRange> Merges => Merged;

    public IReadOnlyList<MergedRange> Merged { get; init; } = [];

    public IReadOnlyList<SheetRow> Rows => rows;

    public override IEnumerable<SheetRow> ReadRows() => rows;

    public static MemorySheet Of(params string[] lines) => Named("", lines);

    public static MemorySheet Named(string name, params string[] lines) => new(
        [.. lines.Select((line, at) => new SheetRow(at + 1, [.. line.Split('|').Select(Cell)]))], name);

    public static MemorySheet OfCells(IEnumerable<IEnumerable<string>> rows) => new(
        [.. rows.Select((row, at) => new SheetRow(at + 1, [.. row.Select(Cell)]))]);

    /// <summary>Covers what ranges such as A1:C1 hold, but their first cells.</summary>
    public MemorySheet Merge(params string[] ranges)
    {
        var merged = ranges.Select(Range).ToArray();
        return new MemorySheet([.. Rows.Select(row => row with
        {
            Cells = [.. row.Cells.Select((cell, column) => merged.Any(m => m.Holds(row.Number, column)
                && (m.FromRow != row.Number || m.FromColumn != column)) ? SheetCell.Empty with { IsCovered = true } : cell)],
        })], Name) { Merged = merged };
    }

    static SheetCell Cell(string text) => text.Length == 0 ? SheetCell.Empty
        : text[0] == '#' ? new SheetCell(CellKind.Number, text[1..])
        : new SheetCell(CellKind.Text, text);

    static MergedRange Range(string text)
    {
        var corners = text.Split(':').Select(a => (Row: long.Parse(a[1..]), Column: a[0] - 'A')).ToArray();
        return new MergedRange(corners[0].Row, corners[0].Column, corners[1].Row, corners[1].Column);
    }
}

/// <summary>The contracts forms are tested with.</summary>
static class TestContracts
{
    public static IReadOnlyList<FieldWords> All { get; } =
    [
        new("mediation", "area", "area", true, ["区县", "单位名称", "地区"], null),
        new("mediation", "period", "period", true, ["统计期", "期间"], null),
        new("mediation", "accepted", "count", true, ["受理数", "受理纠纷数"], "件"),
        new("mediation", "settled", "count", false, ["调解成功数", "成功数"], "件"),
        new("mediation", "amount", "amount", false, ["涉案金额", "协议金额"], "元"),
        new("mediation", "success_rate", "share", false, ["成功率", "调解成功率"], "%"),
        new("outcomes", "area", "area", true, ["区县"], null),
        new("outcomes", "period", "period", true, ["统计期"], null),
        new("outcomes", "kind", "choice", true, ["结果"], null),
        new("outcomes", "cases", "count", true, ["件数"], "件"),
    ];

    public static Form Form(string yaml, string contract = "mediation") => Analytics.Pipelines.Forms.Form.Parse("f.yaml",
        "form: f\ntitle: { zh: 表, en: form }\ncontract: " + contract + "\n" + yaml, All);

    /// <summary>Area, accepted, settled as columns, the period in the title; settings come after.</summary>
    public static Form Plain(string more = "") => Form("""
        columns:
          - { field: area, headers: [区县, 单位] }
          - { field: accepted, headers: [受理数, 受理纠纷数] }
          - { field: settled, headers: [成功数] }
        fixed:
          - { field: period, value: "2023年" }
        """ + "\n" + more);

    public static FormReading Read(this Form form, MemorySheet sheet)
    {
        var reading = FormReader.Read(form, "inbox/f.csv", sheet);
        var rows = reading.Rows;
        Assert.Equal(sheet.Rows.Count, rows.Read);
        Assert.Equal(rows.Read, rows.Header + rows.Data + rows.Total + rows.Note + rows.Blank);
        Assert.InRange(rows.Refused, 0, rows.Data);
        Assert.Equal(rows.Data - rows.Refused, reading.Records.Select(record => record.Row.Row).Distinct().Count());
        foreach (var finding in reading.Findings)
        {
            Assert.NotEmpty(finding.Sentence.Zh);
            Assert.NotEmpty(finding.Sentence.En);
        }
        return reading;
    }

    /// <summary>The records as text: fields in order of name.</summary>
    public static string[] Texts(this FormReading reading, params string[] fields) =>
        [.. reading.Records.Select(record => string.Join(" ",
            fields.Select(field => record.Fields.TryGetValue(field, out var cell) ? cell.Cell.Text : "?")))];

    public static string[] Rules(this FormReading reading) => [.. reading.Findings.Select(finding => finding.Rule)];
}
