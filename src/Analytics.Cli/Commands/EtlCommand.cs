using Analytics.Cli.Commands.Etl;

namespace Analytics.Cli.Commands;

/// <summary>What is done with files that districts send. Its commands ask as the office: they print its own data.
/// </summary>
sealed class EtlCommand : CommandGroup
{
    public override string Name => "etl";

    public override IReadOnlyList<CliCommand> Parts => All;

    /// <summary>Every command of the group, in order of name.</summary>
    public static IReadOnlyList<CliCommand> All { get; } =
    [
        new CorrectCommand(),
        new InspectCommand(),
        new LoadCommand(),
        new LogCommand(),
        new PreviewCommand(),
        new RejectsCommand(),
        new RevokeCommand(),
        new SamplesCommand(),
        new StatusCommand(),
    ];
}
