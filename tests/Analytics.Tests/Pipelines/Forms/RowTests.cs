using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Sheets;

namespace Analytics.Tests.Pipelines.Forms;

/// <summary>What each row of a sheet is taken for.</summary>
public class RowTests
{
    static readonly string[] Kept = ["黄浦 10 8", "徐汇 20 15"];

    static string[] Texts(Analytics.Pipelines.Forms.FormReading reading) => reading.Texts("area", "accepted", "settled");

    [Fact]
    public void Totals_notes_blank_rows_and_repeated_headings_are_no_data()
    {
        var form = TestContracts.Plain("totals: [{ column: area, is: [合计], check: sum }]\nnotes: ['注*', '填表人*']");
        var reading = form.Read(MemorySheet.Of("统计表", "区县|受理数|成功数", "黄浦|10|8", "", "统计表",
            "区 县|受理数|成功数", "徐汇|20|15", "合 计|30|23", "注：不含上年", "填表人：张三|审核：李四"));
        Assert.Equal(Kept, Texts(reading));
        Assert.Equal((10L, 4L, 2L, 1L, 2L, 1L), (reading.Rows.Read, reading.Rows.Header, reading.Rows.Data,
            reading.Rows.Total, reading.Rows.Note, reading.Rows.Blank));
        Assert.Empty(reading.Findings);
    }

    [Fact]
    public void A_row_that_is_nothing_else_is_data_even_after_the_total()
    {
        var form = TestContracts.Plain("totals: [{ column: area, is: [合计] }]");
        var reading = form.Read(MemorySheet.Of("区县|受理数|成功数", "合计|30|23", "黄浦|10|8", "徐汇|20|15"));
        Assert.Equal(Kept, Texts(reading));
    }

    [Fact]
    public void A_total_the_form_does_not_declare_is_refused()
    {
        var reading = TestContracts.Plain().Read(MemorySheet.Of("区县|受理数|成功数", "黄浦|10|8", "徐汇|20|15", "总　计|30|23"));
        Assert.Equal(["total-undeclared"], reading.Rules());
        Assert.Equal(Kept, Texts(reading));
        Assert.Equal(1, reading.Rows.Refused);
    }

    [Theory]
    [InlineData("3", FindingSeverity.Reject)]
    [InlineData("已核", FindingSeverity.Warn)]
    public void A_cell_without_a_heading_is_never_passed_over(string text, FindingSeverity severity)
    {
        var finding = Assert.Single(TestContracts.Plain()
            .Read(MemorySheet.Of("区县|受理数|成功数", $"黄浦|10|8||{text}")).Findings);
        Assert.Equal(("cell-without-heading", severity, "E2", text),
            (finding.Rule, finding.Severity, finding.Place.Address, finding.Found));
    }

    [Theory]
    [InlineData("8", "cell-covered Reject B3, figure-merged Reject B3", 1)]
    [InlineData("10", "figure-merged Reject B3", 1)]
    public void A_figure_beneath_merged_cells_is_never_passed_over(string beneath, string told, int loaded)
    {
        SheetRow[] rows =
        [
            new(1, [new(CellKind.Text, "区县"), new(CellKind.Text, "受理数"), new(CellKind.Text, "成功数")]),
            new(2, [new(CellKind.Text, "黄浦"), new(CellKind.Text, "10"), new(CellKind.Text, "8")]),
            new(3, [new(CellKind.Text, "徐汇"), new(CellKind.Text, beneath, IsCovered: true), new(CellKind.Text, "8")]),
        ];
        var reading = TestContracts.Plain().Read(new MemorySheet(rows) { Merged = [new MergedRange(2, 1, 3, 1)] });
        Assert.Equal(told, string.Join(", ", reading.Findings.Where(f => f.Place.Row == 3)
            .Select(f => $"{f.Rule} {f.Severity} {f.Place.Address}")));
        Assert.InRange(reading.Records.Count, 0, loaded);
    }

    [Fact]
    public void An_area_merged_over_several_rows_holds_for_each()
    {
        var sheet = MemorySheet.Of("区县|受理数|成功数", "黄浦|10|8", "|11|9", "徐汇|20|15").Merge("A2:A3");
        var reading = TestContracts.Plain().Read(sheet);
        Assert.Equal(["黄浦 10 8", "黄浦 11 9", "徐汇 20 15"], Texts(reading));
        Assert.Equal("A2", reading.Records[1].Fields["area"].Place.Address);
    }

