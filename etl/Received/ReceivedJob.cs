using Analytics.Pipelines;
using Analytics.Pipelines.Received;
using Analytics.Tables;

namespace Analytics.Etl.Received;

/// Grain: one figure of a record of a file that an office sent, or one entry of a register.
sealed class ReceivedJob(ReceivedOrigin origin) : ReceivingJob
{
    public override string Name => origin.Name;

    public override LocalText Title => origin.Title;

    public override string Dataset => origin.Dataset;

    public override IReadOnlyList<string> Inputs => ReceivedRules.Inputs;

    public override IReadOnlyList<string> InputPatterns => origin.Patterns;

    public override string? Inbox => origin.Inbox;

    public override IReadOnlyList<string> DependsOn => ["areas", "departments", "indicators"];

    protected override ReceivedReader ReadRules(string contentRoot, CsvReading read) =>
        origin.Of(ReceivedRules.Read(contentRoot, read));

    protected override bool MayBeEmptied => origin.MayBeEmptied;

    protected override bool IsBeside(string name) => origin.Beside.Contains(name);

    protected override FileReading Check(FileReading reading) => ReceivedTwice.Check(origin, reading);

    protected override long CountOf(FileReading reading) =>
        ReceivedFigures.CountOf(reading) + ReceivedDocuments.CountOf(reading);

    protected override async Task LoadAsync(JobContext context, IReadOnlyList<ReceivedEntry> files,
        IReadOnlyList<string> touched, CancellationToken ct)
    {
        await new ReceivedFigures(origin).LoadAsync(context, files, touched, ct);
        await ReceivedDocuments.LoadAsync(context, files, Dataset, touched, ct);
    }
}
