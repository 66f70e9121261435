using System.Text;
using Analytics.Tables;
using Analytics.Tables.Text;

namespace Analytics.Tests.Tables.Text;

public class TextEncodingTests
{
    static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;
    const string Chinese = "区县,受理数\n浦东新区,1388\n徐汇区,42\n";

    static TextEncoding Detect(byte[] bytes, string? name = null) => TextEncoding.Detect(new MemoryStream(bytes), name);

    static TextEncoding Detect(string text, Encoding encoding) => Detect([.. encoding.Preamble, .. encoding.GetBytes(text)]);

    [Fact]
    public void Encodings_are_found()
    {
        Assert.Equal(new("utf-8", EncodingReason.Ascii, 0, null, null), Detect("a,b\n"u8.ToArray()));
        Assert.Equal(new("utf-8", EncodingReason.Valid, 0, null, null), Detect(Chinese, new UTF8Encoding(false)));
        Assert.Equal(new("utf-8", EncodingReason.Mark, 3, null, null), Detect(Chinese, new UTF8Encoding(true)));
        Assert.Equal(new("gb18030", EncodingReason.Valid, 0, null, null), Detect(Chinese, Gb18030));
        Assert.Equal(new("utf-16le", EncodingReason.Mark, 2, null, null), Detect(Chinese, Encoding.Unicode));
        Assert.Equal(new("utf-16be", EncodingReason.Mark, 2, null, null), Detect(Chinese, Encoding.BigEndianUnicode));
        Assert.Equal(new("utf-16le", EncodingReason.Zeros, 0, null, null), Detect(Chinese, new UnicodeEncoding(false, false)));
        Assert.Equal(new("utf-16be", EncodingReason.Zeros, 0, null, null), Detect(Chinese, new UnicodeEncoding(true, false)));
    }

    [Fact]
    public void What_is_valid_in_none_is_told_with_its_first_bad_byte()
    {
        Assert.Equal(new("utf-8", EncodingReason.Nearest, 0, 6, null), Detect([.. Encoding.UTF8.GetBytes("区县"), 0xFF, .. Encoding.UTF8.GetBytes("浦东新区")]));
        Assert.Equal(new("gb18030", EncodingReason.Nearest, 0, 4, null), Detect([.. Gb18030.GetBytes("浦东"), 0xFF, 0xFF, .. Gb18030.GetBytes("新区")]));
        Assert.Equal(new("utf-8", EncodingReason.Mark, 3, 3, null), Detect([0xEF, 0xBB, 0xBF, 0xC0]));
    }

    [Fact]
    public void Damaged_UTF_8_is_not_taken_for_GB_18030()
    {
        // Half of a character is missing, after which all is valid in GB 18030 by chance.
        byte[] cut = [.. Encoding.UTF8.GetBytes("区县受理数")[..^1], (byte)'\n'];
        var even = cut.AsSpan().ToArray();
        Assert.Equal("utf-8", Detect(even).Name);
        Assert.Equal(12, Detect(even).BadOffset);
    }

    [Fact]
    public void Mixed_encodings_are_refused()
    {
        byte[] mixed = [.. Encoding.UTF8.GetBytes("区县,受理数量\n"), .. Gb18030.GetBytes("浦东新区,1\n徐汇,2\n")];
        Assert.Equal(new("utf-8", EncodingReason.Nearest, 0, 20, null), Detect(mixed));
        Assert.Equal("gb18030", Detect(mixed, "gbk").Name);
    }

    [Fact]
    public void The_caller_may_name_any_usual_name_and_no_other()
    {
        Assert.Equal(new("gb18030", EncodingReason.Named, 0, null, null), Detect("a"u8.ToArray(), "GB2312"));
        Assert.Equal(new("utf-8", EncodingReason.Named, 0, 0, null), Detect(Gb18030.GetBytes("区"), "UTF-8"));
        var error = Assert.Throws<AnalyticsException>(() => Detect([], "gb18031"));
        Assert.Equal("Encoding 'gb18031' is not known. Nearest: gb18030. Known: gb18030, utf-16be, utf-16le, utf-8.", error.Message);
    }

    [Fact]
    public void A_zero_character_is_told()
    {
        Assert.Equal(1, Detect([0x61, 0, 0x62]).ZeroOffset);
        Assert.Equal(4, Detect([0xFF, 0xFE, 0x61, 0, 0, 0], null).ZeroOffset);
    }

    [Fact]
    public void Surrogates_of_UTF_16_come_in_pairs_and_bytes_too()
    {
        Assert.Null(Detect([0xFF, 0xFE, 0x42, 0xD8, 0xB7, 0xDF]).BadOffset);
        Assert.Equal(2, Detect([0xFF, 0xFE, 0x42, 0xD8]).BadOffset);
        Assert.Equal(2, Detect([0xFF, 0xFE, 0xB7, 0xDF]).BadOffset);
        Assert.Equal(4, Detect([0xFF, 0xFE, 0x61, 0x00, 0x61]).BadOffset);
    }

    [Fact]
    public void Every_character_is_valid_in_every_encoding()
    {
        var all = string.Concat(Enumerable.Range(1, 0x10FFFF).Where(c => c is < 0xD800 or > 0xDFFF && c != 0xFFFE).Select(char.ConvertFromUtf32));
        foreach (var name in TextEncoding.Known)
        {
            var found = Detect(new TextEncoding(name, EncodingReason.Named, 0, null, null).Decoder.GetBytes(all), name);
            Assert.Null(found.BadOffset);
        }
    }

    [Fact, Trait("Speed", "Slow")]
    public void What_is_held_to_be_valid_can_be_decoded()
    {
        // Every beginning of two bytes, and four-byte sequences all over their range, against the decoders of .NET.
        var random = new Random(18030);
        foreach (var name in (string[])["utf-8", "gb18030"])
            for (var i = 0; i < 200_000; i++)
            {
                byte[] bytes = i < 65536 ? [(byte)(i >> 8), (byte)i]
                    : [(byte)random.Next(0x80, 0x100), (byte)(random.Next(2) == 0 ? random.Next(0x30, 0x3A) : random.Next(0x80, 0x100)), (byte)random.Next(0x80, 0x100), (byte)(random.Next(2) == 0 ? random.Next(0x30, 0x3A) : random.Next(0x80, 0x100))];
                var found = Detect(bytes, name);
                Assert.True(found.IsValid == Decodes(found, bytes), $"{name} {Convert.ToHexString(bytes)} {found}");
            }
    }

    static bool Decodes(TextEncoding encoding, byte[] bytes)
    {
        try { return encoding.Decoder.GetCharCount(bytes) >= 0; }
        catch (DecoderFallbackException) { return false; }
    }
}
