using System.CommandLine;
using Analytics.Delivery;
using Analytics.Statistics;
using Analytics.Tables;

namespace Analytics.Cli;

/// <summary>What an analysis is called on and told, and where its result goes.</summary>
sealed class AnalyzeOptions
{
    readonly Option<bool> _csv, _wide, _across;
    readonly Option<double> _confidence;
    readonly Option<double?> _target;
    readonly Option<string[]> _parameters, _by;
    readonly Option<string> _out;

    public AnalyzeOptions(Command command, Language language)
    {
        command.Add(Measure = new("--measure") { Description = Words("analyze.measure"), HelpName = "MEASURE" });
        command.Add(_by = new("--by") { Description = Words("analyze.by"), HelpName = "area|period|COLUMN" });
        command.Add(Data = new("--data") { Description = Words("analyze.data"), HelpName = "FILE" });
        command.Add(Sheet = new("--sheet") { Description = Words("analyze.sheet"), HelpName = "NAME" });
        command.Add(_parameters = new("--param") { Description = Words("analyze.param"), HelpName = "NAME=VALUE" });
        command.Add(_confidence = new("--confidence")
        {
            Description = Words("analyze.confidence"), HelpName = "0–1", DefaultValueFactory = _ => 0.95,
        });
        command.Add(_wide = new("--overdispersion") { Description = Words("analyze.overdispersion") });
        command.Add(_target = new("--target") { Description = Words("analyze.target"), HelpName = "0–100" });
        command.Add(_across = new("--across-breaks") { Description = Words("analyze.across-breaks") });
        command.Add(_csv = new("--csv") { Description = TextCatalog.BuiltIn["cli.option.csv"].In(language) });
        command.Add(_out = new("--out") { Description = Words("analyze.out"), HelpName = "FILE.csv|FILE.json" });
        command.Add(List = new("--list") { Description = Words("analyze.list") });
        command.Add(Guide = new("--guide") { Description = Words("analyze.guide") });

        string Words(string key) => TextCatalog.BuiltIn["cli." + key].In(language);
    }

    public Option<string[]> Measure { get; }

    public Option<string> Data { get; }

    public Option<string> Sheet { get; }

    public Option<bool> List { get; }

    public Option<bool> Guide { get; }

    /// <summary>Whether the result goes to the screen for people.</summary>
    public bool IsPlain(ParseResult parsed) =>
        !parsed.GetValue(_csv) && !IsJson(parsed) && parsed.GetValue(_out) is null;

    /// <summary>Whether <c>--json</c> stands there without a file.</summary>
    public static bool IsJson(ParseResult parsed) =>
        parsed.GetResult("--json") is { } json && !json.Tokens.Any();

    public AnalysisOptions Read(ParseResult parsed) => new(parsed.GetValue(_confidence))
    {
        Overdispersion = parsed.GetValue(_wide), Target = parsed.GetValue(_target),
        AcrossBreaks = parsed.GetValue(_across),
        By = [.. (parsed.GetValue(_by) ?? []).SelectMany(by => by.Split(','))],
        Given = Given(parsed.GetValue(_parameters) ?? []),
    };

    // Two values of one name are two answers to one question.
    static Dictionary<string, string> Given(string[] pairs)
    {
        var given = new Dictionary<string, string>();
        foreach (var pair in pairs)
            if (pair.IndexOf('=', StringComparison.Ordinal) is var at && (at <= 0
                || !given.TryAdd(pair[..at].Trim(), pair[(at + 1)..])))
                throw CliErrors.ValueInvalid("--param", pair, "NAME=VALUE");
        return given;
    }

    /// <summary>To the file, as CSV or JSON to the screen, or told to people.</summary>
    public async Task WriteAsync(Invocation call, AnalysisResult result, IReadOnlyList<LocalText> warnings,
        Action<Invocation, Table> tell, CancellationToken ct)
    {
        if (call.Parsed.GetValue(_out) is { } path)
        {
            await AnalysisFile.WriteAsync(result, warnings, path, ct);
            call.Say("written", ("path", path), ("rows", result.Table.RowCount));
        }
        else if (IsJson(call.Parsed)) call.Output.Write(AnalysisFile.Json(result, warnings));
        else if (call.Parsed.GetValue(_csv)) call.Output.Write(AnalysisFile.Csv(result));
        else tell(call, result.Table);
        if (!IsJson(call.Parsed) && !call.Parsed.GetValue(_csv))
            foreach (var warning in warnings) call.Say("warning", ("text", warning));
    }
}
