using Analytics.Delivery.Reports;
using Analytics.Tables;

namespace Analytics.Delivery;

public sealed partial class Workspace
{
    /// <summary>The way forward from a figure: what uses it.</summary>
    /// <param name="figure">A figure id, or the beginning of just one.</param>
    /// <param name="ct">Interrupts the queries.</param>
    /// <returns>Columns kind, id, role, title_zh, title_en: <c>measure</c> (role value, numerator or denominator: its
    /// variant uses the indicator), <c>chart</c> (a report's chart shows the figure), <c>duty</c> (role met, not-met or
    /// unknown: what it proves) and <c>finding</c> of the reproduction check (checked, second-number). A figure that
    /// another stands in for is in no chart.</returns>
    /// <exception cref="AnalyticsException"><c>figure-not-found</c>, <c>figure-ambiguous</c>; a report or file of the
    /// check is wrong.</exception>
    public async Task<Table> UsesAsync(string figure, CancellationToken ct)
    {
        var found = await TraceAsync(figure, ct);
        var ids = Enumerable.Range(0, found.RowCount).Select(row => found.Text(row, "figure_id")!).Distinct().ToArray();
        if (ids.Length > 1) throw DeliveryErrors.FigureAmbiguous(figure, ids);
        await using var reader = await _warehouse.OpenReaderAsync(ct);
        var last = found.RowCount - 1;
        return await new FigureUses(this, reader, ReportSpec.ReadAll(_content, Model)).OfAsync(ids[0],
            found.Text(last, "dataset")!, found.Text(last, "indicator_code")!, found.Text(last, "area_id")!, ct);
    }
}
