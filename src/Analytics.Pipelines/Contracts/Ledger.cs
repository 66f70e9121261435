using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Analytics.Pipelines.Forms;
using Analytics.Tables;

namespace Analytics.Pipelines.Contracts;

/// <summary>The decisions of a workspace: <c>ledger/decisions.csv</c>, an input of every load. Lines are only added.
/// </summary>
/// <remarks>Who adds holds the workspace's writer's place, so that one adds at a time.</remarks>
public sealed class Ledger
{
    /// <summary>Where it is, in the workspace.</summary>
    public const string Path = "ledger/decisions.csv";

    Ledger(IReadOnlyList<Decision> decisions) => Decisions = decisions;

    /// <summary>No decision.</summary>
    public static Ledger Empty { get; } = new([]);

    /// <summary>With more decisions, as if they had been made last.</summary>
    public Ledger With(IReadOnlyList<Decision> more) => more.Count == 0 ? this : new([.. Decisions, .. more]);

    /// <summary>All decisions, oldest first.</summary>
    public IReadOnlyList<Decision> Decisions { get; }

    /// <summary>Reads it; without a file it is empty.</summary>
    /// <exception cref="AnalyticsException"><c>ledger-malformed</c>: its header or a row is not as it must be.
    /// </exception>
    public static Ledger Read(string workspace)
    {
        if (!File.Exists(System.IO.Path.Combine(workspace, Path))) return new Ledger([]);
        var decisions = new List<Decision>();
        try
        {
            var rows = Source.Read(workspace, Path, "ledger").ReadCsv("ledger",
                reject => throw ContractErrors.LedgerMalformed($"{Path}:{reject.Row}", reject.Found ?? ""),
                [.. Decision.Columns]);
            foreach (var row in rows)
            {
                string[] c = [.. Decision.Columns.Select(column => row[column])];
                var decision = new Decision(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10], c[11],
                    c[12]);
                if (Missing(decision) is { } column)
                    throw ContractErrors.LedgerMalformed($"{Path}:{row.Row}", column);
                decisions.Add(decision);
            }
        }
        catch (AnalyticsException e) when (e.Code is not "ledger-malformed")
        {
            throw ContractErrors.LedgerMalformed(Path, e.Message, e);
        }
        return new Ledger(decisions);
    }

    /// <summary>Adds a decision, durably: it is on the disk or not there at all.</summary>
    /// <param name="workspace">The workspace's folder.</param>
    /// <param name="decision">Its <see cref="Decision.Id"/> is given here.</param>
    /// <param name="holds">What the cell holds now, for a correction; null where there is no such cell.</param>
    /// <returns>The decision with its id.</returns>
    /// <exception cref="AnalyticsException"><c>decision-incomplete</c>: who, why or where is not said;
    /// <c>decision-stale</c>: the cell does not hold what the decision found; <c>ledger-unwritable</c>.</exception>
    public static Decision Add(string workspace, Decision decision, string? holds = null) =>
        Add(workspace, [(decision, holds)])[0];

    /// <summary>Adds several decisions, all of them or none.</summary>
    /// <param name="workspace">The workspace's folder.</param>
    /// <param name="decisions">Each with what its cell holds now, as in the other overload.</param>
    /// <returns>The decisions with their ids.</returns>
    /// <exception cref="AnalyticsException">As the other overload.</exception>
    public static IReadOnlyList<Decision> Add(string workspace,
        IReadOnlyList<(Decision Decision, string? Holds)> decisions)
    {
        foreach (var (decision, holds) in decisions)
        {
            if (Missing(decision) is { } column) throw ContractErrors.DecisionIncomplete(decision.Kind, column);
            if (decision.Kind == "correct" && holds != decision.Found)
                throw ContractErrors.DecisionStale(decision, holds);
        }
        var ledger = Read(workspace);
        var added = decisions.Select((one, index) => one.Decision with
        {
            Id = "D-" + (ledger.Decisions.Count + index + 1).ToString("0000", CultureInfo.InvariantCulture),
        }).ToArray();
        if (added.Length > 0) Write(workspace, [.. ledger.Decisions, .. added]);
        return added;
    }

    /// <summary>Whether a file's content was revoked.</summary>
    public bool IsRevoked(string sha256) => Decisions.LastOrDefault(decision =>
        decision.Kind is "revoke" or "restore" && decision.FileSha256 == sha256)?.Kind == "revoke";

    /// <summary>Only what is said of how to read, so that cells are seen as they stand.</summary>
    public Ledger OfReading => new([.. Decisions.Where(decision => decision.Kind == "read-as")]);

    /// <summary>The last decision on how to read a file's content; null where none was made.</summary>
    /// <param name="sha256">Of the file.</param>
    /// <param name="path">Its path: what is said of an archive holds for the files in it.</param>
    public Decision? ReadAs(string sha256, string path = "") => Decisions.LastOrDefault(decision =>
        decision.Kind == "read-as" && (decision.FileSha256 == sha256
            || path.StartsWith(decision.File + "/", StringComparison.Ordinal)));

    /// <summary>What the decisions that concern a file come to, for its fingerprint; "" where none does.</summary>
    public string FingerprintOf(string file, string sha256)
    {
        var lines = string.Join('\n', Decisions.Where(decision => decision.FileSha256 == sha256
                || decision.Kind == "correct" && decision.File == file)
            .Select(decision => string.Join('\u001f', decision.Cells)));
        return lines.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
    }

    /// <summary>The records of a sheet with its corrections applied, in order.</summary>
    /// <param name="file">The path, as <see cref="Sheets.CellPlace.File"/>.</param>
    /// <param name="sha256">Its content: a correction holds for a copy too, and for the file that takes its place.
    /// </param>
    /// <param name="sheet">The sheet's name.</param>
    /// <param name="records">All records of the sheet; after the last, corrections that found no cell are told.</param>
    /// <param name="tell">Told of every correction that has expired: <c>correction-expired</c>.</param>
    public IEnumerable<FormRecord> Apply(string file, string sha256, string sheet,
        IEnumerable<FormRecord> records, Action<Finding> tell)
    {
        var corrections = new FileCorrections(CorrectionsOf(file, sha256).Where(d => d.Sheet == sheet), file);
        if (corrections.IsEmpty) return records;
        return Applied();

        IEnumerable<FormRecord> Applied()
        {
            foreach (var record in records) yield return corrections.Apply(record);
            foreach (var finding in corrections.Expired()) tell(finding);
        }
    }

    /// <summary>The sheets of a file that decisions speak of.</summary>
    public IReadOnlyList<string> CorrectedSheets(string file, string sha256) =>
        [.. CorrectionsOf(file, sha256).Select(decision => decision.Sheet).Distinct()];

    IEnumerable<Decision> CorrectionsOf(string file, string sha256) => Decisions.Where(decision =>
        decision.Kind == "correct" && (decision.File == file || decision.FileSha256 == sha256));

    static string? Missing(Decision decision)
    {
        if (!Decision.Required.TryGetValue(decision.Kind, out var required)) return "kind";
        if (decision.Kind == "read-as" && decision.Form.Length == 0 && decision.Encoding.Length == 0) return "form";
        var cells = Decision.Columns.Zip(decision.Cells).ToDictionary(c => c.First, c => c.Second);
        return required.FirstOrDefault(column => string.IsNullOrWhiteSpace(cells[column]));
    }

    static void Write(string workspace, IReadOnlyList<Decision> decisions)
    {
        var table = new Table([.. Decision.Columns.Select(name => new Column(name, ColumnKind.Text))],
            [.. decisions.Select(decision => (object?[])[.. decision.Cells])]);
        var path = System.IO.Path.Combine(workspace, Path);
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            using (var stream = new FileStream(path + ".tmp", FileMode.Create, FileAccess.Write))
            {
                stream.Write(Encoding.UTF8.GetBytes(CsvWriter.Write(table)));
                stream.Flush(flushToDisk: true);
            }
            File.Move(path + ".tmp", path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ContractErrors.LedgerUnwritable(Path, e);
        }
    }
}
