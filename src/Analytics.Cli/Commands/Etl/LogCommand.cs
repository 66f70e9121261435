using System.CommandLine;
using Analytics.Tables;

namespace Analytics.Cli.Commands.Etl;

/// <summary>What runs did.</summary>
sealed class LogCommand : CliCommand
{
    public override string Name => "log";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var run = new Option<int?>("--run") { Description = Words("etl.log.run", language), HelpName = "1, 2, 3, …" };
        var last = new Option<int>("--last")
        {
            Description = Words("etl.log.last", language), HelpName = "1, 2, 3, …", DefaultValueFactory = _ => 10,
        };
        command.Add(run);
        command.Add(last);
        return async (call, ct) =>
        {
            await Task.CompletedTask;
        };
    }
}
