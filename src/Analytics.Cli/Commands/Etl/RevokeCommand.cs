using System.CommandLine;
using Analytics.Tables;

namespace Analytics.Cli.Commands.Etl;

/// <summary>What a file brought counts no longer.</summary>
sealed class RevokeCommand : CliCommand
{
    public override string Name => "revoke";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var options = new ReceivedOptions(language);
        var file = new Argument<string>("FILE") { Description = Words("etl.option.received", language) };
        var undo = new Option<bool>("--undo") { Description = Words("etl.revoke.undo", language) };
        command.Add(undo);
        options.By.Required = options.Reason.Required = true;
        command.Add(file);
        command.Add(options.By);
        command.Add(options.Reason);
        return async (call, ct) =>
        {
            var report = await call.Open(Invocation.Office).RevokeAsync(call.Parsed.GetRequiredValue(file),
                call.Parsed.GetRequiredValue(options.Reason), call.Parsed.GetRequiredValue(options.By),
                DateTimeOffset.UtcNow, new RunProgressLine(call), ct, call.Parsed.GetValue(undo));
            OutcomeText.Write(call, report.Load.Outcome);
            call.Say("etl.revoke.done", ("epoch", report.Load.Version.Epoch),
                ("revoked", report.Load.Steps.Sum(step => step.Facts.Revoked)));
            OutcomeText.Refuse(report.Load.Outcome);
        };
    }
}
