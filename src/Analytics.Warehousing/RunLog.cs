namespace Analytics.Warehousing;

/// <summary>A run as recorded.</summary>
/// <param name="Number">Its place in time, from 1. A run found by an examination stands after the last before it.
/// </param>
/// <param name="StartedAt">When it began, UTC; null where only an examination knows of it.</param>
/// <param name="Epoch">The epoch it published; null where it did not.</param>
/// <param name="Outcome">As <see cref="RunRecord.Outcome"/>; <c>pending</c> where it has not ended, or did without a
/// word.</param>
/// <param name="Steps">Its jobs in order; empty where none was recorded.</param>
/// <param name="Rejects">How many rows it rejected.</param>
public sealed record LoggedRun(int Number, DateTimeOffset? StartedAt, long? Epoch, string Outcome,
    IReadOnlyList<RunStep> Steps, long Rejects)
{
    /// <summary>The time its jobs took together.</summary>
    public TimeSpan Duration => Steps.Aggregate(TimeSpan.Zero, (all, step) => all + step.Duration);
}

/// <summary>A reject that a run ended.</summary>
/// <param name="Reject">As the last run before recorded it; null where no record is left.</param>
/// <param name="End">How it ended.</param>
public sealed record EndedReject(Reject? Reject, RejectEnd End);

/// <summary>All that is recorded of a run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Rejects">What it rejected, in order of file and row.</param>
/// <param name="Ended">Rejects of earlier runs that it ended.</param>
public sealed record LoggedRunDetail(LoggedRun Run, IReadOnlyList<Reject> Rejects, IReadOnlyList<EndedReject> Ended);
