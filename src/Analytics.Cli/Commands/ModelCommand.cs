using Analytics.Cli.Commands.Models;

namespace Analytics.Cli.Commands;

/// <summary>What can be asked for, and what it means.</summary>
sealed class ModelCommand : CommandGroup
{
    public override string Name => "model";

    public override IReadOnlyList<CliCommand> Parts => All;

    /// <summary>Every command of the group, in order of name.</summary>
    public static IReadOnlyList<CliCommand> All { get; } =
        [new CheckCommand(), new DescribeCommand(), new ExampleCommand(), new ListCommand()];
}
