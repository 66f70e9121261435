using Analytics.Pipelines;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Delivery;

/// <summary>The parts of a run.</summary>
public enum RunStage
{
    /// <summary>Jobs load files into the next data version.</summary>
    Load,

    /// <summary>Charts are drawn and pages written.</summary>
    Draw,
}

/// <summary>A step began or ended.</summary>
/// <param name="Stage">The part of the run.</param>
/// <param name="Title">The job's or the chart's heading.</param>
/// <param name="Number">Its place, from 1; in <see cref="RunStage.Draw"/> how many charts are done.</param>
/// <param name="Count">The number of steps in its part.</param>
/// <param name="Ended">What a job did; null where it begins, while it reads, and for charts.</param>
/// <param name="Read">How far a job is with reading; null where it begins and ends, and for charts.</param>
public sealed record RunProgress(RunStage Stage, LocalText Title, int Number, int Count, RunStep? Ended,
    ReadProgress? Read = null);

/// <summary>What a run did.</summary>
/// <param name="Load">The data version.</param>
/// <param name="Pages">The pages.</param>
public sealed record RunReport(RunSummary Load, PagesSummary Pages);

/// <summary>What was written to the output folder.</summary>
/// <param name="IsUnchanged">Everything was there as it should be; no file was touched.</param>
/// <param name="Index">The page to open, full path.</param>
/// <param name="Files">Paths below the output folder, in order.</param>
/// <param name="Charts">The number of charts.</param>
/// <param name="Warnings">What the charts' answers and pictures warn of, by chart id; empty where unchanged.</param>
public sealed record PagesSummary(bool IsUnchanged, string Index, IReadOnlyList<string> Files, int Charts,
    IReadOnlyList<(string Chart, LocalText Text)> Warnings);
