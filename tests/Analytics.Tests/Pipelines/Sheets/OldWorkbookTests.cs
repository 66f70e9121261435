using System.Text;
using Analytics.Pipelines.Sheets;

namespace Analytics.Tests.Pipelines.Sheets;

public class OldWorkbookTests
{
    public static readonly byte[] Book = XlsSample.Of(
        new("统计表", [["区县", "", "率"], [null, null, new XlsNumber(0.955, XlsNumber.Percent)],
            ["浦东", new XlsNumber(1388, XlsNumber.Own), new XlsNumber(45296, XlsNumber.Date)],
            [new XlsNumber(3, IsFormula: true), new XlsError(0x17), new XlsError(0x07, IsFormula: true)],
            [true, new XlsNumber(45296, XlsNumber.Chinese), new XlsNumber(0.1 + 0.2)]])
        { Merges = [new(1, 0, 2, 1)], HiddenRows = [3] },
        new("底稿", [["x"]]) { IsHidden = true });

    [Fact]
    public void Cells_are_told_as_they_stand()
    {
        var rows = Received.Read(Received.File("a.xls", Book))[0].Rows;
        Assert.Equal(["1: 区县||率", "2: ||0.955", "3: 浦东|1388|2024-01-05", "4: 3|#REF!|#DIV/0!", "5: TRUE|2024-01-05|0.3"], rows.Select(Received.Line));
        Assert.True(rows[1][2].IsPercent);
        Assert.Equal(("0.00\"件\"", CellKind.Date, CellKind.Error, CellKind.Date), (rows[2][1].Format, rows[2][2].Kind, rows[3][1].Kind, rows[4][1].Kind));
        Assert.Equal([true, false, true], rows[3].Cells.Select(cell => cell.IsFormula));
        Assert.Equal([false, true, false], rows[0].Cells.Select(cell => cell.IsCovered));
        Assert.Equal([true, true, false], rows[1].Cells.Select(cell => cell.IsCovered));
        Assert.Equal([3L], rows.Where(row => row.IsHidden).Select(row => row.Number));
    }

    [Fact]
    public void What_is_hidden_or_calculated_is_in_the_log() => Assert.Equal(
        [
            "inbox/a.xls hides the sheet '底稿'.",
            "inbox/a.xls sheet '统计表' hides rows: 3. They are read.",
            "inbox/a.xls sheet '统计表' has 2 cells with formulas, read by their saved results; the first is A4.",
        ],
        Received.Notes(Received.File("a.xls", Book)));

    [Fact]
    public void Sheets_and_merges_are_listed()
    {
        using var file = Received.File("a.xls", Book);
        var sheets = SheetFile.Open(file).Sheets;
        Assert.Equal([("统计表", false), ("底稿", true)], sheets.Select(sheet => (sheet.Name, sheet.IsHidden)));
        Assert.Equal([new(1, 0, 2, 1)], sheets[0].Merges);
        Assert.Equal("x", sheets[1].ReadRows().Single()[0].Text);
    }

    [Fact]
    public void A_workbook_cut_at_any_tenth_is_damaged()
    {
        for (var tenth = 1; tenth < 10; tenth++)
            Assert.Equal("workbook-damaged", Received.Refused(Received.File("a.xls", Book[..(Book.Length * tenth / 10)])).Code);
    }

    [Fact]
    public void A_password_is_told()
    {
        var modern = CompoundSample.Of(("EncryptionInfo", new byte[300]), ("EncryptedPackage", new byte[9000]));
        Assert.Equal("input-password", Received.Refused(Received.File("a.xlsx", modern)).Code);
        var old = CompoundSample.Of(("Workbook", [0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00, .. new byte[12], 0x2F, 0x00, 0x06, 0x00, 0, 0, 1, 2, 3, 4]));
        Assert.Equal("input-password", Received.Refused(Received.File("a.xls", old)).Code);
    }

    [Fact]
    public void Other_compound_files_are_named() => Assert.Equal("DOC",
        Received.Refused(Received.File("a.xls", CompoundSample.Of(("WordDocument", Encoding.UTF8.GetBytes("x"))))).Facts["found"]);
}
