using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Forms;
using Analytics.Tables;

namespace Analytics.Pipelines.Received;

/// <summary>A job that loads what offices send: its inbox holds files of any form, read by forms and contracts. Only
/// files that are new, changed or decided upon are read; each is loaded whole or not at all.</summary>
public abstract class ReceivingJob : Job
{
    /// <summary>The dataset its figures belong to.</summary>
    public abstract string Dataset { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> WorkspaceInputs => [Ledger.Path];

    /// <inheritdoc/>
    public override string InboxEnding => "";

    /// <summary>What files are read by.</summary>
    /// <param name="contentRoot">The folder with <c>etl</c> and <c>seeds</c>.</param>
    /// <exception cref="AnalyticsException">A rule file is missing or wrong.</exception>
    public ReceivedReader ReadRules(string contentRoot) => ReadRules(contentRoot, (path, expected) =>
        Source.Read(contentRoot, path, Name).ReadCsv(Name,
            reject => throw PipelineErrors.RuleRow(reject.File, reject.Row, reject.Found, reject.Expected), expected));

    /// <summary>As <see cref="ReadRules(string)"/>, with the seeds read by a delegate.</summary>
    protected abstract ReceivedReader ReadRules(string contentRoot, CsvReading read);

    /// <summary>Whether a file of the inbox stands beside what was sent and is not read.</summary>
    /// <param name="name">Its path below the inbox.</param>
    protected virtual bool IsBeside(string name) => false;

    /// <summary>Whether all files may leave the inbox at once; else that is taken for a folder that is not there.
    /// </summary>
    protected virtual bool MayBeEmptied => false;

    /// <summary>The file with what only its figures show: one told twice.</summary>
    protected virtual FileReading Check(FileReading reading) => reading;

    /// <summary>Writes the figures of files; those of the same paths that are not among them are revoked.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="files">The files that are loaded.</param>
    /// <param name="touched">The paths read, and those that are gone.</param>
    /// <param name="ct">Stops the writing.</param>
    protected abstract Task LoadAsync(JobContext context, IReadOnlyList<ReceivedEntry> files,
        IReadOnlyList<string> touched, CancellationToken ct);

    /// <summary>The figures and register entries a file gives.</summary>
    protected abstract long CountOf(FileReading reading);

    /// <inheritdoc/>
    public sealed override async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var ledger = context.ReadLedger();
        var reader = ReadRules(context.ContentRoot) with { Ledger = ledger };
        var states = await ReceivedStates.ReadAsync(context.Load, context.InboxFolder, ct);
        if (context.InboxFiles.Count == 0 && states.All.Count > 0 && !MayBeEmptied)
            throw PipelineErrors.InboxMissing(context.InboxFolder, states.All.Count);
        var plan = ReceivedPlan.Of(context, states, ledger,
            path => !IsBeside(path[context.InboxFolder.Length..]));
        var readings = new List<(PlannedFile File, FileReading Reading)>();
        foreach (var file in plan.ToRead)
        {
            var full = context.Open(file.Path).FullPath;
            readings.AddRange((await reader.ReadAsync(full, file.Path, context.Tell, ct)).Select(one => (file, one)));
        }
        // What could not be had this time is left as it was, and tried again by the next run.
        var kept = readings.Where(read => read.Reading.IsForNow).Select(read => read.File.Path)
            .ToHashSet(StringComparer.Ordinal);
        var unread = readings.Where(read => kept.Contains(read.File.Path)).ToArray();
        if (kept.Count + plan.Unreadable.Count > 0) context.LeaveIncomplete();
        readings = await WithSetRulesAsync(context, [.. readings.Where(read => !kept.Contains(read.File.Path))
            .Select(read => (read.File, Counted(read.File, read.Reading, plan, ledger)))], ct);
        var entries = readings.Select(read => Entry(read.File, Check(read.Reading), states, context)).ToArray();
        await LoadAsync(context, [.. entries.Where(entry => entry.Outcome == "loaded")], plan.TouchedBut(kept), ct);
        entries = await WithRegisterRulesAsync(context, reader, entries, ct);
        foreach (var read in unread.Where(read => read.Reading.IsForNow))
            context.Tell(new ReceivedEntry(read.Reading, "", "unread", context.ReceivedOn, 0).AsOutcome);
        foreach (var path in plan.Unreadable)
            context.Tell(new FileOutcome(path, "unread", [], RowTally.None, 0, []));

        var paths = plan.Paths(states, kept).Concat(entries.Select(entry => entry.Reading.Path))
            .ToHashSet(StringComparer.Ordinal);
        var before = await ReceivedStates.OpenRejectsAsync(context.Load, paths, ct);
        await ReceivedStates.WriteAsync(context.Load, paths, entries, ct);
        Tell(context, entries, before, plan);
    }

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
        var revoked = entries.Where(entry => entry.Outcome == "revoked").Select(entry => entry.Reading.Path)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (id, path) in before.OrderBy(reject => reject.Key, StringComparer.Ordinal))
            context.EndReject(new(id, plan.Gone.Contains(path) ? "gone" : revoked.Contains(path) ? "revoked"
                : "corrected"));
    }

    // Rules over several records see all files of the load together, contract by contract.
    async Task<List<(PlannedFile, FileReading)>> WithSetRulesAsync(JobContext context,
        List<(PlannedFile File, FileReading Reading)> readings, CancellationToken ct)
    {
        var found = new List<(FormRecord Record, Finding Finding)>();
        var sheets = readings.SelectMany(read => read.Reading.Sheets)
            .Where(sheet => sheet.Contract is not null).GroupBy(sheet => sheet.Contract!);
        foreach (var contract in sheets)
        {
            var records = contract.SelectMany(sheet => sheet.Records).ToArray();
            found.AddRange((await SetRules.RunAsync(context.Load, contract.Key, records, Dataset, ct))
                .Select(one => (records[one.Record].Source, one.Finding)));
        }
        var byRecord = found.ToLookup(one => one.Record, one => one.Finding);
        return [.. readings.Select(read => (read.File, read.Reading with
        {
            Sheets = [.. read.Reading.Sheets.Select(sheet => sheet.With(byRecord))],
        }))];
    }

    // A figure and the register it counts come in any order: they are compared once what came is loaded.
    async Task<ReceivedEntry[]> WithRegisterRulesAsync(JobContext context, ReceivedReader reader,
        ReceivedEntry[] entries, CancellationToken ct)
    {
        var records = from entry in entries
                      where entry.Outcome == "loaded"
                      from sheet in entry.Reading.Sheets
                      where sheet.Contract is not null
                      from record in sheet.Records
                      select (sheet.Contract, record);
        var found = await RegisterRules.RunAsync(context.Load, reader.Contracts.All, [.. records], Dataset, ct);
        if (found.Count == 0) return entries;
        var byRecord = found.ToLookup(one => one.Record.Source, one => one.Finding);
        return [.. entries.Select(entry => new ReceivedEntry(entry.Reading with
        {
            Sheets = [.. entry.Reading.Sheets.Select(sheet => sheet.With(byRecord))],
        }, entry.Fingerprint, entry.Outcome, entry.ReceivedOn, entry.Facts))];
    }

    // A copy of another file and what was revoked hold nothing that counts.
    static FileReading Counted(PlannedFile file, FileReading reading, ReceivedPlan plan, Ledger ledger)
    {
        if (reading.Sha256.Length == 0 && reading.Path == file.Path) reading = reading with { Sha256 = file.Sha256 };
        if (file.Outcome == "revoked" || ledger.IsRevoked(reading.Sha256)) return reading.AsRevoked();
        if (reading.Refusal is not null || reading.Sheets.Count == 0) return reading;
        var first = plan.FirstOf(reading.Sha256, reading.Path);
        return first == reading.Path ? reading : reading.AsDuplicateOf(first);
    }

    ReceivedEntry Entry(PlannedFile file, FileReading reading, ReceivedStates states, JobContext context)
    {
        var rules = reading.Findings.Select(finding => finding.Rule).ToHashSet();
        var outcome = rules.Contains("file-revoked") ? "revoked"
            : reading.Refusal is not null ? "refused"
            : reading.Sheets.Count == 0 ? "archive"
            : rules.Contains("file-duplicate") ? "duplicate"
            : reading.Sheets.Any(sheet => sheet.Accepted.Any()) || reading.Findings.All(
                finding => finding.Severity != FindingSeverity.Reject) ? "loaded" : "refused";
        var receivedOn = states[reading.Path] is { } state && state.Sha256 == reading.Sha256 ? state.ReceivedOn
            : ReceivedPlan.DayOf(reading.Path) ?? context.ReceivedOn;
        return new ReceivedEntry(reading, file.Fingerprint, outcome, receivedOn,
            outcome == "loaded" ? CountOf(reading) : 0);
    }
}
