using System.Buffers.Binary;
using System.Text;
using Analytics.Charting.Fonts;

namespace Analytics.Tests.Charting;

/// <summary>What the house's fonts do not contain, tried on a font of three glyphs made here: a blank one, a square 'A', and
/// a 'B' composed of the square at half its size, moved by 100 and 50.</summary>
public class TrueTypeTests
{
    static readonly TrueTypeFont Font = new(Build());

    [Fact]
    public void Format_4_finds_glyphs() =>
        Assert.Equal((1, 2, 0), (Font.Glyph(new('A')), Font.Glyph(new('B')), Font.Glyph(new('C'))));

    [Fact]
    public void A_simple_glyph_is_its_contour() => Assert.Equal("M0 0L200 0L200 200L0 200Z", Font.Outline(1));

    [Fact]
    public void A_composite_glyph_is_its_parts_scaled_and_moved() =>
        Assert.Equal("M100 50L200 50L200 150L100 150Z", Font.Outline(2));

    [Fact]
    public void The_last_advance_holds_for_all_later_glyphs() =>
        Assert.Equal((300, 500, 500), (Font.Advance(0), Font.Advance(1), Font.Advance(2)));

    static byte[] Build()
    {
        byte[] square = [.. Words(1, 0, 0, 200, 200), .. Words(3, 0), 1, 1, 1, 1,
            .. Words(0, 200, 0, -200), .. Words(0, 0, 200, 0)];
        // Flags: words, offsets are distances, one scale.
        byte[] composite = [.. Words(-1, 100, 50, 200, 150), .. Words(0x000B, 1, 100, 50, 0x2000)];
        byte[] head = new byte[54];
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(18), 1000);
        byte[] hhea = new byte[36];
        BinaryPrimitives.WriteInt16BigEndian(hhea.AsSpan(34), 2);
        byte[] cmap = [.. Words(0, 1, 3, 1, 0, 12), .. Words(4, 32, 0, 4, 0, 0, 0), .. Words('B', -1, 0, 'A', -1),
            .. Words(-64, 1, 0, 0)];
        (string, byte[])[] tables =
        [
            ("cmap", cmap), ("glyf", [.. square, .. composite]), ("head", head), ("hhea", hhea),
            ("hmtx", Words(300, 0, 500, 0, 0)),
            ("loca", Words(0, 0, square.Length / 2, (square.Length + composite.Length) / 2)),
        ];
        byte[] file = [.. Words(1, 0, tables.Length, 0, 0, 0)];
        var at = file.Length + 16 * tables.Length;
        foreach (var (name, data) in tables)
        {
            file = [.. file, .. Encoding.ASCII.GetBytes(name), .. Words(0, 0, 0, at, 0, data.Length)];
            at += data.Length;
        }
        return [.. file, .. tables.SelectMany(t => t.Item2)];
    }

    static byte[] Words(params int[] values) => [.. values.SelectMany(v => new[] { (byte)(v >> 8), (byte)v })];
}
