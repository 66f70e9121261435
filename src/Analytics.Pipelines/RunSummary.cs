using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Pipelines;

/// <summary>A job began or ended.</summary>
/// <param name="Job">Its name.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Number">Its place in the order, from 1.</param>
/// <param name="Count">The number of jobs.</param>
/// <param name="Ended">What it did; null where it begins and while it reads.</param>
/// <param name="Read">How far it is with its files; null where it begins and ends.</param>
public sealed record JobProgress(string Job, LocalText Title, int Number, int Count, RunStep? Ended,
    ReadProgress? Read = null);

/// <summary>How far a job is with reading.</summary>
/// <param name="Bytes">Read so far.</param>
/// <param name="AllBytes">Of the files it reads.</param>
/// <param name="Rows">Read so far.</param>
/// <param name="Elapsed">Since it began to read.</param>
public sealed record ReadProgress(long Bytes, long AllBytes, long Rows, TimeSpan Elapsed)
{
    /// <summary>Rows read in a second; 0 in the first instant.</summary>
    public double RowsPerSecond => Elapsed > TimeSpan.Zero ? Rows / Elapsed.TotalSeconds : 0;

    /// <summary>The time left at the speed so far; null before anything was read.</summary>
    public TimeSpan? Left => Bytes > 0 ? Elapsed * ((double)(AllBytes - Bytes) / Bytes) : null;
}

/// <summary>A job that could not be done; others went on.</summary>
/// <param name="Job">Its name.</param>
/// <param name="Error">Why.</param>
/// <param name="Left">Jobs that need it and were left out with it.</param>
public sealed record JobFailure(string Job, AnalyticsException Error, IReadOnlyList<string> Left);

/// <summary>What became of the rows of a file. Read is the sum of the others, blank rows aside.</summary>
public sealed record RowTally(long Read, long Loaded, long Rejected, long Header, long Total, long Note, long Blank)
{
    /// <summary>No row.</summary>
    public static RowTally None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>Whether every row that was read is accounted for.</summary>
    public bool IsWhole => Read == Loaded + Rejected + Header + Total + Note;

    /// <summary>Both together.</summary>
    public static RowTally operator +(RowTally one, RowTally other) => new(one.Read + other.Read,
        one.Loaded + other.Loaded, one.Rejected + other.Rejected, one.Header + other.Header, one.Total + other.Total,
        one.Note + other.Note, one.Blank + other.Blank);
}

/// <summary>What became of a received file.</summary>
/// <param name="Path">As in <c>dim_file.path</c>.</param>
/// <param name="Outcome"><c>loaded</c>, <c>refused</c> (nothing of it could be read), <c>duplicate</c> (its content is
/// another file's), <c>archive</c> (it holds others), <c>revoked</c> or <c>gone</c>.</param>
/// <param name="Forms">The forms its sheets were read by; empty where none was recognised.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Facts">Figures and register entries it gives.</param>
/// <param name="Findings">What was found in it, rejects first.</param>
public sealed record FileOutcome(string Path, string Outcome, IReadOnlyList<string> Forms, RowTally Rows, long Facts,
    IReadOnlyList<Contracts.Finding> Findings)
{
    /// <summary>What the log says of it: encoding, hidden sheets, formulas.</summary>
    public IReadOnlyList<Sheets.SheetNote> Notes { get; init; } = [];
}

/// <summary>What a run did, or would do.</summary>
/// <param name="Steps">Its jobs in order.</param>
/// <param name="Rejects">The rows that were not loaded.</param>
public sealed record RunOutcome(IReadOnlyList<RunStep> Steps, IReadOnlyList<Reject> Rejects)
{
    /// <summary>Nothing was done.</summary>
    public static RunOutcome Nothing { get; } = new([], []);

    /// <summary>Jobs that failed; they are tried again by the next run.</summary>
    public IReadOnlyList<JobFailure> Failures { get; init; } = [];

    /// <summary>Received files that were read, in order of path.</summary>
    public IReadOnlyList<FileOutcome> Files { get; init; } = [];

    /// <summary>Figures that were told otherwise before.</summary>
    public IReadOnlyList<Restatement> Restatements { get; init; } = [];
}

/// <summary>What a run did and the version it left.</summary>
/// <param name="IsUnchanged">Inputs are as before: nothing was written.</param>
/// <param name="Version">The version served after the run.</param>
/// <param name="Outcome">What was done.</param>
public sealed record RunSummary(bool IsUnchanged, CurrentVersion Version, RunOutcome Outcome)
{
    /// <summary>Its jobs in order; empty where unchanged.</summary>
    public IReadOnlyList<RunStep> Steps => Outcome.Steps;

    /// <summary>The rows that were not loaded.</summary>
    public IReadOnlyList<Reject> Rejects => Outcome.Rejects;
}

/// <summary>Where a run reads.</summary>
/// <param name="ContentRoot">The folder that inputs are relative to.</param>
/// <param name="WorkspaceRoot">The folder with <c>inbox/</c> and <c>ledger/</c>; neither need exist. Null for none.
/// </param>
/// <param name="Now">The instant of the load. It may be earlier than that of the load before: epochs, not clocks,
/// order vintages.</param>
public sealed record RunOptions(string ContentRoot, string? WorkspaceRoot, DateTimeOffset Now)
{
    /// <summary>Files read as if they lay in an inbox, by their path there: what a preview is about.</summary>
    public IReadOnlyDictionary<string, string> Added { get; init; } = new Dictionary<string, string>();

    /// <summary>Decisions that hold beside those of the ledger: what a preview is about.</summary>
    public IReadOnlyList<Contracts.Decision> Decisions { get; init; } = [];
}
