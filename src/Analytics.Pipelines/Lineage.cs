using System.Globalization;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Pipelines;

/// <summary>The way from a figure back to its file, sheet, cell, row and address.</summary>
/// <remarks>Rows are vintages: printed and normalised value, what it is a value of, and where it stands.</remarks>
public static class Lineage
{
    // Where in a file a figure stands; a version of an earlier schema does not tell.
    const string Place = "f.\"sheet\", f.\"cell\", f.\"byte_offset\"", NoPlace =
        "CAST(NULL AS text) AS \"sheet\", CAST(NULL AS text) AS \"cell\", CAST(NULL AS bigint) AS \"byte_offset\"";

    const string Select = """
        SELECT f."figure_id", f."dataset", f."epoch", f."is_revoked", f."printed_text", f."printed_unit", f."bound",
            f."value", f."unit", i."code" AS "indicator_code", i."name_zh" AS "indicator_zh",
            i."name_en" AS "indicator_en", a."area_id", a."name_zh" AS "area_zh", a."name_en" AS "area_en",
            g."name_zh" AS "group_zh", g."name_en" AS "group_en", p."label_zh" AS "period_zh",
            p."label_en" AS "period_en", c."scope_id", f."status", f."published_on", f."received_on",
            d."path" AS "file", d."sha256", f."row_number", {place}, f."locator", f."reported_name", f."reported_code",
            f."note", s."source_id", f."series_id", s."title", s."publisher", s."author_zh", s."author_en", s."url",
            s."is_repost", s."document_kind"
        FROM "fact_observation" f
        JOIN "dim_indicator" i ON i."indicator_key" = f."indicator_key"
        JOIN "dim_area" a ON a."area_key" = f."area_key"
        JOIN "dim_reporting_group" g ON g."reporting_group_key" = f."reporting_group_key"
        JOIN "dim_period" p ON p."period_key" = f."period_key"
        JOIN "dim_scope" c ON c."scope_key" = f."scope_key"
        JOIN "dim_file" d ON d."file_key" = f."file_key"
        JOIN "dim_source" s ON s."source_key" = f."source_key"
        WHERE f."epoch" <= $epoch
        """;

    const string Order = "\nORDER BY f.\"figure_id\", f.\"epoch\", f.\"observation_key\"";

    /// <summary>All vintages of the figure with an id, oldest first; where no figure has it, of the figures whose id
    /// begins with it. Empty where none does.</summary>
    /// <param name="reader">The version asked.</param>
    /// <param name="figure">A figure id or the beginning of one.</param>
    /// <param name="ct">Interrupts the query.</param>
    public static async Task<Table> FindAsync(WarehouseReader reader, string figure, CancellationToken ct)
    {
        var exact = await OfAsync(reader, [figure], ct);
        return exact.RowCount > 0 ? exact : await reader.QueryAsync(
            await SelectAsync(reader, ct)
                + "\nAND left(f.\"figure_id\", length(CAST($figure AS text))) = $figure" + Order,
            new Dictionary<string, object?> { ["figure"] = figure, ["epoch"] = reader.Epoch }, null, ct);
    }

    /// <summary>All vintages of the figures with these ids, oldest first; ids that are not known have no row.</summary>
    /// <param name="reader">The version asked.</param>
    /// <param name="figures">Figure ids.</param>
    /// <param name="ct">Interrupts the query.</param>
    public static async Task<Table> OfAsync(WarehouseReader reader, IReadOnlyCollection<string> figures,
        CancellationToken ct)
    {
        var parameters = figures.Distinct().Index().ToDictionary(
            item => "figure_" + item.Index.ToString(CultureInfo.InvariantCulture), item => (object?)item.Item);
        var places = parameters.Count == 0 ? "NULL" : string.Join(", ", parameters.Keys.Select(name => "$" + name));
        parameters.Add("epoch", reader.Epoch);
        var select = await SelectAsync(reader, ct);
        return await reader.QueryAsync($"{select}\nAND f.\"figure_id\" IN ({places}){Order}", parameters, null, ct);
    }

    static async Task<string> SelectAsync(WarehouseReader reader, CancellationToken ct)
    {
        var known = await reader.QueryAsync("""
            SELECT count(*) AS n FROM information_schema.columns
            WHERE table_name = 'fact_observation' AND column_name = 'byte_offset'
            """, new Dictionary<string, object?>(), null, ct);
        return Select.Replace("{place}", known.Whole(0, "n") > 0 ? Place : NoPlace, StringComparison.Ordinal);
    }
}
