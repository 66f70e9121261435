using Analytics.Tables;

namespace Analytics.Warehousing;

public sealed partial class LoadSession
{
    static readonly string[] FactColumns = ["observation_key", "source_key", "epoch", "figure_id", "dataset",
        "indicator_key", "area_key", "reporting_group_key", "period_key", "scope_key", "series_id", "printed_text",
        "printed_unit", "bound", "value", "unit", "status", "published_on", "received_on", "is_revoked", "file_key",
        "row_number", "locator", "reported_name", "reported_code", "note", "row_hash", "sheet", "cell", "byte_offset"];

    const string Same = """
        l."observation_key" = s."observation_key" AND l."source_key" = s."source_key"
        AND l."figure_id" = s."figure_id"
        """;

    const string Latest = """
        (SELECT * FROM (SELECT f.*, row_number() OVER (
            PARTITION BY f."observation_key", f."source_key", f."figure_id"
            ORDER BY f."epoch" DESC NULLS LAST) AS "rank"
          FROM "fact_observation" f) q WHERE q."rank" = 1)
        """;

    /// <summary>Appends observations that are new or differ from their latest vintage by <c>row_hash</c>, and a
    /// revocation for each that was in one of these files and is there no longer. No row is ever updated.</summary>
    /// <param name="columns">Columns of <c>fact_observation</c> without <c>epoch</c> and <c>is_revoked</c>.</param>
    /// <param name="rows">All observations of the files, one for each observation, source and figure.</param>
    /// <param name="paths">The files the rows were read from, as in <c>dim_file.path</c>; one that ends in <c>/</c>
    /// stands for every file below it, those that are gone included.</param>
    /// <param name="receivedOn">The day of the load, for revocations.</param>
    /// <param name="ct">Stops between rows.</param>
    /// <exception cref="AnalyticsException"><c>fact-duplicate</c>: one figure stands twice.</exception>
    public async Task<FactCounts> AppendFactsAsync(IReadOnlyList<string> columns, IEnumerable<object?[]> rows,
        IReadOnlyCollection<string> paths, DateOnly receivedOn, CancellationToken ct)
    {
        await StageAsync("fact_observation", "stg_observation", [.. columns, "epoch", "is_revoked"],
            rows.Select(row => (object?[])[.. row, Epoch, false]), ct);
        if (await _connection.ScalarAsync("""
            SELECT min("figure_id") AS f FROM (SELECT "figure_id" FROM "stg_observation"
            GROUP BY "observation_key", "source_key", "figure_id" HAVING count(*) > 1) q
            """, ct) is string twice)
            throw WarehouseErrors.FactDuplicate(twice);
        return await WholeAsync(async () =>
        {
            await _connection.ExecuteAsync(
                $"CREATE TABLE \"stg_latest\" AS SELECT {Dialect.QuoteAll(FactColumns)} FROM {Latest} z", ct);
            var revoked = await RevokeAsync(paths, receivedOn, ct);
            var corrected = await AppendAsync(
                "JOIN \"stg_latest\" l ON " + Same,
                "WHERE l.\"is_revoked\" OR l.\"row_hash\" IS DISTINCT FROM s.\"row_hash\"", ct);
            var added = await AppendAsync(
                "LEFT JOIN \"stg_latest\" l ON " + Same, "WHERE l.\"observation_key\" IS NULL", ct);
            var staged = await _connection.CountAsync("SELECT count(*) AS n FROM \"stg_observation\"", ct);
            await _connection.ExecuteAsync("DROP TABLE \"stg_latest\"", ct);
            await _connection.ExecuteAsync("DROP TABLE \"stg_observation\"", ct);
            return new FactCounts(added, staged - added - corrected, corrected, revoked);
        }, ct);
    }

    Task<int> AppendAsync(string join, string where, CancellationToken ct) => _connection.ExecuteAsync($"""
        INSERT INTO "fact_observation" ({Dialect.QuoteAll(FactColumns)})
        SELECT {string.Join(", ", FactColumns.Select(c => "s." + Dialect.Quote(c)))}
        FROM "stg_observation" s {join} {where}
        """, ct);

    async Task<long> RevokeAsync(IReadOnlyCollection<string> paths, DateOnly receivedOn, CancellationToken ct)
    {
        long revoked = 0;
        var select = string.Join(", ", FactColumns.Select(c => c switch
        {
            "epoch" => "CAST($epoch AS bigint)",
            "received_on" => "CAST($received AS date)",
            "is_revoked" => "TRUE",
            _ => "l." + Dialect.Quote(c),
        }));
        foreach (var path in paths)
        {
            var place = path.EndsWith('/') ? "left(f.\"path\", length(CAST($path AS text)))" : "f.\"path\"";
            revoked += await _connection.ExecuteAsync($"""
                INSERT INTO "fact_observation" ({Dialect.QuoteAll(FactColumns)})
                SELECT {select} FROM "stg_latest" l
                JOIN "dim_file" f ON f."file_key" = l."file_key"
                LEFT JOIN "stg_observation" s ON {Same}
                WHERE {place} = $path AND NOT l."is_revoked" AND s."observation_key" IS NULL
                """, ct, ("epoch", Epoch), ("received", receivedOn), ("path", path));
        }
        return revoked;
    }
}
