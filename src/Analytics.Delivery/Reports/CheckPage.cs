using Analytics.Pipelines.Checks;
using Analytics.Tables;

namespace Analytics.Delivery.Reports;

/// <c>checks.html</c>: what of the printed figures can be recomputed, what differs and why.
static class CheckPage
{
    public const string File = "checks.html";

    public static string Write(CheckReport report)
    {
        var title = TextCatalog.BuiltIn["checks.title"];
        var html = PageFrame.Open(title);
        html.Heading(title, TextCatalog.BuiltIn["checks.subtitle"])
            .Element("p", CheckText.Totals(report.Totals), "class=\"holdings\"")
            .Raw($"<p><a href=\"index.html\">{Html.Both(TextCatalog.BuiltIn["checks.back"])}</a></p></header><main>");
        Judged(html, report);
        Open(html, report);
        Confirmed(html, report);
        Rules(html, report);
        return html.Raw("</main><footer>").Element("p", TextCatalog.BuiltIn["checks.method"]).Raw("</footer>").Close();
    }

    static void Judged(Html html, CheckReport report)
    {
        var judged = report.Judged.ToArray();
        html.Raw("<section id=\"findings\">").Element("h2", Html.Say("checks.findings", ("count", judged.Length)));
        if (judged.Length == 0) html.Element("p", TextCatalog.BuiltIn["checks.findings.none"]);
        foreach (var finding in judged) Finding(html, finding, report.VerdictOf(finding));
        html.Raw("</section>");
    }

    static void Finding(Html html, Finding finding, Verdict? verdict)
    {
        html.Raw($"<div class=\"check {(finding.Outcome == CheckOutcome.Disagrees ? "differs" : "truncated")}\">")
            .Element("h3", CheckText.What(finding.Figure))
            .Raw($"<p class=\"intro\">{Html.Both(CheckText.Outcome(finding))} · "
                + $"{Html.Both(CheckText.Rule(finding))}</p><table><tbody>");
        Line(html, "printed", string.Join("<br>", finding.Printed.Select(Cited)));
        if (finding.Recomputed is not null)
            Line(html, "recomputed", $"<strong>{Html.Escape(CheckText.Recomputed(finding))}</strong>");
        Line(html, "arithmetic", Html.Both(finding.Arithmetic));
        if (CheckText.Difference(finding) is { } difference) Line(html, "difference", Html.Both(difference));
        if (finding.Reason is { } reason) Line(html, "reason", Html.Both(reason));
        if (finding.Used.Count > 0) Line(html, "used", string.Join("<br>", finding.Used.Select(Cited)));
        Line(html, "verdict", $"<strong>{Html.Both(CheckText.Verdict(verdict))}</strong>"
            + (verdict is null ? "" : " " + Html.Both(verdict.Why)));
        html.Raw("</tbody></table></div>");
    }

    static void Line(Html html, string column, string content) =>
        html.Raw($"<tr><th>{Html.Both(TextCatalog.BuiltIn["checks.column." + column])}</th><td>{content}</td></tr>");

    // The number, what it is a number of, the document with its address, our file and row.
    static string Cited(CheckedFigure figure) =>
        $"<strong>{Html.Escape(CheckText.Printed(figure))}</strong> {Html.Both(CheckText.What(figure))} "
        + $"<span class=\"publisher\">{Source(figure)}</span> "
        + $"<span class=\"rows\">{Html.Escape($"{figure.File}:{figure.Row}")}</span>";

    static string Source(CheckedFigure figure) =>
        Html.Link(figure.Source.Url, new(figure.Source.Title, figure.Source.Title), " lang=\"zh-Hans\"");

    static void Open(Html html, CheckReport report)
    {
        var open = report.NotCheckable.ToArray();
        html.Raw("<section id=\"open\">").Element("h2", Html.Say("checks.open", ("count", open.Length)))
            .Element("p", Html.Say("checks.open.intro", ("count", report.Totals.NotCheckable - open.Length)),
                "class=\"intro\"");
        Table(html, ["figure", "printed", "reason", "source"], open, finding =>
        [
            Html.Both(CheckText.What(finding.Figure)), Html.Escape(CheckText.Printed(finding.Figure)),
            Html.Both(finding.Reason ?? new("", "")), Source(finding.Figure),
        ]);
        html.Raw("</section>");
    }

    static void Confirmed(Html html, CheckReport report)
    {
        var confirmed = report.Confirmed.ToArray();
        html.Raw("<section id=\"confirmed\">")
            .Element("h2", Html.Say("checks.confirmed", ("count", confirmed.Length)));
        Table(html, ["figure", "printed", "arithmetic", "rule", "source"], confirmed, finding =>
        [
            Html.Both(CheckText.What(finding.Figure)), Html.Escape(CheckText.Printed(finding.Figure)),
            Html.Both(finding.Arithmetic), Html.Both(CheckText.Rule(finding)),
            string.Join("<br>", finding.Used.Prepend(finding.Figure).DistinctBy(figure => figure.Source.Id)
                .Select(Source)),
        ]);
        html.Raw("</section>");
    }

    static void Rules(Html html, CheckReport report)
    {
        html.Raw("<section id=\"rules\">")
            .Element("h2", Html.Say("checks.rules", ("count", CheckRules.All.Count)));
        string[] columns = ["rule", "statement", "applied", "agrees", "truncated", "disagrees", "open"];
        Table(html, columns, CheckRules.All, rule =>
        {
            var found = report.Findings.Where(finding => finding.Rule == rule.Name).ToArray();
            return
            [
                Html.Both(rule.Title), Html.Both(rule.Statement), $"{found.Length}",
                .. Enum.GetValues<CheckOutcome>().Select(outcome => $"{found.Count(one => one.Outcome == outcome)}"),
            ];
        });
        html.Raw("</section>");
    }

    static void Table<T>(Html html, string[] columns, IReadOnlyCollection<T> rows, Func<T, string[]> cells)
    {
        html.Raw("<div class=\"scroll whole\"><table><thead><tr>");
        foreach (var column in columns) html.Element("th", TextCatalog.BuiltIn["checks.column." + column]);
        html.Raw("</tr></thead><tbody>");
        foreach (var row in rows)
            html.Raw("<tr>" + string.Concat(cells(row).Select(cell => $"<td>{cell}</td>")) + "</tr>");
        html.Raw("</tbody></table></div>");
    }
}
