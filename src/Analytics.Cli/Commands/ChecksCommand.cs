using System.CommandLine;
using Analytics.Delivery;
using Analytics.Pipelines.Checks;
using Analytics.Tables;

namespace Analytics.Cli.Commands;

/// <summary>What of the printed figures can be recomputed.</summary>
sealed class ChecksCommand : CliCommand
{
    static readonly string[] Listed = ["outcome", "rule", "figure", "printed", "arithmetic", "source"];

    public override string Name => "checks";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var all = new Option<bool>("--all") { Description = Words("checks.all", language) };
        var csv = new Option<bool>("--csv") { Description = Words("option.csv", language) };
        command.Add(all);
        command.Add(csv);
        return async (call, ct) =>
        {
            var report = await call.Open().CheckAsync(ct);
            var whole = call.Parsed.GetValue(all);
            if (call.Parsed.GetValue(csv))
            {
                call.Output.Write(CsvWriter.Write(report.ToTable(whole ? report.Findings : report.Judged)));
                return;
            }
            foreach (var finding in report.Judged) Tell(call, finding, report.VerdictOf(finding));
            if (whole) call.Rows("checks.column.", Listed, report.Confirmed.Concat(report.NotCheckable)
                .Select(finding => Row(call, finding)));
            call.Write(CheckText.Totals(report.Totals).In(call.Language));
        };
    }

    static void Tell(Invocation call, Finding finding, Verdict? verdict)
    {
        call.Write($"{CheckText.Outcome(finding).In(call.Language)}  {CheckText.Rule(finding).In(call.Language)}  "
            + CheckText.What(finding.Figure).In(call.Language));
        foreach (var figure in finding.Printed) Line("printed", Cited(call, figure));
        if (finding.Recomputed is not null) Line("recomputed", CheckText.Recomputed(finding));
        Line("arithmetic", finding.Arithmetic.In(call.Language));
        Line("difference", CheckText.Difference(finding)?.In(call.Language));
        Line("reason", finding.Reason?.In(call.Language));
        foreach (var figure in finding.Used) Line("used", Cited(call, figure));
        Line("verdict", $"{CheckText.Verdict(verdict).In(call.Language)}  {verdict?.Why.In(call.Language)}".TrimEnd());
        call.Write("");

        void Line(string key, string? text)
        {
            if (text is null) return;
            var label = TextCatalog.BuiltIn["checks.column." + key].In(call.Language);
            call.Write("  " + TextColumns.Pad(label, 12) + text);
        }
    }

    static string Cited(Invocation call, CheckedFigure figure) =>
        $"{CheckText.Printed(figure)}  {figure.Code} {figure.Name.In(call.Language)}  "
        + $"({figure.Source.Id}, {figure.Source.Title}; {figure.File}:{figure.Row})";

    static string[] Row(Invocation call, Finding finding) =>
    [
        CheckText.Outcome(finding).In(call.Language), CheckText.Rule(finding).In(call.Language),
        CheckText.What(finding.Figure).In(call.Language), CheckText.Printed(finding.Figure),
        (finding.Reason ?? finding.Arithmetic).In(call.Language), finding.Figure.Source.Id,
    ];
}
