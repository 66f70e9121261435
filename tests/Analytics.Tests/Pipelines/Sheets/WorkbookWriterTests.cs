using Analytics.Pipelines.Sheets;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Pipelines.Sheets;

public class WorkbookWriterTests
{
    static readonly WrittenSheet Sheet = new("更正",
    [
        new([new(new(CellKind.Text, "人民调解统计表"), new(IsBold: true)), WrittenCell.Empty, WrittenCell.Empty]),
        new([WrittenCell.Of("区县"), WrittenCell.Of("成功率"), WrittenCell.Of("日期")]),
        new([WrittenCell.Of("浦东新区"), WrittenCell.Of(0.955m, "0.0%"), WrittenCell.Of(new DateOnly(2024, 1, 5))]),
        new([new(new(CellKind.Number, "1388"), new("FFC7CE", IsWrapped: true), "应为整数 <10388>"), new(new(CellKind.Flag, "TRUE")), new(new(CellKind.Error, "#N/A"))], IsHidden: true),
    ])
    { Merges = [new(1, 0, 1, 2)], Widths = [20, 12], FrozenRows = 2 };

    static byte[] Write(params WrittenSheet[] sheets)
    {
        var stream = new MemoryStream();
        WorkbookWriter.Write(stream, sheets);
        return stream.ToArray();
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        using var file = Received.File("a.xlsx", Write(Sheet, new("第二", []) { IsHidden = true }));
        var sheets = SheetFile.Open(file).Sheets;
        var rows = sheets[0].ReadRows().ToList();
        Assert.Equal(["更正", "第二"], sheets.Select(sheet => sheet.Name));
        Assert.Equal([false, true], sheets.Select(sheet => sheet.IsHidden));
        Assert.Equal(["1: 人民调解统计表||", "2: 区县|成功率|日期", "3: 浦东新区|0.955|2024-01-05", "4: 1388|TRUE|#N/A"], rows.Select(Received.Line));
        Assert.Equal([new(1, 0, 1, 2)], sheets[0].Merges);
        Assert.Equal((true, true, "0.0%", CellKind.Date), (rows[0][2].IsCovered, rows[3].IsHidden, rows[2][1].Format, rows[2][2].Kind));
    }

    [Fact]
    public void What_is_written_is_valid_to_the_standard()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Write(Sheet, new("b", []))), false);
        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        Assert.Equal("应为整数 <10388>", document.WorkbookPart!.WorksheetParts.Select(part => part.WorksheetCommentsPart?.Comments.InnerText).Single(t => t is not null));
    }

    [Fact]
    public void The_same_sheets_give_the_same_bytes() => Assert.Equal(Write(Sheet), Write(Sheet));

    [Fact]
    public void Reading_what_was_written_gives_the_same_cells()
    {
        var text = Gen.Elements("a", "区", "_x0041_", "\r\n", "\t", "\u0001", " ", "𠮷", "&<>\"'", "_", "x000D_", "\uD800", "\uFFFF").ListOf().Select(string.Concat).Where(t => t.Length > 0);
        var number = from digits in Gen.Choose(-99_999_999, 99_999_999) from scale in Gen.Choose(0, 12) select digits / (decimal)Math.Pow(10, scale);
        var day = Gen.Choose(0, 60_000).Select(days => new DateOnly(1900, 1, 1).AddDays(days));
        var cell = Gen.OneOf(Gen.Constant(WrittenCell.Empty), text.Select(WrittenCell.Of), number.Select(n => WrittenCell.Of(n)), day.Select(d => WrittenCell.Of(d)));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(cell.ArrayOf(4).ArrayOf().ToArbitrary(), rows =>
        {
            var read = Received.Read(Received.File("a.xlsx", Write(new WrittenSheet("a", [.. rows.Select(row => new WrittenRow(row))]))))[0].Rows;
            for (var i = 0; i < rows.Length; i++)
                for (var j = 0; j < 4; j++)
                {
                    var (expected, found) = (rows[i][j].Cell, i < read.Count ? read[i][j] : SheetCell.Empty);
                    Assert.Equal((expected.Kind, expected.Text), (found.Kind, found.Text));
                }
        }));
    }

    [Fact]
    public void Names_of_sheets_are_made_of_any_text()
    {
        Assert.Equal("青浦_浦东 2023", WorkbookWriter.SheetName("青浦/浦东 2023"));
        Assert.Equal(31, WorkbookWriter.SheetName(new string('长', 40)).Length);
        Assert.Throws<ArgumentException>(() => Write(new WrittenSheet("a/b", [])));
        Assert.Throws<ArgumentException>(() => Write(new WrittenSheet("a", []), new WrittenSheet("A", [])));
        Assert.Throws<ArgumentException>(() => Write(new WrittenSheet("a", []) { IsHidden = true }));
    }
}
