using System.Text;
using Analytics.Tables;

namespace Analytics.Delivery.Reports;

/// What every page has: one file that opens from disk, Chinese first with an English switch.
static class PageFrame
{
    public static Html Open(LocalText title, string kind = "") => new Html().Raw("<!DOCTYPE html>")
        .Raw($"<html lang=\"zh-Hans\" data-zh=\"{Html.Escape(title.Zh)}\" data-en=\"{Html.Escape(title.En)}\">")
        .Raw("<head><meta charset=\"utf-8\">")
        .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .Raw($"<title>{Html.Escape(title.Zh)}</title>")
        .Raw($"<style>\n{Resource("page.css")}</style>")
        .Raw($"</head>\n<body class=\"{kind}\">");

    /// The heading with the switch; the header stays open.
    public static Html Heading(this Html html, LocalText title, LocalText subtitle) => html.Raw("<header>")
        .Raw("<button id=\"language\" type=\"button\" lang=\"en\" aria-label=\"English / 中文\">English</button>")
        .Element("h1", title).Element("p", subtitle, "class=\"subtitle\"");

    public static string Close(this Html html) =>
        html.Raw($"<script>\n{Resource("page.js")}</script>").Raw("</body>\n</html>").ToString();

    public static string Resource(string name)
    {
        using var reader = new StreamReader(
            typeof(PageFrame).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
