using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Analytics.Tables;

namespace Analytics.Charting;

/// <summary>Writes pages: head, heading, a figure a chart, and the script that brings them to life.</summary>
static class HtmlPage
{
    static readonly string Style = Resource("chart.css");

    static readonly string Script =
        $"(function () {{\n\"use strict\";\n{Resource("chart-zoom.js")}{Resource("chart.js")}}})();\n";

    public static string Write(string title, IReadOnlyList<(string Id, Scene Scene)> charts, Language language,
        SurfaceOptions options, bool hasHeading)
    {
        var colors = string.Concat(charts.Select((c, i) => Colors(i == 0 ? $":root,#{c.Id}-figure" : $"#{c.Id}-figure",
            c.Scene.Theme) + LeastWidth(c.Id, c.Scene)));
        var html = new StringBuilder(65536);
        html.Append($"<!DOCTYPE html>\n<html lang=\"{Code(language)}\">\n<head>\n<meta charset=\"utf-8\">\n");
        // Only what stands in this file may run; fonts, pictures and addresses elsewhere are out of reach.
        html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
        html.Append($"script-src '{Hash(Script)}'; style-src '{Hash(Style)}' '{Hash(colors)}'; ");
        html.Append("style-src-attr 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append($"<title>{Escape(title)}</title>\n<style>{Style}</style>\n<style>{colors}</style>\n</head>\n");
        html.Append("<body>\n<main>\n").Append(hasHeading ? "<h1>" : "<h1 class=\"unseen\">");
        html.Append($"{Escape(title)}</h1>\n");
        Areas(html, charts, language);
        foreach (var (id, scene) in charts) Figure(html, id, scene, options with { IdPrefix = id });
        html.Append("</main>\n<div id=\"page-tip\" role=\"tooltip\" hidden></div>\n");
        return html.Append($"<script>{Script}</script>\n</body>\n</html>\n").ToString();
    }

    // A list to choose an area from, where there are two or more; hidden until the script runs.
    static void Areas(StringBuilder html, IReadOnlyList<(string Id, Scene Scene)> charts, Language language)
    {
        var areas = new List<(string Area, string Name)>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, scene) in charts)
            foreach (var group in scene.Marks.SelectMany(Groups).OfType<DatumGroup>().OrderBy(g => g.Row))
                if (group.Area.Length > 0 && known.Add(group.Area)) areas.Add((group.Area, NameOf(scene, group)));
        if (areas.Count < 2) return;
        html.Append($"<p class=\"find\" hidden><label for=\"page-area\">{Say("area", language)}</label> ");
        html.Append($"<select id=\"page-area\"><option value=\"\">{Say("area-all", language)}</option>");
        foreach (var (area, name) in areas) html.Append($"<option value=\"{Escape(area)}\">{Escape(name)}</option>");
        html.Append("</select></p>\n");
    }

    static string NameOf(Scene scene, DatumGroup group)
    {
        var column = TextCatalog.BuiltIn.Format("chart.column.area", scene.Language);
        return scene.Data is { } data && group.Row >= 0 && group.Row < data.RowCount && data.Has(column)
            ? data.Text(group.Row, column) ?? group.Area : group.Area;
    }

    static IEnumerable<Group> Groups(Mark mark) =>
        mark is Group group ? group.Marks.SelectMany(Groups).Prepend(group) : [];

    static void Figure(StringBuilder html, string id, Scene scene, SurfaceOptions options)
    {
        var language = scene.Language;
        html.Append($"<figure id=\"{id}-figure\" class=\"chart\" lang=\"{Code(language)}\" data-id=\"{id}\" ");
        html.Append($"data-background=\"{scene.Theme.Background}\">\n");
        html.Append("<div class=\"picture\">\n").Append(SvgSurface.Draw(scene, options)).Append("</div>\n");
        var tools = Say("tools", language, ("title", scene.Title));
        html.Append($"<div class=\"tools\" role=\"group\" aria-label=\"{tools}\" hidden>");
        var canZoom = scene.Marks.SelectMany(Groups).OfType<PlotGroup>()
            .Any(plot => (plot.Horizontal ?? plot.Vertical) is not null);
        if (canZoom)
        {
            Button("zoom-in", "+", "+");
            Button("zoom-out", "−", "-");
            Button("zoom-reset", null, "0");
            html.Append("<span class=\"gap\"></span>");
        }
        if (scene.Data is not null) Button("csv", "CSV", null);
        Button("svg", "SVG", null);
        Button("png", "PNG", null);
        html.Append($"</div>\n<p class=\"hint\" hidden>{Say(canZoom ? "hint-zoom" : "hint", language)}</p>\n");
        if (scene.Data is { } data)
        {
            html.Append($"<details class=\"data\"><summary>{Say("table", language)}</summary>\n");
            HtmlTable.Write(html, data, scene.Title);
            html.Append("</details>\n");
        }
        html.Append("</figure>\n");

        void Button(string action, string? sign, string? key)
        {
            var words = Say(action, language);
            html.Append($"<button type=\"button\" data-action=\"{action}\"");
            if (key is not null) html.Append($" aria-keyshortcuts=\"{(key == "+" ? "Plus" : key)}\"");
            html.Append(sign is null ? $">{words}</button>"
                : $" aria-label=\"{words}\" title=\"{words}\">{sign}</button>");
        }
    }

    static string Colors(string selector, Theme theme) => $"{selector}{{--background:{theme.Background};"
        + $"--ink:{theme.Ink};--muted:{theme.Muted};--grid:{theme.Grid};--axis:{theme.Axis};--accent:{theme.Neutral};"
        + $"--faint:{theme.Faint(theme.Neutral)}}}\n";

    // Words shrunk further are too small to read; a narrow window scrolls instead.
    static string LeastWidth(string id, Scene scene) => string.Create(CultureInfo.InvariantCulture,
        $"#{id}-figure svg{{min-width:{Math.Min(scene.Width, Math.Max(320, 0.8 * scene.Width)):0}px}}\n");

    static string Say(string key, Language language, params (string, object?)[] facts) =>
        Escape(TextCatalog.BuiltIn.Format("chart.page." + key, language, facts));

    static string Code(Language language) => language == Language.Chinese ? "zh-Hans" : "en";

    public static string Escape(string text) => SvgSurface.Escape(text);

    static string Hash(string text) =>
        "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(HtmlPage).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        // Browsers hash what they parsed, in which every line ends alike.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
