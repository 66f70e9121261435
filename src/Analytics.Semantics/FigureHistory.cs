using Analytics.Semantics.Answers;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Semantics;

/// <summary>Everything that was ever printed for the quantity of one figure: who said what, when it was known here, and
/// what holds.</summary>
/// <remarks>The column <c>standing</c> of a row: <c>holds</c> (what <see cref="Vintage.Current"/> shows),
/// <c>corrected</c> (our copy of the same figure was replaced by a later load), <c>revoked</c> (it is no longer in its
/// file), <c>restated</c> (its series printed another value later), <c>repeated</c> (its series printed the same value
/// again), <c>conflict</c> (another series, and both cannot be true) or <c>agrees</c> (another series, and both can);
/// <c>planned</c> where nothing but plans was printed.</remarks>
public static class FigureHistory
{
    const string Sql = """
        SELECT f."figure_id", f."epoch", f."is_revoked", f."printed_text", f."printed_unit", f."value", f."unit",
            f."bound", f."status", f."published_on", f."received_on", f."dataset", o."source_id", f."series_id",
            o."title", o."publisher", o."url", coalesce(o."is_repost", FALSE) AS "is_repost",
            d."path" AS "file", f."row_number"
        FROM "fact_observation" f
        JOIN "dim_source" o ON o."source_key" = f."source_key"
        JOIN "dim_file" d ON d."file_key" = f."file_key"
        JOIN (SELECT DISTINCT t."dataset" AS "of_dataset", t."indicator_key" AS "of_indicator",
                t."area_key" AS "of_area", t."reporting_group_key" AS "of_group", t."period_key" AS "of_period",
                t."scope_key" AS "of_scope"
            FROM "fact_observation" t WHERE t."figure_id" = $figure AND t."epoch" <= $epoch) q
            ON q."of_dataset" = f."dataset" AND q."of_indicator" = f."indicator_key" AND q."of_area" = f."area_key"
            AND q."of_group" = f."reporting_group_key" AND q."of_period" = f."period_key"
            AND q."of_scope" = f."scope_key"
        WHERE f."epoch" <= $epoch
        ORDER BY f."published_on" NULLS LAST, o."source_id", f."figure_id", f."epoch"
        """;

    /// <summary>The history of a figure's quantity, in order of publication; unknown days come last.</summary>
    /// <param name="reader">The version asked.</param>
    /// <param name="figure">A whole figure id.</param>
    /// <param name="principal">Who asks; rows of a dataset closed to it are left out.</param>
    /// <param name="ct">Interrupts the query.</param>
    /// <returns>One row for each vintage of each figure, with <c>standing</c> first; empty where the id is not
    /// known.</returns>
    public static async Task<Table> ReadAsync(WarehouseReader reader, string figure, Principal principal,
        CancellationToken ct)
    {
        var all = await reader.QueryAsync(Sql,
            new Dictionary<string, object?> { ["figure"] = figure, ["epoch"] = reader.Epoch }, null, ct);
        var table = all.Where(row => all.Text(row, "dataset") != Principal.Office || principal.Has(Principal.Office));
        var latest = Enumerable.Range(0, table.RowCount).GroupBy(row => table.Text(row, "figure_id"))
            .Select(vintages => vintages.MaxBy(row => table.Whole(row, "epoch")))
            .Where(row => table[row, "is_revoked"] is false).ToHashSet();
        var holding = latest.Where(row => table.Text(row, "status") != "planned")
            .Order(new Preference(table)).Select(row => (int?)row).FirstOrDefault();
        return new Table([new Column("standing", ColumnKind.Text), .. table.Columns],
            [.. Enumerable.Range(0, table.RowCount).Select(row => (object?[])
                [StandingOf(row), .. table.Columns.Select(column => table[row, column.Name])])]);

        string StandingOf(int row) =>
            row == holding ? "holds"
            : table[row, "is_revoked"] is true ? "revoked"
            : !latest.Contains(row) ? "corrected"
            : holding is not { } held ? "planned"
            : Contradict(table, held, row) ? (IsOneSeries(table, held, row) ? "restated" : "conflict")
            : IsOneSeries(table, held, row) ? "repeated" : "agrees";
    }

    static bool IsOneSeries(Table table, int one, int other) =>
        table.Text(one, "series_id") is { Length: > 0 } series && series == table.Text(other, "series_id");

    static bool Contradict(Table table, int one, int other) =>
        table.Number(one, "value") is { } mine && table.Number(other, "value") is { } theirs
        && new BoundedValue(mine, table.Text(one, "bound") ?? "exact").Contradicts(
            new BoundedValue(theirs, table.Text(other, "bound") ?? "exact"),
            table.Text(one, "unit") is "%" or "百分点" ? BoundedValue.Rounding : 0);

    // The rule of the compiled queries: exact before bound, author before repost, later publication, what was first
    // told later, source, figure.
    sealed class Preference(Table table) : IComparer<int>
    {
        readonly Dictionary<string, long> _first = Enumerable.Range(0, table.RowCount)
            .GroupBy(row => table.Text(row, "source_id")!)
            .ToDictionary(rows => rows.Key, rows => rows.Min(row => table.Whole(row, "epoch") ?? 0));

        public int Compare(int x, int y) => Key(x).CompareTo(Key(y)) is not 0 and var order ? order
            : string.CompareOrdinal(table.Text(y, "source_id"), table.Text(x, "source_id")) is not 0 and var source
                ? source : string.CompareOrdinal(table.Text(x, "figure_id"), table.Text(y, "figure_id"));

        (int, int, int, long) Key(int row) => (
            table.Text(row, "bound") == "exact" ? 0 : 1,
            table[row, "is_repost"] is true ? 1 : 0,
            (DateOnly?)table[row, "published_on"] is { } day ? -day.DayNumber : 1,
            -_first[table.Text(row, "source_id")!]);
    }
}
