using System.IO.Compression;
using System.Text;
using Analytics.Etl.Samples;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;
using Analytics.Tests.House;
using AngleSharp.Html.Parser;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Analytics.Tests.Etl.Samples;

public class SampleFileTests
{
    static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("gb18030",
        EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    static SampleFileTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string> Workbooks() => Of(sample => sample.Kind is "xls" or "xlsx" && sample.Truncate == 1);

    public static TheoryData<string> Small() => Of(sample => !sample.IsLarge);

    static TheoryData<string> Of(Func<Sample, bool> keep) => [.. SampleFiles.Names(Clone.Root)
        .Where(name => keep(SampleFiles.Read(Clone.Root, name)))];

    static byte[] Bytes(string name) => SampleFiles.Bytes(Clone.Root, SampleFiles.Read(Clone.Root, name));

    [Theory, MemberData(nameof(Small))]
    public void A_sample_has_the_same_bytes_twice(string name) => Assert.Equal(Bytes(name), Bytes(name));

    [Theory, MemberData(nameof(Workbooks))]
    public void A_workbook_opens_with_the_cells_described(string name)
    {
        var sheets = SampleFiles.Read(Clone.Root, name).Sheets;
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(Bytes(name)));
        foreach (var sheet in sheets)
        {
            Assert.Equal((sheet.Name, sheet.IsHidden ? "hidden" : "visible"), (reader.Name, reader.VisibleState));
            Assert.Equal(sheet.Merges.Order(Place), (reader.MergeCells ?? []).Select(Range).Order(Place));
            for (var row = 0; row < sheet.Rows.Count; row++)
            {
                Assert.True(reader.Read());
                Assert.Equal(sheet.HiddenRows.Contains(row + 1), reader.RowHeight == 0);
                for (var column = 0; column < sheet.Rows[row].Count; column++)
                    Assert.Equal(Described(sheet.Rows[row][column]), Read(reader, column));
            }
            Assert.False(reader.Read());
            reader.NextResult();
        }
        Assert.Equal(sheets.Count, reader.ResultsCount);
    }

    static Comparer<MergedRange> Place { get; } =
        Comparer<MergedRange>.Create((a, b) => (a.FromRow, a.FromColumn).CompareTo((b.FromRow, b.FromColumn)));

    static MergedRange Range(CellRange range) =>
        new(range.FromRow + 1, range.FromColumn, range.ToRow + 1, range.ToColumn);

    static object? Described(SampleCell cell) => cell.Kind switch
    {
        CellKind.Empty => null,
        CellKind.Number => (cell.Serial, cell.Format ?? "General"),
        CellKind.Date => (DateTime.FromOADate(cell.Serial), cell.Format),
        CellKind.Flag => cell.Text == "TRUE",
        // ExcelDataReader 3.6 tells no errors.
        CellKind.Error => null,
        _ => cell.Text,
    };

    static object? Read(IExcelDataReader reader, int column) => column >= reader.FieldCount ? null
        : reader.GetValue(column) switch
        {
            double number => (number, reader.GetNumberFormatString(column)),
            int number => ((double)number, reader.GetNumberFormatString(column)),
            DateTime day => (day, reader.GetNumberFormatString(column)),
            var other => other,
        };

    [Theory]
    [InlineData("jiading-mediation-2023")]
    [InlineData("shanghai-litigation-2008")]
    public void GB18030_is_valid_and_no_UTF_8(string name)
    {
        var bytes = Bytes(name);
        Assert.Contains(SampleFiles.Read(Clone.Root, name).Sheets[0].Rows[0][0].Text, Gb18030.GetString(bytes));
        Assert.Throws<DecoderFallbackException>(() => new UTF8Encoding(false, true).GetString(bytes));
    }

    [Fact]
    public void A_TSV_in_UTF_16_begins_with_its_mark_and_keeps_its_cells()
    {
        var bytes = Bytes("minhang-appearance-2023");
        Assert.Equal([0xFF, 0xFE], bytes[..2]);
        var lines = Encoding.Unicode.GetString(bytes[2..]).Split("\r\n");
        Assert.Equal(["2023年第四季度", "27", "25", "９２．６％", "/", "正职情况待补"], lines[6].Split('\t'));
    }

