using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Analytics.Charting;
using Analytics.Charting.Fonts;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public partial class FontTests
{
    // Sums of hmtx advances and glyph boxes from glyf headers, read from the files by a separate script.
    [Theory]
    [InlineData("上海", 2000, 2000)]
    [InlineData("2017年", 3220, 3360)]
    [InlineData("95.5%", 2864, 3058)]
    [InlineData("Wilson", 3121, 3296)]
    [InlineData("n=10,876", 4218, 4506)]
    public void Width_is_the_sum_of_advances(string text, int regular, int bold)
    {
        Assert.Equal(regular * 0.013, Typeface.Default.Width(text, 13), 9);
        Assert.Equal(bold * 0.013, Typeface.Default.Width(text, 13, true), 9);
    }

    [Theory]
    [InlineData('上', 51, -32, 950, 825)]
    [InlineData('海', 42, -72, 963, 841)]
    [InlineData('é', 52, -13, 512, 872)]
    [InlineData('%', 39, -13, 882, 746)]
    public void An_outline_fills_the_box_its_glyph_declares(char character, int left, int bottom, int right, int top)
    {
        var font = Typeface.Default.Weight(false);
        var numbers = Numbers().Matches(font.Outline(font.Glyph(new Rune(character))))
            .Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture)).ToArray();
        var (xs, ys) = (numbers.Where((_, i) => i % 2 == 0), numbers.Where((_, i) => i % 2 == 1));
        Assert.Equal((left, bottom, right, top), (xs.Min(), ys.Min(), xs.Max(), ys.Max()));
    }

    [Fact]
    public void A_space_has_width_and_no_outline()
    {
        var font = Typeface.Default.Weight(false);
        Assert.Equal("", font.Outline(font.Glyph(new Rune(' '))));
        Assert.True(font.Advance(font.Glyph(new Rune(' '))) > 0);
    }

    [Fact]
    public void A_character_the_font_lacks_is_a_warning_and_a_visible_sign()
    {
        var scene = Chart.Draw(Samples.Ranked(Language.English) with { Title = new("x", "A 😀 b") },
            Samples.RankedRows);
        Assert.Contains("U+1F600", Assert.Single(scene.Warnings), StringComparison.Ordinal);
        var font = Typeface.Default.Weight(true);
        Assert.NotEqual("", font.Outline(Typeface.Shown(font, new Rune(0x1F600))));
    }

    [Fact]
    public void Every_text_of_the_catalog_has_its_glyphs() =>
        Assert.All(TextCatalog.BuiltIn.Keys.Where(k => k.StartsWith("chart.", StringComparison.Ordinal)), key =>
            Assert.Empty(Typeface.Default.Lacking(TextCatalog.BuiltIn[key].Zh + TextCatalog.BuiltIn[key].En)));

    [Fact]
    public void A_missing_font_is_named()
    {
        var error = Assert.Throws<AnalyticsException>(() =>
            Typeface.Load(Path.Combine(Path.GetTempPath(), "no-such-folder")));
        Assert.Equal("chart-font-missing", error.Code);
        Assert.Contains("NotoSansSC_400Regular.ttf", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_font_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("fonts-").FullName;
        var bytes = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "fonts", "NotoSansSC_400Regular.ttf"));
        foreach (var length in (int[])[0, 10, 200, 5000])
        {
            File.WriteAllBytes(Path.Combine(folder, "NotoSansSC_400Regular.ttf"), bytes[..length]);
            Assert.Equal("chart-font-invalid", Assert.Throws<AnalyticsException>(() => Typeface.Load(folder)).Code);
        }
        Directory.Delete(folder, true);
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Numbers();
}
