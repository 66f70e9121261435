using System.CommandLine;
using Analytics.Delivery;
using Analytics.Tables;

namespace Analytics.Cli.Commands;

/// <summary>Loads everything, draws everything.</summary>
sealed class RunCommand : CliCommand
{
    const int RejectsShown = 20;

    public override string Name => "run";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var quiet = new Option<bool>("--quiet") { Description = Words("run.quiet", language) };
        command.Add(quiet);
        return async (call, ct) =>
        {
            var workspace = call.Open();
            var progress = call.Parsed.GetValue(quiet) ? null : new RunProgressLine(call);
            var report = await workspace.RunAsync(DateTimeOffset.UtcNow, progress, ct);
            Summarise(call, report);
            Etl.OutcomeText.Refuse(report.Load.Outcome);
        };
    }

    static void Summarise(Invocation call, RunReport report)
    {
        var (load, pages) = (report.Load, report.Pages);
        if (load.IsUnchanged) call.Say("run.load-unchanged", ("epoch", load.Version.Epoch));
        else
        {
            call.Say("run.loaded", ("epoch", load.Version.Epoch), ("new", load.Steps.Sum(s => s.Facts.New)),
                ("same", load.Steps.Sum(s => s.Facts.Unchanged)),
                ("corrected", load.Steps.Sum(s => s.Facts.Corrected)),
                ("revoked", load.Steps.Sum(s => s.Facts.Revoked)), ("rejected", load.Rejects.Count));
            // What offices sent is not for everybody's eyes: only how much of it there is.
            Analytics.Warehousing.Reject[] open = [.. load.Rejects.Where(reject => reject.FindingId is null)];
            if (load.Outcome.Files.Count > 0)
                call.Say("run.received", ("files", load.Outcome.Files.Count),
                    ("rejects", load.Rejects.Count - open.Length), ("restated", load.Outcome.Restatements.Count));
            foreach (var reject in open.Take(RejectsShown))
                call.Say("run.reject", ("file", reject.File), ("row", reject.Row), ("column", reject.Column),
                    ("found", reject.Found), ("expected", reject.Expected), ("code", reject.Code));
            if (open.Length > RejectsShown) call.Say("run.rejects-more", ("count", open.Length - RejectsShown));
        }
        if (pages.IsUnchanged) call.Say("run.pages-unchanged");
        else call.Say("run.drawn", ("charts", pages.Charts), ("files", pages.Files.Count));
        call.Say("run.open", ("path", pages.Index));
        call.Say("run.next", ("command", $"{Invocation.Program} lineage qp2017_fazhi/mediation_succeeded"));
    }
}
