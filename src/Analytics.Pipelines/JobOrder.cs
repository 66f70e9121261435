namespace Analytics.Pipelines;

/// <summary>The order in which jobs run.</summary>
public static class JobOrder
{
    /// <summary>Each job after those it depends on, otherwise as given.</summary>
    /// <exception cref="Tables.AnalyticsException"><c>job-cycle</c> or <c>job-unknown</c>.</exception>
    public static IReadOnlyList<Job> Of(IReadOnlyList<Job> jobs)
    {
        var names = jobs.Select(j => j.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var job in jobs)
            if (job.DependsOn.FirstOrDefault(d => !names.Contains(d)) is { } unknown)
                throw PipelineErrors.Unknown(job.Name, unknown, names);
        var (order, done, waiting) = (new List<Job>(), new HashSet<string>(StringComparer.Ordinal), jobs.ToList());
        while (waiting.Count > 0)
        {
            var next = waiting.FirstOrDefault(j => j.DependsOn.All(done.Contains))
                ?? throw PipelineErrors.Cycle(waiting.Select(j => j.Name));
            order.Add(next);
            done.Add(next.Name);
            waiting.Remove(next);
        }
        return order;
    }
}
