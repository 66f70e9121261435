using System.Text.Json.Nodes;
using Analytics.Delivery.Reports;
using Markdig;

namespace Analytics.Delivery.Notebooks;

/// <summary>A notebook as one HTML file that opens from disk.</summary>
public static class NotebookPage
{
    // Markup inside Markdown stays text: only what cells show becomes markup, and that is made here.
    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    static readonly string[] Shown = ["image/svg+xml", "text/html", "text/plain"];

    /// <summary>The page of a notebook that was just run; stored outputs of others are never shown.</summary>
    /// <param name="run">Its run.</param>
    /// <returns>The file's text: words, code, outputs, and the failure where a cell failed.</returns>
    public static string Write(NotebookRun run)
    {
        var nodes = run.Notebook.Nodes.ToArray();
        var title = nodes.SelectMany(node => Notebook.TextOf(node["source"]).Split('\n'))
            .FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal));
        var html = new Html();
        html.Raw("<!DOCTYPE html>").Raw("<html lang=\"zh-Hans\">").Raw("<head><meta charset=\"utf-8\">")
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Raw($"<title>{Html.Escape(title?[2..] ?? run.Notebook.Name)}</title>")
            .Raw($"<style>\n{PageFrame.Resource("page.css")}{PageFrame.Resource("notebook.css")}</style>")
            .Raw("</head>\n<body class=\"notebook\">");
        foreach (var node in nodes) Cell(html, node);
        return html.Raw("</body>\n</html>").ToString();
    }

    static void Cell(Html html, JsonObject node)
    {
        var source = Notebook.TextOf(node["source"]);
        if ((string?)node["cell_type"] == "markdown") html.Raw(Markdown.ToHtml(source, Pipeline));
        else if ((string?)node["cell_type"] == "code")
        {
            html.Raw($"<pre class=\"code\"><code>{Html.Escape(source)}</code></pre>");
            foreach (var output in node["outputs"]?.AsArray().OfType<JsonObject>() ?? []) Output(html, output);
        }
    }

    static void Output(Html html, JsonObject output)
    {
        var type = (string?)output["output_type"];
        if (type == "stream") html.Raw($"<pre>{Html.Escape(Notebook.TextOf(output["text"]))}</pre>");
        else if (type == "error")
            html.Raw($"<pre class=\"failed\">{Html.Escape((string?)output["evalue"] ?? "")}</pre>");
        else if (output["data"] is JsonObject data && Shown.FirstOrDefault(data.ContainsKey) is { } form)
        {
            var text = Notebook.TextOf(data[form]);
            html.Raw(form == "text/plain" ? $"<pre>{Html.Escape(text)}</pre>"
                : $"<div class=\"{(form == "text/html" ? "scroll" : "picture")}\">{text}</div>");
        }
    }
}
