using Analytics.Pipelines.Received;
using Analytics.Semantics;
using Analytics.Tables;
using Analytics.Warehousing;

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

    /// <summary>The last runs, newest first; empty before the first.</summary>
    /// <param name="last">How many at most.</param>
    /// <param name="ct">Interrupts the queries.</param>
    /// <exception cref="AnalyticsException"><c>dataset-closed</c>: who asks is not of the office; else as
    /// <see cref="OperationalStore.ReadLogAsync"/>.</exception>
    public Task<IReadOnlyList<LoggedRun>> LogAsync(int last, CancellationToken ct)
    {
        _principal.RequireDataset(Principal.Office);
        return OperationalStore.Open(Folder, Engines.Default).ReadLogAsync(last, ct);
    }

    /// <summary>One run with its rejects, those it ended, and figures it told otherwise than before.</summary>
    /// <param name="number">As <see cref="LoggedRun.Number"/>.</param>
    /// <param name="ct">Interrupts the queries.</param>
    /// <exception cref="AnalyticsException"><c>run-not-found</c>; else as <see cref="LogAsync"/>, or the store is
    /// damaged.</exception>
    public async Task<RunLog> RunLogAsync(int number, CancellationToken ct)
    {
        _principal.RequireDataset(Principal.Office);
        var operations = OperationalStore.Open(Folder, Engines.Default);
        if (await operations.ReadRunAsync(number, ct) is not { } found)
            throw DeliveryErrors.RunNotFound(number, await operations.ReadLogAsync(1, ct) is [var last, ..]
                ? last.Number : 0);
        if (found.Run is not { Epoch: { } epoch, Outcome: "published" }) return new(found, []);
        await using var reader = await _warehouse.OpenReaderAsync(ct);
        return new(found, await Restatements.OfAsync(reader, epoch, ct));
    }
}

/// <summary>All that is known of a run.</summary>
/// <param name="Detail">What the operational store recorded.</param>
/// <param name="Restatements">Figures that it told otherwise than loads before; none where it published nothing.
/// </param>
public sealed record RunLog(LoggedRunDetail Detail, IReadOnlyList<Restatement> Restatements);
