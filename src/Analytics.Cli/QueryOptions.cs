using System.CommandLine;
using Analytics.Semantics;
using Analytics.Tables;

namespace Analytics.Cli;

/// <summary>A question on the command line: measures and filters, or a JSON file.</summary>
sealed class QueryOptions
{
    readonly Argument<string[]> _measures;
    readonly Option<string> _json, _from, _to, _vintage;
    readonly Option<DateOnly?> _asOf;
    readonly Option<string[]> _areas, _parents, _levels, _datasets;
    readonly Option<bool> _mixed;

    /// <param name="command">Gets the options.</param>
    /// <param name="language">Of their descriptions.</param>
    /// <param name="bareJson">Whether <c>--json</c> may stand without a file, for an answer in JSON.</param>
    public QueryOptions(Command command, Language language, bool bareJson = false)
    {
        command.Add(_measures = new Argument<string[]>("MEASURE")
        {
            Description = Words("measure"), Arity = ArgumentArity.ZeroOrMore,
        });
        command.Add(_json = new Option<string>("--json")
        {
            Description = Words("json"), HelpName = bareJson ? "[FILE]" : "FILE",
            Arity = bareJson ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
        });
        command.Add(_areas = new Option<string[]>("--area") { Description = Words("area"), HelpName = "AREA" });
        command.Add(_parents = new Option<string[]>("--parent") { Description = Words("parent"), HelpName = "AREA" });
        command.Add(_levels = new Option<string[]>("--level") { Description = Words("level"), HelpName = "LEVEL" });
        command.Add(_from = new Option<string>("--from") { Description = Words("from"), HelpName = "PERIOD" });
        command.Add(_to = new Option<string>("--to") { Description = Words("to"), HelpName = "PERIOD" });
        command.Add(_vintage = new Option<string>("--vintage")
        {
            Description = Words("vintage"), HelpName = "current|first|all",
        });
        _vintage.AcceptOnlyFromAmong("current", "first", "all");
        command.Add(_asOf = new Option<DateOnly?>("--as-of") { Description = Words("as-of"), HelpName = "YYYY-MM-DD" });
        command.Add(_datasets = new Option<string[]>("--dataset")
        {
            Description = Words("dataset"), HelpName = "DATASET",
        });
        command.Add(_mixed = new Option<bool>("--mixed") { Description = Words("mixed") });

        string Words(string key) => TextCatalog.BuiltIn["cli.query." + key].In(language);
    }

    /// <summary>The question; options narrow the one of the file, datasets replace its own.</summary>
    /// <param name="call">What the command was called with.</param>
    /// <param name="ct">Stops reading the file.</param>
    /// <param name="otherwise">The measures where none is named; null where one must be.</param>
    /// <param name="further">Measures named by an option of the command's own.</param>
    public async Task<Query> ReadAsync(Invocation call, CancellationToken ct, IReadOnlyList<string>? otherwise = null,
        IReadOnlyList<string>? further = null)
    {
        var (parsed, query) = (call.Parsed, new Query { Measures = [] });
        if (parsed.GetValue(_json) is { } file) query = QueryJson.Parse(await Files.ReadAsync(file, ct), file);
        var measures = parsed.GetValue(_measures) ?? [];
        measures = [.. measures, .. further ?? []];
        if (measures.Length > 0) query = query with { Measures = measures };
        if (query.Measures.Count == 0) query = query with { Measures = otherwise ?? [] };
        if (query.Measures.Count == 0) throw CliErrors.ArgumentMissing("MEASURE", parsed.CommandResult.Command.Name);
        return query with
        {
            Areas = [.. query.Areas, .. Areas(parsed.GetValue(_areas))],
            Parents = [.. query.Parents, .. Areas(parsed.GetValue(_parents))],
            Levels = [.. query.Levels, .. parsed.GetValue(_levels) ?? []],
            From = parsed.GetValue(_from) ?? query.From,
            To = parsed.GetValue(_to) ?? query.To,
            Vintage = parsed.GetValue(_vintage) is { } vintage ? Enum.Parse<Vintage>(vintage, true) : query.Vintage,
            AsOf = parsed.GetValue(_asOf) ?? query.AsOf,
            Datasets = parsed.GetValue(_datasets) is { Length: > 0 } datasets ? datasets : query.Datasets,
            Variants = parsed.GetValue(_mixed) ? VariantPolicy.Mixed : query.Variants,
        };
    }

    // 青浦区, 上海市/青浦区, or an area_id.
    static IEnumerable<AreaReference> Areas(string[]? texts) => (texts ?? []).Select(text =>
        text.Length > 0 && char.IsAsciiDigit(text[0]) ? new AreaReference(AreaId: text)
        : text.Split('/') is [var parent, var name] ? new AreaReference(Name: name, Parent: parent)
        : new AreaReference(Name: text));
}

static class Files
{
    /// <summary>A text file whole, or what stands in the pipe for <c>-</c>.</summary>
    public static async Task<string> ReadAsync(string path, CancellationToken ct)
    {
        if (path == "-") return await Console.In.ReadToEndAsync(ct);
        try
        {
            return await File.ReadAllTextAsync(path, ct);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CliErrors.FileMissing(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliErrors.FileUnusable(path, e);
        }
    }

    /// <summary>What a text file says; a flaw in it is told with the file's name.</summary>
    public static async Task<T> ReadAsync<T>(string path, Func<string, T> parse, CancellationToken ct)
    {
        var text = await ReadAsync(path, ct);
        try
        {
            return parse(text);
        }
        catch (AnalyticsException flaw)
        {
            throw CliErrors.FileInvalid(path, flaw);
        }
    }

    /// <summary>Writes a file whole, or not at all.</summary>
    public static async Task WriteAsync(string path, byte[] bytes, CancellationToken ct)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(path + ".tmp", bytes, ct);
            File.Move(path + ".tmp", path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliErrors.FileUnusable(path, e);
        }
    }
}
