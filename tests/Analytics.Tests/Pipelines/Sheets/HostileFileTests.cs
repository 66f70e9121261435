using System.IO.Compression;
using System.Text;
using Analytics.Etl.Samples;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Tests.Pipelines.Sheets;

/// <summary>Memory is measured of the whole process, so nothing else may run beside.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class Alone;

[Collection("Alone")]
public sealed class HostileFileTests : IDisposable
{
    readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    /// <summary>What is refused of a file written piece by piece, and the most memory held on the way above that before.</summary>
    (AnalyticsException Error, long Megabytes) Refused(Action<Stream> write, string name)
    {
        using (var stream = File.Create(_path)) write(stream);
        GC.Collect();
        var (before, most) = (GC.GetTotalMemory(true), 0L);
        using var timer = new Timer(_ => most = Math.Max(most, GC.GetTotalMemory(false)), null, 0, 5);
        using var file = ReceivedFile.Take(_path, "inbox/" + name);
        var error = Assert.Throws<AnalyticsException>(() =>
        {
            foreach (var sheet in SheetFile.Open(file).Sheets)
                foreach (var row in sheet.ReadRows()) GC.KeepAlive(row);
        });
        return (error, (Math.Max(most, GC.GetTotalMemory(false)) - before) >> 20);
    }

