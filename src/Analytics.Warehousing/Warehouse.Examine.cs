using Analytics.Tables;

namespace Analytics.Warehousing;

public sealed partial class Warehouse
{
    internal string PointerPath => _pointer;

    internal static bool IsPinned(string path) => Pins.ContainsKey(path);

    /// <summary>Whether versions, pointer and run records are as they were published: hashes, invariants, agreement.
    /// Mends what <paramref name="findings"/> is asked to, and never deletes what was published.</summary>
    /// <param name="operations">The run records of the same workspace.</param>
    /// <param name="held">The writer's place, so that nothing changes meanwhile. Without it only the served version is
    /// examined, and nothing may be mended.</param>
    /// <param name="findings">Where findings go.</param>
    /// <param name="ct">Stops between checks.</param>
    /// <exception cref="AnalyticsException"><c>warehouse-schema-newer</c>, <c>warehouse-locked</c> or
    /// <c>warehouse-file-refused</c>.</exception>
    public Task ExamineAsync(OperationalStore operations, WriterLock? held, DiagnosisList findings,
        CancellationToken ct)
    {
        if (held is null && findings.Mends)
            throw new ArgumentException("A repair needs the writer's place.", nameof(held));
        var examination = new Examination(this, operations, findings);
        return held is null ? examination.RunOnServedAsync(ct) : examination.RunAsync(ct);
    }
}
