using Analytics.Pipelines.Forms;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;
using Analytics.Tests.Tables.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Pipelines.Forms;

/// <summary>Sheets made from known tables, and sheets that were damaged.</summary>
public class FormPropertyTests
{
    static readonly string[] Areas = ["黄浦", "徐汇", "长宁", "静安", "普陀", "虹口", "杨浦", "闵行"];

    static readonly Form Form = TestContracts.Form("""
        headers: 2
        columns:
          - { field: area, headers: [区县] }
          - { field: accepted, headers: [调解/受理数] }
          - { field: settled, headers: [调解/成功数] }
          - { field: amount, headers: [金额] }
        fixed: [{ field: period, search: true, pattern: "{period}统计表" }]
        ignore: [序号]
        totals:
          - { column: area, is: [合计], check: sum }
          - { column: area, is: [小计], check: section }
        notes: ["注*"]
        """);

    // Columns that belong together stay together, as a merged heading has them.
    static readonly string[][][] Groups =
    [
        [["序号", ""]], [["区 县", ""]], [["金额(元)", ""]], [["调解", "受理数"], ["", "成功数"]],
    ];

    static readonly string[] Expected = ["area", "accepted", "settled", "amount"];

    // A table, its sheet in some order with what offices put between rows, and what it must give.
    static (MemorySheet Sheet, string[] Records) Make(int seed)
    {
        var random = new Random(seed);
        var groups = Groups.OrderBy(_ => random.Next()).ToArray();
        if (random.Next(2) == 0)
            groups = [.. groups.Select(g => g.Length == 2 ? [["调解", g[1][1]], ["", g[0][1]]] : g)];
        var columns = groups.SelectMany(group => group).ToArray();
        var heading = new[] { columns.Select(c => c[0]).ToArray(), columns.Select(c => c[1]).ToArray() };
        var (rows, records) = (new List<string[]> { new[] { "2023年统计表" } }, new List<string>());
        for (var blank = random.Next(3); blank > 0; blank--) rows.Add([""]);
        rows.AddRange(heading);
        var (all, section) = (new int[3], new int[3]);
        string[] Row(string area, int number, IReadOnlyList<int> values) => [.. columns.Select(c => (c[0], c[1]) switch
        {
            ("序号", _) => number.ToString(),
            ("区 县", _) => area,
            ("金额(元)", _) => values[2].ToString("N0"),
            (_, "受理数") => values[0].ToString(),
            _ => "#" + values[1],
        })];
        var count = random.Next(1, 9);
        for (var at = 0; at < count; at++)
        {
            int[] values = [random.Next(1000), random.Next(1000), random.Next(100000)];
            rows.Add(Row(Areas[at], at + 1, values));
            records.Add($"{Areas[at]} {values[0]} {values[1]} {values[2]:N0}");
            for (var i = 0; i < 3; i++) (all[i], section[i]) = (all[i] + values[i], section[i] + values[i]);
            switch (random.Next(6))
            {
                case 0: rows.Add([""]); break;
                case 1: rows.Add(["注：见附件"]); break;
                case 2: rows.AddRange(heading); break;
                case 3:
                    rows.Add(Row("小 计", 0, section));
                    section = new int[3];
                    break;
            }
        }
        rows.Add(Row("合计", 0, all));
        return (MemorySheet.OfCells(rows), [.. records]);
    }

    [Fact]
    public void Whatever_the_order_of_columns_and_whatever_stands_between_rows_records_equal_the_table() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var (sheet, records) = Make(seed);
            var reading = Form.Read(sheet);
            Assert.Equal(records, reading.Texts(Expected));
            Assert.Empty(reading.Findings);
        }).Check(Sampling.Of(300));

    [Fact]
    public void A_changed_figure_of_a_part_or_a_total_never_agrees() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var (sheet, _) = Make(seed);
            var random = new Random(seed);
            var heading = Form.Read(sheet).Heading!;
            var column = heading.Columns.First(c => c.Field == "accepted").Column;
            var rows = sheet.Rows.ToArray();
            var at = random.Next((int)heading.ToRow, rows.Length);
            if (!int.TryParse(rows[at][column].Text, out var value) || value == 0) return;
            rows[at] = With(rows[at], column, new SheetCell(CellKind.Text, (value + 1).ToString()));
            Assert.Contains("total-differs", Form.Read(new MemorySheet(rows)).Rules());
        }).Check(Sampling.Of(300));

    static SheetRow With(SheetRow row, int column, SheetCell cell) => row with
    {
        Cells = [.. Enumerable.Range(0, Math.Max(row.Cells.Count, column + 1)).Select(at => at == column ? cell : row[at])],
    };

    static readonly string[] Odd = ["", "合计", "小计", "注：", "区县", "受理数", "调解", "—", "#NaN", "1e999", "\0", "{period}",
        "2022年统计表", "12345678901234567890123456789", "0.1余", "\ud800", "((((", "约1.5万件", "=1+1", "序号/区县"];

    // Cells replaced, rows taken out, doubled or swapped, merged ranges anywhere.
    static MemorySheet Damage(MemorySheet sheet, int seed)
    {
        var random = new Random(seed);
        var rows = sheet.Rows.ToList();
        for (var times = random.Next(1, 6); times > 0 && rows.Count > 1; times--)
        {
            var at = random.Next(rows.Count);
            switch (random.Next(5))
            {
                case 0: rows.RemoveAt(at); break;
                case 1: rows.Insert(at, rows[random.Next(rows.Count)]); break;
                default:
                    rows[at] = With(rows[at], random.Next(8), new SheetCell((CellKind)random.Next(1, 6), Odd[random.Next(Odd.Length)]));
                    break;
            }
        }
        var merges = Enumerable.Range(0, random.Next(3)).Select(_ =>
        {
            var (row, column) = (random.Next(1, 8), random.Next(6));
            return new MergedRange(row, column, row + random.Next(4), column + random.Next(3));
        });
        return new MemorySheet([.. rows.Select((row, at) => row with { Number = at + 1 })]) { Merged = [.. merges] };
    }

    static void Survives(int variants)
    {
        for (var seed = 0; seed < variants; seed++)
        {
            var sheet = Damage(Make(seed).Sheet, seed);
            try
            {
                var reading = Form.Read(sheet);
                Assert.All(reading.Records, record => Assert.True(record.Fields.Count >= 3));
                FormRecogniser.Recognise([Form], "inbox/f.csv", sheet);
                if (FormInspector.Inspect("f", "inbox/f.csv", sheet, TestContracts.All).Form is { } draft) draft.Read(sheet);
            }
            catch (Exception error) when (error is not AnalyticsException)
            {
                throw new InvalidOperationException($"Seed {seed}: {error.Message}", error);
            }
        }
    }

    [Fact]
    public void Damaged_sheets_are_accounted_for_row_by_row() => Survives(300);

    [Fact, Trait("Speed", "Slow")]
    public void Five_thousand_damaged_sheets_are_accounted_for() => Survives(5000);
}
