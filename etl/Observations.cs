using Analytics.Etl.Reference;
using Analytics.Pipelines;
using Analytics.Tables;

namespace Analytics.Etl;

/// What every job that loads observations does alike.
static class Observations
{
    public static IReadOnlyList<string> Columns { get; } = ["observation_key", "source_key", "figure_id", "dataset",
        "indicator_key", "area_key", "reporting_group_key", "period_key", "scope_key", "series_id", "printed_text",
        "printed_unit", "bound", "value", "unit", "status", "published_on", "received_on", "file_key", "row_number",
        "locator", "reported_name", "reported_code", "note", "row_hash"];

    /// What is equal here is one quantity of one series.
    public static long KeyOf(string dataset, string indicatorCode, string areaId, string groupId, Period period,
        string scopeId, string seriesId) =>
        StableKey.Of("observation", dataset, indicatorCode, areaId, groupId, period.Id, scopeId, seriesId);

    public static Task LoadPeriodsAsync(JobContext context, IEnumerable<Period> periods, CancellationToken ct) =>
        context.LoadDimensionAsync("dim_period", ["period_key"], Period.Columns,
            periods.Where(period => period.Key != StableKey.Unknown).DistinctBy(period => period.Id)
                .Select(period => period.Row), ct);
}
