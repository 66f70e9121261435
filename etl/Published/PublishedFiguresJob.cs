using System.Globalization;
using Analytics.Pipelines;
using Analytics.Tables;

namespace Analytics.Etl.Published;

/// Grain: one printed figure of one source. A figure without exactly one indicator variant, area version, period, scope
/// and unit is a reject.
sealed class PublishedFiguresJob : Job
{
    public override string Name => "published-figures";

    public override LocalText Title { get; } = new("公开发布的数值", "Published figures");

    public override IReadOnlyList<string> Inputs => PublishedFigures.Inputs;

    public override IReadOnlyList<string> DependsOn => ["areas", "indicators", "sources"];

    public override async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var read = PublishedFigures.Read(context.ReadCsv);
        foreach (var refusal in read.Refusals)
            context.Reject(refusal.Row.File, refusal.Row.Row, refusal.Column, refusal.Row[refusal.Column],
                refusal.Expected, refusal.Code);
        await LoadDimensionsAsync(context, read, ct);
        var file = await context.LoadFileAsync(PublishedFiles.Figures, ct);
        await context.LoadFactsAsync(Observations.Columns,
            read.Figures.Select(figure => Fact(figure, context.ReceivedOn, file)), [PublishedFiles.Figures], ct);
    }

    static async Task LoadDimensionsAsync(JobContext context, PublishedFigures read, CancellationToken ct)
    {
        await context.LoadDimensionAsync("dim_reporting_group", ["reporting_group_key"],
            ["reporting_group_key", "group_id", "name_zh", "name_en", "area_key", "note"],
            read.Groups.Select(row => (object?[])
            [
                GroupKey(row["group_id"]), row["group_id"], row["area_name"], row["name_en"],
                StableKey.Of("area", row["area_id"]), row.Optional("note"),
            ]), ct);
        await Observations.LoadPeriodsAsync(context, read.Figures.Select(figure => figure.Period), ct);
        await context.LoadDimensionAsync("dim_scope", ["scope_key"],
            ["scope_key", "scope_id", .. Scopes.Dimensions],
            read.Figures.Select(figure => figure.ScopeId).Where(id => id.Length > 0).Distinct().Select(id =>
                (object?[])[ScopeKey(id), id, .. Scopes.Dimensions.Select(d => Scopes.ValueOf(id, d) ?? "unstated")]),
            ct);
    }

    static object?[] Fact(PublishedFigure figure, DateOnly receivedOn, long file)
    {
        var row = figure.Row;
        return
        [
            figure.ObservationKey, StableKey.Of("source", figure.SourceId), figure.FigureId, PublishedFigures.Dataset,
            StableKey.Of("indicator", figure.IndicatorCode), StableKey.Of("area", figure.AreaId),
            GroupKey(figure.GroupId), figure.Period.Key, ScopeKey(figure.ScopeId), figure.SeriesId, row["value"],
            row["unit"], figure.Bound, figure.Value, figure.Unit, "unstated", figure.PublishedOn, receivedOn, file,
            row.Row, row.Optional("locator"), row["indicator_as_reported"], row["indicator_code"], row.Optional("note"),
            HashOf(figure),
        ];
    }

    // What makes a new vintage: not the row's place in the file, nor the day it was received.
    static string HashOf(PublishedFigure figure) => StableKey.Of("vintage", figure.Row["value"],
        figure.Row["unit"], figure.Bound, figure.Value.ToString(CultureInfo.InvariantCulture), figure.Unit,
        figure.PublishedOn?.ToString("O", CultureInfo.InvariantCulture), figure.Row["locator"],
        figure.Row["indicator_as_reported"], figure.Row["note"]).ToString("x16", CultureInfo.InvariantCulture);

    static long GroupKey(string id) => id.Length == 0 ? StableKey.Unknown : StableKey.Of("reporting-group", id);

    static long ScopeKey(string id) => id.Length == 0 ? StableKey.Unknown : StableKey.Of("scope", id);
}
