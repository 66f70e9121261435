using Analytics.Pipelines.Sheets;

namespace Analytics.Tests.Pipelines.Sheets;

public class WorkbookTests
{
    const string Rows = """
        <cols><col min="3" max="4" width="9" hidden="1"/></cols>
        <sheetData>
          <row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" s="1"><v>0.955</v></c></row>
          <row r="4" hidden="1"><c r="A4"><f>1+2</f><v>3</v></c><c r="B4" t="e"><f>A1/0</f><v>#DIV/0!</v></c><c r="C4" s="2"><v>45296</v></c></row>
          <row r="6"><c r="A6" t="b"><v>1</v></c><c r="B6" t="inlineStr"><is><t>x</t></is></c><c r="C6" s="3"><v>45296</v></c><c r="D6"><v>0.30000000000000004</v></c><c r="E6"><v>1E+17</v></c></row>
        </sheetData>
        <mergeCells count="1"><mergeCell ref="A3:B4"/></mergeCells>
        """;

    static byte[] Book => Received.Workbook("<si><t>区县</t></si>",
        "<xf numFmtId=\"10\"/><xf numFmtId=\"14\"/><xf numFmtId=\"31\"/>", ("表一", "visible", Rows), ("隐藏", "hidden", "<sheetData/>"));

    [Fact]
    public void Cells_are_told_as_they_stand()
    {
        var rows = Received.Read(Received.File("a.xlsx", Book))[0].Rows;
        Assert.Equal(["1: ||||", "2: ||||", "3: 区县||0.955||", "4: 3|#DIV/0!|2024-01-05||", "5: ||||", "6: TRUE|x|2024-01-05|0.3|100000000000000000"],
            rows.Select(Received.Line));
        Assert.True(rows[2][2].IsPercent);
        Assert.Equal(CellKind.Date, rows[5][2].Kind);
        Assert.Equal([false, true, true, true, false], (bool[])[rows[2][0].IsCovered, rows[2][1].IsCovered, rows[3][0].IsCovered, rows[3][1].IsCovered, rows[3][2].IsCovered]);
        Assert.True(rows[3].IsHidden);
        // What stands beneath merged cells is kept for the log, and blank for everyone else.
        Assert.Equal([true, true, false], (bool[])[rows[3][0].IsBlank, rows[3][1].IsBlank, rows[3][2].IsBlank]);
    }

    [Fact]
    public void Formulas_and_errors_are_told()
    {
        var book = Received.Workbook("", "", ("a", "visible", """
            <sheetData><row r="1"><c r="A1"><f>1+2</f><v>3</v></c><c r="B1" t="e"><f>A1/0</f><v>#DIV/0!</v></c><c r="C1" t="str"><f>"x"</f><v>x</v></c><c r="D1"><v>4</v></c></row></sheetData>
            """));
        var row = Received.Read(Received.File("a.xlsx", book))[0].Rows[0];
        Assert.Equal([(CellKind.Number, "3", true), (CellKind.Error, "#DIV/0!", true), (CellKind.Text, "x", true), (CellKind.Number, "4", false)],
            row.Cells.Select(cell => (cell.Kind, cell.Text, cell.IsFormula)));
    }

    [Fact]
    public void What_is_hidden_or_calculated_is_in_the_log() => Assert.Equal(
        [
            "inbox/a.xlsx hides the sheet '隐藏'.",
            "inbox/a.xlsx sheet '表一' hides rows: 4. They are read.",
            "inbox/a.xlsx sheet '表一' hides columns: C, D. They are read.",
            "inbox/a.xlsx sheet '表一' has 2 cells with formulas, read by their saved results; the first is A4.",
        ],
        Received.Notes(Received.File("a.xlsx", Book)));

    [Fact]
    public void Content_decides_and_a_wrong_name_is_noted()
    {
        Assert.Equal("The ending of inbox/a.xls does not match its content, which is XLSX; it was read by its content.",
            Received.Notes(Received.File("a.xls", Book))[0]);
        Assert.Equal("The ending of inbox/a.xlsx does not match its content, which is CSV; it was read by its content.",
            Received.Notes(Received.File("a.xlsx", "a,b\n1,2\n"))[0]);
    }

    [Fact]
    public void A_workbook_cut_at_any_tenth_is_damaged()
    {
        for (var tenth = 1; tenth < 10; tenth++)
            Assert.Equal("workbook-damaged", Received.Refused(Received.File("a.xlsx", Book[..(Book.Length * tenth / 10)])).Code);
    }

    [Fact]
    public void A_workbook_in_which_nothing_stands_is_noted() => Assert.Equal(["No sheet of inbox/a.xlsx holds anything."],
        Received.Notes(Received.File("a.xlsx", Received.Workbook("", "", ("a", "visible", "<sheetData><row r=\"1\"/></sheetData>")))));
}
