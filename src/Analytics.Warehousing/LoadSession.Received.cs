using Analytics.Tables;

namespace Analytics.Warehousing;

/// <summary>A figure that was told otherwise before.</summary>
/// <param name="FigureId">The figure as told now.</param>
/// <param name="Dataset">Its dataset.</param>
/// <param name="Area">The area's name.</param>
/// <param name="Period">The period's name.</param>
/// <param name="IndicatorCode">Code of the indicator.</param>
/// <param name="Indicator">Its name.</param>
/// <param name="Before">The value told before, in <paramref name="Unit"/>; null for none.</param>
/// <param name="After">The value told now.</param>
/// <param name="Unit">Of both.</param>
/// <param name="FileBefore">The file that told it before.</param>
/// <param name="File">The file that tells it now.</param>
/// <param name="PublishedOn">The day of the file that tells it now.</param>
public sealed record Restatement(string FigureId, string Dataset, LocalText Area, LocalText Period,
    string IndicatorCode, LocalText Indicator, decimal? Before, decimal? After, string? Unit, string FileBefore,
    string File, DateOnly? PublishedOn);

public sealed partial class LoadSession
{
    /// <summary>The state of every job as last loaded.</summary>
    public async Task<IReadOnlyDictionary<string, string>> JobStatesAsync(CancellationToken ct)
    {
        var states = await _connection.QueryAsync("SELECT \"job\", \"fingerprint\" FROM \"job_state\"", null, ct);
        return Enumerable.Range(0, states.RowCount).ToDictionary(row => states.Text(row, "job")!,
            row => states.Text(row, "fingerprint")!, StringComparer.Ordinal);
    }

    /// <summary>Records from what a job has loaded.</summary>
    public Task SetJobStateAsync(string job, string fingerprint, CancellationToken ct) =>
        ReplaceAsync("job_state", ["job"], ["job", "fingerprint"], [[job, fingerprint]], ct);

    /// <summary>Figures of this load that the same series told otherwise before; see <see cref="Restatements"/>.
    /// </summary>
    public async Task<IReadOnlyList<Restatement>> RestatementsAsync(CancellationToken ct) =>
        Restatements.Read(await _connection.QueryAsync(Restatements.Sql, null, ct, ("epoch", Epoch), ("from", Epoch)));
}
