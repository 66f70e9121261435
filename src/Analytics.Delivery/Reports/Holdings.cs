using Analytics.Warehousing;

namespace Analytics.Delivery.Reports;

/// What a version holds of a dataset.
sealed record Holdings(long Figures, long Documents, long Areas, DateOnly? FirstReceivedOn, DateOnly? LastReceivedOn,
    long Epoch)
{
    public static async Task<Holdings> ReadAsync(WarehouseReader reader, string dataset, CancellationToken ct)
    {
        var table = await reader.QueryAsync("""
            SELECT count(*) AS "figures", count(DISTINCT "source_key") AS "documents",
                count(DISTINCT "area_key") AS "areas", min("received_on") AS "first_on", max("received_on") AS "last_on"
            FROM (SELECT f.*, row_number() OVER (
                    PARTITION BY f."observation_key", f."source_key", f."figure_id"
                    ORDER BY f."epoch" DESC NULLS LAST) AS "version"
                FROM "fact_observation" f
                WHERE f."dataset" = $dataset AND f."epoch" <= $epoch) v
            WHERE v."version" = 1 AND NOT v."is_revoked"
            """, new Dictionary<string, object?> { ["epoch"] = reader.Epoch, ["dataset"] = dataset }, null, ct);
        return new Holdings(table.Whole(0, "figures") ?? 0, table.Whole(0, "documents") ?? 0,
            table.Whole(0, "areas") ?? 0, (DateOnly?)table[0, "first_on"], (DateOnly?)table[0, "last_on"],
            reader.Epoch);
    }
}
