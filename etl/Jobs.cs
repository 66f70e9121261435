using Analytics.Etl.Duties;
using Analytics.Etl.Published;
using Analytics.Etl.Received;
using Analytics.Etl.Reference;
using Analytics.Etl.Simulated;
using Analytics.Pipelines;

namespace Analytics.Etl;

/// <summary>The catalog of jobs.</summary>
public static class Jobs
{
    /// <summary>Every job, in order of name; the order they run in follows from what they depend on.</summary>
    public static IReadOnlyList<Job> All { get; } =
    [
        new AnnualReportsJob(),
        new AreasJob(),
        new DepartmentsJob(),
        new DutiesJob(),
        new FrameworksJob(),
        new IndicatorsJob(),
        new PublishedFiguresJob(),
        new ReceivedJob(ReceivedOrigin.Office),
        new ReceivedJob(SimulatedForms.Origin),
        new SimulatedPanelJob(),
        new SourcesJob(),
    ];
}
