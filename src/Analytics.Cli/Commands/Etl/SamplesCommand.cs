using System.CommandLine;
using Analytics.Etl.Samples;
using Analytics.Tables;

namespace Analytics.Cli.Commands.Etl;

/// <summary>Writes files such as offices send, to try the others on.</summary>
sealed class SamplesCommand : CliCommand
{
    public override string Name => "samples";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var folder = new Argument<string>("FOLDER") { Description = Words("etl.samples.folder", language) };
        command.Add(folder);
        return (call, ct) =>
        {
            ct.ThrowIfCancellationRequested();
            var to = call.Parsed.GetRequiredValue(folder);
            var files = SampleFiles.Write(call.Open(Invocation.Office).ContentFolder, to);
            foreach (var (name, file) in files) call.Write($"{name}  {file}");
            call.Say("etl.samples.done", ("count", files.Count), ("folder", to));
            return Task.CompletedTask;
        };
    }
}
