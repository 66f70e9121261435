using Analytics.Pipelines;
using Analytics.Pipelines.Received;
using Analytics.Tables;

namespace Analytics.Etl.Received;

/// Grain: one figure of a record of a file that an office sent, or one entry of a register.
sealed class ReceivedJob : ReceivingJob
{
    public override string Name => "received";

    public override LocalText Title { get; } = new("各单位报送文件", "Files sent by offices");

    public override string Dataset => "office";

    public override IReadOnlyList<string> Inputs => ReceivedRules.Inputs;

    public override IReadOnlyList<string> InputPatterns => ReceivedRules.Patterns;

    public override string? Inbox => "received";

    public override IReadOnlyList<string> DependsOn => ["areas", "departments", "indicators"];

    protected override ReceivedReader ReadRules(string contentRoot, CsvReading read) =>
        ReceivedRules.Read(contentRoot, read);

    protected override long CountOf(FileReading reading) =>
        ReceivedFigures.CountOf(reading) + ReceivedDocuments.CountOf(reading);

    protected override async Task LoadAsync(JobContext context, IReadOnlyList<ReceivedEntry> files,
        IReadOnlyList<string> touched, CancellationToken ct)
    {
        await new ReceivedFigures(Dataset).LoadAsync(context, files, touched, ct);
        await ReceivedDocuments.LoadAsync(context, files, Dataset, touched, ct);
    }
}
