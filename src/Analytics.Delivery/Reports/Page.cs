using System.Globalization;
using Analytics.Pipelines.Checks;
using Analytics.Tables;

namespace Analytics.Delivery.Reports;

/// <c>index.html</c>: one file that opens from disk, Chinese first with an English switch.
static class Page
{
    public static string Write(SitePage page, IReadOnlyDictionary<string, DrawnChart> charts,
        IReadOnlyList<SitePage> pages, CheckTotals checks)
    {
        var html = PageFrame.Open(page.Title, page.Dataset);
        Header(html, page, checks);
        Contents(html, page, charts, pages);
        html.Raw("<main>");
        foreach (var report in page.Reports)
        {
            html.Raw($"<section id=\"{report.Id}\">").Element("h2", report.Title).Element("p", report.Intro,
                "class=\"intro\"");
            foreach (var chart in report.Charts) PageFigure.Write(html, charts[chart.Id]);
            html.Raw("</section>");
        }
        html.Raw("</main>").Raw("<footer>");
        foreach (var key in new[]
                 {
                     "page.method", "page.method.interval", "page.method.variants", "page.method.twice", "page.licence",
                 })
            html.Element("p", TextCatalog.BuiltIn[key]);
        return html.Raw("</footer>").Close();
    }

    static void Header(Html html, SitePage page, CheckTotals checks)
    {
        var holdings = page.Holdings;
        html.Heading(page.Title, page.Subtitle)
            .Element("p", Html.Say("page.holdings", ("figures", holdings.Figures), ("documents", holdings.Documents),
                ("areas", holdings.Areas), ("epoch", holdings.Epoch), ("received", Received(holdings))),
                "class=\"holdings\"")
            .Raw(page.Dataset != SitePage.Published ? "" : $"<p class=\"holdings\"><a href=\"{CheckPage.File}\">"
                + $"{Html.Both(Html.Say("checks.link", ("disagreed", checks.Disagreed)))}</a></p>")
            .Raw("</header>");
    }

    static string Received(Holdings holdings)
    {
        var (first, last) = (Day(holdings.FirstReceivedOn), Day(holdings.LastReceivedOn));
        return first == last ? last : $"{first} – {last}";

        static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–";
    }

    static void Contents(Html html, SitePage page, IReadOnlyDictionary<string, DrawnChart> charts,
        IReadOnlyList<SitePage> pages)
    {
        html.Raw("<nav>").Element("h2", TextCatalog.BuiltIn["page.contents"]).Raw("<ul>");
        foreach (var report in page.Reports)
        {
            html.Raw($"<li><a href=\"#{report.Id}\">{Html.Both(report.Title)}</a><ul>");
            foreach (var chart in report.Charts)
                html.Raw($"<li><a href=\"#{chart.Id}\">{Html.Both(charts[chart.Id].Spec.Chart.Title)}</a></li>");
            html.Raw("</ul></li>");
        }
        html.Raw("</ul>");
        foreach (var other in pages.Where(other => other != page))
            html.Raw($"<p><a href=\"{other.File}\">{Html.Both(other.Title)}</a></p>");
        html.Raw("</nav>");
    }
}
