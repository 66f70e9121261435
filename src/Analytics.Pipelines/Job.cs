using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Pipelines;

/// <summary>One step of a load: reads files below the content root and of its inbox, writes rows of the next version.
/// </summary>
public abstract class Job
{
    /// <summary>Name in kebab-case, unique.</summary>
    public abstract string Name { get; }

    /// <summary>Heading for people.</summary>
    public abstract LocalText Title { get; }

    /// <summary>The files it reads, relative to the content root with forward slashes.</summary>
    public abstract IReadOnlyList<string> Inputs { get; }

    /// <summary>More files it reads, found when a run begins: paths relative to the content root in which a star stands
    /// for a part of one name, <c>etl/*/forms/*.yaml</c>.</summary>
    public virtual IReadOnlyList<string> InputPatterns => [];

    /// <summary>Files of the workspace it reads where they exist: <c>ledger/decisions.csv</c>.</summary>
    public virtual IReadOnlyList<string> WorkspaceInputs => [];

    /// <summary>The folder below the workspace's <c>inbox/</c> that holds what others send to this job and no other;
    /// null for none.</summary>
    public virtual string? Inbox => null;

    /// <summary>How names of files in its inbox end, case aside; others are not read. "" takes all.</summary>
    public virtual string InboxEnding => ".csv";

    /// <summary>Names of the jobs that must have run before.</summary>
    public virtual IReadOnlyList<string> DependsOn => [];

    /// <summary>Raised with every change of what the job writes: a new number makes a new load.</summary>
    public virtual int Version => 1;

    /// <summary>Reads, checks and writes. Rejected rows go to <see cref="JobContext.Reject(Reject)"/>.</summary>
    public abstract Task RunAsync(JobContext context, CancellationToken ct);
}
