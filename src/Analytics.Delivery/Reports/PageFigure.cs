using System.Globalization;
using System.Text;
using Analytics.Charting;
using Analytics.Tables;

namespace Analytics.Delivery.Reports;

/// A chart on the page: picture, what to know, files, documents, rows.
static class PageFigure
{
    const int ManyDocuments = 12;

    static readonly string[] Columns =
        ["area", "period", "variant", "value", "interval", "counts", "printed", "source"];

    public static void Write(Html html, DrawnChart chart)
    {
        html.Raw($"<figure id=\"{chart.Spec.Id}\">");
        foreach (var (language, scene) in chart.Scenes)
        {
            var code = Codes.Of(language);
            var svg = Surfaces.Svg.Write(scene, new SurfaceOptions(IdPrefix: $"{chart.Spec.Id}-{code}"));
            html.Raw($"<div class=\"picture {code}\">{Encoding.UTF8.GetString(svg)}</div>");
        }
        html.Raw("<figcaption>");
        Files(html, chart);
        var notes = chart.Warnings.ToList();
        if (chart.Spec.Note is { } note) notes.Insert(0, note);
        if (notes.Count > 0)
        {
            html.Raw("<ul class=\"notes\">");
            foreach (var text in notes) html.Element("li", text);
            html.Raw("</ul>");
        }
        Documents(html, chart);
        Rows(html, chart);
        html.Raw("</figcaption></figure>");
    }

    static void Files(Html html, DrawnChart chart)
    {
        html.Raw("<p class=\"files\">");
        html.Raw($"<a href=\"{chart.DataFile}\" download>{Html.Both(TextCatalog.BuiltIn["page.file.csv"])}</a>");
        foreach (var language in chart.Scenes.Keys)
            foreach (var surface in Surfaces.All)
            {
                var file = chart.File("charts", surface.Name, language);
                // Pages are there to be opened.
                var download = surface == Surfaces.Html ? "" : " download";
                html.Raw($"<a class=\"{Codes.Of(language)}\" href=\"{file}\"{download}>"
                    + $"{surface.Name.ToUpperInvariant()}</a>");
            }
        html.Raw("</p>");
    }

    static void Documents(Html html, DrawnChart chart)
    {
        // A long list waits until it is asked for.
        var open = chart.Citations.All.Count <= ManyDocuments ? "open " : "";
        html.Raw($"<details {open}class=\"sources\">").Element("summary",
            Html.Say("page.sources", ("count", chart.Citations.All.Count))).Raw("<ol>");
        foreach (var citation in chart.Citations.All)
        {
            html.Raw($"<li id=\"{Anchor(chart, citation)}\">"
                + Html.Link(citation.Url, new(citation.Title, citation.Title), " lang=\"zh-Hans\""));
            html.Raw($"<span class=\"publisher\">{Html.Both(new(citation.Publisher, citation.Author.En))}</span>");
            if (citation.Url is null)
                html.Element("span", TextCatalog.BuiltIn["page.no-address"], "class=\"publisher\"");
            html.Element("span", citation.PublishedOn is { } day
                ? Html.Say("page.published", ("day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))
                : TextCatalog.BuiltIn["page.day-unknown"], "class=\"publisher\"");
            html.Element("span", Html.Say("page.source.rows", ("file", citation.Figures[0].File),
                ("rows", citation.Figures.Select(figure => figure.Row).Distinct().Order())), "class=\"rows\"");
            html.Raw("</li>");
        }
        html.Raw("</ol></details>");
    }

    static void Rows(Html html, DrawnChart chart)
    {
        var table = chart.Answer.Table;
        html.Raw("<details class=\"data\">").Element("summary", Html.Say("page.data", ("count", table.RowCount)))
            .Raw("<div class=\"scroll\"><table><thead><tr>");
        foreach (var column in Columns)
            html.Element("th", TextCatalog.BuiltIn["page.column." + column]);
        html.Raw("</tr></thead><tbody>");
        for (var row = 0; row < table.RowCount; row++) Row(html, chart, table, row);
        html.Raw("</tbody></table></div></details>");
    }

    static void Row(Html html, DrawnChart chart, Table table, int row)
    {
        var figures = Citations.FiguresOf(table, row).ToArray();
        var cited = figures.Select(chart.Citations.Figure).OfType<CitedFigure>().ToArray();
        var citations = figures.Select(chart.Citations.Of).OfType<Citation>().Distinct().ToArray();
        html.Raw($"<tr data-figure=\"{Html.Escape(table.Text(row, "figure_ids") ?? "")}\">");
        foreach (var text in new[]
                 { AnswerText.Area(table, row), AnswerText.Period(table, row), AnswerText.Variant(table, row) })
            html.Element("td", text);
        html.Raw($"<td class=\"number\">{Html.Both(AnswerText.Value(table, row))}</td>");
        foreach (var text in new[] { AnswerText.Interval(table, row), AnswerText.Counts(table, row) })
            html.Raw($"<td class=\"number\">{Html.Escape(text)}</td>");
        var printed = string.Join(" · ", cited.Select(figure => figure.Printed));
        html.Raw($"<td class=\"number\">{Html.Escape(printed)}</td>");
        html.Raw("<td>" + string.Join("<br>", citations.Select(citation => citation.Url is not null
            ? Html.Link(citation.Url, citation.Author)
            : $"<a href=\"#{Anchor(chart, citation)}\">{Html.Both(citation.Author)}</a>")) + "</td></tr>");
    }

    static string Anchor(DrawnChart chart, Citation citation) =>
        $"{chart.Spec.Id}-source-{citation.SourceId.Replace('_', '-')}";
}
