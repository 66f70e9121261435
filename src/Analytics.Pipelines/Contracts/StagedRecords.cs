using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Pipelines.Contracts;

/// The records of a load in staging tables: one row a record, and one a value, given or asked of history.
sealed class StagedRecords(LoadSession load, Contract contract, IReadOnlyList<ContractRecord> records, string dataset)
{
    static readonly string[] ValueColumns = ["record_id", "kind", "field", "position", "indicator_code", "area_id",
        "start_on", "end_on", "scope_id", "value", "bound", "path", "sheet", "locator"];

    /// Every vintage that stands, and what this load says; of several, what this load says, then the latest.
    const string History = """
        WITH "said" AS (
          SELECT i."code" AS "indicator_code", r."area_id" AS "area_id", p."start_on" AS "start_on",
            p."end_on" AS "end_on", s."scope_id" AS "scope_id", v."value" AS "value", v."bound" AS "bound",
            d."path" AS "path", coalesce(v."cell", v."locator") AS "locator", 1 AS "turn", v."epoch" AS "epoch"
          FROM (SELECT f.*, row_number() OVER (PARTITION BY f."observation_key", f."source_key", f."figure_id"
                  ORDER BY f."epoch" DESC NULLS LAST) AS "rank"
                FROM "fact_observation" f WHERE f."dataset" = $dataset) v
          JOIN "dim_indicator" i ON i."indicator_key" = v."indicator_key"
          JOIN "dim_area" r ON r."area_key" = v."area_key"
          JOIN "dim_period" p ON p."period_key" = v."period_key"
          JOIN "dim_scope" s ON s."scope_key" = v."scope_key"
          JOIN "dim_file" d ON d."file_key" = v."file_key"
          WHERE v."rank" = 1 AND NOT v."is_revoked" AND v."value" IS NOT NULL
          UNION ALL
          SELECT "indicator_code", "area_id", "start_on", "end_on", "scope_id", "value", "bound", "path", "locator",
            0 AS "turn", CAST(0 AS bigint) AS "epoch"
          FROM "stg_contract_value" WHERE "kind" = 'given' AND "indicator_code" IS NOT NULL),
        "history" AS (
          SELECT * FROM (SELECT z.*, row_number() OVER (
              PARTITION BY "indicator_code", "area_id", "start_on", "end_on", "scope_id"
              ORDER BY "turn", "epoch" DESC NULLS LAST, "path", "locator") AS "place" FROM "said" z) q
          WHERE "place" = 1)
        """;

    public Contract Contract => contract;

    public IReadOnlyList<ContractRecord> Records => records;

    /// The records that no rule has refused yet, with their places among all.
    public IEnumerable<(int Index, ContractRecord Record)> Valid =>
        records.Select((record, index) => (index, record)).Where(pair => !pair.record.IsRejected);

    public async Task WriteAsync(CancellationToken ct)
    {
        await DropAsync(ct);
        await ExecuteAsync("""
            CREATE TABLE "stg_contract_record" ("record_id" bigint NOT NULL, "key_text" text)
            """, ct);
        await ExecuteAsync("""
            CREATE TABLE "stg_contract_value" ("record_id" bigint NOT NULL, "kind" text, "field" text,
                "position" bigint, "indicator_code" text, "area_id" text, "start_on" date, "end_on" date,
                "scope_id" text, "value" numeric(18,6), "bound" text, "path" text, "sheet" text, "locator" text)
            """, ct);
        await load.WriteAsync("stg_contract_record", ["record_id", "key_text"],
            from pair in Valid
            let key = pair.Record.KeyOf(contract)
            where key is not null
            select (object?[])[(long)pair.Index, key], ct);
        await load.WriteAsync("stg_contract_value", ValueColumns,
            Valid.SelectMany(pair => Values(pair.Index, pair.Record)), ct);
    }

    public async Task DropAsync(CancellationToken ct)
    {
        foreach (var table in new[] { "stg_contract_record", "stg_contract_value" })
            await ExecuteAsync($"DROP TABLE IF EXISTS \"{table}\"", ct);
    }

    public Task<Table> QueryAsync(string sql, CancellationToken ct, params (string, object?)[] parameters) =>
        load.QueryAsync(sql, parameters.ToDictionary(p => p.Item1, p => p.Item2), ct);

    /// What history says to the values asked of it, where a condition holds.
    public Task<Table> HistoryAsync(string kind, string where, CancellationToken ct,
        params (string, object?)[] parameters) => QueryAsync($"""
        {History}
        SELECT a."record_id" AS "record", a."field" AS "field", h."value" AS "previous", h."bound" AS "bound",
          h."path" AS "path", h."locator" AS "locator"
        FROM "stg_contract_value" a JOIN "history" h
          ON h."indicator_code" = a."indicator_code" AND h."area_id" = a."area_id" AND h."start_on" = a."start_on"
          AND h."end_on" = a."end_on" AND h."scope_id" = a."scope_id"
        WHERE a."kind" = $kind AND {where} ORDER BY a."record_id", a."position"
        """, ct, [("kind", kind), ("dataset", dataset), .. parameters]);

    IEnumerable<object?[]> Values(int index, ContractRecord record)
    {
        if (contract.Area is not { } area || record[area.Name]?.Member is not { } member) yield break;
        if (contract.Period is not { } column || record[column.Name]?.Period is not { } period) yield break;
        for (var i = 0; i < contract.Columns.Count; i++)
        {
            var field = contract.Columns[i];
            if (field.Indicator is null || field.Shift != 0) continue;
            if (record[field.Name] is { Number: { } number } value)
            {
                yield return Row("given", field, i, period, number, value);
                yield return Row("before", field, i, period.Before, number, value);
            }
            // What the year before said is asked for whether or not this year says something.
            yield return Row("year", field, i, period.InYear(-1), null, null);
        }

        object?[] Row(string kind, ContractColumn field, int position, ContractPeriod asked, decimal? number,
            ContractValue? value) =>
        [
            (long)index, kind, field.Name, (long)position, field.Indicator, member.Id, asked.Start, asked.End,
            field.Scope, number, value?.Bound, record.Source.Row.File, record.Source.Row.Sheet, value?.Place.Address,
        ];
    }

    Task<int> ExecuteAsync(string sql, CancellationToken ct) =>
        load.ExecuteAsync(sql, new Dictionary<string, object?>(), ct);
}
