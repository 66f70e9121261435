using System.Data.Common;
using Analytics.Tables;

namespace Analytics.Warehousing;

public sealed partial class LoadSession
{
    static readonly (string Table, string Key)[] Dimensions =
    [
        ("dim_area", "area_key"), ("dim_department", "department_key"), ("dim_duty", "duty_key"),
        ("dim_file", "file_key"), ("dim_framework", "framework_key"), ("dim_framework_node", "framework_node_key"),
        ("dim_indicator", "indicator_key"), ("dim_period", "period_key"),
        ("dim_reporting_group", "reporting_group_key"), ("dim_scope", "scope_key"), ("dim_source", "source_key"),
    ];

    static readonly string[] FactKeys = ["area_key", "file_key", "indicator_key", "period_key",
        "reporting_group_key", "scope_key", "source_key"];

    /// <summary>Checks that keys are unique, every key of a fact has its row, unknown members exist, words are among
    /// the known ones, no fact is from a later epoch, and no vintage stands twice.</summary>
    /// <exception cref="AnalyticsException"><c>warehouse-check-failed</c>, with the check and the rows against it.
    /// </exception>
    public async Task VerifyAsync(CancellationToken ct)
    {
        if (await FailedCheckAsync(_connection, Dialect, Epoch, ct) is { } failed)
            throw WarehouseErrors.CheckFailed(failed.Name, failed.Rows);
        _verified = true;
    }

    /// The first check that does not hold, with the rows against it; null where all do.
    internal static async Task<(string Name, long Rows)?> FailedCheckAsync(DbConnection connection,
        SqlDialect dialect, long epoch, CancellationToken ct)
    {
        foreach (var (name, sql) in Checks(dialect))
        {
            var rows = sql.Contains("$epoch", StringComparison.Ordinal)
                ? await connection.CountAsync(sql, ct, ("epoch", epoch)) : await connection.CountAsync(sql, ct);
            if (rows > 0) return (name, rows);
        }
        return null;
    }

    static IEnumerable<(string Name, string Sql)> Checks(SqlDialect dialect)
    {
        foreach (var (table, key) in Dimensions)
        {
            var (t, k) = (dialect.Quote(table), dialect.Quote(key));
            yield return ($"{table}.{key} unique",
                $"SELECT count(*) AS n FROM (SELECT {k} FROM {t} GROUP BY {k} HAVING count(*) > 1) q");
            yield return ($"{table} unknown member",
                $"SELECT CASE WHEN count(*) = 1 THEN 0 ELSE 1 END AS n FROM {t} WHERE {k} = 0");
            if (FactKeys.Contains(key))
                yield return ($"fact_observation.{key} in {table}", $"""
                    SELECT count(*) AS n FROM "fact_observation" f
                    LEFT JOIN {t} d ON d.{k} = f.{k} WHERE d.{k} IS NULL
                    """);
        }
        yield return ("dim_framework_node.framework_key in dim_framework", """
            SELECT count(*) AS n FROM "dim_framework_node" f
            LEFT JOIN "dim_framework" d ON d."framework_key" = f."framework_key" WHERE d."framework_key" IS NULL
            """);
        yield return ("fact_observation vintages unique", """
            SELECT count(*) AS n FROM (SELECT "figure_id" FROM "fact_observation"
            GROUP BY "observation_key", "source_key", "figure_id", "epoch" HAVING count(*) > 1) q
            """);
        // A vintage equal to the one before it: a row that was loaded again though nothing had changed.
        yield return ("fact_observation vintages differ", """
            SELECT count(*) AS n FROM (SELECT f."row_hash", f."is_revoked",
                lag(f."row_hash") OVER w AS "hash_before", lag(f."is_revoked") OVER w AS "revoked_before"
              FROM "fact_observation" f
              WINDOW w AS (PARTITION BY f."observation_key", f."source_key", f."figure_id" ORDER BY f."epoch")) q
            WHERE "row_hash" = "hash_before" AND "is_revoked" = "revoked_before"
            """);
        yield return ("fact_observation.epoch within the version", """
            SELECT count(*) AS n FROM "fact_observation" WHERE "epoch" < 1 OR "epoch" > $epoch
            """);
        yield return ("load_batch unique and within the version", """
            SELECT count(*) AS n FROM (SELECT max("epoch") AS "last" FROM "load_batch"
            GROUP BY "epoch" HAVING count(*) > 1 OR max("epoch") > $epoch) q
            """);
        yield return Words("bound", "'exact', 'at_least', 'at_most', 'about'");
        yield return Words("dataset", "'published', 'office', 'simulated'");
        yield return Words("status", "'final', 'provisional', 'planned', 'restated', 'unstated'");
    }

    static (string, string) Words(string column, string known) => ($"fact_observation.{column} known",
        $"SELECT count(*) AS n FROM \"fact_observation\" WHERE coalesce(\"{column}\", '') NOT IN ({known})");
}
