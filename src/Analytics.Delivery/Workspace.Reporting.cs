using Analytics.Pipelines.Received;
using Analytics.Semantics;
using Analytics.Tables;

namespace Analytics.Delivery;

public sealed partial class Workspace
{
    /// <summary>Who has reported by a day, who late, in part or not at all, by the reporting calendar; see
    /// <see cref="ReportingStatus"/>.</summary>
    /// <param name="day">The day to judge by.</param>
    /// <param name="contract">This contract alone; all where null.</param>
    /// <param name="ct">Interrupts the queries.</param>
    /// <exception cref="AnalyticsException"><c>dataset-closed</c>: who asks is not of the office;
    /// <c>reporting-contract-unknown</c>, <c>reporting-calendar-invalid</c>, or the store is empty, locked or damaged.
    /// </exception>
    public async Task<Table> StatusAsync(DateOnly day, string? contract, CancellationToken ct)
    {
        _principal.RequireDataset(Principal.Office);
        var calendar = ReportingCalendar.Read(_content.Root);
        await using var reader = await _warehouse.OpenReaderAsync(ct);
        return await ReportingStatus.ReadAsync(reader, calendar, day, contract, ct);
    }
}
