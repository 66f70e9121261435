using System.Text;
using Analytics.Pipelines.Sheets;
using FsCheck.Fluent;

namespace Analytics.Tests.Pipelines.Sheets;

public class TextSheetTests
{
    const string Table = "区县,受理数\n浦东新区,1388\n\n\"静安\n区\",\"1,024\"\n";

    static long?[] Offsets(string text, Encoding encoding, string? name = null)
    {
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes(text)];
        return [.. Received.Read(Received.File("a.csv", bytes), new(name))[0].Rows.Select(row => row.Offset)];
    }

    [Fact]
    public void A_line_break_in_quotes_begins_no_row_and_a_blank_line_is_one() => Assert.Equal(
        ["1: 区县|受理数", "2: 浦东新区|1388", "3: ", "4: 静安\n区|1,024"], Received.Lines(Received.File("a.csv", Table)));

    [Fact]
    public void Offsets_are_of_the_bytes_received()
    {
        Assert.Equal([0, 17, 35, 36], Offsets(Table, new UTF8Encoding(false)));
        Assert.Equal([3, 20, 38, 39], Offsets(Table, new UTF8Encoding(true)));
        Assert.Equal([0, 12, 26, 27], Offsets(Table, Received.Gb18030));
        Assert.Equal([2, 16, 36, 38], Offsets(Table, Encoding.Unicode));
        Assert.Equal([2, 16, 36, 38], Offsets(Table, Encoding.BigEndianUnicode));
    }

    [Theory]
    [InlineData("a,b\r\n1,2\r\n", "1: a|b;2: 1|2")]
    [InlineData("a,b\r1,2\r", "1: a|b;2: 1|2")]
    [InlineData("a\tb\n1,5\t2\n2\t3,5\n", "1: a|b;2: 1,5|2;3: 2|3,5")]
    [InlineData("a;b\n1,5;2\n2;3,5\n", "1: a|b;2: 1,5|2;3: 2|3,5")]
    [InlineData("a,b\n1\n1,2,3\n,\n", "1: a|b;2: 1;3: 1|2|3;4: |")]
    [InlineData("a\n1\n", "1: a;2: 1")]
    [InlineData("title, of it\nand more\na\tb\tc\n1\t2\t3\n4\t5\t6", "1: title, of it;2: and more;3: a|b|c;4: 1|2|3;5: 4|5|6")]
    [InlineData("sep=;\na,b;c\n", "1: sep=|;2: a,b|c")]
    public void Line_ends_and_delimiters_are_found(string text, string expected) =>
        Assert.Equal(expected, string.Join(';', Received.Lines(Received.File("a.csv", text))));

    [Fact]
    public void Encoding_and_delimiter_are_stated() => Assert.Equal(
        [
            "The encoding of inbox/a.csv is gb18030 (valid throughout, mark of 0 bytes).",
            "The fields of inbox/a.csv are separated by commas.",
        ],
        Received.Notes(Received.File("a.csv", Table, Received.Gb18030)));

    [Fact]
    public void Encoding_and_delimiter_can_be_named()
    {
        // 联通 in GB 18030 begins like two-byte UTF-8; 鈥 and so on are what a wrong name gives.
        var bytes = Received.Gb18030.GetBytes("a;b,c\n联;1\n");
        Assert.Equal("1: a;b|c", Received.Lines(Received.File("a.csv", bytes), new("GBK", ','))[0]);
        Assert.Equal("input-encoding", Received.Refused(Received.File("a.csv", bytes), new("utf-8")).Code);
        Assert.Equal("encoding-unknown", Received.Refused(Received.File("a.csv", bytes), new("big5")).Code);
        Assert.Equal("csv-delimiter-unknown", Received.Refused(Received.File("a.csv", bytes), new(null, 'x')).Code);
    }

    [Fact]
    public void An_unclosed_quote_names_the_cell_in_which_it_opens()
    {
        var error = Received.Refused(Received.File("a.csv", "a,b\n1,2\n3,\"4\n5,6\n7,8\n"));
        Assert.Equal(("csv-malformed", 3L), (error.Code, error.Facts["row"]));
        Assert.Equal("inbox/a.csv row 3 cannot be read: the quote that opens B3 is never closed. Check its quotes and line breaks.", error.Message);
    }

    [Fact]
    public void A_stray_quote_names_its_cell()
    {
        var error = Received.Refused(Received.File("a.csv", "a,b\n1,2\n5\" pipe,4\n"));
        Assert.Contains("in A3 a quote stands", error.Message, StringComparison.Ordinal);
        Assert.Contains("in B2 a quote", Received.Refused(Received.File("a.csv", "a,b\n1,\"2\"x\n")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zero_byte_is_refused_with_its_offset()
    {
        var error = Received.Refused(Received.File("a.csv", "a,b\n1,\0\n"));
        Assert.Equal(("input-zero-character", 6L), (error.Code, error.Facts["offset"]));
    }

    [Fact]
    public void A_field_past_the_limit_names_its_cell()
    {
        var limits = SheetLimits.Default with { FieldBytes = 100, RecordBytes = 1000 };
        foreach (var length in new[] { 101, 500_000 })
        {
            var error = Received.Refused(Received.File("a.csv", $"a,b\n1,{new string('x', length)}\n"), new(Limits: limits));
            Assert.Equal(("cell-too-long", "B2"), (error.Code, error.Facts["cell"]));
        }
    }

    [Fact]
    public void A_thousand_columns_are_read()
    {
        var line = string.Join(',', Enumerable.Range(0, 1000));
        var rows = Received.Read(Received.File("a.csv", $"{line}\n{line}\n"))[0].Rows;
        Assert.Equal((2, 1000, "999"), (rows.Count, rows[1].Cells.Count, rows[1][999].Text));
        var limit = SheetLimits.Default with { Columns = 999 };
        Assert.Equal("sheet-too-large", Received.Refused(Received.File("a.csv", line), new(Limits: limit)).Code);
    }

    [Theory, InlineData("utf-8"), InlineData("gb18030"), InlineData("utf-16le"), InlineData("utf-16be")]
    public void Every_row_begins_where_its_offset_says_in_any_encoding(string name)
    {
        var encoding = name == "gb18030" ? Received.Gb18030 : Encoding.GetEncoding(name);
        var field = Gen.Elements("a", "区", "𠮷", "\"x\r\ny\"", "\"\"\"\"", "", "é", "1,5".Replace(',', '.'));
        var record = from fields in field.ArrayOf(3)
                     from end in Gen.Elements("\n", "\r\n", "\r")
                     select (Fields: fields, End: end);
        var records = record.ListOf(5000).Sample(1, 3).First();
        var expected = new List<long>();
        var bytes = new List<byte>();
        foreach (var (fields, end) in records)
        {
            expected.Add(bytes.Count);
            bytes.AddRange(encoding.GetBytes("r," + string.Join(',', fields) + end));
        }
        var rows = Received.Read(Received.File("a.csv", [.. bytes]), new(name))[0].Rows;
        Assert.Equal(expected, rows.Select(row => row.Offset!.Value));
        Assert.Equal(records.Select(r => string.Concat(r.Fields.Select(Unquoted))), rows.Select(row => string.Concat(row.Cells.Skip(1).Select(c => c.Text))));
    }

    static string Unquoted(string field) => field.StartsWith('"') ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : field;
}
