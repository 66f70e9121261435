using System.Globalization;
using Analytics.Etl.Reference;
using Analytics.Semantics.Models;
using Analytics.Tables;
using Analytics.Tests.Etl;
using Analytics.Warehousing;

namespace Analytics.Tests.Semantics;

/// <summary>The hand-written observations of a test file, loaded as a job would load them.</summary>
/// <remarks>Every facts section is one load of the same file: what a later section lacks is revoked.</remarks>
sealed class QueryFacts(Warehouse warehouse, IReadOnlyList<Section> sections)
{
    const string Seed = "facts.csv";

    static readonly string[] Known = ["source", "code", "area", "group", "period", "scope", "value", "bound", "unit",
        "status", "dataset", "figure", "published"];

    static readonly string[] FactColumns = ["observation_key", "source_key", "figure_id", "dataset", "indicator_key",
        "area_key", "reporting_group_key", "period_key", "scope_key", "series_id", "printed_text", "bound", "value",
        "unit", "status", "published_on", "received_on", "file_key", "row_number", "row_hash"];

    static readonly Dictionary<string, string> Units = new[] { "domain/indicators", "domain/indicators-added", "published/indicators-added" }
        .SelectMany(file => Seeds.Own($"seeds/{file}.csv"))
        .ToDictionary(row => row["code"], row => row["unit"], StringComparer.Ordinal);

    static readonly DateOnly Received = new(2026, 1, 1);

    readonly Dictionary<string, Dictionary<string, string?>> _sources = Of(sections, "sources").Records
        .ToDictionary(row => row["source"]!, StringComparer.Ordinal);

    public async Task LoadAsync(Section section, CancellationToken ct)
    {
        await using var load = (await warehouse.BeginAsync($"batch {section.Number}", "", ct))!;
        await WriteDimensionsAsync(load, ct);
        await load.AppendFactsAsync(FactColumns, Facts(section), [Seed], Received, ct);
        await load.VerifyAsync(ct);
        await load.PublishAsync(ct);
    }

    async Task WriteDimensionsAsync(LoadSession load, CancellationToken ct)
    {
        var facts = sections.Where(section => section.Word == "facts").SelectMany(s => s.Grid().Records).ToArray();
        IEnumerable<string> All(string column, string otherwise = "") =>
            facts.Select(fact => Cell(fact, column, otherwise)).Where(cell => cell.Length > 0).Distinct();
        Task Dimension(string name, string[] columns, IEnumerable<object?[]> rows) =>
            load.ReplaceAsync("dim_" + name, [name + "_key"], [name + "_key", .. columns], rows, ct);

        var areas = AreasOf(sections);
        await Dimension("area", ["area_id", "name_zh", "name_en", "level", "parent_area_id", "area_code",
            "valid_from_on", "valid_to_on"],
            areas.Keys.Union(All("area")).Select(id => areas.GetValueOrDefault(id) ?? new()
            { ["area"] = id }).Select(area => (object?[])[Key("area", area["area"]!), area["area"],
                Cell(area, "name", area["area"]!), Cell(area, "name_en", "Area " + area["area"]),
                Cell(area, "level", "district"), Cell(area, "parent", ""), area.GetValueOrDefault("code"),
                DayOrNull(area.GetValueOrDefault("from")), DayOrNull(area.GetValueOrDefault("to"))]));
        await load.ReplaceAsync("bridge_area_successor", ["area_key", "successor_area_key"],
            ["area_key", "successor_area_key", "relation", "is_summable"], StepsOf(sections).Select(step => (object?[])
                [Key("area", step.AreaId), Key("area", step.SuccessorId), step.Relation, step.IsSummable]), ct);
        await Dimension("source", ["source_id", "series_id", "is_repost"], All("source").Select(id =>
            (object?[])[Key("source", id), id, Series(id), Source(id, "repost", "no") == "yes"]));
        await Dimension("indicator", ["code", "unit"],
            All("code").Select(code => (object?[])[Key("indicator", code), code, Units.GetValueOrDefault(code, "件")]));
        await Dimension("period", ["period_id", "kind", "start_on", "end_on", "label_zh", "label_en"],
            All("period").Select(PeriodOf).Where(period => period != Period.Unknown).Select(period => (object?[])
                [Key("period", period.Id), period.Id, period.Kind, period.Start, period.End, period.Id, period.Id]));
        await Dimension("scope", ["scope_id", .. SharedDimensions.ScopeDimensions], All("scope").Select(id =>
        {
            var stated = id.Split(';').ToDictionary(part => part.Split('=')[0], part => part.Split('=')[1]);
            return (object?[])[Key("scope", id), id,
                .. SharedDimensions.ScopeDimensions.Select(name => stated.GetValueOrDefault(name, "unstated"))];
        }));
        await Dimension("reporting_group", ["group_id", "name_zh", "area_key"], facts
            .Where(fact => Cell(fact, "group", "") != "").DistinctBy(fact => fact["group"]).Select(fact => (object?[])
                [Key("reporting_group", fact["group"]!), fact["group"], fact["group"], Key("area", fact["area"]!)]));
        await Dimension("file", ["path"], [[Key("file", Seed), Seed]]);
        await Dimension("duty", ["duty_id", "comparison", "threshold", "is_flow", "recurrence", "due_month", "due_day",
            "due_on", "due_earliest_on", "levels", "within_area_id", "valid_from_on", "valid_to_on"],
            Seeds.Own("seeds/domain/duties.csv").Select(row => (object?[])[Key("duty", row["duty_id"]), row["duty_id"],
                row["comparison"], Number(row.Optional("threshold")), row["is_flow"] == "1", row["recurrence"],
                (long?)Number(row.Optional("due_month")), (long?)Number(row.Optional("due_day")),
                DayOrNull(row.Optional("due_on")), DayOrNull(row.Optional("due_earliest_on")), row["levels"],
                row.Optional("within_area_id"), DayOrNull(row.Optional("valid_from")),
                DayOrNull(row.Optional("valid_to"))]));
    }

