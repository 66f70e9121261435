using System.Data.Common;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Pipelines;

/// <summary>A job began or ended.</summary>
/// <param name="Job">Its name.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Number">Its place in the order, from 1.</param>
/// <param name="Count">The number of jobs.</param>
/// <param name="Ended">What it did; null where it begins.</param>
public sealed record JobProgress(string Job, LocalText Title, int Number, int Count, RunStep? Ended);

/// <summary>What a run did.</summary>
/// <param name="IsUnchanged">Inputs are as before: nothing was written.</param>
/// <param name="Version">The version served after the run.</param>
/// <param name="Steps">Its jobs in order; empty where unchanged.</param>
/// <param name="Rejects">The rows that were not loaded.</param>
public sealed record RunSummary(bool IsUnchanged, CurrentVersion Version, IReadOnlyList<RunStep> Steps,
    IReadOnlyList<Reject> Rejects);

/// <summary>Runs jobs into the next version and publishes it.</summary>
public static class PipelineRunner
{
    /// <summary>Runs every job in order, unless inputs, job versions and schema are as in the served version.</summary>
    /// <param name="jobs">All jobs.</param>
    /// <param name="warehouse">Where the version goes.</param>
    /// <param name="operations">Where the run is recorded.</param>
    /// <param name="contentRoot">The folder that inputs are relative to.</param>
    /// <param name="inboxRoot">The folder with the inboxes of jobs; it need not exist, null has none.</param>
    /// <param name="now">The instant of the load. It may be earlier than that of the load before: epochs, not clocks,
    /// order vintages.</param>
    /// <param name="progress">Told when a job begins and ends; may be null.</param>
    /// <param name="ct">Stops the run; the old version stays.</param>
    /// <exception cref="AnalyticsException">An input or the warehouse is at fault; the old version stays.</exception>
    public static async Task<RunSummary> RunAsync(IReadOnlyList<Job> jobs, Warehouse warehouse,
        OperationalStore operations, string contentRoot, string? inboxRoot, DateTimeOffset now,
        IProgress<JobProgress>? progress, CancellationToken ct)
    {
        var order = JobOrder.Of(jobs);
        Inboxes.RequireOwn(order);
        var sources = new Dictionary<string, Source>(StringComparer.Ordinal);
        var inboxes = new Dictionary<Job, IReadOnlyList<string>>();
        foreach (var job in order)
        {
            foreach (var path in job.Inputs)
                if (!sources.ContainsKey(path)) sources.Add(path, Source.Read(contentRoot, path, job.Name));
            var sent = Inboxes.Read(job, inboxRoot);
            foreach (var source in sent) sources.Add(source.Path, source);
            inboxes.Add(job, [.. sent.Select(source => source.Path)]);
        }
        var fingerprint = Fingerprint(order, sources.Values);
        var current = warehouse.Current();
        if (current?.InputsFingerprint == fingerprint) return new RunSummary(true, current, [], []);

        // Inputs may return to an earlier state: the version built upon is part of the batch's name.
        var batchId = $"{fingerprint}-{current?.Epoch ?? 0}";
        var (steps, rejects) = (new List<RunStep>(), new List<Reject>());
        await using var load = await warehouse.BeginAsync(batchId, fingerprint, ct);
        if (load is null) return new RunSummary(true, warehouse.Current()!, [], []);
        var run = new RunRecord(batchId, now, null, "failed", fingerprint, steps, rejects);
        var (version, isPrepared) = (default(CurrentVersion), false);
        try
        {
            for (var i = 0; i < order.Count; i++)
            {
                var job = order[i];
                progress?.Report(new JobProgress(job.Name, job.Title, i + 1, order.Count, null));
                var context = new JobContext(job, load, sources, inboxes[job], rejects, contentRoot, now);
                var step = await RunJobAsync(job, context, rejects, ct);
                steps.Add(step);
                progress?.Report(new JobProgress(job.Name, job.Title, i + 1, order.Count, step));
            }
            await load.VerifyAsync(ct);
            // Steps and rejects are safe before the version is seen: a crash between the two records loses neither.
            await operations.PrepareRunAsync(run with { Epoch = load.Epoch }, ct);
            isPrepared = true;
            version = await load.PublishAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await RecordFailureAsync(operations, run, isPrepared, ct);
            throw;
        }
        // What is published is recorded even where the run was just asked to stop.
        await operations.CompleteRunAsync(run with { Epoch = version.Epoch, Outcome = "published" }, default);
        return new RunSummary(false, version, steps, rejects);
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

    static async Task<RunStep> RunJobAsync(Job job, JobContext context, List<Reject> rejects, CancellationToken ct)
    {
        var (rejected, started) = (rejects.Count, Stopwatch.GetTimestamp());
        await job.RunAsync(context, ct);
        return new RunStep(job.Name, context.RowsRead, context.Facts, rejects.Count - rejected,
            Stopwatch.GetElapsedTime(started));
    }

    static string Fingerprint(IReadOnlyList<Job> jobs, IEnumerable<Source> sources)
    {
        var text = new StringBuilder($"schema {Warehouse.SchemaVersion}\n");
        foreach (var job in jobs) text.Append($"job {job.Name} {job.Version}\n");
        foreach (var source in sources.OrderBy(s => s.Path, StringComparer.Ordinal))
            text.Append($"input {source.Path} {source.Sha256}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
