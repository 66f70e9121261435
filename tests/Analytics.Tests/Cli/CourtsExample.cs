using Analytics.Cli;
using Analytics.Delivery;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Cli;

/// <summary>The example of a small court database, written once into a folder.</summary>
public sealed class CourtsExample : IAsyncLifetime
{
    internal Folder Folder { get; } = new();

    public string Model => Folder["courts/courts.yaml"];

    public string Database => Folder["courts/courts.duckdb"];

    public async ValueTask InitializeAsync() =>
        await ModelExample.WriteAsync(Clone.Root, Folder["courts"], TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return default;
    }

    /// <summary>The program called with words; <c>courts/</c> in them is this folder's.</summary>
    internal async Task<Ended> CallAsync(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await CommandLine.RunAsync([.. args.Select(word => word.StartsWith("courts/", StringComparison.Ordinal)
            ? Folder[word] : word)], output, error);
        return new Ended(code, Named(output), Named(error));

        string Named(StringWriter text) => text.ToString().Replace(Folder["courts/"], "courts/", StringComparison.Ordinal);
    }

    /// <summary>A question to the example: its output, or its one line of error.</summary>
    internal async Task<string> AskAsync(string words, string language = "en")
    {
        var ended = await CallAsync([.. Split(words), "--model", Model, "--database", Database, "--lang", language]);
        return ended.Code == 0 ? ended.Output : ended.ErrorLine;
    }

    /// <summary>Words as a shell splits them, by blanks outside of single quotes.</summary>
    internal static string[] Split(string words) => [.. words.Split('\'').SelectMany((part, i) =>
        i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
