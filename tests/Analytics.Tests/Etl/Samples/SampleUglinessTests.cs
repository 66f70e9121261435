using Analytics.Etl.Samples;
using Analytics.Tests.House;

namespace Analytics.Tests.Etl.Samples;

/// <summary>What the forms must hold between them.</summary>
public class SampleUglinessTests
{
    static readonly Sample[] All = [.. SampleFiles.Names(Clone.Root)
        .Where(name => !name.StartsWith("break-", StringComparison.Ordinal))
        .Select(name => SampleFiles.Read(Clone.Root, name))];

    static IEnumerable<SampleCell> Cells => All.SelectMany(sample => sample.Sheets)
        .SelectMany(sheet => sheet.Rows).SelectMany(row => row);

    [Theory]
    [InlineData("青浦"), InlineData("闸　北"), InlineData("卢湾"), InlineData("南汇"), InlineData("松江區")]
    [InlineData("10,876"), InlineData("10,912"), InlineData("95.5%"), InlineData("0.0656"), InlineData("百分之九十五点五")]
    [InlineData("1.2万件"), InlineData("—"), InlineData("/"), InlineData("无"), InlineData("约1200"), InlineData("10余件")]
    [InlineData("2023.1.5"), InlineData("2023年2月1日"), InlineData("45296"), InlineData("９，８７６"), InlineData("小计")]
    [InlineData("执法经费（万元）"), InlineData("败诉率（‰）"), InlineData("12月"), InlineData("清理檔案數")]
    public void A_cell_holds(string text) => Assert.Contains(Cells, cell => cell.Text == text);

    [Fact]
    public void There_are_texts_of_Taiwan_software() =>
        Assert.Contains(Cells, cell => cell.Text.Contains('臺') && cell.Text.Contains("資料"));

    [Theory]
    [InlineData("xls", "utf-8"), InlineData("xlsx", "utf-8"), InlineData("csv", "gb18030"), InlineData("csv", "utf-8-bom")]
    [InlineData("tsv", "utf-16le"), InlineData("html", "utf-8"), InlineData("zip", "utf-8")]
    public void There_is_a_file_of_kind_and_encoding(string kind, string encoding) =>
        Assert.Contains(All, sample => sample.Kind == kind && sample.Encoding == encoding);

    [Fact]
    public void There_are_hidden_sheets_and_rows_formulas_and_percent_formats()
    {
        var sheets = All.SelectMany(sample => sample.Sheets).ToArray();
        Assert.Contains(sheets, sheet => sheet.IsHidden);
        Assert.Contains(sheets, sheet => sheet.HiddenRows.Count > 0);
        Assert.Contains(Cells, cell => cell.Formula is not null);
        Assert.Contains(Cells, cell => cell.Format == "0.0%");
    }

    [Fact]
    public void A_page_bears_the_name_of_a_workbook() =>
        Assert.Contains(All, sample => sample.Kind == "html" && sample.File.EndsWith(".xls", StringComparison.Ordinal));

    [Fact]
    public void Every_file_that_can_be_read_says_its_numbers_are_made_up() => Findings.None(
        SampleFiles.Names(Clone.Root).Select(name => SampleFiles.Read(Clone.Root, name))
            .Where(sample => sample.Sheets.Count > 0)
            .Where(sample => !sample.Sheets.SelectMany(s => s.Rows).SelectMany(row => row).Any(IsMark))
            .Select(sample => sample.Name));

    static bool IsMark(SampleCell cell) => cell.Text.Contains("样例数据", StringComparison.Ordinal);

    [Fact]
    public void No_two_files_bear_one_name()
    {
        var names = SampleFiles.Names(Clone.Root).Select(name => SampleFiles.Read(Clone.Root, name).File).ToArray();
        Assert.Distinct(names);
    }
}
