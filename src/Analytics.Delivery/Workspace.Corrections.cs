using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Received;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Delivery;

/// <summary>A correction sheet that was written.</summary>
/// <param name="File">The file it is about.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Rejects">How many rejects it tells.</param>
public sealed record WrittenCorrectionSheet(string File, string Path, int Rejects);

/// <summary>What a correction sheet that came back decided, or would decide.</summary>
/// <param name="Sheet">What it is called.</param>
/// <param name="File">The file it corrects.</param>
/// <param name="Decisions">The corrections; without ids where nothing was written.</param>
/// <param name="Notes">What of it was left aside, and why.</param>
public sealed record TakenCorrections(string Sheet, string File, IReadOnlyList<Decision> Decisions,
    IReadOnlyList<SheetNote> Notes);

public sealed partial class Workspace
{
    /// <summary>Where correction sheets that were loaded are kept, in the workspace; named by content.</summary>
    public const string CorrectionSheets = "ledger/sheets";

    /// <summary>The findings of received files that count, or of one of them; what was revoked is wrong no longer.
    /// </summary>
    /// <param name="severities">As <see cref="FindingsAsync(IReadOnlyCollection{string}, CancellationToken)"/>.</param>
    /// <param name="file">Its path in the workspace, its name, or the beginning of its content's hash; null for all.
    /// An archive stands for the files in it.</param>
    /// <param name="ct">Interrupts the query.</param>
    /// <exception cref="AnalyticsException"><c>received-file-unknown</c>, with the nearest.</exception>
    public async Task<Table> FindingsAsync(IReadOnlyCollection<string> severities, string? file, CancellationToken ct)
    {
        var path = file is null ? null : (await ReceivedAsync(file, ct)).Path;
        var revoked = (await ReceivedFilesAsync(ct)).Where(one => one.Outcome == "revoked").Select(one => one.Path)
            .ToHashSet(StringComparer.Ordinal);
        var all = await FindingsAsync(severities, ct);
        return all.Where(row => all.Text(row, "path") is { } at && !revoked.Contains(at)
            && (path is null || at == path || at.StartsWith(path + "/", StringComparison.Ordinal)));
    }

