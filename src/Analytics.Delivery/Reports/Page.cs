using System.Globalization;
using Analytics.Pipelines.Checks;
using Analytics.Tables;

namespace Analytics.Delivery.Reports;

/// <c>index.html</c>: one file that opens from disk, Chinese first with an English switch.
static class Page
{
    public static string Write(IReadOnlyList<ReportSpec> reports, IReadOnlyDictionary<string, DrawnChart> charts,
        Holdings holdings, CheckTotals checks)
    {
        var title = TextCatalog.BuiltIn["page.title"];
        var html = PageFrame.Open(title);
        Header(html, title, holdings, checks);
        Contents(html, reports, charts);
        html.Raw("<main>");
        foreach (var report in reports)
        {
            html.Raw($"<section id=\"{report.Id}\">").Element("h2", report.Title).Element("p", report.Intro,
                "class=\"intro\"");
            foreach (var chart in report.Charts) PageFigure.Write(html, charts[chart.Id]);
            html.Raw("</section>");
        }
        html.Raw("</main>").Raw("<footer>");
        foreach (var key in new[] { "page.method", "page.method.interval", "page.method.variants", "page.licence" })
            html.Element("p", TextCatalog.BuiltIn[key]);
        return html.Raw("</footer>").Close();
    }

    static void Header(Html html, LocalText title, Holdings holdings, CheckTotals checks)
    {
        html.Heading(title, TextCatalog.BuiltIn["page.subtitle"])
            .Element("p", Html.Say("page.holdings", ("figures", holdings.Figures), ("documents", holdings.Documents),
                ("areas", holdings.Areas), ("epoch", holdings.Epoch), ("received", Received(holdings))),
                "class=\"holdings\"")
            .Raw($"<p class=\"holdings\"><a href=\"{CheckPage.File}\">"
                + $"{Html.Both(Html.Say("checks.link", ("disagreed", checks.Disagreed)))}</a></p>")
            .Raw("</header>");
    }

    static string Received(Holdings holdings)
    {
        var (first, last) = (Day(holdings.FirstReceivedOn), Day(holdings.LastReceivedOn));
        return first == last ? last : $"{first} – {last}";

        static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–";
    }

    static void Contents(Html html, IReadOnlyList<ReportSpec> reports, IReadOnlyDictionary<string, DrawnChart> charts)
    {
        html.Raw("<nav>").Element("h2", TextCatalog.BuiltIn["page.contents"]).Raw("<ul>");
        foreach (var report in reports)
        {
            html.Raw($"<li><a href=\"#{report.Id}\">{Html.Both(report.Title)}</a><ul>");
            foreach (var chart in report.Charts)
                html.Raw($"<li><a href=\"#{chart.Id}\">{Html.Both(charts[chart.Id].Spec.Chart.Title)}</a></li>");
            html.Raw("</ul></li>");
        }
        html.Raw("</ul></nav>");
    }
}
