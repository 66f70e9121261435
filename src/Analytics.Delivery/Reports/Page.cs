using System.Globalization;
using System.Text;
using Analytics.Tables;

namespace Analytics.Delivery.Reports;

/// <c>index.html</c>: one file that opens from disk, Chinese first with an English switch.
static class Page
{
    public static string Write(SitePage page, IReadOnlyDictionary<string, DrawnChart> charts,
        IReadOnlyList<SitePage> pages)
    {
        var title = page.Title;
        var html = new Html();
        html.Raw("<!DOCTYPE html>")
            .Raw($"<html lang=\"zh-Hans\" data-zh=\"{Html.Escape(title.Zh)}\" data-en=\"{Html.Escape(title.En)}\">")
            .Raw("<head><meta charset=\"utf-8\">")
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Raw($"<title>{Html.Escape(title.Zh)}</title>")
            .Raw($"<style>\n{Resource("page.css")}</style>")
            .Raw($"</head>\n<body class=\"{page.Dataset}\">");
        Header(html, page);
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
        foreach (var key in new[] { "page.method", "page.method.interval", "page.method.variants", "page.licence" })
            html.Element("p", TextCatalog.BuiltIn[key]);
        return html.Raw("</footer>").Raw($"<script>\n{Resource("page.js")}</script>").Raw("</body>\n</html>")
            .ToString();
    }

    static void Header(Html html, SitePage page)
    {
        var holdings = page.Holdings;
        html.Raw("<header>")
            .Raw("<button id=\"language\" type=\"button\" lang=\"en\" aria-label=\"English / 中文\">English</button>")
            .Element("h1", page.Title)
            .Element("p", page.Subtitle, "class=\"subtitle\"")
            .Element("p", Html.Say("page.holdings", ("figures", holdings.Figures), ("documents", holdings.Documents),
                ("areas", holdings.Areas), ("epoch", holdings.Epoch), ("received", Received(holdings))),
                "class=\"holdings\"")
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

    public static string Resource(string name)
    {
        using var reader = new StreamReader(
            typeof(Page).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
