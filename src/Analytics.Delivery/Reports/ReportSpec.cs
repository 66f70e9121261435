using System.Text.Json;
using Analytics.Charting;
using Analytics.Semantics;
using Analytics.Semantics.Models;
using Analytics.Tables;

namespace Analytics.Delivery.Reports;

/// <summary>A chart of a report: a question and how its answer is drawn.</summary>
/// <param name="Id">Unique over all reports; letters, digits and hyphens. Names the chart's files.</param>
/// <param name="Query">The question.</param>
/// <param name="Chart">How it is drawn.</param>
/// <param name="Note">What a reader must know of it; null for nothing.</param>
public sealed record ReportChart(string Id, Query Query, ChartSpec Chart, LocalText? Note);

/// <summary>A subject's part of the pages, from its <c>report.json</c>.</summary>
/// <param name="Id">The folder of the file in kebab-case.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Intro">What it shows and how to read it.</param>
/// <param name="Charts">At least one, in order; all of one dataset.</param>
public sealed record ReportSpec(string Id, LocalText Title, LocalText Intro, IReadOnlyList<ReportChart> Charts)
{
    /// <summary>The dataset its charts ask for. Each has a page of its own.</summary>
    public string Dataset => Charts[0].Query.Datasets[0];

    static readonly string[] Parts = ["title", "intro", "charts"], ChartParts = ["id", "query", "chart", "note"];

    /// <summary>Reads a report.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="json">One object.</param>
    /// <param name="place">The file's name, for errors.</param>
    /// <exception cref="AnalyticsException"><c>report-invalid</c>, <c>report-entry</c>, or an error of the query.
    /// </exception>
    public static ReportSpec Parse(string id, string json, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            Only(root, Parts, place);
            var charts = root.TryGetProperty("charts", out var list) && list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray().Select((chart, i) => ChartOf(chart, $"{place}: charts[{i}]")).ToArray() : [];
            if (charts.Length == 0) throw DeliveryErrors.ReportInvalid(place, "charts: expected at least one");
            return new ReportSpec(id, Text(root, "title", place), Text(root, "intro", place), charts);
        }
        catch (JsonException error)
        {
            throw DeliveryErrors.ReportInvalid($"{place}:{(error.LineNumber ?? 0) + 1}", error.Message, error);
        }
    }

    internal static IReadOnlyList<ReportSpec> ReadAll(Content content, SemanticModel model)
    {
        var reports = content.Files("report.json").Select(file => Parse(
            JsonNamingPolicy.KebabCaseLower.ConvertName(Path.GetFileName(Path.GetDirectoryName(file)!)),
            File.ReadAllText(file), content.NameOf(file))).ToArray();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var report in reports)
            foreach (var chart in report.Charts)
            {
                if (chart.Query.Datasets is not [var dataset] || dataset != report.Dataset)
                    throw DeliveryErrors.ReportInvalid($"{report.Id}/{chart.Id}",
                        $"expected the one dataset '{report.Dataset}' in every query of a report");
                if (!seen.Add(chart.Id)) throw DeliveryErrors.ReportInvalid(report.Id, $"'{chart.Id}' stands twice");
                foreach (var measure in chart.Query.Measures)
                    model.Named(measure.Split('/')[0], $"{report.Id}/{chart.Id}");
            }
        return reports;
    }

    static ReportChart ChartOf(JsonElement element, string place)
    {
        Only(element, ChartParts, place);
        var id = Required(element, "id", place).GetString() ?? "";
        if (id.Length == 0 || !char.IsAsciiLetterLower(id[0]) || id.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
            throw DeliveryErrors.ReportInvalid(place, $"id is '{id}', expected letters, digits and hyphens");
        var query = QueryJson.Parse(Required(element, "query", place).GetRawText(), $"{place}.query");
        try
        {
            var chart = ChartSpec.Parse(Required(element, "chart", place).GetRawText());
            return new ReportChart(id, query, chart, element.TryGetProperty("note", out _)
                ? Text(element, "note", place) : null);
        }
        catch (AnalyticsException error) when (error.Code == "chart-spec-invalid")
        {
            throw DeliveryErrors.ReportEntry($"{place}.chart", error);
        }
    }

    static LocalText Text(JsonElement element, string name, string place)
    {
        var text = Required(element, name, place);
        Only(text, ["zh", "en"], $"{place}.{name}");
        return new LocalText(In("zh"), In("en"));

        string In(string language) => Required(text, language, $"{place}.{name}").GetString() is { Length: > 0 } words
            ? words : throw DeliveryErrors.ReportInvalid($"{place}.{name}", $"{language} is empty");
    }

    static JsonElement Required(JsonElement element, string name, string place) =>
        element.TryGetProperty(name, out var value) ? value
        : throw DeliveryErrors.ReportInvalid(place, $"'{name}' is missing");

    static void Only(JsonElement element, IReadOnlyList<string> known, string place)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw DeliveryErrors.ReportInvalid(place, $"found {element.ValueKind}, expected an object");
        foreach (var property in element.EnumerateObject())
            if (!known.Contains(property.Name))
                throw DeliveryErrors.ReportInvalid(place,
                    $"'{property.Name}' is not known here; known: {string.Join(", ", known)}");
    }
}
