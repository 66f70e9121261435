using System.CommandLine;
using Analytics.Delivery;
using Analytics.Etl;
using Analytics.Semantics;
using Analytics.Tables;

namespace Analytics.Cli;

/// <summary>What a command was called with.</summary>
sealed record Invocation(ParseResult Parsed, SharedOptions Shared, Language Language, TextWriter Output)
{
    /// <summary>Who reads what districts send: the local analyst.</summary>
    public static Principal Office { get; } = new(Principal.Office, [Principal.Office]);

    /// <summary>The workspace of <c>--folder</c>, asked by whom <c>--role</c> names. Without it that is a reader from
    /// outside, so that what is printed and written may be passed on.</summary>
    public Workspace Open() => Open(Asking);

    /// <summary>Whom <c>--role</c> names; a reader from outside without it.</summary>
    public Principal Asking => Parsed.GetValue(Shared.Role) == Principal.Office ? Office : Principal.Outside;

    /// <summary>The workspace of <c>--folder</c>, asked by someone.</summary>
    public Workspace Open(Principal principal) => Workspace.Open(Parsed.GetValue(Shared.Folder) ?? ".", Jobs.All,
        principal, Parsed.GetValue(Shared.Content));

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

/// <summary>Options that every command takes, and <c>--role</c>, which those take that print answers.</summary>
sealed class SharedOptions
{
    public SharedOptions(Language language)
    {
        Folder = New<string>("--folder", "folder", language);
        Lang = New<string>("--lang", "lang", language);
        Lang.HelpName = "zh|en";
        Lang.AcceptOnlyFromAmong("zh", "en");
        Content = New<string>("--content", "content", language);
        Role = New<string>("--role", "role", language);
        (Role.HelpName, Role.Recursive) = ("outside|office", false);
        Role.AcceptOnlyFromAmong("outside", Principal.Office);
    }

    public Option<string> Folder { get; }

    public Option<string> Lang { get; }

    public Option<string> Content { get; }

    public Option<string> Role { get; }

    public IReadOnlyList<Option> All => [Folder, Lang, Content];

    static Option<T> New<T>(string name, string key, Language language) => new(name)
    {
        Description = TextCatalog.BuiltIn["cli.option." + key].In(language),
        HelpName = "PATH",
        Recursive = true,
    };
}
