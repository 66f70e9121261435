using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Pipelines;

/// <summary>The way from a figure back to its file, row and address.</summary>
public static class Lineage
{
    /// <summary>All vintages of the figures whose id begins with a text, oldest first; empty where none does.</summary>
    /// <param name="reader">The version asked.</param>
    /// <param name="figure">A figure id or the beginning of one.</param>
    /// <param name="ct">Interrupts the query.</param>
    public static Task<Table> FindAsync(WarehouseReader reader, string figure, CancellationToken ct) =>
        reader.QueryAsync("""
            SELECT f."figure_id", f."epoch", f."is_revoked", f."printed_text", f."printed_unit", f."value", f."unit",
                f."published_on", f."received_on", d."path" AS "file", d."sha256", f."row_number", f."locator",
                s."title", s."publisher", s."url"
            FROM "fact_observation" f
            JOIN "dim_file" d ON d."file_key" = f."file_key"
            JOIN "dim_source" s ON s."source_key" = f."source_key"
            WHERE left(f."figure_id", length(CAST($figure AS text))) = $figure AND f."epoch" <= $epoch
            ORDER BY f."figure_id", f."epoch", f."observation_key"
            """, new Dictionary<string, object?> { ["figure"] = figure, ["epoch"] = reader.Epoch }, null, ct);
}
