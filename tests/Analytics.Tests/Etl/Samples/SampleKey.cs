using Analytics.Etl.Samples;
using Analytics.Tables;
using Analytics.Tests.House;

namespace Analytics.Tests.Etl.Samples;

/// <summary>The answer key of a sample, as written by hand; see <c>seeds/forms/README.md</c>.</summary>
sealed record SampleKey(string Sample, string? Contract, string? Form, string? Sheet,
    IReadOnlyDictionary<string, int> Account, IReadOnlyList<KeyFact> Facts, IReadOnlyList<KeyFinding> Rejects,
    IReadOnlyList<KeyFinding> Warnings, IReadOnlyList<string> Parts, IReadOnlyList<string> After, KeyRefusal? Refused,
    string? Encoding, IReadOnlyList<string> HiddenSheets, IReadOnlyList<string> HiddenRows,
    IReadOnlyList<KeyRestatement> Restated)
{
    public string? Error => Refused?.Error;

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Clone.Full(SampleFiles.Folder), "*.key.yaml")
            .Select(path => Path.GetFileName(path)[..^".key.yaml".Length]).Order(StringComparer.Ordinal)];

    public static SampleKey Read(string sample)
    {
        var path = $"{SampleFiles.Folder}/{sample}.key.yaml";
        var map = YamlMap.Parse(path, Clone.Read(path)).Only("contract", "form", "sheet", "encoding", "hidden_sheets",
            "hidden_rows", "account", "facts", "rejects", "warnings", "restated", "after", "parts", "refused");
        return new SampleKey(sample, map.TextOrNull("contract"), map.TextOrNull("form"), map.TextOrNull("sheet"),
            map.Has("account") ? AccountOf(map.Map("account")) : new Dictionary<string, int>(),
            [.. map.Lists("facts").Select(f => f is [var area, var period, var field, var value, var unit, var bound, var at]
                ? new KeyFact(area, period, field, value, unit, bound, at)
                : throw map.Wrong("facts", "area, period, field, value, unit, bound, address"))],
            Findings(map, "rejects"), Findings(map, "warnings"), map.Words("parts"), map.Words("after"),
            map.Has("refused") ? RefusalOf(map.Map("refused").Only("error", "at", "offset", "names", "why")) : null,
            map.TextOrNull("encoding"), map.Words("hidden_sheets"), map.Words("hidden_rows"),
            [.. map.Lists("restated").Select(r => r is [var area, var period, var field, var before, var after]
                ? new KeyRestatement(area, period, field, before, after)
                : throw map.Wrong("restated", "area, period, field, before, after"))]);
    }

    static KeyRefusal RefusalOf(YamlMap map) => new(map.Text("error"), map.TextOrNull("at"),
        map.Has("offset") ? map.WholeOr("offset", 0) : null, map.Words("names"));

    static Dictionary<string, int> AccountOf(YamlMap map) =>
        map.Only("header", "loaded", "rejected", "total", "note", "blank").Keys
            .ToDictionary(kind => kind, kind => map.WholeOr(kind, 0));

    static KeyFinding[] Findings(YamlMap map, string key) => [.. map.MapsOrNone(key)
        .Select(f => f.Only("at", "rule", "why", "count"))
        .Select(f => new KeyFinding(f.Text("at"), f.Text("rule"), f.Text("why"), f.WholeOr("count", 1)))];
}

/// <summary>A value expected to be loaded; of a register, the document's number stands in the place of the area.</summary>
sealed record KeyFact(string Area, string Period, string Field, string Value, string Unit, string Bound, string At);

/// <summary>A finding expected at a cell; with a count, so many of its rule, of which it is the first.</summary>
sealed record KeyFinding(string At, string Rule, string Why, int Count);

/// <summary>Why nothing of a file is loaded: the error of the file or the finding of its one sheet, and what its sentences must
/// name.</summary>
sealed record KeyRefusal(string Error, string? At, long? Offset, IReadOnlyList<string> Names);

/// <summary>A figure expected to be told otherwise than before.</summary>
sealed record KeyRestatement(string Area, string Period, string Field, string Before, string After);
