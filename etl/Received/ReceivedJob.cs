using Analytics.Pipelines;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Forms;
using Analytics.Pipelines.Received;
using Analytics.Tables;

namespace Analytics.Etl.Received;

/// Grain: one figure of a record of a file that an office sent, read by its form and contract. Only files that are new,
/// changed or decided upon are read; every file is loaded whole or not at all.
sealed class ReceivedJob(ReceivedOrigin origin) : ReceivingJob
{
    public override string Name => origin.Name;

    public override LocalText Title => origin.Title;

    public override IReadOnlyList<string> Inputs => ReceivedRules.Inputs;

    public override IReadOnlyList<string> InputPatterns => origin.Patterns;

    public override IReadOnlyList<string> WorkspaceInputs => [Ledger.Path];

    public override string? Inbox => origin.Inbox;

    public override string InboxEnding => "";

    public override IReadOnlyList<string> DependsOn => ["areas", "departments", "indicators"];

    public override async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var ledger = context.ReadLedger();
        var reader = ReadRules(context.ContentRoot) with { Ledger = ledger };
        var states = await ReceivedStates.ReadAsync(context.Load, origin, ct);
        var plan = ReceivedPlan.Of(context, origin, states, ledger);
        var readings = new List<(PlannedFile File, FileReading Reading)>();
        foreach (var file in plan.ToRead)
            foreach (var reading in await reader.ReadAsync(context.Open(file.Path).FullPath, file.Path, context.Tell, ct))
                readings.Add((file, reading));
        readings = await WithSetRulesAsync(context, readings, ct);
        var entries = readings.Select(read => Entry(read.File, ReceivedTwice.Check(origin, read.Reading), plan, states,
            context)).ToArray();

        var figures = entries.Where(entry => entry.Outcome == "loaded").ToArray();
        await ReceivedFigures.LoadAsync(context, figures, plan.Touched, ct);
        await ReceivedDocuments.LoadAsync(context, figures, plan.Touched, ct);

        var paths = plan.Paths(states).Concat(entries.Select(entry => entry.Reading.Path))
            .ToHashSet(StringComparer.Ordinal);
        var before = await ReceivedStates.OpenRejectsAsync(context.Load, paths, ct);
        await ReceivedStates.WriteAsync(context.Load, paths, entries, ct);
        Tell(context, entries, before, plan);
    }

    protected override ReceivedReader ReadRules(string contentRoot, CsvReading read) =>
        origin.Of(ReceivedRules.Read(contentRoot, read));

    void Tell(JobContext context, ReceivedEntry[] entries, Dictionary<string, string> before, ReceivedPlan plan)
    {
        foreach (var entry in entries)
        {
            foreach (var found in entry.Findings.Where(found => found.Finding.Severity == FindingSeverity.Reject))
            {
                context.Reject(found.AsReject(Name));
                before.Remove(found.Id);
            }
            context.Tell(entry.AsOutcome);
        }
        foreach (var gone in plan.Gone) context.Tell(new FileOutcome(gone, "gone", [], RowTally.None, 0, []));
        var revoked = entries.Where(entry => entry.Outcome == "revoked").Select(entry => entry.Reading.Path).ToHashSet();
        foreach (var (id, path) in before.OrderBy(reject => reject.Key, StringComparer.Ordinal))
            context.EndReject(new(id, plan.Gone.Contains(path) ? "gone" : revoked.Contains(path) ? "revoked"
                : "corrected"));
    }

    // Rules over several records see all files of the load together, contract by contract.
    async Task<List<(PlannedFile, FileReading)>> WithSetRulesAsync(JobContext context,
        List<(PlannedFile File, FileReading Reading)> readings, CancellationToken ct)
    {
        var found = new List<(FormRecord Record, Finding Finding)>();
        var sheets = readings.Where(read => read.File.Outcome is null).SelectMany(read => read.Reading.Sheets)
            .Where(sheet => sheet.Contract is not null).GroupBy(sheet => sheet.Contract!);
        foreach (var contract in sheets)
        {
            var records = contract.SelectMany(sheet => sheet.Records).ToArray();
            found.AddRange((await SetRules.RunAsync(context.Load, contract.Key, records, origin.Dataset, ct))
                .Select(one => (records[one.Record].Source, one.Finding)));
        }
        var byRecord = found.ToLookup(one => one.Record, one => one.Finding);
        return [.. readings.Select(read => (read.File, read.Reading with
        {
            Sheets = [.. read.Reading.Sheets.Select(sheet => sheet.With(byRecord))],
        }))];
    }

    ReceivedEntry Entry(PlannedFile file, FileReading reading, ReceivedPlan plan, ReceivedStates states,
        JobContext context)
    {
        if (reading.Sha256.Length == 0 && reading.Path == file.Path) reading = reading with { Sha256 = file.Sha256 };
        var first = plan.FirstOf(reading.Sha256, reading.Path);
        var outcome = file.Outcome ?? (reading.Refusal is not null ? "refused"
            : reading.Sheets.Count == 0 ? "archive"
            : first != reading.Path ? "duplicate"
            : reading.Sheets.Any(sheet => sheet.Form is not null) ? "loaded" : "refused");
        if (outcome == "duplicate") reading = reading.AsDuplicateOf(first);
        var known = states[reading.Path] is { } state && state.Sha256 == reading.Sha256 ? state.ReceivedOn
            : ReceivedPlan.DayOf(reading.Path) ?? context.ReceivedOn;
        var facts = outcome != "loaded" ? 0
            : ReceivedFigures.CountOf(reading) + ReceivedDocuments.CountOf(reading);
        return new ReceivedEntry(origin, reading, file.Fingerprint, outcome, known, facts);
    }
}
