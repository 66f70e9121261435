using System.CommandLine;
using Analytics.Delivery;
using Analytics.Etl;
using Analytics.Semantics;
using Analytics.Tables;

namespace Analytics.Cli;

/// <summary>One command: its words stand in the catalog under <c>cli.{name}</c>.</summary>
abstract class CliCommand
{
    /// <summary>As typed.</summary>
    public abstract string Name { get; }

    /// <summary>Adds options and arguments; returns what to do with them.</summary>
    protected abstract Func<Invocation, CancellationToken, Task> Define(Command command, Language language);

    public Command Build(Language language, SharedOptions shared, TextWriter output)
    {
        var command = new Command(Name, TextCatalog.BuiltIn["cli." + Name].In(language));
        var act = Define(command, language);
        command.SetAction(async (parsed, ct) =>
        {
            await act(new Invocation(parsed, shared, language, output), ct);
            return 0;
        });
        return command;
    }

    protected static string Words(string key, Language language) => TextCatalog.BuiltIn["cli." + key].In(language);
}

/// <summary>What a command was called with.</summary>
sealed record Invocation(ParseResult Parsed, SharedOptions Shared, Language Language, TextWriter Output)
{
    /// <summary>The workspace of <c>--folder</c>. Whoever starts the program asks as a reader from outside, so that
    /// what it prints and writes may be passed on.</summary>
    public Workspace Open() => Workspace.Open(Parsed.GetValue(Shared.Folder) ?? ".", Jobs.All, Principal.Outside,
        Parsed.GetValue(Shared.Content));

    /// <summary>How the program is called here: from the clone by the SDK, or by its own name.</summary>
    public static string Program => File.Exists(Path.Combine(AppContext.BaseDirectory, "etl", "model.yaml"))
        ? Path.Combine(".", "analytics") : "dotnet run --project src/Analytics.Cli --";

    public void Write(string line) => Output.WriteLine(line);

    /// <summary>Rows under headings from the catalog: the key is <paramref name="keys"/> and a column's name.</summary>
    public void Rows(string keys, IReadOnlyList<string> columns, IEnumerable<string[]> rows)
    {
        var header = columns.Select(column => TextCatalog.BuiltIn[keys + column].In(Language)).ToArray();
        foreach (var line in TextColumns.Align(header, [.. rows])) Write(line);
    }

    public void Say(string key, params (string, object?)[] facts) =>
        Write(TextCatalog.BuiltIn.Format("cli." + key, Language, facts));
}

/// <summary>Options that every command takes.</summary>
sealed class SharedOptions
{
    public SharedOptions(Language language)
    {
        Folder = New<string>("--folder", "folder", language);
        Lang = New<string>("--lang", "lang", language);
        Lang.HelpName = "zh|en";
        Lang.AcceptOnlyFromAmong("zh", "en");
        Content = New<string>("--content", "content", language);
    }

    public Option<string> Folder { get; }

    public Option<string> Lang { get; }

    public Option<string> Content { get; }

    public IReadOnlyList<Option> All => [Folder, Lang, Content];

    static Option<T> New<T>(string name, string key, Language language) => new(name)
    {
        Description = TextCatalog.BuiltIn["cli.option." + key].In(language),
        HelpName = "PATH",
        Recursive = true,
    };
}
