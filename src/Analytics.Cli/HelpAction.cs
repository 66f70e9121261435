using System.CommandLine;
using System.CommandLine.Invocation;
using Analytics.Cli.Commands;
using Analytics.Delivery;
using Analytics.Tables;

namespace Analytics.Cli;

/// <summary>Help in the asked language: what a command does, how it is called, what it takes, examples.</summary>
sealed class HelpAction(Language language) : SynchronousCommandLineAction
{
    const int Width = 100;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var (command, output) = (parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output);
        if (AnalyzeCommand.MethodOf(parseResult) is { } method)
        {
            foreach (var line in MethodCatalog.Page(method, language, Width)) output.WriteLine(line);
            return 0;
        }
        foreach (var line in TextColumns.Wrap(command.Description ?? "", Width)) output.WriteLine(line);
        Heading(output, "usage");
        output.WriteLine("  " + Usage(command));
        Section(output, "commands", command.Subcommands.Select(c => (c.Name, c.Description)));
        Section(output, "arguments", command.Arguments.Select(a => (a.HelpName ?? a.Name, a.Description)));
        Section(output, "options", command.Options.Where(o => !o.Hidden && !o.Recursive).Select(Named));
        Section(output, "options-shared", command.Options
            .Concat(Above(command).SelectMany(parent => parent.Options))
            .Where(o => !o.Hidden && o.Recursive).Select(Named));
        var key = command is RootCommand ? "cli.examples"
            : $"cli.{CliCommand.PathOf(command).Replace(' ', '.')}.examples";
        Heading(output, "examples");
        foreach (var example in TextCatalog.BuiltIn[key].In(language).Split('\n')) output.WriteLine("  " + example);
        return 0;
    }

    /// <summary>The commands a command is part of, the nearest first.</summary>
    public static IEnumerable<Command> Above(Command command) => command.Parents.OfType<Command>()
        .SelectMany(parent => Above(parent).Prepend(parent));

    static (string, string?) Named(Option option)
    {
        var names = string.Join(", ", option.Aliases.Append(option.Name).Distinct()
            .Where(name => name[0] == '-' && name != "-?").OrderBy(n => n.Length));
        return (option.HelpName is { } value ? $"{names} {value}" : names, option.Description);
    }

    static string Usage(Command command)
    {
        var path = $"analytics {CliCommand.PathOf(command)}".TrimEnd();
        foreach (var argument in command.Arguments)
        {
            var name = argument.HelpName ?? argument.Name;
            var many = argument.Arity.MaximumNumberOfValues > 1 ? "…" : "";
            path += argument.Arity.MinimumNumberOfValues == 0 ? $" [{name}{many}]" : $" {name}{many}";
        }
        return path + (command.Subcommands.Count > 0 ? " COMMAND" : "") + " [OPTIONS]";
    }

    void Section(TextWriter output, string key, IEnumerable<(string Name, string? Text)> entries)
    {
        var all = entries.ToArray();
        if (all.Length == 0) return;
        Heading(output, key);
        var width = all.Max(entry => TextColumns.WidthOf(entry.Name)) + 2;
        foreach (var (name, text) in all)
            foreach (var (index, line) in TextColumns.Wrap(text ?? "", Width - width - 2).DefaultIfEmpty("").Index())
                output.WriteLine($"  {TextColumns.Pad(index == 0 ? name : "", width)}{line}".TrimEnd());
    }

    void Heading(TextWriter output, string key)
    {
        output.WriteLine();
        output.WriteLine(TextCatalog.BuiltIn["cli.help." + key].In(language));
    }
}
