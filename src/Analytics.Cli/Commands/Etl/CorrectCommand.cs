using System.CommandLine;
using Analytics.Tables;

namespace Analytics.Cli.Commands.Etl;

/// <summary>One cell read otherwise, by decision of somebody and for a reason.</summary>
sealed class CorrectCommand : CliCommand
{
    public override string Name => "correct";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var options = new ReceivedOptions(language);
        var file = new Argument<string>("FILE") { Description = Words("etl.option.received", language) };
        var cell = new Argument<string>("CELL") { Description = Words("etl.correct.cell", language) };
        var value = new Argument<string>("VALUE") { Description = Words("etl.correct.value", language) };
        var sheet = new Option<string>("--sheet")
        {
            Description = Words("etl.correct.sheet", language), HelpName = "NAME",
        };
        options.By.Required = options.Reason.Required = true;
        foreach (var argument in new[] { file, cell, value }) command.Add(argument);
        foreach (var option in new Option[] { sheet, options.By, options.Reason }) command.Add(option);
        return async (call, ct) =>
        {
            var report = await call.Open(Invocation.Office).CorrectAsync(call.Parsed.GetRequiredValue(file),
                call.Parsed.GetValue(sheet) ?? "", call.Parsed.GetRequiredValue(cell),
                call.Parsed.GetRequiredValue(value), call.Parsed.GetRequiredValue(options.Reason),
                call.Parsed.GetRequiredValue(options.By), DateTimeOffset.UtcNow, new RunProgressLine(call), ct);
            OutcomeText.Write(call, report.Load.Outcome);
            call.Say("etl.load.done", ("epoch", report.Load.Version.Epoch));
            OutcomeText.Refuse(report.Load.Outcome);
        };
    }
}