    IEnumerable<object?[]> Facts(Section section)
    {
        var grid = section.Grid();
        foreach (var column in grid.Columns.Where(column => !Known.Contains(column)))
            throw new FormatException($"{section.At(section.Number)}: facts have no column '{column}'.");
        foreach (var (index, fact) in grid.Records.Index())
        {
            var (source, code, area) = (fact["source"]!, fact["code"]!, fact["area"]!);
            var (group, scope) = (Cell(fact, "group", ""), Cell(fact, "scope", ""));
            var dataset = Cell(fact, "dataset", "published");
            var period = PeriodOf(fact["period"]!);
            var figure = Cell(fact, "figure", string.Join('/', new[] { source, code, area, group, period.Id, scope }
                .Where(part => part.Length > 0)));
            var value = decimal.Parse(fact["value"]!, CultureInfo.InvariantCulture);
            var unit = Cell(fact, "unit", Units.GetValueOrDefault(code, "件"));
            var (bound, status) = (Cell(fact, "bound", "exact"), Cell(fact, "status", "final"));
            var published = Cell(fact, "published", Source(source, "published", ""));
            yield return [StableKey.Of("observation", dataset, code, area, group, period.Id, scope, Series(source)),
                Key("source", source), figure, dataset, Key("indicator", code), Key("area", area),
                group == "" ? 0L : Key("reporting_group", group),
                period == Period.Unknown ? 0L : Key("period", period.Id),
                scope == "" ? 0L : Key("scope", scope), Series(source), fact["value"], bound, value, unit, status,
                published == "" ? null : Day(published), Received, Key("file", Seed), (long)index + 1,
                string.Join('|', value, bound, unit, status, published)];
        }
    }

    string Series(string source) => Source(source, "series", source);

    string Source(string id, string column, string otherwise) =>
        Cell(_sources.GetValueOrDefault(id), column, otherwise);

    static string Cell(Dictionary<string, string?>? row, string column, string otherwise) =>
        row?.GetValueOrDefault(column) ?? otherwise;

    static long Key(string kind, string id) => StableKey.Of(kind, id);

    // "== areas of the seeds": every area version under seeds/domain, and what became of it.
    static bool AreSeeds(IReadOnlyList<Section> sections) =>
        sections.Any(section => section.Word == "areas" && section.Arguments is [_, ..]);

    static Dictionary<string, Dictionary<string, string?>> AreasOf(IReadOnlyList<Section> sections) =>
        AreSeeds(sections)
            ? SeedAreas.Value.All.ToDictionary(area => area.Id, area => new Dictionary<string, string?>
            {
                ["area"] = area.Id, ["name"] = area.Name, ["name_en"] = area.NameEnglish, ["level"] = area.Level,
                ["parent"] = area.ParentId, ["code"] = area.Code,
                ["from"] = area.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["to"] = area.To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            }, StringComparer.Ordinal)
            : Of(sections, "areas").Records.ToDictionary(row => row["area"]!, StringComparer.Ordinal);

    static IEnumerable<AreaSuccessor> StepsOf(IReadOnlyList<Section> sections) => AreSeeds(sections)
        ? SeedAreas.Value.Successors
        : Of(sections, "successors").Records.Select(row => new AreaSuccessor(row["area"]!, row["successor"]!,
            row["relation"]!, row["relation"] is "merge" or "same-territory", ""));

    static readonly Lazy<Areas> SeedAreas = new(() => Areas.Read(Seeds.Own));

    static Grid Of(IReadOnlyList<Section> sections, string word) =>
        sections.FirstOrDefault(section => section.Word == word)?.Grid() ?? new Grid([], []);

    /// <summary>A period by its id, the way back from <see cref="Period.Of"/>.</summary>
    static Period PeriodOf(string id)
    {
        if (id == Period.Unknown.Id) return Period.Unknown;
        var ends = id.Split("..");
        var period = Period.Of(Ends(ends[0]).Start, Ends(ends[^1]).End);
        return period.Id == id ? period : throw new FormatException($"Period '{id}' is called '{period.Id}'.");
    }

    static (DateOnly Start, DateOnly End) Ends(string text)
    {
        var year = int.Parse(text[..4], CultureInfo.InvariantCulture);
        var (month, months) = text.Length == 10 ? (0, 0) : text.Length == 4 ? (1, 12) : text[5] switch
        {
            'H' => ((text[6] - '1') * 6 + 1, 6),
            'Q' => ((text[6] - '1') * 3 + 1, 3),
            _ => (int.Parse(text[5..], CultureInfo.InvariantCulture), 1),
        };
        if (months == 0) return (Day(text), Day(text));
        var start = new DateOnly(year, month, 1);
        return (start, start.AddMonths(months).AddDays(-1));
    }

    static decimal? Number(string? text) =>
        text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    static DateOnly? DayOrNull(string? text) => text is null ? null : Day(text);

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
