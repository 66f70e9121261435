using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Analytics.Charting;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class SurfaceTests
{
    static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    static XDocument Parse(Scene scene, SurfaceOptions? options = null) =>
        XDocument.Parse(Encoding.UTF8.GetString(Surfaces.Svg.Write(scene, options)));

    [Theory, MemberData(nameof(Scenes.All), MemberType = typeof(Scenes))]
    public void Every_surface_writes_every_scene_the_same_way_twice(string name, Language language)
    {
        foreach (var surface in Surfaces.All)
        {
            var options = new SurfaceOptions(Scale: 1);
            var first = surface.Write(Scenes.Draw(name, language), options);
            Assert.True(first.Length > 500);
            Assert.Equal(first, surface.Write(Scenes.Draw(name, language), options));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2.5)]
    [InlineData(4)]
    public void Png_has_the_size_asked_for(double scale)
    {
        var scene = Scenes.Draw("ranked");
        var png = Surfaces.Png.Write(scene, new(Scale: scale));
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        Assert.InRange(BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), scene.Width * scale - 1,
            scene.Width * scale + 1);
        Assert.InRange(BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)), scene.Height * scale - 1,
            scene.Height * scale + 1);
    }

    [Fact]
    public void Png_records_its_resolution()
    {
        var chunk = Chunks(Surfaces.Png.Write(Scenes.Draw("time-one"), new(Dpi: 300))).Single(c =>
            c.Type == "pHYs").Data;
        Assert.Equal(11811, BinaryPrimitives.ReadInt32BigEndian(chunk));
    }

    [Fact]
    public void Png_shows_something()
    {
        var png = Surfaces.Png.Write(Scenes.Draw("ranked"), new(Scale: 1));
        using var packed = new MemoryStream([.. Chunks(png).Where(c => c.Type == "IDAT").SelectMany(c => c.Data)]);
        using var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionMode.Decompress)) zlib.CopyTo(pixels);
        Assert.True(pixels.ToArray().Distinct().Count() > 100);
    }

    [Fact]
    public void Png_is_the_same_from_many_threads()
    {
        var scene = Scenes.Draw("time-one");
        var expected = Surfaces.Png.Write(scene, new(Scale: 1));
        var results = new byte[8][];
        Parallel.For(0, results.Length, i => results[i] = Surfaces.Png.Write(scene, new(Scale: 1)));
        Assert.All(results, png => Assert.Equal(expected, png));
    }

    [Fact]
    public void Png_refuses_a_scale_above_4() =>
        Assert.Equal("chart-size-invalid", Assert.Throws<AnalyticsException>(
            () => Surfaces.Png.Write(Scenes.Draw("time-one"), new(Scale: 5))).Code);

    [Theory, MemberData(nameof(Scenes.All), MemberType = typeof(Scenes))]
    public void Svg_is_well_formed_named_and_described(string name, Language language)
    {
        var scene = Scenes.Draw(name, language);
        var root = Parse(scene, new("c7")).Root!;
        Assert.Equal("img", root.Attribute("role")?.Value);
        Assert.Equal(scene.Title, root.Element(Svg + "title")?.Value);
        Assert.Equal(scene.Description, root.Element(Svg + "desc")?.Value);
        Assert.NotEmpty(scene.Description);
        Assert.All(root.DescendantsAndSelf().Attributes("id"), id =>
            Assert.StartsWith("c7-", id.Value, StringComparison.Ordinal));
        Assert.DoesNotContain(root.Descendants(), e => e.Attribute("dominant-baseline") is not null);
    }

    [Fact]
    public void Svg_tags_each_datum_with_its_figures_and_a_tooltip()
    {
        var groups = Parse(Scenes.Draw("ranked")).Root!.Descendants(Svg + "g")
            .Where(g => g.Attribute("class")?.Value == "datum").ToArray();
        Assert.Equal(Scenes.Rows("ranked").RowCount, groups.Length);
        Assert.All(groups, g => Assert.StartsWith("sample/", g.Attribute("data-figure")?.Value,
            StringComparison.Ordinal));
        Assert.Contains(groups, g => g.Element(Svg + "title")?.Value
            == "上海市 2021年：占全部审结案件，3.6%，95%区间3.2%至3.9%，n=10,876");
    }

    [Fact]
    public void Outlined_svg_needs_no_font()
    {
        var root = Parse(Scenes.Draw("time"), new(OutlineText: true)).Root!;
        Assert.Empty(root.Descendants(Svg + "text"));
        Assert.Null(root.Attribute("font-family"));
        Assert.NotEmpty(root.Descendants(Svg + "path"));
    }

    [Fact]
    public void Marks_of_xml_in_words_are_escaped()
    {
        var spec = Samples.Ranked() with { Title = new("甲<乙> & \"丙\"\u0001", "x") };
        Assert.Equal("甲<乙> & \"丙\"\uFFFD",
            Parse(Chart.Draw(spec, Samples.RankedRows)).Root!.Element(Svg + "title")!.Value);
    }

    [Fact]
    public void An_id_prefix_that_is_no_xml_name_is_refused() =>
        Assert.Throws<ArgumentException>(() => Surfaces.Svg.Write(Scenes.Draw("time-one"), new("1 \"x")));

    static IEnumerable<(string Type, byte[] Data)> Chunks(byte[] png)
    {
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            yield return (Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]);
            at += 12 + length;
        }
    }
}
