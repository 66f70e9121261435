using System.Globalization;
using Analytics.Pipelines;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Received;
using Analytics.Semantics;
using Analytics.Tables;

namespace Analytics.Delivery;

/// <summary>How files of offices are read and loaded.</summary>
/// <param name="Form">The form to read every sheet by; null recognises it.</param>
/// <param name="Encoding">The encoding of text files; null finds it out.</param>
/// <param name="IsStrict">Whether one reject keeps all files of the call out.</param>
/// <param name="By">Who loads them; wanted where form or encoding are named, for that is a decision.</param>
public sealed record ReceiveOptions(string? Form = null, string? Encoding = null, bool IsStrict = false,
    string? By = null);

/// <summary>What loading files did, or would do.</summary>
/// <param name="Outcome">What the load did.</param>
/// <param name="Known">Files whose content lies in the inbox already, and where; nothing is done with them.</param>
/// <param name="Run">The whole run; null where nothing was written.</param>
public sealed record ReceiveReport(RunOutcome Outcome, IReadOnlyList<(string File, string Path)> Known, RunReport? Run)
{
    /// <summary>What correction sheets among the files decided.</summary>
    public IReadOnlyList<TakenCorrections> Corrections { get; init; } = [];
}

public sealed partial class Workspace
{
    // Pages may be passed on, whoever makes them.
    Workspace Published => new(Folder, _jobs, Principal.Outside, _content);

    ReceivingJob Receiving => _jobs.OfType<ReceivingJob>().FirstOrDefault(job => job.Dataset == Principal.Office)
        ?? throw new InvalidOperationException("No job of this workspace receives files.");

    // A file that lies in an inbox is read as its job reads it.
    ReceivingJob ReceivingOf(string full) => _jobs.OfType<ReceivingJob>().FirstOrDefault(job =>
            Path.GetFullPath(full).StartsWith(Path.GetFullPath(Path.Combine(InboxFolder, job.Inbox!))
                + Path.DirectorySeparatorChar, StringComparison.Ordinal)) ?? Receiving;

    /// <summary>What a file of an office is, sheet by sheet: form, headings, fields; a draft of a form where none is
    /// known.</summary>
    /// <param name="file">Any file or folder of this machine.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="AnalyticsException"><c>file-missing</c>; a rule file is wrong; the file cannot be read.
    /// </exception>
    public async Task<IReadOnlyList<FileInspection>> InspectAsync(string file, ReceiveOptions options,
        CancellationToken ct)
    {
        var inspected = new List<FileInspection>();
        foreach (var (full, path) in FilesOf(file))
            inspected.AddRange(await Reader(full, options).InspectAsync(full, path, ct));
        return inspected;
    }

    /// <summary>The records of a file as they would load, with what is wrong; rules over what is loaded already are
    /// left to <see cref="ReceiveAsync"/>.</summary>
    /// <param name="file">Any file or folder of this machine.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="progress">Told how far reading is; may be null.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="AnalyticsException"><c>file-missing</c>, or a rule file is wrong.</exception>
    public async Task<IReadOnlyList<FileReading>> PreviewAsync(string file, ReceiveOptions options,
        Action<ReadProgress>? progress, CancellationToken ct)
    {
        var readings = new List<FileReading>();
        foreach (var (full, path) in FilesOf(file))
            readings.AddRange(await Reader(full, options).ReadAsync(full, path, progress, ct));
        return readings;
    }

