using Analytics.Etl.Samples;
using Analytics.Tables;
using Analytics.Tests.House;

namespace Analytics.Tests.Etl.Samples;

/// <summary>The answer key of a sample, as written by hand; see <c>seeds/forms/README.md</c>.</summary>
sealed record SampleKey(string Sample, string? Contract, string? Form, string? Sheet,
    IReadOnlyDictionary<string, int> Account, IReadOnlyList<KeyFact> Facts, IReadOnlyList<KeyFinding> Rejects,
    IReadOnlyList<KeyFinding> Warnings, IReadOnlyList<string> Parts, IReadOnlyList<string> After, string? Error)
{
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
            map.Has("refused")
                ? map.Map("refused").Only("error", "at", "offset", "why").Text("error") : null);
    }

    static Dictionary<string, int> AccountOf(YamlMap map) =>
        map.Only("header", "loaded", "rejected", "total", "note", "blank").Keys
            .ToDictionary(kind => kind, kind => map.WholeOr(kind, 0));

    static KeyFinding[] Findings(YamlMap map, string key) => [.. map.MapsOrNone(key)
        .Select(f => f.Only("at", "rule", "why"))
        .Select(f => new KeyFinding(f.Text("at"), f.Text("rule"), f.Text("why")))];
}

/// <summary>A value expected to be loaded; of a register, the document's number stands in the place of the area.</summary>
sealed record KeyFact(string Area, string Period, string Field, string Value, string Unit, string Bound, string At);

/// <summary>A finding expected at a cell.</summary>
sealed record KeyFinding(string At, string Rule, string Why);
