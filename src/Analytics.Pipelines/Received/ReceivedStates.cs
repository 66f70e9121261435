using System.Globalization;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Pipelines.Received;

/// What became of received files by the last load that read them; one row a file of <c>received_file</c>.
sealed record ReceivedState(string Path, string Sha256, string Fingerprint, string Outcome, DateOnly ReceivedOn);

/// All states, and where they are written.
sealed class ReceivedStates
{
    static readonly string[] FileColumns = ["path", "sha256", "bytes", "fingerprint", "outcome", "contracts", "forms",
        "rows_read", "rows_loaded", "rows_rejected", "rows_header", "rows_total", "rows_note", "rows_blank", "facts",
        "received_on", "epoch"];

    static readonly string[] FindingColumns = ["finding_id", "path", "sheet", "row_number", "cell", "byte_offset",
        "record", "contract", "field", "header", "found", "rule", "severity", "sentence_zh", "sentence_en", "epoch"];

    readonly Dictionary<string, ReceivedState> _byPath;

    ReceivedStates(Dictionary<string, ReceivedState> byPath) => _byPath = byPath;

    public IReadOnlyCollection<ReceivedState> All => _byPath.Values;

    public ReceivedState? this[string path] => _byPath.GetValueOrDefault(path);

    public static async Task<ReceivedStates> ReadAsync(LoadSession load, string folder, CancellationToken ct)
    {
        var table = await load.QueryAsync("""
            SELECT "path", "sha256", "fingerprint", "outcome", "received_on" FROM "received_file"
            WHERE left("path", length(CAST($folder AS text))) = $folder
            """, new Dictionary<string, object?> { ["folder"] = folder }, ct);
        return new(Enumerable.Range(0, table.RowCount).Select(row => new ReceivedState(table.Text(row, "path")!,
            table.Text(row, "sha256")!, table.Text(row, "fingerprint")!, table.Text(row, "outcome")!,
            (DateOnly)table[row, "received_on"]!)).ToDictionary(state => state.Path, StringComparer.Ordinal));
    }

    /// The files of rejects that are open in these files, by the reject's id.
    public static async Task<Dictionary<string, string>> OpenRejectsAsync(LoadSession load, IReadOnlySet<string> paths,
        CancellationToken ct)
    {
        var table = await load.QueryAsync("""
            SELECT "finding_id", "path" FROM "received_finding" WHERE "severity" = 'reject'
            """, new Dictionary<string, object?>(), ct);
        return Enumerable.Range(0, table.RowCount).Where(row => paths.Contains(table.Text(row, "path")!))
            .ToDictionary(row => table.Text(row, "finding_id")!, row => table.Text(row, "path")!,
                StringComparer.Ordinal);
    }

    /// Replaces what is known of files; those that are gone have no reading and leave no state.
    public static async Task WriteAsync(LoadSession load, IReadOnlySet<string> paths,
        IReadOnlyList<ReceivedEntry> entries, CancellationToken ct)
    {
        foreach (var path in paths)
            foreach (var table in (string[])["received_file", "received_finding"])
                await load.ExecuteAsync($"DELETE FROM \"{table}\" WHERE \"path\" = $path",
                    new Dictionary<string, object?> { ["path"] = path }, ct);
        await load.WriteAsync("received_file", FileColumns, entries.Select(entry => (object?[])
        [
            entry.Reading.Path, entry.Reading.Sha256, entry.Reading.Bytes, entry.Fingerprint, entry.Outcome,
            string.Join('|', entry.Reading.Contracts), string.Join('|', entry.Reading.Forms), entry.Rows.Read,
            entry.Rows.Loaded, entry.Rows.Rejected, entry.Rows.Header, entry.Rows.Total, entry.Rows.Note,
            entry.Rows.Blank, entry.Facts, entry.ReceivedOn, load.Epoch,
        ]), ct);
        await load.WriteAsync("received_finding", FindingColumns, entries.SelectMany(entry => entry.Findings
            .Select(found => Row(entry.Reading.Path, found, load.Epoch))
            .Concat(entry.Reading.Notes.Select(note => Row(entry.Reading.Path, note, load.Epoch)))), ct);
    }

    // What was found out of a file, its encoding and what it hides, is kept beside what is wrong with it.
    static object?[] Row(string path, SheetNote note, long epoch) =>
    [
        StableKey.Of("sheet-note", path, note.Describe(Language.English)).ToString("x16", CultureInfo.InvariantCulture),
        path, "", 0L, null, null, "", null, null, null, null, "sheet-" + note.Code, "note",
        note.Describe(Language.Chinese), note.Describe(Language.English), epoch,
    ];

    static object?[] Row(string path, FoundFinding found, long epoch)
    {
        var (finding, place) = (found.Finding, found.Finding.Place);
        return
        [
            found.Id, path, place.Sheet, place.Row, place.Column is null ? null : place.Address, place.Offset,
            finding.Key, found.Contract, finding.Field, finding.Header, finding.Found, finding.Rule, found.Severity,
            finding.Sentence.Zh, finding.Sentence.En, epoch,
        ];
    }
}
