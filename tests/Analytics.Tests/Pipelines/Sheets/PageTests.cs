using System.Text;
using Analytics.Pipelines.Sheets;

namespace Analytics.Tests.Pipelines.Sheets;

public class PageTests
{
    public const string Page = """
        <html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>
        <table><tr><th rowspan="2">区县</th><th colspan=2>受理  数</th></tr><tr><th>本年</th><th>上年</th></tr>
        <tr><td>浦东<br>新区</td><td> 1,388 </td><td>&nbsp;</td></tr></table>
        <table><tr><td><table><tr><td>内</td></tr></table></td></tr></table></body></html>
        """;

    static ReceivedFile File(string body, Encoding? encoding = null) => Received.File("a.xls", body, encoding);

    [Fact]
    public void Each_table_with_content_of_its_own_is_a_sheet()
    {
        var sheets = Received.Read(File(Page, Received.Gb18030));
        Assert.Equal(["table 1", "table 2"], sheets.Select(sheet => sheet.Sheet));
        Assert.Equal(["1: 区县|受理 数|", "2: |本年|上年", "3: 浦东\n新区|1,388|\u00A0"], sheets[0].Rows.Select(Received.Line));
        Assert.Equal(["1: 内"], sheets[1].Rows.Select(Received.Line));
    }

    [Fact]
    public void Spans_are_merged_ranges()
    {
        using var file = File(Page, Received.Gb18030);
        var sheet = SheetFile.Open(file).Sheets[0];
        Assert.Equal([new(1, 0, 2, 0), new(1, 1, 1, 2)], sheet.Merges);
        Assert.Equal([(1L, 2), (2L, 0)], from row in sheet.ReadRows() from i in Enumerable.Range(0, 3) where row[i].IsCovered select (row.Number, i));
    }

    [Fact]
    public void A_span_past_the_end_of_the_table_ends_there()
    {
        var page = File("<table><tr><td rowspan=9>a<td rowspan=0>b<td>c<tr><td>d</table>");
        using (page)
        {
            var sheet = SheetFile.Open(page).Sheets[0];
            Assert.Equal(["1: a|b|c", "2: ||d"], sheet.ReadRows().Select(Received.Line));
            Assert.Equal([new(1, 0, 2, 0), new(1, 1, 2, 1)], sheet.Merges);
        }
    }

    [Fact]
    public void The_charset_a_page_declares_is_not_believed_where_it_cannot_be()
    {
        Assert.Equal("1: 区县|受理 数|", Received.Lines(File(Page, new UTF8Encoding(true)))[0]);
        Assert.Equal("1: 区县|受理 数|", Received.Lines(File(Page, Encoding.Unicode))[0]);
        Assert.Equal("1: 区县|受理 数|", Received.Lines(File(Page.Replace("gb2312", "utf-8", StringComparison.Ordinal), Received.Gb18030))[0]);
    }

    [Fact]
    public void Pages_that_are_no_tables_or_past_a_limit_say_so()
    {
        Assert.Contains("inbox/a.html holds no table.", Received.Notes(Received.File("a.html", "<html><p>x</html>")));
        var limits = SheetLimits.Default with { PageBytes = 100, CellCharacters = 3, Columns = 5 };
        Assert.Equal("input-too-large", Received.Refused(File(Page), new(Limits: limits)).Code);
        Assert.Equal("A1", Received.Refused(File("<table><tr><td>12345</table>"), new(Limits: limits)).Facts["cell"]);
        Assert.Equal("sheet-too-large", Received.Refused(File("<table><tr><td colspan=6>1</table>"), new(Limits: limits)).Code);
        Assert.Equal("MHTML", Received.Refused(Received.File("a.mht", "MIME-Version: 1.0\n")).Facts["found"]);
    }

    [Fact]
    public void Deep_nesting_exhausts_neither_stack_nor_time()
    {
        string Deep(int times) => $"<table><tr><td>{string.Concat(Enumerable.Repeat("<b><div>", times))}x</table>";
        Assert.Equal("x", Received.Read(File(Deep(200)))[0].Rows[0][0].Text);
        Assert.Equal("workbook-damaged", Received.Refused(File(Deep(500_000))).Code);
    }
}
