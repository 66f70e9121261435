using System.Data.Common;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Pipelines;

/// <summary>Runs jobs into the next version and publishes it.</summary>
public static class PipelineRunner
{
    /// <summary>Runs every job in order whose inputs, needs or version are not as in the served version, and publishes.
    /// A job whose input is at fault is left out with those that need it, and tried again by the next run; the others
    /// are published.</summary>
    /// <param name="jobs">All jobs.</param>
    /// <param name="warehouse">Where the version goes.</param>
    /// <param name="operations">Where the run is recorded.</param>
    /// <param name="options">Where it reads.</param>
    /// <param name="progress">Told when a job begins and ends; may be null.</param>
    /// <param name="ct">Stops the run; the old version stays.</param>
    /// <exception cref="AnalyticsException">The warehouse is at fault, or no job could be done anew: the first failure;
    /// the old version stays.</exception>
    public static async Task<RunSummary> RunAsync(IReadOnlyList<Job> jobs, Warehouse warehouse,
        OperationalStore operations, RunOptions options, IProgress<JobProgress>? progress, CancellationToken ct)
    {
        var inputs = RunInputs.Read(jobs, options);
        var current = warehouse.Current();
        if (current?.InputsFingerprint == inputs.Fingerprint)
            return new RunSummary(true, current, RunOutcome.Nothing);

        // Inputs may return to an earlier state: the version built upon is part of the batch's name.
        var batchId = $"{inputs.Fingerprint}-{current?.Epoch ?? 0}";
        await using var load = await warehouse.BeginAsync(batchId, inputs.Fingerprint, ct);
        if (load is null) return new RunSummary(true, warehouse.Current()!, RunOutcome.Nothing);
        // Another load was published since these inputs were looked for: what it brought would be taken for gone.
        if (warehouse.Current()?.Sha256 != current?.Sha256)
        {
            await load.DisposeAsync();
            return await RunAsync(jobs, warehouse, operations, options, progress, ct);
        }
        var pass = new JobPass(inputs, load, options, progress);
        var run = new RunRecord(batchId, options.Now, null, "failed", inputs.Fingerprint, pass.Steps, pass.Rejects);
        var (version, outcome, isPrepared) = (default(CurrentVersion), RunOutcome.Nothing, false);
        try
        {
            await pass.RunAsync(ct);
            await load.VerifyAsync(ct);
            outcome = await pass.OutcomeAsync(ct);
            // Steps and rejects are safe before the version is seen: a crash between the two records loses neither.
            await operations.PrepareRunAsync(run with { Epoch = load.Epoch, Ended = pass.Ended }, ct);
            isPrepared = true;
            load.InputsFingerprint = pass.Fingerprint;
            version = await load.PublishAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await RecordFailureAsync(operations, run, isPrepared, ct);
            throw;
        }
        // What is published is recorded even where the run was just asked to stop.
        await operations.CompleteRunAsync(run with { Epoch = version.Epoch, Outcome = "published" }, default);
        return new RunSummary(false, version, outcome);
    }

    /// <summary>What <see cref="RunAsync"/> would do: every job runs on a copy that is thrown away.</summary>
    /// <exception cref="AnalyticsException">As <see cref="RunAsync"/>.</exception>
    public static async Task<RunOutcome> PreviewAsync(IReadOnlyList<Job> jobs, Warehouse warehouse, RunOptions options,
        IProgress<JobProgress>? progress, CancellationToken ct)
    {
        var inputs = RunInputs.Read(jobs, options);
        if (warehouse.Current()?.InputsFingerprint == inputs.Fingerprint) return RunOutcome.Nothing;
        await using var load = await warehouse.BeginAsync("preview", inputs.Fingerprint, ct);
        if (load is null) return RunOutcome.Nothing;
        var pass = new JobPass(inputs, load, options, progress);
        await pass.RunAsync(ct);
        await load.VerifyAsync(ct);
        return await pass.OutcomeAsync(ct);
    }

    static async Task RecordFailureAsync(OperationalStore operations, RunRecord run, bool isPrepared,
        CancellationToken ct)
    {
        try
        {
            await (isPrepared ? operations.CompleteRunAsync(run, ct) : operations.WriteRunAsync(run, ct));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DbException or AnalyticsException)
        {
            // What stopped the run may stop its record: a full disk. The first error is the one to tell.
        }
    }
}
