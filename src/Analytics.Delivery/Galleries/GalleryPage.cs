using Analytics.Charting;
using Analytics.Delivery.Reports;
using Analytics.Tables;

namespace Analytics.Delivery;

/// The page over the pictures of a gallery: one look and one language at a time.
static class GalleryPage
{
    static readonly Language[] Languages = [Language.Chinese, Language.English];
    static readonly Theme[] Looks = [Themes.Paper, Themes.Dark];

    public static string Picture(GalleryCase one, Language language, Theme look, string ending) =>
        $"{ending}/{one.Name}.{Codes.Of(language)}.{look.Name}.{ending}";

    /// The page on which a chart type's pictures can be pointed at.
    public static string Trial(ChartType type, Language language) => $"pages/{type.Name}.{Codes.Of(language)}.html";

    public static string Write()
    {
        var html = PageFrame.Open(TextCatalog.BuiltIn["gallery.title"], "gallery paper");
        html.Raw($"<style>\n{PageFrame.Resource("gallery.css")}</style>");
        html.Heading(TextCatalog.BuiltIn["gallery.title"],
            Html.Say("gallery.subtitle", ("types", ChartTypes.All.Count), ("pictures", Gallery.All.Count)));
        html.Raw("<p><button id=\"look\" type=\"button\" aria-pressed=\"false\">"
            + $"{Html.Both(TextCatalog.BuiltIn["gallery.dark"])}</button></p><nav><ul>");
        foreach (var type in ChartTypes.All) html.Raw($"<li><a href=\"#{type.Name}\">{type.Name}</a></li>");
        html.Raw("</ul></nav></header><main>");
        foreach (var type in ChartTypes.All) Section(html, type);
        html.Raw("</main>").Raw($"<script>\n{PageFrame.Resource("gallery.js")}</script>");
        return html.Close();
    }

    static void Section(Html html, ChartType type)
    {
        html.Raw($"<section id=\"{type.Name}\"><h2>{type.Name}</h2>").Element("p", type.Purpose);
        html.Raw("<p class=\"files\">" + string.Concat(Languages.Select(language =>
            $"<a class=\"{Codes.Of(language)}\" href=\"{Trial(type, language)}\">"
            + $"{Html.Escape(TextCatalog.BuiltIn["gallery.try"].In(language))}</a>")) + "</p>");
        foreach (var one in Gallery.Of(type))
        {
            html.Raw($"<figure id=\"{one.Name}\">").Element("figcaption", StateOf(one));
            foreach (var language in Languages)
                foreach (var look in Looks)
                    html.Raw($"<img class=\"{Codes.Of(language)} {look.Name}\" loading=\"lazy\" "
                        + $"src=\"{Picture(one, language, look, "svg")}\" "
                        + $"alt=\"{Html.Escape($"{type.Purpose.In(language)} {StateOf(one).In(language)}")}\">");
            html.Raw("</figure>");
        }
        html.Raw("</section>");
    }

    // States of a chart type's own have no words in the catalog.
    static LocalText StateOf(GalleryCase one) => TextCatalog.BuiltIn.Find("gallery.state." + one.State)
        ?? new LocalText(one.State, one.State.Replace('-', ' '));
}