    /// <summary>Puts files into the inbox of today and runs. Content that lies there already is left alone; a
    /// correction sheet is no data: the cells changed in it become decisions of the ledger.</summary>
    /// <param name="files">Files or folders of this machine.</param>
    /// <param name="options">How they are read.</param>
    /// <param name="isDry">Whether to tell only what would be done; nothing is written then.</param>
    /// <param name="now">The instant of the load.</param>
    /// <param name="progress">As <see cref="RunAsync"/>.</param>
    /// <param name="ct">Stops the run.</param>
    /// <exception cref="AnalyticsException"><c>load-strict</c>: a row is rejected and all or nothing was asked for;
    /// nothing is written. <c>correction-sheet-…</c>: a correction sheet cannot be taken, and nothing is written. Else
    /// as <see cref="RunAsync"/>.</exception>
    public async Task<ReceiveReport> ReceiveAsync(IReadOnlyList<string> files, ReceiveOptions options, bool isDry,
        DateTimeOffset now, IProgress<RunProgress>? progress, CancellationToken ct)
    {
        var inbox = InboxOf(now);
        var added = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var (known, hashes) = (new List<(string, string)>(), new Dictionary<string, string>(StringComparer.Ordinal));
        var (decisions, sheets) = (new List<Decision>(), new List<SentCorrections>());
        var kept = new KeptFiles(Folder, Path.Combine(InboxFolder, Receiving.Inbox!));
        foreach (var (full, name) in files.SelectMany(FilesOf))
        {
            if (await CorrectionsAsync(full, name, options, now, ct) is { } sent)
            {
                if (sent.IsKnown(this)) known.Add((name, $"{CorrectionSheets}/{sent.Sha256}.xlsx"));
                else sheets.Add(sent);
                continue;
            }
            var sha256 = Source.Read(Path.GetDirectoryName(full)!, Path.GetFileName(full), "received").Sha256;
            var path = kept.PathOf(full, sha256);
            if (path is not null) known.Add((name, path));
            else added[path = inbox.Take(name, added)] = full;
            // A file that lies there already may be read otherwise from now on.
            if (options.Form is not null || options.Encoding is not null)
                decisions.Add(ReadAs(path, sha256, options, now));
            hashes[path] = sha256;
        }
        if (isDry || options.IsStrict)
        {
            var outcome = await Unhindered(() => PipelineRunner.PreviewAsync(_jobs, _warehouse,
                new RunOptions(_content.Root, Folder, now)
                {
                    Added = added, Decisions = [.. decisions, .. sheets.SelectMany(sheet => sheet.Taken.Decisions)],
                },
                progress is null ? null : new JobsAsSteps(progress), ct));
            if (options.IsStrict && outcome.Failures is [var failure, ..]) throw failure.Error;
            if (options.IsStrict && RejectsOf(outcome, [.. added.Keys, .. sheets.Select(sheet => sheet.File)])
                is > 0 and var rejects)
                throw DeliveryErrors.LoadStrict(rejects, outcome.Files);
            if (isDry) return new(outcome, known, null) { Corrections = [.. sheets.Select(sheet => sheet.Taken)] };
        }
        var taken = await Unhindered(() =>
        {
            using var held = Hold();
            Inbox.Put(added.Select(one => (one.Value, Path.Combine(Folder, one.Key), hashes[one.Key])));
            foreach (var decision in decisions) Ledger.Add(Folder, decision);
            return Task.FromResult<TakenCorrections[]>([.. sheets.Select(Keep)]);
        });
        var run = await Published.RunAsync(now, progress, ct);
        return new ReceiveReport(run.Load.Outcome, known, run) { Corrections = taken };
    }

    /// <summary>Revokes what a file brought: its figures no longer count, what they had replaced counts again. The file
    /// stays where it is, and the decision in the ledger.</summary>
    /// <param name="file">Its path in the workspace, or the beginning of its content's hash.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="now">The instant of the load.</param>
    /// <param name="progress">As <see cref="RunAsync"/>.</param>
    /// <param name="ct">Stops the run; the decision stays.</param>
    /// <exception cref="AnalyticsException"><c>received-file-unknown</c>, <c>decision-incomplete</c>, or as
    /// <see cref="RunAsync"/>.</exception>
    /// <param name="isUndo">Whether a file that was revoked is to count again.</param>
    public async Task<RunReport> RevokeAsync(string file, string reason, string by, DateTimeOffset now,
        IProgress<RunProgress>? progress, CancellationToken ct, bool isUndo = false)
    {
        var (path, sha256) = await ReceivedAsync(file, ct);
        using (Hold())
            Ledger.Add(Folder, new Decision("", isUndo ? "restore" : "revoke", path, "", "", "", "", sha256, "",
                "", reason, by, At(now)));
        return await Published.RunAsync(now, progress, ct);
    }

    /// <summary>Reads one cell otherwise from now on, and runs.</summary>
    /// <param name="file">Its path in the workspace, or the beginning of its content's hash.</param>
    /// <param name="sheet">The sheet; "" where the file has but one table.</param>
    /// <param name="address">The cell: <c>C12</c>.</param>
    /// <param name="value">What is read instead.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="now">The instant of the load.</param>
    /// <param name="progress">As <see cref="RunAsync"/>.</param>
    /// <param name="ct">Stops the run; the decision stays.</param>
    /// <exception cref="AnalyticsException"><c>received-file-unknown</c>, <c>received-cell-unknown</c>,
    /// <c>decision-incomplete</c>, or as <see cref="RunAsync"/>.</exception>
    public async Task<RunReport> CorrectAsync(string file, string sheet, string address, string value, string reason,
        string by, DateTimeOffset now, IProgress<RunProgress>? progress, CancellationToken ct)
    {
        var (path, sha256) = await ReceivedAsync(file, ct);
        var cells = await CellsAsync(path, ct);
        var found = cells.GetValueOrDefault((sheet, address.ToUpperInvariant()))
            ?? throw DeliveryErrors.CellUnknown(path, sheet, address,
                [.. cells.Keys.Select(cell => cell.Sheet).Distinct().Where(name => name.Length > 0)]);
        using (Hold())
            Ledger.Add(Folder, new Decision("", "correct", path, sheet, address.ToUpperInvariant(), found, value,
                sha256, "", "", reason, by, At(now)), found);
        return await Published.RunAsync(now, progress, ct);
    }