    /// <summary>Writes a correction sheet for each file with open rejects. No file is ever replaced: a sheet that lies
    /// there may have been filled in.</summary>
    /// <param name="folder">Where to; made if need be.</param>
    /// <param name="file">As <see cref="FindingsAsync(IReadOnlyCollection{string}, string?, CancellationToken)"/>.
    /// </param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>In order of file; empty where no reject is open.</returns>
    /// <exception cref="AnalyticsException"><c>received-file-unknown</c>; <c>rejects-outdated</c>: a file has changed
    /// since the last run; <c>output-unwritable</c>.</exception>
    public async Task<IReadOnlyList<WrittenCorrectionSheet>> ExportRejectsAsync(string folder, string? file,
        CancellationToken ct)
    {
        var rejects = await FindingsAsync(["reject"], file, ct);
        var known = await ReceivedFilesAsync(ct);
        var sheets = new List<(string File, byte[] Bytes, int Rejects)>();
        foreach (var rows in Enumerable.Range(0, rejects.RowCount).GroupBy(row => rejects.Text(row, "path")!))
        {
            var reading = await DecidedAsync(rows.Key, ct);
            if (reading is not null && reading.Sha256 != known.First(one => one.Path == rows.Key).Sha256
                && reading.Sha256.Length > 0)
                throw DeliveryErrors.RejectsOutdated(rows.Key);
            using var bytes = new MemoryStream();
            CorrectionSheet.Write(bytes, reading ?? new FileReading(rows.Key, "", 0, [], [], null),
                [.. rows.Select(row => RejectOf(rejects, row))]);
            sheets.Add((rows.Key, bytes.ToArray(), rows.Count()));
        }
        try
        {
            if (sheets.Count > 0) Directory.CreateDirectory(folder);
            return [.. sheets.Select(sheet => new WrittenCorrectionSheet(sheet.File,
                Put(folder, $"更正表-{Path.GetFileNameWithoutExtension(sheet.File)}", sheet.Bytes), sheet.Rejects))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DeliveryErrors.OutputUnwritable(folder, e);
        }
    }

    static OpenReject RejectOf(Table rejects, int row) => new(rejects.Text(row, "sheet") ?? "",
        rejects.Whole(row, "row_number") ?? 0, rejects.Text(row, "cell"), rejects.Text(row, "rule")!,
        new LocalText(rejects.Text(row, "sentence_zh")!, rejects.Text(row, "sentence_en")!));

    static string Put(string folder, string name, byte[] bytes)
    {
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(folder, (number == 1 ? name : FormattableString.Invariant($"{name}-{number}"))
                + ".xlsx");
            if (File.Exists(path))
            {
                if (File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes)) return path;
                continue;
            }
            using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            stream.Write(bytes);
            return path;
        }
    }

    // Null where the file is no correction sheet.
    async Task<SentCorrections?> CorrectionsAsync(string full, string name, ReceiveOptions options, DateTimeOffset now,
        CancellationToken ct)
    {
        if (CorrectionSheet.Read(full, name, ct) is not { } sheet) return null;
        var known = await ReceivedFilesAsync(ct);
        var (path, sha256, _) = known.Where(one => one.Path == sheet.File)
            .Concat(known.Where(one => one.Sha256 == sheet.FileSha256)).FirstOrDefault();
        if (path is null) throw DeliveryErrors.SheetFileUnknown(name, sheet.File, [.. known.Select(one => one.Path)]);
        if (sheet.Changes.Count == 0) throw DeliveryErrors.SheetUnchanged(name);
        var ledger = Ledger.Read(Folder).Decisions.Where(one => one.Kind == "correct" && one.File == path)
            .ToLookup(one => (one.Sheet, one.Address));
        var open = sheet.Changes.Where(change => !IsDecided(change, ledger, sheet.Sha256)).ToArray();
        if (open.Length > 0 && sheet.By.Length == 0 && string.IsNullOrWhiteSpace(options.By))
            throw DeliveryErrors.SheetWithoutName(name, sheet.ByAddress);
        var cells = open.Length == 0 ? [] : await CellsAsync(path, ct);
        var fitting = open.Where(change =>
            cells.TryGetValue((change.Sheet, change.Address), out var found) && found == change.Found).ToArray();
        if (open.Length > 0 && fitting.Length == 0)
            throw DeliveryErrors.SheetExpired(name, path, [.. open.Select(PlaceOf)]);
        var decisions = fitting.Select(change => (new Decision("", "correct", path, change.Sheet, change.Address,
            change.Found, change.Value, sheet.FileSha256, "", "", sheet.Reason.Length > 0 ? sheet.Reason
                : "correction sheet " + name, sheet.By.Length > 0 ? sheet.By : options.By!, At(now)),
            (string?)change.Found)).ToArray();
        return new(name, full, sheet.Sha256, path, decisions,
            [.. sheet.Notes, .. NotesOf(sheet, sha256, [.. open.Except(fitting)], sheet.Changes.Count - open.Length)]);
    }

    // What was decided later stands: a sheet that was loaded once decides nothing a second time.
    bool IsDecided(ReturnedCell change, ILookup<(string, string), Decision> ledger, string sha256)
    {
        bool IsSame(Decision one) => one.Found == change.Found && one.Value == change.Value;
        var decided = ledger[(change.Sheet, change.Address)];
        return File.Exists(KeptAt(sha256)) ? decided.Any(IsSame) : decided.LastOrDefault() is { } last && IsSame(last);
    }

    static IEnumerable<SheetNote> NotesOf(ReturnedSheet sheet, string sha256, ReturnedCell[] expired, int decided)
    {
        SheetNote Note(string code, params (string, object?)[] facts) => new(code, facts.Append(("file", sheet.Name))
            .ToDictionary(fact => fact.Item1, fact => fact.Item2));
        if (sha256 != sheet.FileSha256) yield return Note("correction-source-changed", ("source", sheet.File));
        if (expired.Length > 0) yield return Note("correction-cells-expired", ("source", sheet.File),
            ("cells", expired.Take(10).Select(PlaceOf).ToArray()), ("count", expired.Length));
        if (decided > 0) yield return Note("correction-decided", ("count", decided));
    }

    static string PlaceOf(ReturnedCell cell) => (cell.Sheet.Length == 0 ? "" : cell.Sheet + "!") + cell.Address;

    string KeptAt(string sha256) => Path.Combine(Folder, CorrectionSheets, sha256 + ".xlsx");

    // The sheet first, so that no decision lacks what it was made on. Who calls holds the writer's place.
    TakenCorrections Keep(SentCorrections sent)
    {
        try
        {
            if (!File.Exists(KeptAt(sent.Sha256))) Inbox.Put(sent.Full, KeptAt(sent.Sha256), sent.Sha256);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DeliveryErrors.FolderUnusable(Folder, e);
        }
        return sent.Taken with { Decisions = Ledger.Add(Folder, sent.Decisions) };
    }

    // A correction sheet that is being loaded, each decision with what its cell holds.
    sealed record SentCorrections(string Name, string Full, string Sha256, string File,
        IReadOnlyList<(Decision Decision, string? Holds)> Decisions, IReadOnlyList<SheetNote> Notes)
    {
        public TakenCorrections Taken => new(Name, File, [.. Decisions.Select(one => one.Decision)], Notes);

        public bool IsKnown(Workspace workspace) => Decisions.Count == 0 && System.IO.File.Exists(
            workspace.KeptAt(Sha256));
    }
}
