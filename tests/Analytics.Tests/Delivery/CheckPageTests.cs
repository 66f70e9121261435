using System.Text.RegularExpressions;

namespace Analytics.Tests.Delivery;

public class CheckPageTests(BuiltWorkspace built) : IClassFixture<BuiltWorkspace>
{
    string Page => built.Read("checks.html");

    [Fact]
    public void Findings_show_both_numbers_both_sources_the_arithmetic_and_the_verdict()
    {
        Assert.Contains("<strong>35.9%</strong>", Page, StringComparison.Ordinal);
        Assert.Contains("<strong>38.487%</strong>", Page, StringComparison.Ordinal);
        Assert.Contains("1,974 ÷ 5,129 × 100 = 38.487", System.Net.WebUtility.HtmlDecode(Page), StringComparison.Ordinal);
        Assert.Contains("seeds/published/figures.csv:95", Page, StringComparison.Ordinal);
        Assert.Contains("上海市崇明区2022年政府信息公开工作年度报告", Page, StringComparison.Ordinal);
        Assert.Contains("存疑（口径）", Page, StringComparison.Ordinal);
        Assert.DoesNotContain("尚未判断", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_front_page_leads_to_it_and_back()
    {
        Assert.Contains("href=\"checks.html\"", built.Read("index.html"), StringComparison.Ordinal);
        Assert.Contains("href=\"index.html\"", Page, StringComparison.Ordinal);
        Assert.Contains("checks.html", built.First.Pages.Files);
    }

    [Fact]
    public void Each_language_is_whole_and_nothing_is_loaded_from_elsewhere()
    {
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"zh-Hans\"", Page, StringComparison.Ordinal);
        Assert.Equal(Regex.Count(Page, "<span class=\"zh\""), Regex.Count(Page, "<span class=\"en\""));
        Assert.DoesNotMatch("<(script|img|link|iframe)[^>]+(src|href)=", Page);
    }
}
