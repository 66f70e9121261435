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
            var progress = call.Parsed.GetValue(quiet) ? null : new Progress(call);
            var report = await workspace.RunAsync(DateTimeOffset.UtcNow, progress, ct);
            Summarise(call, report);
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
            foreach (var reject in load.Rejects.Take(RejectsShown))
                call.Say("run.reject", ("file", reject.File), ("row", reject.Row), ("column", reject.Column),
                    ("found", reject.Found), ("expected", reject.Expected), ("code", reject.Code));
            if (load.Rejects.Count > RejectsShown)
                call.Say("run.rejects-more", ("count", load.Rejects.Count - RejectsShown));
        }
        if (pages.IsUnchanged) call.Say("run.pages-unchanged");
        else call.Say("run.drawn", ("charts", pages.Charts), ("files", pages.Files.Count));
        call.Say("run.open", ("path", pages.Index));
        call.Say("run.next", ("command", $"{Invocation.Program} lineage qp2017_fazhi/mediation_succeeded"));
    }

    // Jobs end the line they began; charts share one line on a terminal and take none in a file.
    sealed class Progress(Invocation call) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Stage == RunStage.Draw)
            {
                if (Console.IsOutputRedirected && value.Number < value.Count) return;
                var text = TextCatalog.BuiltIn.Format("cli.run.drawing", call.Language, ("number", value.Number),
                    ("count", value.Count));
                call.Output.Write(Console.IsOutputRedirected ? text : "\r" + text);
                if (value.Number == value.Count) call.Output.WriteLine();
            }
            else if (value.Ended is not { } step)
                call.Output.Write(TextCatalog.BuiltIn.Format("cli.run.job", call.Language, ("number", value.Number),
                    ("count", value.Count), ("title", value.Title)));
            else
                call.Say(step.Facts.New + step.Facts.Unchanged + step.Facts.Corrected > 0
                    ? "run.job-facts" : "run.job-rows", ("read", step.Read), ("new", step.Facts.New),
                    ("same", step.Facts.Unchanged), ("rejected", step.Rejected),
                    ("seconds", Math.Round(step.Duration.TotalSeconds, 2)));
        }
    }
}
