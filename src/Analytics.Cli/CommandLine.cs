using System.CommandLine;
using System.CommandLine.Parsing;
using Analytics.Cli.Commands;
using Analytics.Tables;

namespace Analytics.Cli;

/// <summary>The program: arguments in, exit code out. Errors are one line and exit code 1.</summary>
static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var language = LanguageOf(args);
        var root = Root(language, output);
        try
        {
            var parsed = root.Parse(args);
            Check(parsed);
            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (AnalyticsException e)
        {
            await error.WriteLineAsync(e.Describe(language));
            return 1;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync(TextCatalog.BuiltIn["cli.cancelled"].In(language));
            return 1;
        }
        catch (IOException e) when (Terminal.IsBrokenPipe(e))
        {
            return 0;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A fault of ours: one line for the user, the stack only where it is asked for.
            await error.WriteLineAsync(CliErrors.Unexpected(e).Describe(language));
            if (Environment.GetEnvironmentVariable("ANALYTICS_TRACE") == "1") await error.WriteLineAsync(e.ToString());
            return 1;
        }
    }

    /// <summary>Every command, in order of name.</summary>
    public static IReadOnlyList<CliCommand> All { get; } =
    [
        new AnalyzeCommand(),
        new ChartCommand(),
        new ChecksCommand(),
        new DoctorCommand(),
        new DutiesCommand(),
        new EtlCommand(),
        new HistoryCommand(),
        new LineageCommand(),
        new MeasuresCommand(),
        new ModelCommand(),
        new NotebookCommand(),
        new QueryCommand(),
        new RunCommand(),
        new SimulateCommand(),
    ];

    static RootCommand Root(Language language, TextWriter output)
    {
        var root = new RootCommand(TextCatalog.BuiltIn["cli.about"].In(language));
        var shared = new SharedOptions(language);
        foreach (var option in shared.All) root.Add(option);
        foreach (var command in All) root.Add(command.Build(language, shared, output));
        foreach (var help in root.Options.OfType<System.CommandLine.Help.HelpOption>())
            (help.Action, help.Description) =
                (new HelpAction(language), TextCatalog.BuiltIn["cli.option.help"].In(language));
        foreach (var version in root.Options.OfType<VersionOption>())
            version.Description = TextCatalog.BuiltIn["cli.option.version"].In(language);
        root.SetAction(parsed => new HelpAction(language).Invoke(parsed));
        return root;
    }

    // Known before anything is parsed, so that help and errors are in the asked language.
    static Language LanguageOf(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
            if (args[i] == "--lang=en" || (args[i] == "--lang" && i + 1 < args.Length && args[i + 1] == "en"))
                return Language.English;
        return Language.Chinese;
    }

    static void Check(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        // A mistyped option would be taken for a measure or a figure.
        if (parsed.Tokens.FirstOrDefault(IsMistyped) is { } mistyped)
            throw CliErrors.OptionUnknown(mistyped.Value, CliCommand.PathOf(command), OptionsOf(command));
        if (parsed.Errors.Count > 0) throw Failure(parsed, command);
    }

    static bool IsMistyped(Token token) =>
        token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal);

    static AnalyticsException Failure(ParseResult parsed, Command command)
    {
        var path = CliCommand.PathOf(command);
        if (parsed.UnmatchedTokens is [var unmatched, ..])
            return unmatched.StartsWith('-') ? CliErrors.OptionUnknown(unmatched, path, OptionsOf(command))
                : command.Subcommands.Count > 0
                    ? CliErrors.CommandUnknown($"{path} {unmatched}".TrimStart(),
                        command.Subcommands.Select(CliCommand.PathOf))
                    : CliErrors.ArgumentUnexpected(unmatched, path);
        return parsed.Errors[0] switch
        {
            { SymbolResult: OptionResult { Tokens.Count: 0 } option } =>
                CliErrors.ValueMissing(option.Option.Name),
            { SymbolResult: OptionResult option } =>
                CliErrors.ValueInvalid(option.Option.Name, option.Tokens[0].Value, Expected(option.Option)),
            { SymbolResult: ArgumentResult { Parent: OptionResult option, Tokens.Count: > 0 } argument } =>
                CliErrors.ValueInvalid(option.Option.Name, argument.Tokens[0].Value, Expected(option.Option)),
            { SymbolResult: ArgumentResult { Parent: OptionResult option } } =>
                CliErrors.ValueMissing(option.Option.Name),
            { SymbolResult: ArgumentResult argument } =>
                CliErrors.ArgumentMissing(argument.Argument.Name, path),
            var other => CliErrors.ArgumentMissing(other.Message, path),
        };
    }

    static string Expected(Option option) => option.HelpName ?? option.ValueType.Name;

    static IEnumerable<string> OptionsOf(Command command) => command.Options
        .Concat(HelpAction.Above(command).SelectMany(parent => parent.Options.Where(o => o.Recursive)))
        .Select(option => option.Name);
}
