using System.CommandLine;
using Analytics.Etl.Simulated;
using Analytics.Tables;

namespace Analytics.Cli.Commands;

/// <summary>Writes simulated data with known truth into the inbox.</summary>
sealed class SimulateCommand : CliCommand
{
    static readonly string[] Kinds = ["panel"];

    public override string Name => "simulate";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var usual = new PanelArguments();
        var kind = new Argument<string>("WHAT")
        {
            Description = Words("simulate.what", language), HelpName = string.Join('|', Kinds),
        };
        var seed = new Option<long>("--seed")
        {
            Description = Words("simulate.seed", language), HelpName = "0, 1, 2, …",
            DefaultValueFactory = _ => usual.Seed,
        };
        var from = new Option<int>("--from")
        {
            Description = Words("simulate.from", language), HelpName = "YEAR", DefaultValueFactory = _ => usual.From,
        };
        var to = new Option<int>("--to")
        {
            Description = Words("simulate.to", language), HelpName = "YEAR", DefaultValueFactory = _ => usual.To,
        };
        var forms = new Option<bool>("--forms") { Description = Words("simulate.forms", language) };
        command.Add(kind);
        foreach (var option in new Option[] { seed, from, to, forms }) command.Add(option);
        return (call, _) =>
        {
            if (call.Parsed.GetRequiredValue(kind) is var asked && !Kinds.Contains(asked))
                throw CliErrors.CommandUnknown($"{Name} {asked}", Kinds.Select(known => $"{Name} {known}"));
            var inForms = call.Parsed.GetValue(forms);
            var folder = Path.Combine(call.Open().InboxFolder,
                inForms ? SimulatedPanel.FormsInbox : SimulatedPanel.Inbox);
            var arguments = new PanelArguments(call.Parsed.GetValue(seed), call.Parsed.GetValue(from),
                call.Parsed.GetValue(to));
            var files = inForms ? SimulatedPanel.WriteForms(folder, arguments)
                : SimulatedPanel.Write(folder, arguments);
            call.Say(files is { Written: 0, Removed: 0 } ? "simulate.unchanged" : "simulate.written",
                ("path", folder), ("reports", files.Reports), ("written", files.Written), ("removed", files.Removed));
            call.Say("simulate.next", ("command", $"{Invocation.Program} run"));
            return Task.CompletedTask;
        };
    }
}
