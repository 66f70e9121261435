using System.Globalization;
using Analytics.Pipelines;
using Analytics.Pipelines.Contracts;
using Analytics.Tables;

namespace Analytics.Cli.Commands.Etl;

/// <summary>What a load did, file by file: the account of rows, findings, figures told otherwise before.</summary>
static class OutcomeText
{
    const int FindingsShown = 12;

    public static void Write(Invocation call, RunOutcome outcome)
    {
        foreach (var file in outcome.Files)
        {
            call.Say(file.Forms.Count == 0 ? "etl.file-plain" : "etl.file", ("path", file.Path), ("outcome",
                TextCatalog.BuiltIn["cli.etl.outcome." + file.Outcome]), ("forms", file.Forms));
            if (file.Rows.Read > 0)
                call.Say("etl.rows", ("read", file.Rows.Read), ("loaded", file.Rows.Loaded),
                    ("rejected", file.Rows.Rejected), ("header", file.Rows.Header), ("total", file.Rows.Total),
                    ("note", file.Rows.Note), ("facts", file.Facts));
            foreach (var note in file.Notes) call.Write("    " + note.Describe(call.Language));
            Findings(call, file.Findings, FindingsShown);
        }
        if (outcome.Restatements.Count > 0)
            call.Say("etl.restated", ("count", outcome.Restatements.Count));
        foreach (var one in outcome.Restatements)
            call.Say("etl.restatement", ("area", one.Area), ("period", one.Period), ("indicator", one.Indicator),
                ("before", Number(one.Before)), ("after", Number(one.After)), ("unit", one.Unit), ("file", one.File),
                ("file_before", one.FileBefore),
                ("day", one.PublishedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    /// <summary>Findings one a line, the gravest first, up to a number.</summary>
    public static void Findings(Invocation call, IReadOnlyList<Finding> findings, int most)
    {
        foreach (var finding in findings.OrderByDescending(finding => finding.Severity).Take(most))
        {
            var (place, severity) = (PlaceOf(finding), "cli.etl.severity." + WordOf(finding.Severity));
            call.Say(place.Length == 0 ? "etl.finding-of-file" : "etl.finding",
                ("severity", TextCatalog.BuiltIn[severity]), ("place", place), ("sentence", finding.Sentence));
        }
        if (findings.Count > most) call.Say("etl.findings-more", ("count", findings.Count - most));
    }

    /// <summary>A job that failed is one line on the error stream, and the exit code 1.</summary>
    public static void Refuse(RunOutcome outcome)
    {
        if (outcome.Failures is [var only]) throw only.Error;
        if (outcome.Failures.Count > 1) throw CliErrors.JobsFailed(outcome.Failures);
    }

    public static string WordOf(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Reject => "reject", FindingSeverity.Warn => "warn", _ => "note",
    };

    // Most sentences name the cell themselves.
    static string PlaceOf(Finding finding) => string.Join('!', new[]
    {
        finding.Place.Sheet, finding.Place.Row > 0 && !finding.Sentence.En.Contains(finding.Place.Address,
            StringComparison.Ordinal) ? finding.Place.Address : "",
    }.Where(part => part.Length > 0));

    static string Number(decimal? value) => value?.ToString("#,0.######", CultureInfo.InvariantCulture) ?? "–";
}
