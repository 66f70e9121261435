using System.Globalization;
using Analytics.Etl.Published;
using Analytics.Etl.Reference;
using Analytics.Pipelines;
using Analytics.Tables;

namespace Analytics.Etl.Duties;

/// Grain: one annual report on law-based government whose day of publication is known. Its value is the days from the
/// end of the year reported on; at most so many, for a report may have been made before the page that shows it.
sealed class AnnualReportsJob : Job
{
    const string Code = "ORG-951";
    const string Kind = "法治政府建设年度报告";

    public override string Name => "annual-reports";

    public override LocalText Title { get; } = new("法治政府建设年度报告的发布日", "Days of annual reports");

    public override IReadOnlyList<string> Inputs => [PublishedFiles.Sources, PublishedFiles.Series, .. Areas.Inputs];

    public override IReadOnlyList<string> DependsOn => ["areas", "indicators", "sources"];

    public override async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var areas = Areas.Read(context.ReadCsv);
        var series = Cells.By(context.ReadCsv(PublishedFiles.Series, "source_id", "series_id"), "source_id");
        var file = await context.LoadFileAsync(PublishedFiles.Sources, ct);
        var (facts, periods) = (new List<object?[]>(), new List<Period>());
        foreach (var row in context.ReadCsv(PublishedFiles.Sources, "source_id", "document_kind", "published_date"))
        {
            if (row["document_kind"] != Kind || !Cells.TryDay(row["published_date"], out var published)) continue;
            if (!series.TryGetValue(row["source_id"], out var author)) continue;
            if (YearOf(row["period"]) is not { } period || published <= period.End)
                Reject("period", "a year that ended before the report", "period-invalid");
            else if (areas.All.Where(a => a.Name == row["area"] && a.IsValidOn(period.End!.Value)).ToArray()
                is not [var area])
                Reject("area", "one area valid at the end of the year", "area-unknown");
            else
            {
                periods.Add(period);
                facts.Add(Fact(row, author, area, period, published, context.ReceivedOn, file));
            }

            void Reject(string column, string expected, string code) =>
                context.Reject(row.File, row.Row, column, row[column], expected, code);
        }
        await Observations.LoadPeriodsAsync(context, periods, ct);
        await context.LoadFactsAsync(Observations.Columns, facts, [PublishedFiles.Sources], ct);
    }

    static object?[] Fact(CsvRow row, CsvRow author, Area area, Period period, DateOnly published, DateOnly receivedOn,
        long file)
    {
        var days = (decimal)(published.DayNumber - period.End!.Value.DayNumber);
        var (source, series) = (row["source_id"], author["series_id"]);
        return
        [
            StableKey.Of("observation", PublishedFigures.Dataset, Code, area.Id, "", period.Id, "", series),
            StableKey.Of("source", source), $"{source}/annual_report_published/{area.Id}/{period.Id}",
            PublishedFigures.Dataset, StableKey.Of("indicator", Code), area.Key, StableKey.Unknown, period.Key,
            StableKey.Unknown, series, row["published_date"], null, "at_most", days, "天", "unstated", published,
            receivedOn, file, row.Row, "published_date", row["title"], "annual_report_published", null,
            StableKey.Of("vintage", row["published_date"], row["title"]).ToString("x16", CultureInfo.InvariantCulture),
        ];
    }

    static Period? YearOf(string text) =>
        text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year > 0 ? Period.Of(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)) : null;
}