    /// <summary>What is wrong or noteworthy about received files, as the served version has it: every finding with
    /// file, sheet, row, cell, byte offset, raw text, rule and sentence.</summary>
    /// <param name="severities"><c>reject</c>, <c>warn</c>, <c>note</c>; all where empty.</param>
    /// <param name="ct">Interrupts the query.</param>
    /// <exception cref="AnalyticsException"><c>dataset-closed</c>: who asks is not of the office.</exception>
    public async Task<Table> FindingsAsync(IReadOnlyCollection<string> severities, CancellationToken ct)
    {
        _principal.RequireDataset(Principal.Office);
        await using var reader = await _warehouse.OpenReaderAsync(ct);
        var all = await reader.QueryAsync("""
            SELECT "severity", "path", "sheet", "row_number", "cell", "byte_offset", "record", "contract", "field",
                "header", "found", "rule", "sentence_zh", "sentence_en", "finding_id", "epoch"
            FROM "received_finding"
            ORDER BY "path", "sheet", "row_number", "cell", "rule", "finding_id"
            """, new Dictionary<string, object?>(), null, ct);
        return all.Where(row => severities.Count == 0 || severities.Contains(all.Text(row, "severity")!));
    }

    ReceivedReader Reader(string full, ReceiveOptions options)
    {
        var reader = ReceivingOf(full).ReadRules(_content.Root) with { Form = options.Form };
        return options.Encoding is null ? reader
            : reader with { Options = reader.Options with { Encoding = options.Encoding } };
    }

    Inbox InboxOf(DateTimeOffset now) => new(Folder, $"inbox/{Receiving.Inbox}",
        now.UtcDateTime.ToString("yyyy-MM-dd'T'HHmmss'Z'", CultureInfo.InvariantCulture));

    // The file as it lies in the inbox now: decisions are on content.
    async Task<(string Path, string Sha256)> ReceivedAsync(string file, CancellationToken ct)
    {
        var paths = await ReceivedFilesAsync(ct);
        var wanted = file.Replace('\\', '/');
        var found = paths.Where(one => one.Path == wanted).DefaultIfEmpty().First();
        if (found.Path is not null) return (found.Path, found.Sha256);
        var near = paths.Where(one => one.Path.EndsWith("/" + wanted, StringComparison.Ordinal)
            || wanted.Length >= 8 && one.Sha256.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)).ToArray();
        return near is [var only] ? (only.Path, only.Sha256)
            : throw DeliveryErrors.ReceivedUnknown(file, [.. (near.Length > 0 ? near : paths).Select(one => one.Path)]);
    }

    async Task<(string Path, string Sha256, string Outcome)[]> ReceivedFilesAsync(CancellationToken ct)
    {
        await using var reader = await _warehouse.OpenReaderAsync(ct);
        var known = await reader.QueryAsync("""
            SELECT "path", "sha256", "outcome" FROM "received_file" ORDER BY "path"
            """, new Dictionary<string, object?>(), null, ct);
        return [.. Enumerable.Range(0, known.RowCount).Select(row => (known.Text(row, "path")!,
            known.Text(row, "sha256")!, known.Text(row, "outcome")!))];
    }

    // What stands in the cells that became fields, decisions aside.
    async Task<Dictionary<(string Sheet, string Address), string>> CellsAsync(string path, CancellationToken ct)
    {
        var cells = new Dictionary<(string, string), string>();
        foreach (var sheet in (await DecidedAsync(path, ct))?.Sheets ?? [])
            foreach (var (address, cell) in sheet.Cells)
                cells[(sheet.Name, address)] = cell.Decision?.Found ?? cell.Cell.Text;
        return cells;
    }

    // A file as the last load read it, decisions applied; null where it is gone.
    async Task<FileReading?> DecidedAsync(string path, CancellationToken ct)
    {
        var outer = path;
        while (!File.Exists(Path.Combine(Folder, outer)) && outer.LastIndexOf('/') is > 0 and var slash)
            outer = outer[..slash];
        var full = Path.Combine(Folder, outer);
        var reader = Reader(full, new()) with { Ledger = Ledger.Read(Folder) };
        var readings = await reader.ReadAsync(full, outer, null, ct);
        return readings.FirstOrDefault(reading => reading.Path == path);
    }

    static IEnumerable<(string Full, string Name)> FilesOf(string file) => Directory.Exists(file)
        ? Directory.EnumerateFiles(file, "*", SearchOption.AllDirectories)
            .Select(full => (full, Path.GetRelativePath(file, full).Replace('\\', '/')))
            .Where(one => !ReceivedReader.IsAside(one.Item2)).OrderBy(one => one.Item2, StringComparer.Ordinal)
        : File.Exists(file) ? [(Path.GetFullPath(file), Path.GetFileName(file).TrimStart('.', '~', '$'))]
        : throw DeliveryErrors.FileMissing(file);

    static int RejectsOf(RunOutcome outcome, IReadOnlyCollection<string> paths) => outcome.Files
        .Where(file => paths.Any(
            path => file.Path == path || file.Path.StartsWith(path + "/", StringComparison.Ordinal)))
        .Sum(file => file.Findings.Count(finding => finding.Severity == FindingSeverity.Reject));

    static Decision ReadAs(string path, string sha256, ReceiveOptions options, DateTimeOffset now) => new("", "read-as",
        path, "", "", "", "", sha256, options.Form ?? "", options.Encoding ?? "", "named when it was loaded",
        options.By ?? throw DeliveryErrors.ByMissing(), At(now));

    static string At(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'",
        CultureInfo.InvariantCulture);
}