    static void Fill(Stream stream, string text, int times)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, 1024)));
        for (var i = 0; i < times; i++) stream.Write(bytes);
    }

    static void Book(Stream stream, string part, string start, string end)
    {
        var whole = new MemoryStream();
        whole.Write(Received.Workbook("<si><t>x</t></si>", "", ("表", "visible", "<sheetData><row r=\"7\"><c r=\"B7\" t=\"s\"><v>0</v></c></row></sheetData>")));
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Update, leaveOpen: true)) zip.GetEntry(part)!.Delete();
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(part, CompressionLevel.Fastest).Open();
            entry.Write(Encoding.UTF8.GetBytes(start));
            Fill(entry, "0123456789ABCDE7", 30 << 6);
            entry.Write(Encoding.UTF8.GetBytes(end));
        }
        whole.WriteTo(stream);
    }

    // The entry of the workbook is packed to less than the limit of a bomb by the test's own text; the cell is found first.
    [Theory]
    [InlineData("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r=\"5\"><c r=\"C5\" t=\"inlineStr\"><is><t>", "</t></is></c></row></sheetData></worksheet>", "C5")]
    [InlineData("xl/sharedStrings.xml", "<sst><si><t>", "</t></si></sst>", "B7")]
    public void A_cell_of_thirty_megabytes_is_named_and_never_held(string part, string start, string end, string cell)
    {
        var (error, megabytes) = Refused(stream => Book(stream, part, start, end), "a.xlsx");
        Assert.Equal(("cell-too-long", cell, "表"), (error.Code, error.Facts["cell"], error.Facts["sheet"]));
        Assert.InRange(megabytes, -100, 60);
    }

    [Fact]
    public void A_tag_without_end_is_damage_and_never_held()
    {
        var (error, megabytes) = Refused(stream => Book(stream, "xl/worksheets/sheet1.xml", "<worksheet a=\"", "\"/>"), "a.xlsx");
        Assert.Equal("workbook-damaged", error.Code);
        Assert.InRange(megabytes, -100, 60);
    }

    [Fact, Trait("Speed", "Slow")]
    public void A_cell_of_a_hundred_megabytes_of_text_is_named_and_never_held()
    {
        var (error, megabytes) = Refused(stream =>
        {
            stream.Write("a,b\n1,"u8);
            Fill(stream, "0123456789", 10 << 10);
        }, "a.csv");
        Assert.Equal(("cell-too-long", "B2"), (error.Code, error.Facts["cell"]));
        Assert.InRange(megabytes, -100, 60);
    }

    [Fact, Trait("Speed", "Slow")]
    public void An_unclosed_quote_in_fifty_megabytes_is_named_and_never_held()
    {
        var (error, megabytes) = Refused(stream =>
        {
            stream.Write("a,b\n1,2\n3,\"4\n"u8);
            Fill(stream, "5,6\n", 13 << 10);
        }, "a.csv");
        Assert.Equal(("csv-malformed", 3L), (error.Code, error.Facts["row"]));
        Assert.Contains("B3", error.Message, StringComparison.Ordinal);
        Assert.InRange(megabytes, -100, 60);
    }

    [Fact]
    public void A_workbook_that_is_a_bomb_is_refused()
    {
        var (error, megabytes) = Refused(stream =>
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
            foreach (var name in (string[])["[Content_Types].xml", "xl/workbook.xml", "xl/media/a.bin"])
            {
                using var entry = zip.CreateEntry(name).Open();
                if (name.EndsWith("xml", StringComparison.Ordinal)) entry.Write("<x/>"u8);
                else Fill(entry, "\0\0\0\0\0\0\0\0", 1 << 13);
            }
        }, "a.xlsx");
        Assert.Equal("archive-too-large", error.Code);
        Assert.InRange(megabytes, -100, 60);
    }

    [Theory]
    [InlineData("<sheetData><row r=\"1048577\"/></sheetData>", "sheet-too-large")]
    [InlineData("<sheetData><row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row></sheetData>", "sheet-too-large")]
    [InlineData("<sheetData><row r=\"2\"/><row r=\"2\"/></sheetData>", "workbook-damaged")]
    [InlineData("<sheetData><row r=\"1\"><c><v>1</v></row></sheetData>", "workbook-damaged")]
    public void What_a_sheet_cannot_be_is_refused(string sheet, string code) => Assert.Equal(code,
        Received.Refused(Received.File("a.xlsx", Received.Workbook("", "", ("a", "visible", sheet)))).Code);

    [Theory]
    [InlineData("<v>1234</v>", "<v>1534</v>", "workbook-damaged")]
    [InlineData("1,234", "1,534", "archive-damaged")]
    public void A_digit_changed_within_a_ZIP_is_damage_and_no_other_number(string digits, string changed, string code)
    {
        var bytes = code == "workbook-damaged"
            ? SampleFiles.Zip(Unpacked(Received.Workbook("", "", ("a", "visible", $"<sheetData><row r=\"1\"><c r=\"A1\">{digits}</c></row></sheetData>"))))
            : SampleFiles.Zip([("a.csv", Received.Utf8("a,b\n" + digits + "\n"))]);
        var at = bytes.AsSpan().IndexOf(Received.Utf8(digits));
        Received.Utf8(changed).CopyTo(bytes, at);
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, bytes);
        Assert.Equal([code], SheetFile.OpenAll(path, "inbox/a", null, TestContext.Current.CancellationToken).Select(opened => opened.Problem?.Code));
        File.Delete(path);
    }

    static IEnumerable<(string, byte[])> Unpacked(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            yield return (entry.FullName, content.ToArray());
        }
    }

    [Fact]
    public void A_document_type_is_refused()
    {
        var bomb = Received.Zip(("[Content_Types].xml", Received.Utf8("<x/>")), ("xl/workbook.xml", Received.Utf8("<!DOCTYPE x [<!ENTITY a \"b\">]><workbook/>")));
        Assert.Equal("workbook-damaged", Received.Refused(Received.File("a.xlsx", bomb)).Code);
    }

    [Fact]
    public void A_thousand_columns_of_a_workbook_are_read()
    {
        var cells = string.Concat(Enumerable.Range(0, 1000).Select(i => $"<c r=\"{CellPlace.Letters(i)}1\"><v>{i}</v></c>"));
        var row = Received.Read(Received.File("a.xlsx", Received.Workbook("", "", ("a", "visible", $"<sheetData><row r=\"1\">{cells}</row></sheetData>"))))[0].Rows[0];
        Assert.Equal((1000, "999"), (row.Cells.Count, row[999].Text));
    }

    public static TheoryData<string> Kinds => ["csv", "xlsx", "xls", "html", "written"];

    static byte[] Sample(string kind)
    {
        var written = new MemoryStream();
        if (kind == "written") WorkbookWriter.Write(written, new WrittenSheet("a", [new([WrittenCell.Of("区"), WrittenCell.Of(1.5m)])]));
        return kind switch
        {
            "csv" => Received.Gb18030.GetBytes("区县,受理数\n浦东新区,\"1,388\"\n徐汇区,42\n"),
            "xls" => OldWorkbookTests.Book,
            "html" => Received.Gb18030.GetBytes(PageTests.Page),
            "written" => written.ToArray(),
            _ => Stored(Received.Workbook("<si><t>区县</t></si>", "<xf numFmtId=\"10\"/>", ("a", "visible", "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" s=\"1\"><f>1</f><v>0.955</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>"))),
        };
    }

    // Not packed, so that a changed byte changes the XML and not only its checksum.
    static byte[] Stored(byte[] zip)
    {
        var output = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(zip)))
        using (var to = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in from.Entries)
            {
                using var source = entry.Open();
                using var target = to.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
                source.CopyTo(target);
            }
        return output.ToArray();
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Changed_bytes_end_in_sheets_or_an_error(string kind) => Fuzz(kind, 60);

    [Theory, MemberData(nameof(Kinds)), Trait("Speed", "Slow")]
    public void Many_changed_bytes_end_in_sheets_or_an_error(string kind) => Fuzz(kind, 1000);

    static void Fuzz(string kind, int variants)
    {
        var (sample, random) = (Sample(kind), new Random(4));
        for (var i = 0; i < variants; i++)
        {
            var bytes = sample.ToArray();
            for (var changes = random.Next(1, 6); changes > 0; changes--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0) bytes = bytes[..random.Next(1, bytes.Length)];
            using var file = Received.File("a." + kind, bytes);
            try
            {
                foreach (var sheet in SheetFile.Open(file).Sheets) Assert.All(sheet.ReadRows().Take(100_000), row => Assert.True(row.Number > 0));
            }
            catch (AnalyticsException e)
            {
                Assert.NotEmpty(e.Describe(Language.Chinese));
            }
        }
    }
}
