using System.Globalization;
using Analytics.Etl.Reference;
using Analytics.Pipelines;
using Analytics.Tables;

namespace Analytics.Etl.Simulated;

/// Grain: one number of a file in the inbox. Every file is a source document that says it is simulated; the dataset is
/// its own, so that no question sees it unasked.
sealed class SimulatedPanelJob : Job
{
    public override string Name => "simulated-panel";

    public override LocalText Title { get; } = new("模拟数据（各区报送）", "Simulated data of districts");

    public override IReadOnlyList<string> Inputs => Areas.Inputs;

    public override string? Inbox => SimulatedPanel.Inbox;

    public override IReadOnlyList<string> DependsOn => ["areas", "indicators"];

    public override async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var read = context.InboxFiles.Count == 0 ? null
            : SimulatedFigures.Read(context.ReadCsv, context.InboxFiles);
        var figures = read?.Figures ?? [];
        foreach (var refusal in read?.Refusals ?? [])
            context.Reject(refusal.Row.File, refusal.Row.Row, refusal.Column, refusal.Row[refusal.Column],
                refusal.Expected, refusal.Code);
        var files = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var file in context.InboxFiles) files.Add(file, await context.LoadFileAsync(file, ct));
        if (figures.Count > 0) await LoadDimensionsAsync(context, figures, ct);
        await context.LoadFactsAsync(Observations.Columns,
            figures.Select(figure => Fact(figure, context.ReceivedOn, files[figure.Row.File])),
            [context.InboxFolder], ct);
    }

    static async Task LoadDimensionsAsync(JobContext context, IReadOnlyList<SimulatedFigure> figures,
        CancellationToken ct)
    {
        await Observations.LoadPeriodsAsync(context, figures.Select(figure => figure.Period), ct);
        await context.LoadDimensionAsync("dim_source", ["source_key"],
            ["source_key", "source_id", "series_id", "title", "publisher", "author_zh", "author_en", "is_repost",
                "area_name", "period_text", "url", "published_on", "published_precision", "document_kind"],
            figures.GroupBy(figure => figure.SourceId).Select(Source), ct);
    }

    // The report of a year may correct earlier ones: its own year is the latest.
    static object?[] Source(IGrouping<string, SimulatedFigure> figures)
    {
        var own = figures.MaxBy(figure => figure.Period.End)!;
        var area = own.Area;
        return
        [
            StableKey.Of("source", own.SourceId), own.SourceId, own.SeriesId,
            $"【模拟数据，非真实统计】{area.Name}{own.Period.Id}年法治统计报表", $"{area.Name}（模拟）", $"{area.Name}（模拟）",
            $"{area.NameEnglish} (simulated)", false, area.Name, own.Period.Id, null, own.PublishedOn, "day", "模拟报表",
        ];
    }

    static object?[] Fact(SimulatedFigure figure, DateOnly receivedOn, long file)
    {
        var row = figure.Row;
        return
        [
            figure.ObservationKey, StableKey.Of("source", figure.SourceId), figure.FigureId, SimulatedFigure.Dataset,
            StableKey.Of("indicator", figure.Indicator.Code), figure.Area.Key, StableKey.Unknown, figure.Period.Key,
            StableKey.Unknown, figure.SeriesId, row[ReportFile.Value], row[ReportFile.Unit], "exact", figure.Value,
            figure.Indicator.Unit, figure.Status, figure.PublishedOn, receivedOn, file, row.Row, null,
            row[ReportFile.Indicator], figure.Indicator.Code, row.Optional(ReportFile.Note), HashOf(figure),
        ];
    }

    static string HashOf(SimulatedFigure figure) => StableKey.Of("vintage", figure.Row[ReportFile.Value],
        figure.Status, figure.PublishedOn.ToString("O", CultureInfo.InvariantCulture),
        figure.Row.Optional(ReportFile.Note)).ToString("x16", CultureInfo.InvariantCulture);
}
