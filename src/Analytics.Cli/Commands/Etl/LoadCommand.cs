using System.CommandLine;
using Analytics.Delivery;
using Analytics.Tables;

namespace Analytics.Cli.Commands.Etl;

/// <summary>Files into the inbox and the warehouse, or what that would do.</summary>
sealed class LoadCommand : CliCommand
{
    public override string Name => "load";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var options = new ReceivedOptions(language);
        var dry = new Option<bool>("--dry-run") { Description = Words("etl.load.dry-run", language) };
        var strict = new Option<bool>("--strict") { Description = Words("etl.load.strict", language) };
        command.Add(options.Files);
        foreach (var option in new Option[] { dry, strict, options.Form, options.Encoding, options.By })
            command.Add(option);
        return async (call, ct) =>
        {
            var isDry = call.Parsed.GetValue(dry);
            var report = await call.Open(Invocation.Office).ReceiveAsync(call.Parsed.GetRequiredValue(options.Files),
                options.Of(call.Parsed, call.Parsed.GetValue(strict)), isDry, DateTimeOffset.UtcNow,
                new RunProgressLine(call), ct);
            foreach (var (file, path) in report.Known) call.Say("etl.load.known", ("file", file), ("path", path));
            foreach (var taken in report.Corrections) Tell(call, taken);
            OutcomeText.Write(call, report.Outcome);
            call.Say(isDry ? "etl.load.dry" : report.Run?.Load.IsUnchanged == true ? "etl.load.unchanged"
                : "etl.load.done", ("epoch", report.Run?.Load.Version.Epoch));
            OutcomeText.Refuse(report.Outcome);
        };
    }

    static void Tell(Invocation call, TakenCorrections taken)
    {
        call.Say("etl.load.corrections", ("sheet", taken.Sheet), ("file", taken.File),
            ("count", taken.Decisions.Count));
        foreach (var one in taken.Decisions)
            call.Say("etl.load.correction", ("id", one.Id), ("place", (one.Sheet.Length == 0 ? "" : one.Sheet + "!")
                + one.Address), ("found", one.Found), ("value", one.Value), ("by", one.DecidedBy),
                ("reason", one.Reason));
        foreach (var note in taken.Notes) call.Write("    " + note.Describe(call.Language));
    }
}
