using Analytics.Tables;

namespace Analytics.Warehousing;

/// <summary>What was told otherwise before: by the same figure in an earlier load, else by the document before it in
/// the same series. A figure that is back after it was revoked restates nothing.</summary>
public static class Restatements
{
    // What a figure followed: its own vintage before, or what its series told last before it.
    internal const string Sql = """
        WITH "vintage" AS (
            SELECT f.*, lag(f."value") OVER w AS "own_value", lag(f."bound") OVER w AS "own_bound",
                lag(f."file_key") OVER w AS "own_file_key", lag(f."is_revoked") OVER w AS "own_revoked",
                min(f."epoch") OVER (PARTITION BY f."observation_key", f."source_key") AS "first_epoch",
                row_number() OVER (PARTITION BY f."observation_key", f."source_key", f."figure_id"
                    ORDER BY f."epoch" DESC NULLS LAST) AS "age"
            FROM "fact_observation" f WHERE f."epoch" <= $epoch
            WINDOW w AS (PARTITION BY f."observation_key", f."source_key", f."figure_id" ORDER BY f."epoch")
        ), "told" AS (
            SELECT v.*, lag(v."value") OVER s AS "series_value", lag(v."bound") OVER s AS "series_bound",
                lag(v."file_key") OVER s AS "series_file_key"
            FROM "vintage" v JOIN "dim_source" o ON o."source_key" = v."source_key"
            WHERE v."age" = 1 AND NOT v."is_revoked"
            WINDOW s AS (PARTITION BY v."observation_key"
                ORDER BY v."published_on" NULLS FIRST, v."first_epoch", o."source_id", v."figure_id" DESC NULLS LAST)
        ), "restated" AS (
            SELECT t.*, CASE WHEN t."own_revoked" = FALSE THEN t."own_value" ELSE t."series_value" END AS "before",
                CASE WHEN t."own_revoked" = FALSE THEN t."own_bound" ELSE t."series_bound" END AS "before_bound",
                CASE WHEN t."own_revoked" = FALSE THEN t."own_file_key" ELSE t."series_file_key" END
                    AS "before_file_key"
            FROM "told" t WHERE t."epoch" >= $from
        )
        SELECT r."epoch", r."figure_id", r."dataset", a."name_zh" AS "area_zh", a."name_en" AS "area_en",
            p."label_zh" AS "period_zh", p."label_en" AS "period_en", i."code", i."name_zh" AS "indicator_zh",
            i."name_en" AS "indicator_en", r."before", r."value" AS "after", r."unit", b."path" AS "file_before",
            d."path" AS "file", r."published_on"
        FROM "restated" r
        JOIN "dim_area" a ON a."area_key" = r."area_key"
        JOIN "dim_period" p ON p."period_key" = r."period_key"
        JOIN "dim_indicator" i ON i."indicator_key" = r."indicator_key"
        JOIN "dim_file" d ON d."file_key" = r."file_key"
        JOIN "dim_file" b ON b."file_key" = r."before_file_key"
        WHERE r."value" IS DISTINCT FROM r."before" OR r."bound" IS DISTINCT FROM r."before_bound"
        ORDER BY r."epoch", a."area_id", p."start_on", i."code", r."figure_id"
        """;

    /// <summary>Those of loads from an epoch on, oldest first.</summary>
    /// <param name="reader">The version asked.</param>
    /// <param name="from">The first epoch.</param>
    /// <param name="ct">Interrupts the query.</param>
    public static async Task<IReadOnlyList<Restatement>> ReadAsync(WarehouseReader reader, long from,
        CancellationToken ct) => Read(await reader.QueryAsync(Sql,
            new Dictionary<string, object?> { ["epoch"] = reader.Epoch, ["from"] = from }, null, ct));

    /// <summary>Those of one load, as they were told then; empty where the version asked does not reach it.</summary>
    /// <param name="reader">The version asked.</param>
    /// <param name="epoch">The load's epoch.</param>
    /// <param name="ct">Interrupts the query.</param>
    public static async Task<IReadOnlyList<Restatement>> OfAsync(WarehouseReader reader, long epoch,
        CancellationToken ct) => epoch > reader.Epoch ? [] : Read(await reader.QueryAsync(Sql,
            new Dictionary<string, object?> { ["epoch"] = epoch, ["from"] = epoch }, null, ct));

    internal static IReadOnlyList<Restatement> Read(Table table) => [.. Enumerable.Range(0, table.RowCount)
        .Select(row => new Restatement(table.Text(row, "figure_id")!, table.Text(row, "dataset")!,
            new(table.Text(row, "area_zh")!, table.Text(row, "area_en")!),
            new(table.Text(row, "period_zh")!, table.Text(row, "period_en")!), table.Text(row, "code")!,
            new(table.Text(row, "indicator_zh")!, table.Text(row, "indicator_en")!),
            table[row, "before"] as decimal?, table[row, "after"] as decimal?, table.Text(row, "unit"),
            table.Text(row, "file_before")!, table.Text(row, "file")!, table[row, "published_on"] as DateOnly?))];
}
