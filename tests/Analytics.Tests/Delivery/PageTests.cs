using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Analytics.Tests.Delivery;

public partial class PageTests(BuiltWorkspace built) : IClassFixture<BuiltWorkspace>
{
    [GeneratedRegex("<svg .*?</svg>", RegexOptions.Singleline)]
    static partial Regex Svg { get; }

    [GeneratedRegex("(?<![a-z-])id=\"([^\"]+)\"")]
    static partial Regex Id { get; }

    [GeneratedRegex("href=\"([^\"]+)\"")]
    static partial Regex Href { get; }

    string Page => built.Read("index.html");

    IEnumerable<string> Charts => built.First.Pages.Files.Where(file => file.EndsWith(".csv", StringComparison.Ordinal))
        .Select(file => Path.GetFileNameWithoutExtension(file));

    [Fact]
    public void Every_chart_has_pictures_in_both_languages_and_its_data()
    {
        Assert.Equal(12, built.First.Pages.Charts);
        Assert.Equal(
            Charts.SelectMany(chart => new[]
            {
                $"charts/{chart}.en.html", $"charts/{chart}.en.png", $"charts/{chart}.en.svg",
                $"charts/{chart}.zh.html", $"charts/{chart}.zh.png", $"charts/{chart}.zh.svg",
                $"data/{chart}.csv",
            }).Append("checks.html").Append("index.html").Order(StringComparer.Ordinal),
            built.First.Pages.Files);
    }

    [Fact]
    public void Every_chart_shows_data() => Assert.All(Charts, chart =>
        Assert.True(built.Read($"data/{chart}.csv").Split('\n').Length > 2, chart));

    [Fact]
    public void Every_picture_stands_inline_and_is_well_formed()
    {
        var pictures = Svg.Matches(Page).Select(match => match.Value).ToArray();
        Assert.Equal(2 * built.First.Pages.Charts, pictures.Length);
        Assert.All(pictures, picture => Assert.Equal("svg", XDocument.Parse(picture).Root!.Name.LocalName));
    }

    [Fact]
    public void Ids_are_unique_and_links_inside_the_page_arrive()
    {
        var ids = Id.Matches(Page).Select(match => match.Groups[1].Value).ToArray();
        Assert.Distinct(ids);
        Assert.All(Links.Where(link => link[0] == '#'), link => Assert.Contains(link[1..], ids));
    }

    [Fact]
    public void Links_to_files_arrive_and_the_page_loads_nothing_from_elsewhere()
    {
        Assert.All(Links.Where(link => link[0] != '#' && !link.StartsWith("http", StringComparison.Ordinal)),
            link => Assert.Contains(link, built.First.Pages.Files));
        Assert.DoesNotMatch("<(script|img|link|iframe)[^>]+(src|href)=", Page);
    }

    IEnumerable<string> Links => Href.Matches(Page).Select(match => match.Groups[1].Value);

    [Fact]
    public void Every_source_is_there_with_its_address_or_says_that_none_is_known()
    {
        Assert.Contains("青浦区2017年法治政府建设年度报告", Page, StringComparison.Ordinal);
        Assert.Contains("href=\"https://www.shdbkk.com/html_3/fangchan/6399/list/5.html\"", Page, StringComparison.Ordinal);
        Assert.Contains("网址不明", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_row_of_data_names_its_document_and_row_in_the_file()
    {
        var lines = built.Read("data/mediation-success-rate.csv").Split('\n');
        Assert.StartsWith("measure,variant,", lines[0], StringComparison.Ordinal);
        var qingpu = Assert.Single(lines, line => line.Contains("青浦区", StringComparison.Ordinal));
        Assert.Contains("10388件|10876件|95.5%", qingpu, StringComparison.Ordinal);
        Assert.Contains("seeds/published/figures.csv,23|20|24", qingpu, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_begin_with_the_mark_by_which_spreadsheets_know_UTF_8() => Assert.Equal([0xEF, 0xBB, 0xBF],
        File.ReadAllBytes(Path.Combine(built.Workspace.OutputFolder, "data/mediation-success-rate.csv"))[..3]);

    [Fact]
    public void Each_language_is_whole_and_chinese_comes_first()
    {
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"zh-Hans\"", Page, StringComparison.Ordinal);
        Assert.Contains("Rule-of-law statistics", Page, StringComparison.Ordinal);
        var (zh, en) = (Regex.Count(Page, "class=\"zh\""), Regex.Count(Page, "<span class=\"en\""));
        Assert.Equal(zh, en + Regex.Count(Page, "<a class=\"zh\""));
    }

    [Fact]
    public void The_page_says_that_figures_were_computed_twice() => Assert.Contains("Every figure was computed twice", Page,
        StringComparison.Ordinal);

    [Fact]
    public void Progress_tells_every_job_and_every_chart()
    {
        Assert.Equal(Enumerable.Range(1, Analytics.Etl.Jobs.All.Count).SelectMany(number => new[] { number, number }), built.Progress
            .Where(step => step.Stage == Analytics.Delivery.RunStage.Load).Select(step => step.Number));
        Assert.Equal(Enumerable.Range(1, built.First.Pages.Charts), built.Progress
            .Where(step => step.Stage == Analytics.Delivery.RunStage.Draw).Select(step => step.Number));
    }
}
