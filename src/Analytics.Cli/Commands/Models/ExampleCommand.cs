using System.CommandLine;
using Analytics.Delivery;
using Analytics.Tables;

namespace Analytics.Cli.Commands.Models;

/// <summary>Writes the example of <c>src/Analytics.Semantics/EXAMPLE.md</c>.</summary>
sealed class ExampleCommand : CliCommand
{
    public override string Name => "example";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var folder = new Argument<string>("FOLDER") { Description = Words("model.example.folder", language) };
        command.Add(folder);
        return async (call, ct) =>
        {
            var to = call.Parsed.GetRequiredValue(folder);
            var files = await ModelExample.WriteAsync(call.Open().ContentFolder, to, ct);
            foreach (var file in files) call.Write(file);
            call.Say("model.example.done", ("count", files.Count), ("folder", to));
        };
    }
}
