using Analytics.Pipelines;
using Analytics.Tables;

namespace Analytics.Etl.Published;

/// Grain: one published document, with the series its author continues in it.
sealed class SourcesJob : Job
{
    public override string Name => "sources";

    public override LocalText Title { get; } = new("来源文件", "Source documents");

    public override IReadOnlyList<string> Inputs => [PublishedFiles.Sources, PublishedFiles.Series];

    public override async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var series = Cells.By(context.ReadCsv(PublishedFiles.Series, "source_id", "series_id"), "source_id");
        var rows = new List<object?[]>();
        foreach (var row in Cells.By(context.ReadCsv(PublishedFiles.Sources, "source_id", "url"), "source_id").Values)
        {
            if (!series.TryGetValue(row["source_id"], out var author))
            {
                context.Reject(row.File, row.Row, "source_id", row["source_id"], "a source of source-series.csv",
                    "source-unknown");
                continue;
            }
            rows.Add(
            [
                StableKey.Of("source", row["source_id"]), row["source_id"], author["series_id"], row["title"],
                row["publisher"], author["author_zh"], author["author_en"], Cells.Flag(author, "is_repost"),
                row.Optional("area"), row.Optional("period"), row.Optional("url"), Cells.Day(author, "published_on"),
                author["published_precision"], row.Optional("document_kind"),
            ]);
        }
        await context.LoadDimensionAsync("dim_source", ["source_key"],
            ["source_key", "source_id", "series_id", "title", "publisher", "author_zh", "author_en", "is_repost",
                "area_name", "period_text", "url", "published_on", "published_precision", "document_kind"], rows, ct);
    }
}
