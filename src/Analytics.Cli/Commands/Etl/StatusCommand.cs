using System.CommandLine;
using Analytics.Tables;

namespace Analytics.Cli.Commands.Etl;

/// <summary>Who is late, by the reporting calendar.</summary>
sealed class StatusCommand : CliCommand
{
    public override string Name => "status";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var day = new Option<DateOnly?>("--as-of")
        {
            Description = Words("etl.status.as-of", language), HelpName = "YYYY-MM-DD",
        };
        var contract = new Option<string?>("--contract")
        {
            Description = Words("etl.status.contract", language), HelpName = "NAME",
        };
        var csv = new Option<bool>("--csv") { Description = Words("option.csv", language) };
        foreach (var option in new Option[] { day, contract, csv }) command.Add(option);
        return async (call, ct) =>
        {
            await Task.CompletedTask;
        };
    }
}
