using System.Text;
using Analytics.Delivery.Methods;
using Analytics.Statistics;
using Analytics.Tables;

namespace Analytics.Delivery;

/// <summary>The analyses for people and for programs.</summary>
public static class MethodCatalog
{
    /// <summary>One object with <c>methods</c>: names, inputs, parameters, outputs, formula, reference and example of
    /// each, enough to call it on any file.</summary>
    public static string Json() => MethodJson.Write(Analyses.All);

    /// <summary>The page of one method, lines of at most <paramref name="width"/> places where they can be broken.
    /// </summary>
    /// <exception cref="AnalyticsException"><c>analysis-unknown</c>.</exception>
    public static IReadOnlyList<string> Page(string name, Language language, int width)
    {
        var (page, lines) = (new MethodPage(Analyses.Named(name), language), new List<string> { name });
        lines.AddRange(TextColumns.Wrap(page.Answers, width));
        foreach (var section in page.Sections)
        {
            lines.AddRange(["", section.Heading]);
            if (section.IsVerbatim) lines.AddRange(section.Lines.Select(line => ("  " + line[0]).TrimEnd()));
            else if (section.Lines is [[_]])
                lines.AddRange(TextColumns.Wrap(section.Lines[0][0], width - 2).Select(line => "  " + line));
            else lines.AddRange(Columns(section.Lines, width));
        }
        return lines;
    }

    /// <summary>All pages as Markdown, in English, in order of name.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder("# Methods\n\nWhat `analytics analyze --help METHOD` shows of each, in English. ");
        text.Append("Written by `analytics analyze --guide`; every example is computed again by a test.\n\n");
        foreach (var method in Analyses.All) text.Append($"[{method.Name}](#{method.Name}) ");
        text.Append('\n');
        foreach (var method in Analyses.All)
        {
            var page = new MethodPage(method, Language.English);
            text.Append($"\n## {method.Name}\n\n{page.Answers}\n");
            foreach (var section in page.Sections) Write(text, section);
        }
        return text.ToString();
    }

    static void Write(StringBuilder text, MethodPage.Section section)
    {
        text.Append($"\n**{section.Heading}**");
        if (section.IsVerbatim)
            text.Append("\n\n```\n").AppendJoin('\n', section.Lines.Select(line => line[0].TrimEnd()))
                .Append("\n```\n");
        else if (section.Lines is [[var only]]) text.Append($" {only}\n");
        else
            text.Append("\n\n").AppendJoin('\n', section.Lines.Select(line =>
                $"- `{line[0]}` {line[1]}{(line[2].Length > 0 ? $": {line[2]}" : "")}")).Append('\n');
    }

    static IEnumerable<string> Columns(IReadOnlyList<string[]> lines, int width)
    {
        var (first, second) = (Math.Min(30, lines.Max(l => TextColumns.WidthOf(l[0]))),
            Math.Min(24, lines.Max(l => TextColumns.WidthOf(l[1]))));
        foreach (var line in lines)
        {
            var head = $"  {TextColumns.Pad(line[0], first)}  {TextColumns.Pad(line[1], second)}  ";
            var indent = new string(' ', first + second + 6);
            foreach (var (i, part) in TextColumns.Wrap(line[2], Math.Max(30, width - indent.Length))
                .DefaultIfEmpty("").Index())
                yield return ((i == 0 ? head : indent) + part).TrimEnd();
        }
    }
}