    [Fact]
    public void A_CSV_with_a_mark_quotes_what_must_be_quoted()
    {
        var bytes = Bytes("shanghai-legal-advisers-2023");
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Contains("党政机关数,\"已聘法律顾问\n机关数\",街镇数", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void A_page_spans_its_merged_cells()
    {
        var page = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(Bytes("hongkou-litigation-2020")));
        var heading = page.QuerySelectorAll("tr")[2].QuerySelectorAll("td");
        Assert.Equal(["期间", "一审行政案件（件）", "审结情况（件）", "败诉率"], heading.Select(cell => cell.TextContent));
        Assert.Equal([("2", null), (null, "2"), (null, "4"), ("2", null)],
            heading.Select(cell => (cell.GetAttribute("rowspan"), cell.GetAttribute("colspan"))));
        Assert.Equal(8, page.QuerySelectorAll("tr")[4].QuerySelectorAll("td").Length);
    }

    [Theory]
    [InlineData("shanghai-archive-2023", null)]
    [InlineData("break-zip-names", "gb18030")]
    public void An_archive_holds_the_files_of_its_parts(string name, string? encoding)
    {
        using var archive = new ZipArchive(new MemoryStream(Bytes(name)), ZipArchiveMode.Read, false,
            encoding is null ? null : Gb18030);
        var parts = SampleFiles.Read(Clone.Root, name).Parts;
        Assert.Equal(parts.Select(part => SampleFiles.Read(Clone.Root, part).File), archive.Entries.Select(e => e.FullName));
        Assert.Equal(parts.Select(part => (long)Bytes(part).Length), archive.Entries.Select(entry => entry.Length));
    }

    [Fact]
    public void A_workbook_with_a_password_asks_for_it() => Assert.Throws<InvalidPasswordException>(
        () => ExcelReaderFactory.CreateReader(new MemoryStream(Bytes("break-password"))));

    [Fact]
    public void A_byte_put_in_stands_where_the_key_says()
    {
        var bytes = Bytes("break-no-encoding");
        Assert.Equal(47, Array.IndexOf(bytes, (byte)0xFF));
        Assert.Throws<DecoderFallbackException>(() => Gb18030.GetString(bytes));
    }

    [Fact]
    public void Long_texts_of_an_old_workbook_go_on_in_the_next_record()
    {
        var texts = Enumerable.Range(0, 60).Select(i => new string((char)('一' + i), 250)).ToArray();
        var sheet = new SampleSheet("长", false, [[.. texts.Select(text => new SampleCell(CellKind.Text, text))]], [], []);
        using var reader = ExcelReaderFactory.CreateReader(
            new MemoryStream(Analytics.Etl.Samples.Xls.XlsWriter.Bytes([sheet])));
        Assert.True(reader.Read());
        Assert.Equal(texts, Enumerable.Range(0, 60).Select(reader.GetString));
    }

    [Fact]
    public void An_old_workbook_of_megabytes_still_finds_its_sectors()
    {
        var rows = Enumerable.Range(1, 60_000).Select(i => (IReadOnlyList<SampleCell>)
            [new SampleCell(CellKind.Number, $"{i}"), new SampleCell(CellKind.Number, $"{i + 0.5}")]).ToArray();
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(
            Analytics.Etl.Samples.Xls.XlsWriter.Bytes([new SampleSheet("大", false, rows, [], [])])));
        for (var i = 1; i <= rows.Length; i++)
            Assert.True(reader.Read() && reader.GetDouble(0) == i && reader.GetDouble(1) == i + 0.5);
    }

    [Theory]
    [InlineData("file: a.csv\nkind: doc", "yaml-value", "a.sample.yaml:2")]
    [InlineData("file: a.csv\nkind: csv\nsheets:\n  - rows: [[{ n: 1.50 }]]", "yaml-value", "a.sample.yaml:4")]
    [InlineData("file: a.csv\nkind: csv\nsheets:\n  - rows: [[{ x: 1 }]]", "yaml-key-unknown", "a.sample.yaml:4")]
    [InlineData("file: a.csv\nkind: csv\ntruncate: 2", "yaml-value", "a.sample.yaml:3")]
    public void A_wrong_description_is_an_error_with_file_and_line(string text, string code, string place)
    {
        var error = Assert.Throws<AnalyticsException>(() => Sample.Parse("a.sample.yaml", text));
        Assert.Equal(code, error.Code);
        Assert.Contains(place, error.Message);
    }

    [Fact, Trait("Speed", "Slow")]
    public void All_files_are_written_and_the_bomb_is_small_on_disk()
    {
        var folder = Directory.CreateTempSubdirectory("samples-").FullName;
        try
        {
            var files = SampleFiles.Write(Clone.Root, folder, withLarge: true);
            Assert.Equal(SampleFiles.Names(Clone.Root), files.Keys.Order(StringComparer.Ordinal));
            Assert.InRange(new FileInfo(files["break-zip-bomb"]).Length, 1, 2_000_000);
            Assert.InRange(new FileInfo(files["break-huge-cell"]).Length, 100 << 20, (100 << 20) + 100);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
