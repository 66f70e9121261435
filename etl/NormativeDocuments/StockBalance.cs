using System.Globalization;
using Analytics.Tables;

namespace Analytics.Etl.NormativeDocuments;

/// <summary>What became of the stock of normative documents in a year: stock = opening + new - ended.</summary>
/// <param name="Dataset">Where the counts come from.</param>
/// <param name="AreaId">The area version.</param>
/// <param name="ScopeId">Whole district, government alone or what else was stated; never mixed.</param>
/// <param name="Year">The year.</param>
/// <param name="Opening">In force at its start: as printed, else the stock of the year before.</param>
/// <param name="Issued">Issued in it.</param>
/// <param name="Ended">Repealed or expired in it, printed together or in two counts.</param>
/// <param name="Stock">In force at its end as printed; null where it is not.</param>
public sealed record StockBalance(string Dataset, string AreaId, string ScopeId, int Year, decimal Opening,
    decimal Issued, decimal Ended, decimal? Stock)
{
    const string InForce = "NRM-011", AtStart = "NRM-956", New = "NRM-001", EndedTogether = "NRM-901",
        Repealed = "NRM-954", Expired = "NRM-955";

    /// <summary>The measures an answer must hold: <see cref="Of"/> reads it.</summary>
    public static IReadOnlyList<string> Measures { get; } = ["documents_in_force", "documents_in_force_at_start",
        "documents_issued", "documents_repealed", "documents_expired"];

    /// <summary>The stock that follows from the other counts.</summary>
    public decimal Expected => Opening + Issued - Ended;

    /// <summary>Printed less expected, 0 where the counts agree; null without a printed stock.</summary>
    public decimal? Difference => Stock - Expected;

    /// <summary>The balances an answer allows: of each area, scope and year with opening, new and ended counts. What
    /// is bounded, of a group, or not of a whole year takes no part; nothing is read from absence.</summary>
    /// <param name="answer">An answer for <see cref="Measures"/> with their variants mixed.</param>
    public static IReadOnlyList<StockBalance> Of(Table answer)
    {
        var counts = new Dictionary<(string Dataset, string Area, string Scope, int Year, string Code), decimal>();
        for (var row = 0; row < answer.RowCount; row++)
            if (answer.Text(row, "bound") == "exact" && answer.Text(row, "group_id") is null
                && answer.Number(row, "value") is { } value && answer.Text(row, "period_id") is { Length: 4 } period
                && int.TryParse(period, NumberStyles.None, CultureInfo.InvariantCulture, out var year))
                counts[(answer.Text(row, "dataset") ?? "", answer.Text(row, "area_id") ?? "",
                    answer.Text(row, "scope_id") ?? "", year, answer.Text(row, "variant") ?? "")] = (decimal)value;
        return [.. counts.Keys.Select(key => (key.Dataset, key.Area, key.Scope, key.Year)).Distinct()
            .OrderBy(key => key.Area, StringComparer.Ordinal).ThenBy(key => key.Scope, StringComparer.Ordinal)
            .ThenBy(key => key.Year).Select(Balance).OfType<StockBalance>()];

        StockBalance? Balance((string Dataset, string Area, string Scope, int Year) key)
        {
            var opening = Count(key.Year, AtStart) ?? Count(key.Year - 1, InForce);
            var ended = Count(key.Year, EndedTogether) ?? Count(key.Year, Repealed) + Count(key.Year, Expired);
            return opening is { } start && Count(key.Year, New) is { } issued && ended is { } gone
                ? new StockBalance(key.Dataset, key.Area, key.Scope, key.Year, start, issued, gone,
                    Count(key.Year, InForce))
                : null;

            decimal? Count(int year, string code) =>
                counts.TryGetValue((key.Dataset, key.Area, key.Scope, year, code), out var count) ? count : null;
        }
    }
}
