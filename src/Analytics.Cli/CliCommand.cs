using System.CommandLine;
using Analytics.Tables;

namespace Analytics.Cli;

/// <summary>One command: its words stand in the catalog under <c>cli.{name}</c>, those of a part under
/// <c>cli.{name}.{part}</c>.</summary>
abstract class CliCommand
{
    /// <summary>As typed.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it answers as whoever <c>--role</c> names; others always answer a reader from outside.
    /// </summary>
    protected virtual bool TakesRole => false;

    /// <summary>Adds options and arguments; returns what to do with them.</summary>
    protected abstract Func<Invocation, CancellationToken, Task> Define(Command command, Language language);

    public virtual Command Build(Language language, SharedOptions shared, TextWriter output, string above = "")
    {
        var command = new Command(Name, TextCatalog.BuiltIn[$"cli.{above}{Name}"].In(language));
        var act = Define(command, language);
        if (TakesRole) command.Add(shared.Role);
        command.SetAction(async (parsed, ct) =>
        {
            await act(new Invocation(parsed, shared, language, output), ct);
            return 0;
        });
        return command;
    }

    /// <summary>Its words below the program's name: <c>etl status</c>; "" for the program itself.</summary>
    public static string PathOf(Command command) => command is RootCommand ? ""
        : command.Parents.OfType<Command>().Select(PathOf).FirstOrDefault() is { Length: > 0 } above
            ? $"{above} {command.Name}" : command.Name;

    protected static string Words(string key, Language language) => TextCatalog.BuiltIn["cli." + key].In(language);
}

/// <summary>A command with commands of its own; alone it shows its help.</summary>
abstract class CommandGroup : CliCommand
{
    /// <summary>Its commands, in order of name.</summary>
    public abstract IReadOnlyList<CliCommand> Parts { get; }

    protected sealed override Func<Invocation, CancellationToken, Task> Define(Command command, Language language) =>
        throw new NotSupportedException("A group only shows its help.");

    public sealed override Command Build(Language language, SharedOptions shared, TextWriter output, string above = "")
    {
        var command = new Command(Name, TextCatalog.BuiltIn[$"cli.{above}{Name}"].In(language));
        foreach (var part in Parts) command.Add(part.Build(language, shared, output, $"{above}{Name}."));
        command.SetAction(parsed => new HelpAction(language).Invoke(parsed));
        return command;
    }
}
