using System.Diagnostics;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Pipelines;

/// One pass over all jobs into a load. Each job is whole or leaves nothing.
sealed class JobPass(RunInputs inputs, LoadSession load, RunOptions options, IProgress<JobProgress>? progress)
{
    readonly List<RunStep> _steps = [];
    readonly List<JobFailure> _failures = [];
    readonly JobResults _results = new();
    bool _isIncomplete;

    public IReadOnlyList<RunStep> Steps => _steps;

    public IReadOnlyList<Reject> Rejects => _results.Rejects;

    public IReadOnlyList<RejectEnd> Ended => _results.Ended;

    /// Of the inputs as they were loaded: after a failure it is that of no inputs, so that the next run tries again.
    public string Fingerprint => _failures.Count == 0 && !_isIncomplete ? inputs.Fingerprint
        : $"partial-{inputs.Fingerprint}";

    /// The first failure where nothing else is new either.
    public async Task RunAsync(CancellationToken ct)
    {
        var before = await load.JobStatesAsync(ct);
        foreach (var (index, job) in inputs.Order.Index())
        {
            if (_failures.FindIndex(failed => job.DependsOn.Any(
                need => need == failed.Job || failed.Left.Contains(need))) is >= 0 and var at)
                _failures[at] = _failures[at] with { Left = [.. _failures[at].Left, job.Name] };
            else if (inputs[job].Failure is { } failure) _failures.Add(new(job.Name, failure, []));
            else if (before.GetValueOrDefault(job.Name) == inputs[job].Fingerprint)
                _steps.Add(RunStep.Unchanged(job.Name));
            else await RunAsync(job, index + 1, ct);
        }
        if (_failures is [var first, ..] && _steps.All(step => step.IsUnchanged)) throw first.Error;
    }

    /// With what the facts of this load tell otherwise than those before.
    public async Task<RunOutcome> OutcomeAsync(CancellationToken ct) => new([.. _steps], Rejects)
    {
        Failures = _failures,
        Files = [.. _results.Files.OrderBy(file => file.Path, StringComparer.Ordinal)],
        Restatements = await load.RestatementsAsync(ct),
    };

    async Task RunAsync(Job job, int number, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var results = new JobResults();
        var context = new JobContext(job, load, inputs, results, options, read => Tell(null, read));
        Tell(null, null);
        await load.BeginPartAsync(ct);
        try
        {
            await job.RunAsync(context, ct);
            _isIncomplete |= context.IsIncomplete;
            await load.SetJobStateAsync(job.Name, context.IsIncomplete ? "incomplete" : inputs[job].Fingerprint, ct);
            await load.KeepPartAsync(ct);
        }
        catch (AnalyticsException error) when (!error.Code.StartsWith("warehouse-", StringComparison.Ordinal))
        {
            await load.DropPartAsync(ct);
            _failures.Add(new(job.Name, error, []));
            return;
        }
        var step = new RunStep(job.Name, context.RowsRead, context.Facts, results.Rejects.Count,
            Stopwatch.GetElapsedTime(started));
        _results.Add(results);
        _steps.Add(step);
        Tell(step, null);

        void Tell(RunStep? step, ReadProgress? read) => progress?.Report(
            new JobProgress(job.Name, job.Title, number, inputs.Order.Count, step, read));
    }
}

/// What jobs tell beside the rows they write.
sealed class JobResults
{
    public List<Reject> Rejects { get; } = [];

    public List<RejectEnd> Ended { get; } = [];

    public List<FileOutcome> Files { get; } = [];

    public void Add(JobResults other)
    {
        Rejects.AddRange(other.Rejects);
        Ended.AddRange(other.Ended);
        Files.AddRange(other.Files);
    }
}
