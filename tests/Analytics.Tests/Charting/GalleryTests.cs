using System.Text;
using System.Xml.Linq;
using Analytics.Charting;
using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

/// <summary>What holds of every picture of the gallery, in every language and theme.</summary>
public class GalleryTests
{
    static readonly Language[] Languages = [Language.Chinese, Language.English];

    public static TheoryData<string> Cases => [.. Gallery.All.Select(one => one.Name)];

    static IEnumerable<(string Where, Scene Scene)> Pictures(string name)
    {
        var one = Gallery.All.Single(c => c.Name == name);
        foreach (var language in Languages)
            foreach (var theme in Themes.All)
                yield return ($"{name} {language} {theme.Name}", one.Draw(language, theme.Name));
    }

    [Fact]
    public void Every_chart_type_has_every_state_and_names_are_unique()
    {
        Assert.Equal(Gallery.All.Count, Gallery.All.Select(one => one.Name).Distinct().Count());
        foreach (var type in ChartTypes.All)
        {
            var states = Gallery.All.Where(one => one.Spec.Type == type.Name).Select(one => one.State).ToArray();
            Assert.Empty(Gallery.States.Except(states).Select(state => $"{type.Name} lacks {state}"));
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_picture_can_be_read(string name)
    {
        var problems = new List<string>();
        foreach (var (where, scene) in Pictures(name))
            problems.AddRange(Problems(scene).Select(problem => $"{where}: {problem}"));
        Assert.Empty(problems);
    }

    /// The narrowest picture there may be, a small one, and one wider than a page.
    [Theory, MemberData(nameof(Cases)), Trait("Speed", "Slow")]
    public void A_picture_can_be_read_at_every_width(string name)
    {
        var one = Gallery.All.Single(c => c.Name == name);
        var problems = new List<string>();
        foreach (var width in (double[])[320, 440, 1600])
            foreach (var language in Languages)
                // A column of many panels may be long.
                problems.AddRange(Problems((one with { Spec = one.Spec with { Width = width } }).Draw(language))
                    .Where(problem => !problem.StartsWith("height", StringComparison.Ordinal)).Select(problem => $"{name} {language} {width}: {problem}"));
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_picture_drawn_twice_is_the_same_well_formed_svg(string name)
    {
        var one = Gallery.All.Single(c => c.Name == name);
        foreach (var language in Languages)
        {
            var svg = Surfaces.Svg.Write(one.Draw(language));
            Assert.True(svg.AsSpan().SequenceEqual(Surfaces.Svg.Write(one.Draw(language))), $"{name} {language}");
            Assert.Equal("svg", XDocument.Parse(Encoding.UTF8.GetString(svg)).Root!.Name.LocalName);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void What_a_picture_shows_can_be_pointed_at_and_heard(string name)
    {
        foreach (var (where, scene) in Pictures(name))
        {
            Assert.True(scene.Title.Length > 0 && scene.Description.Length > 10, where);
            Assert.DoesNotContain('{', scene.Description);
            foreach (var datum in Data(scene.Marks))
            {
                Assert.True(datum.Figures.Count > 0 && datum.Figures.All(figure => figure.Length > 0), $"{where}: {datum.Spoken}");
                Assert.True(datum.Spoken.Length > 0 && !datum.Spoken.Contains("NaN", StringComparison.Ordinal), $"{where}: {datum.Spoken}");
                Assert.True(datum.Row < (scene.Data?.RowCount ?? 0), $"{where}: row {datum.Row}");
            }
        }
    }

    /// The checks are able to find what they look for.
    [Fact]
    public void A_picture_that_cannot_be_read_has_problems()
    {
        Mark[] marks =
        [
            new RectMark(0, 0, 200, 100, "#ffffff"), new TextMark(10, 40, "一二三四", 12, "#1d2733"),
            new TextMark(30, 44, "五六七", 12, "#1d2733"), new TextMark(150, 90, "出了边界的字", 12, "#1d2733"),
            new TextMark(10, 70, "浅", 12, "#cccccc"), new TextMark(60, 70, "小", 8, "#1d2733"),
            new MarkerMark(100, 40, MarkerShape.Circle, 4, "#000000", "#000000"), new TextMark(96, 44, "压", 12, "#1d2733"),
        ];
        var found = Problems(new Scene(200, 100, Language.Chinese, "", "", marks, [])).ToArray();
        foreach (var word in (string[])["covers", "leaves", "contrast", "small", "marker"])
            Assert.Contains(found, problem => problem.StartsWith(word, StringComparison.Ordinal));
    }

    static IEnumerable<string> Problems(Scene scene)
    {
        var marks = Flat(scene.Marks).ToArray();
        var frame = new Box(0, 0, scene.Width, scene.Height);
        var texts = marks.OfType<TextMark>().Select(text => (Text: text, Box: Box.Of(text))).OrderBy(t => t.Box.Top).ToArray();
        if (scene.Height > 6000) yield return $"height {scene.Height}";
        foreach (var warning in scene.Warnings.Where(w => w.Contains('〓'))) yield return $"glyphs: {warning}";
        foreach (var (text, box) in texts)
        {
            if (!frame.Holds(box)) yield return $"leaves the picture: {text.Text}";
            if (text.Size < 11) yield return $"small: {text.Text}";
        }
        for (var i = 0; i < texts.Length; i++)
            for (var j = i + 1; j < texts.Length && texts[j].Box.Top < texts[i].Box.Bottom; j++)
                if (texts[i].Box.Overlaps(texts[j].Box)) yield return $"covers: '{texts[i].Text.Text}' '{texts[j].Text.Text}'";
        foreach (var problem in Covered(marks, texts).Concat(Faint(scene, marks))) yield return problem;
    }

    // Markers in rising order beside texts in rising order: each is compared with its neighbours alone.
    static IEnumerable<string> Covered(Mark[] marks, (TextMark Text, Box Box)[] texts)
    {
        var from = 0;
        var tallest = texts.Length == 0 ? 0 : texts.Max(t => t.Box.Height);
        foreach (var marker in marks.OfType<MarkerMark>().OrderBy(m => m.Y))
        {
            var box = new Box(marker.X - 3, marker.Y - 3, marker.X + 3, marker.Y + 3);
            while (from < texts.Length && texts[from].Box.Top < box.Top - tallest) from++;
            for (var i = from; i < texts.Length && texts[i].Box.Top < box.Bottom; i++)
                if (texts[i].Box.Overlaps(box)) yield return $"marker under text: {texts[i].Text.Text}";
        }
    }

    // Ink on what lies under it: the last rectangle or area painted before the text that holds its middle.
    static IEnumerable<string> Faint(Scene scene, Mark[] marks)
    {
        var under = new List<(Mark Mark, Box Box)>();
        foreach (var mark in marks)
        {
            if (mark is RectMark r) under.Add((r, new(r.X, r.Y, r.X + r.Width, r.Y + r.Height)));
            if (mark is AreaMark a) under.Add((a, Around(a.Points)));
            if (mark is RingsMark s) under.Add((s, Around([.. s.Rings.SelectMany(ring => ring)])));
            if (mark is not TextMark text) continue;
            var box = Box.Of(text);
            var (x, y) = ((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2);
            var fill = scene.Theme.Background;
            for (var i = under.Count - 1; i >= 0; i--)
            {
                var (other, at) = under[i];
                if (x < at.Left || x > at.Right || y < at.Top || y > at.Bottom) continue;
                var isUnder = other switch
                {
                    AreaMark area => Holds(area.Points, x, y),
                    RingsMark rings => rings.Rings.Count(ring => Holds(ring, x, y)) % 2 == 1,
                    _ => true,
                };
                if (!isUnder) continue;
                fill = other switch { AreaMark area => area.Fill, RingsMark rings => rings.Fill, _ => ((RectMark)other).Fill };
                break;
            }
            if (Colors.Contrast(text.Color, fill) < 4.5) yield return $"contrast {Colors.Contrast(text.Color, fill):0.0}: {text.Text}";
        }
    }

    static Box Around(IReadOnlyList<(double X, double Y)> points) =>
        new(points.Min(p => p.X), points.Min(p => p.Y), points.Max(p => p.X), points.Max(p => p.Y));

    // Even and odd: how many edges lie to the left of the point.
    static bool Holds(IReadOnlyList<(double X, double Y)> points, double x, double y)
    {
        var isInside = false;
        for (int i = 0, j = points.Count - 1; i < points.Count; j = i++)
            if (points[i].Y > y != points[j].Y > y
                && x < (points[j].X - points[i].X) * (y - points[i].Y) / (points[j].Y - points[i].Y) + points[i].X) isInside = !isInside;
        return isInside;
    }

    static IEnumerable<Mark> Flat(IEnumerable<Mark> marks) =>
        marks.SelectMany(mark => mark is Group group ? Flat(group.Marks) : [mark]);

    static IEnumerable<DatumGroup> Data(IEnumerable<Mark> marks) => marks.SelectMany(mark => mark switch
    {
        DatumGroup datum => [datum],
        Group group => Data(group.Marks),
        _ => (IEnumerable<DatumGroup>)[],
    });
}