    [Fact]
    public void Blank_labels_are_filled_down_only_where_the_form_says_so()
    {
        var sheet = MemorySheet.Of("区县|受理数|成功数", "黄浦|10|8", "|11|9", "小计|21|17", "|20|15");
        var totals = "totals: [{ column: area, is: [小计], check: section }]";
        Assert.Equal(["黄浦 10 8", " 11 9", " 20 15"], Texts(TestContracts.Plain(totals).Read(sheet)));
        Assert.Equal(["黄浦 10 8", "黄浦 11 9", " 20 15"],
            Texts(TestContracts.Plain(totals + "\nfill_down: [area]").Read(sheet)));
    }

    [Fact]
    public void A_figure_merged_over_rows_belongs_to_none_of_them()
    {
        var sheet = MemorySheet.Of("区县|受理数|成功数", "黄浦|30|8", "徐汇||15", "静安|5|4").Merge("B2:B3");
        var reading = TestContracts.Plain().Read(sheet);
        Assert.Equal(["静安 5 4"], Texts(reading));
        Assert.Equal(["figure-merged", "figure-merged"], reading.Rules());
    }

    [Fact]
    public void A_heading_in_another_order_further_down_ends_the_loading()
    {
        var reading = TestContracts.Plain().Read(MemorySheet.Of("区县|受理数|成功数", "黄浦|10|8", "徐汇|20|15",
            "区县|成功数|受理数", "静安|4|5", "长宁|6|7"));
        Assert.Equal(Kept, Texts(reading));
        Assert.Equal(["heading-changed"], reading.Rules());
        Assert.Equal(2, reading.Rows.Refused);
    }

    [Fact]
    public void Rows_of_numbered_but_empty_lines_are_notes()
    {
        var reading = TestContracts.Plain("ignore: [序号]").Read(MemorySheet.Of("序号|区县|受理数|成功数",
            "1|黄浦|10|8", "2|徐汇|20|15", "3|||"));
        Assert.Equal(Kept, Texts(reading));
        Assert.Equal(["row-only-ignored"], reading.Rules());
    }

    [Fact]
    public void A_note_that_holds_figures_is_told() => Assert.Equal(["note-with-figures"],
        TestContracts.Plain("notes: ['注*']")
            .Read(MemorySheet.Of("区县|受理数|成功数", "黄浦|10|8", "注册地|20|15")).Rules());

    [Fact]
    public void Hidden_rows_are_read_and_told()
    {
        var sheet = MemorySheet.Of("区县|受理数|成功数", "黄浦|10|8", "徐汇|20|15");
        var hidden = new MemorySheet([.. sheet.Rows.Select(row => row with { IsHidden = row.Number == 3 })]);
        var reading = TestContracts.Plain().Read(hidden);
        Assert.Equal(Kept, Texts(reading));
        Assert.Equal(new long[] { 3 }, Assert.Single(reading.Findings).Facts["rows"]);
    }

    [Fact]
    public void What_stands_outside_the_range_is_told()
    {
        var form = TestContracts.Plain("range: { from: A1, to: C3 }");
        var reading = form.Read(MemorySheet.Of("区县|受理数|成功数|x", "黄浦|10|8|1", "徐汇|20|15", "静安|5|4"));
        Assert.Equal(Kept, Texts(reading));
        Assert.Equal(["row-outside-range", "columns-outside-range"], reading.Rules());
        Assert.Equal(1, reading.Rows.Note);
    }

    [Fact]
    public void Without_a_heading_every_row_is_refused_and_counted()
    {
        var reading = TestContracts.Plain().Read(MemorySheet.Of("甲|乙", "1|2", "", "3|4"));
        Assert.Equal(["heading-missing"], reading.Rules());
        Assert.Equal((4L, 3L, 3L, 1L), (reading.Rows.Read, reading.Rows.Data, reading.Rows.Refused, reading.Rows.Blank));
    }

    [Fact]
    public void An_empty_sheet_is_told_as_such() =>
        Assert.Equal(["sheet-empty"], TestContracts.Plain().Read(MemorySheet.Of("", " ")).Rules());

    [Fact]
    public void Cells_keep_their_place_kind_and_offset()
    {
        var sheet = new MemorySheet([new SheetRow(1, MemorySheet.Of("区县|受理数|成功数").Rows[0].Cells, false, 0),
            new SheetRow(2, MemorySheet.Of("黄浦|#10.5|8").Rows[0].Cells, false, 27)], "一季度");
        var cell = TestContracts.Plain().Read(sheet).Records[0].Fields["accepted"];
        Assert.Equal((CellKind.Number, "10.5"), (cell.Cell.Kind, cell.Cell.Text));
        Assert.Equal(new CellPlace("inbox/f.csv", "一季度", 2, 1, 27), cell.Place);
    }
}
