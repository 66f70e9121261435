using Analytics.Charting;
using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class LayoutTests
{
    [Theory, MemberData(nameof(Scenes.All), MemberType = typeof(Scenes))]
    public void No_text_leaves_the_picture(string name, Language language)
    {
        var scene = Scenes.Draw(name, language);
        var canvas = new Box(0, 0, scene.Width, scene.Height);
        Assert.All(scene.Flat().OfType<TextMark>(), text => Assert.True(canvas.Holds(Box.Of(text)), $"{text}"));
    }

    [Theory, MemberData(nameof(Scenes.All), MemberType = typeof(Scenes))]
    public void No_text_covers_another_text(string name, Language language)
    {
        var texts = Scenes.Draw(name, language).Flat().OfType<TextMark>().ToArray();
        for (var i = 0; i < texts.Length; i++)
            foreach (var other in texts[(i + 1)..])
                Assert.False(Box.Of(texts[i]).Overlaps(Box.Of(other)), $"'{texts[i].Text}' covers '{other.Text}'");
    }

    [Theory, MemberData(nameof(Scenes.All), MemberType = typeof(Scenes))]
    public void No_marker_is_covered_by_text(string name, Language language)
    {
        var marks = Scenes.Draw(name, language).Flat().ToArray();
        foreach (var marker in marks.OfType<MarkerMark>())
        {
            var box = new Box(marker.X - 3, marker.Y - 3, marker.X + 3, marker.Y + 3);
            Assert.DoesNotContain(marks.OfType<TextMark>(), text => Box.Of(text).Overlaps(box));
        }
    }

    [Theory, MemberData(nameof(Scenes.All), MemberType = typeof(Scenes))]
    public void Every_mark_keeps_inside_the_picture(string name, Language language)
    {
        var scene = Scenes.Draw(name, language);
        Assert.All(scene.Flat().OfType<MarkerMark>(), m => Assert.InRange(m.X, 5, scene.Width - 5));
        Assert.All(scene.Flat().OfType<LineMark>(), l => Assert.InRange(Math.Max(l.Y1, l.Y2), 0, scene.Height));
        Assert.All(scene.Flat().OfType<LineMark>(), l => Assert.InRange(Math.Max(l.X1, l.X2), 0, scene.Width));
    }

    [Theory, MemberData(nameof(Scenes.All), MemberType = typeof(Scenes))]
    public void Text_can_be_read(string name, Language language) =>
        Assert.All(Scenes.Draw(name, language).Flat().OfType<TextMark>(), text =>
        {
            Assert.True(text.Size >= 11, text.Text);
            Assert.True(Colors.Contrast(text.Color, Themes.Paper.Background) >= 4.5, $"{text.Text} {text.Color}");
        });

    [Theory, MemberData(nameof(Scenes.All), MemberType = typeof(Scenes))]
    public void Every_row_is_a_datum_with_figures_and_words(string name, Language language)
    {
        var data = Scenes.Draw(name, language).Data().ToArray();
        Assert.Equal(Scenes.Rows(name).RowCount, data.Length);
        Assert.All(data, d => Assert.NotEmpty(d.Figures));
        Assert.All(data, d => Assert.NotEmpty(d.Spoken));
        Assert.All(data, d => Assert.Single(d.Marks.OfType<MarkerMark>()));
    }

    [Fact]
    public void A_long_title_wraps_inside_a_narrow_picture()
    {
        var words = string.Concat(Enumerable.Repeat("行政机关负责人出庭应诉率（2017年）", 6));
        var english = string.Join(' ', Enumerable.Repeat("Appearance of heads", 12)) + new string('x', 90);
        var spec = Samples.Ranked() with { Title = new(words, english), Width = 340,
            Footnotes = [new(words, english)] };
        foreach (var language in (Language[])[Language.Chinese, Language.English])
        {
            var scene = Chart.Draw(spec with { Language = language }, Samples.RankedRows);
            Assert.All(scene.Flat().OfType<TextMark>().Where(t => t.Bold && t.Size == 20),
                text => Assert.InRange(Box.Of(text).Right, 0, 340 - Frame.Margin + 0.01));
        }
    }

    [Fact]
    public void A_line_does_not_begin_with_a_comma_or_end_with_an_opening_bracket()
    {
        var text = string.Concat(Enumerable.Repeat("受理，审结（件）。", 20));
        for (var width = 60; width < 200; width += 7)
            Assert.All(TextWrap.Lines(text, width, 13), line =>
            {
                Assert.False(line[0] is '，' or '。' or '）', line);
                Assert.False(line[^1] is '（', line);
                Assert.True(Canvas.Width(line, 13) <= width, line);
            });
    }

    [Fact]
    public void Wrapped_text_loses_no_character()
    {
        const string Text = "人民法院 Wilson 95% 区间，2017–2020年（一审）averyveryverylongword";
        var lines = TextWrap.Lines(Text, 70, 12);
        Assert.Equal(Text.Replace(" ", ""), string.Concat(lines).Replace(" ", ""));
    }
}
