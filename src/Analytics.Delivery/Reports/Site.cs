using System.Text;
using Analytics.Charting;
using Analytics.Semantics;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Delivery.Reports;

/// One chart with all that the pages show of it.
sealed record DrawnChart(ReportChart Spec, QueryResult Answer, Citations Citations,
    IReadOnlyDictionary<Language, Scene> Scenes)
{
    /// What the answer warns of, then what the pictures do.
    public IEnumerable<LocalText> Warnings => Answer.Warnings.Concat(Scenes[Language.Chinese].Warnings
        .Zip(Scenes[Language.English].Warnings, (zh, en) => new LocalText(zh, en)));

    public string File(string folder, string extension, Language language) =>
        $"{folder}/{Spec.Id}.{Codes.Of(language)}.{extension}";

    public string DataFile => $"data/{Spec.Id}.csv";
}

/// The output folder: <c>index.html</c>, <c>charts/</c>, <c>data/</c>. Everything is made in memory, then written.
sealed class Site(Workspace workspace, Content content, WarehouseReader reader, IReadOnlyList<ReportSpec> reports)
{
    static readonly Language[] Languages = [Language.Chinese, Language.English];

    public async Task<PagesSummary> WriteAsync(string dataVersion, IProgress<RunProgress>? progress,
        CancellationToken ct)
    {
        var output = new OutputFolder(workspace.OutputFolder);
        var fingerprint = OutputFolder.Fingerprint(content.Fingerprint(), dataVersion, workspace.Principal.Name);
        var count = reports.Sum(report => report.Charts.Count);
        if (output.Holds(fingerprint) is { } held)
            return new PagesSummary(true, output["index.html"], held, count, []);
        using var writer = workspace.Hold();
        var charts = await DrawAsync(count, progress, ct);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(charts.Values, ct, (chart, _) =>
        {
            foreach (var (path, bytes) in FilesOf(chart))
                lock (files) files.Add(path, bytes);
            return ValueTask.CompletedTask;
        });
        var holdings = await Holdings.ReadAsync(reader, ct);
        files.Add("index.html", Encoding.UTF8.GetBytes(Page.Write(reports, charts, holdings)));
        output.Write(fingerprint, files);
        return new PagesSummary(false, output["index.html"], [.. files.Keys], count,
            [.. charts.Values.SelectMany(chart => chart.Warnings.Select(text => (chart.Spec.Id, text)))]);
    }

    // One reader answers one question at a time; pictures follow side by side.
    async Task<IReadOnlyDictionary<string, DrawnChart>> DrawAsync(int count, IProgress<RunProgress>? progress,
        CancellationToken ct)
    {
        var drawn = new Dictionary<string, DrawnChart>(StringComparer.Ordinal);
        foreach (var chart in reports.SelectMany(report => report.Charts))
        {
            var answer = await workspace.QueryAsync(reader, chart.Query, ct);
            var citations = await Citations.ReadAsync(reader, workspace.Principal, answer.Table, ct);
            var spec = chart.Chart with { Source = chart.Chart.Source ?? citations.Line() };
            drawn.Add(chart.Id, new DrawnChart(chart, answer, citations, Languages.ToDictionary(language => language,
                language => Chart.Draw(spec with { Language = language }, answer.Table))));
            progress?.Report(new RunProgress(RunStage.Draw, chart.Chart.Title, drawn.Count, count, null));
        }
        return drawn;
    }

    static IEnumerable<(string Path, byte[] Bytes)> FilesOf(DrawnChart chart)
    {
        foreach (var (language, scene) in chart.Scenes)
        {
            var prefix = $"{chart.Spec.Id}-{Codes.Of(language)}";
            foreach (var surface in Surfaces.All)
                yield return (chart.File("charts", surface.Name, language),
                    surface.Write(scene, new SurfaceOptions(IdPrefix: prefix)));
        }
        // A mark at the start lets spreadsheets read Chinese.
        yield return (chart.DataFile, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(
            CsvWriter.Write(DataTable.Of(chart)))]);
    }
}

static class Codes
{
    public static string Of(Language language) => language == Language.Chinese ? "zh" : "en";
}
