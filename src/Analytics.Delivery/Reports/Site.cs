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

/// One page: the reports of a dataset.
sealed record SitePage(string Dataset, IReadOnlyList<ReportSpec> Reports, Holdings Holdings)
{
    public const string Published = "published";

    public string File => Dataset == Published ? "index.html" : Dataset + ".html";

    public LocalText Title => TextCatalog.BuiltIn["page.title." + Dataset];

    public LocalText Subtitle => TextCatalog.BuiltIn["page.subtitle." + Dataset];
}

/// The output folder: a page for each dataset, <c>checks.html</c>, <c>charts/</c>, <c>data/</c>.
/// Everything is made in memory, then written.
sealed class Site(Workspace workspace, Content content, WarehouseReader reader, IReadOnlyList<ReportSpec> reports)
{
    static readonly Language[] Languages = [Language.Chinese, Language.English];

    public async Task<PagesSummary> WriteAsync(string dataVersion, IProgress<RunProgress>? progress,
        CancellationToken ct)
    {
        var output = new OutputFolder(workspace.OutputFolder);
        var fingerprint = OutputFolder.Fingerprint(content.Fingerprint(), dataVersion, workspace.Principal.Name);
        var pages = await PagesAsync(ct);
        var count = pages.Sum(page => page.Reports.Sum(report => report.Charts.Count));
        if (output.Holds(fingerprint) is { } held)
            return new PagesSummary(true, output["index.html"], held, count, []);
        using var writer = workspace.Hold();
        var charts = await DrawAsync(pages, count, progress, ct);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(charts.Values, ct, (chart, _) =>
        {
            foreach (var (path, bytes) in FilesOf(chart))
                lock (files) files.Add(path, bytes);
            return ValueTask.CompletedTask;
        });
        var checks = await workspace.CheckAsync(reader, ct);
        foreach (var page in pages)
            files.Add(page.File, Encoding.UTF8.GetBytes(Page.Write(page, charts, pages, checks.Totals)));
        files.Add(CheckPage.File, Encoding.UTF8.GetBytes(CheckPage.Write(checks)));
        output.Write(fingerprint, files);
        return new PagesSummary(false, output["index.html"], [.. files.Keys], count,
            [.. charts.Values.SelectMany(chart => chart.Warnings.Select(text => (chart.Spec.Id, text)))]);
    }

    // The published figures have their page always; another dataset where the version holds figures of it.
    async Task<IReadOnlyList<SitePage>> PagesAsync(CancellationToken ct)
    {
        var pages = new List<SitePage>();
        foreach (var group in reports.GroupBy(report => report.Dataset)
            .OrderBy(group => group.Key == SitePage.Published ? 0 : 1).ThenBy(group => group.Key))
            if (await Holdings.ReadAsync(reader, group.Key, ct) is var holdings
                && (group.Key == SitePage.Published || holdings.Figures > 0))
                pages.Add(new SitePage(group.Key, [.. group], holdings));
        return pages;
    }

    // One reader answers one question at a time; pictures follow side by side. What is published is computed by two
    // plans, and one difference stops the run: the old pages stay.
    async Task<IReadOnlyDictionary<string, DrawnChart>> DrawAsync(IReadOnlyList<SitePage> pages, int count,
        IProgress<RunProgress>? progress, CancellationToken ct)
    {
        var drawn = new Dictionary<string, DrawnChart>(StringComparer.Ordinal);
        var second = VerificationData.Of(reader);
        foreach (var chart in pages.SelectMany(page => page.Reports).SelectMany(report => report.Charts))
        {
            var answer = await workspace.QueryAsync(reader, chart.Query, second, ct);
            var citations = await Citations.ReadAsync(reader, workspace.Principal, answer.Table, ct);
            var spec = workspace.Completed(chart.Chart, answer, citations);
            var table = workspace.Charted(answer, citations);
            drawn.Add(chart.Id, new DrawnChart(chart, answer, citations, Languages.ToDictionary(language => language,
                language => Chart.Draw(spec with { Language = language }, table))));
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
