using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Analytics.Charting;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public partial class HtmlSurfaceTests
{
    const string Hostile = "</script><img src=x onerror=alert(1)>\"'&";

    [GeneratedRegex("<(?<kind>script|style)>(?<text>.*?)</\\1>", RegexOptions.Singleline)]
    static partial Regex Inline { get; }

    static Scene Ordinary(string type, Language language = Language.Chinese) =>
        Gallery.All.Single(one => one.Name == type + "-ordinary").Draw(language, "paper");

    static string Html(Scene scene, string id = "chart") =>
        Encoding.UTF8.GetString(Surfaces.Html.Write(scene, new SurfaceOptions(IdPrefix: id)));

    [Fact]
    public void A_page_names_no_address_but_the_namespace_of_svg()
    {
        foreach (var type in (string[])["funnel", "points-over-time", "ranked-dots", "waterfall"])
            Assert.DoesNotContain("://", Html(Ordinary(type)).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal),
                StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_lets_run_what_stands_in_the_page_and_nothing_else()
    {
        var html = Html(Ordinary("funnel"));
        var policy = Regex.Match(html, "Content-Security-Policy\" content=\"([^\"]+)\"").Groups[1].Value;
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.Contains("img-src data: blob:", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", policy.Replace("style-src-attr 'unsafe-inline'", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        var parts = Inline.Matches(html);
        Assert.Equal(["style", "style", "script"], parts.Select(m => m.Groups["kind"].Value));
        foreach (Match part in parts)
        {
            var hash = "'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(part.Groups["text"].Value))) + "'";
            Assert.Contains(hash, Regex.Match(policy, part.Groups["kind"].Value + "-src ([^;]+)").Groups[1].Value, StringComparison.Ordinal);
        }
        Assert.DoesNotMatch("<[^>]+ on[a-z]+=", html);
    }

    /// Legend buttons are named by their text, and the script tells markers from paths.
    [Fact]
    public void A_page_has_texts_even_where_outlines_are_asked_for()
    {
        var scene = Ordinary("points-over-time");
        Assert.Equal(Html(scene), Encoding.UTF8.GetString(Surfaces.Html.Write(scene, new SurfaceOptions(OutlineText: true))));
    }

    [Fact]
    public void Hostile_words_stay_words()
    {
        Mark mark = new DatumGroup([Hostile], Hostile, [new TextMark(10, 20, Hostile, 12, "#000000")])
        {
            Area = Hostile, Series = Hostile, Row = 0,
        };
        Mark other = new DatumGroup(["b"], "b", [new TextMark(10, 40, "b", 12, "#000000")]) { Area = "b" };
        var scene = new Scene(320, 120, Language.English, Hostile, Hostile, [mark, other], [])
        {
            Data = new Table([new(Hostile, ColumnKind.Text)], [[Hostile]]),
        };
        var html = ChartPage.Write(Hostile, [("a", scene)], Language.English);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(html, "</script>"));
        Assert.Equal(Regex.Count(html, "onerror=alert"), Regex.Count(html, "&lt;img src=x onerror=alert"));
    }

    [Theory]
    [InlineData(Language.Chinese, "zh-Hans", "数据表", "放大")]
    [InlineData(Language.English, "en", "Data table", "Zoom in")]
    public void A_page_speaks_the_language_of_its_chart(Language language, string code, string table, string zoom)
    {
        var html = Html(Ordinary("funnel", language));
        Assert.StartsWith($"<!DOCTYPE html>\n<html lang=\"{code}\">", html, StringComparison.Ordinal);
        Assert.Contains($"<summary>{table}</summary>", html, StringComparison.Ordinal);
        Assert.Contains($"aria-label=\"{zoom}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_scenes_give_equal_bytes() =>
        Assert.Equal(Surfaces.Html.Write(Ordinary("ranked-dots")), Surfaces.Html.Write(Ordinary("ranked-dots")));

    [Fact]
    public void The_page_holds_the_svg_as_the_svg_surface_writes_it() =>
        Assert.Contains(Encoding.UTF8.GetString(Surfaces.Svg.Write(Ordinary("funnel"), new(IdPrefix: "loss"))),
            Html(Ordinary("funnel"), "loss"), StringComparison.Ordinal);

    [Fact]
    public void Charts_of_one_page_need_ids_unlike_each_other()
    {
        var scene = Ordinary("funnel");
        Assert.Throws<ArgumentException>(() => ChartPage.Write("t", [("a", scene), ("a", scene)], Language.English));
        Assert.Throws<ArgumentException>(() => ChartPage.Write("t", [("a b", scene)], Language.English));
        Assert.Throws<ArgumentException>(() => ChartPage.Write("t", [], Language.English));
    }

    [Fact]
    public void Areas_are_listed_once_in_order_of_appearance()
    {
        var html = ChartPage.Write("t", [("a", Ordinary("ranked-dots")), ("b", Ordinary("funnel"))], Language.Chinese);
        var listed = Regex.Matches(html, "<option value=\"([^\"]+)\">").Select(m => m.Groups[1].Value).ToArray();
        Assert.Equal(16, listed.Length);
        Assert.Equal(listed.Length, listed.Distinct().Count());
        Assert.Equal(listed, Regex.Matches(html, "<tr data-row=\"\\d+\"><th scope=\"row\">([^<]+)<")
            .Select(m => m.Groups[1].Value).Distinct());
    }

    [Fact]
    public void Numbers_are_short_to_read_and_whole_beneath()
    {
        var scene = Ordinary("funnel") with
        {
            Data = new Table([new("area", ColumnKind.Text), new("value", ColumnKind.Real)],
                [["甲", 12345.6789], ["乙", -2.5], ["丙", null]]),
        };
        var html = Html(scene);
        Assert.Contains("<td class=\"number\" data-value=\"12345.6789\">12,345.68</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\" data-value=\"-2.5\">−2.50</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\"></td>", html, StringComparison.Ordinal);
    }
}
