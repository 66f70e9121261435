using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Forms;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Pipelines.Received;

/// <summary>A received file as forms and contracts read it; nothing of it is loaded yet.</summary>
/// <param name="Path">As in <c>dim_file.path</c>; <c>inbox/x.zip/y.xlsx</c> in an archive.</param>
/// <param name="Sha256">Hash of its content.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Notes">What the log says of it: encoding, hidden sheets, formulas.</param>
/// <param name="Sheets">Its sheets in order; empty where it was refused.</param>
/// <param name="Refusal">Why nothing of it could be read; null where something could.</param>
public sealed record FileReading(string Path, string Sha256, long Bytes, IReadOnlyList<SheetNote> Notes,
    IReadOnlyList<SheetReading> Sheets, AnalyticsException? Refusal)
{
    /// <summary>Every finding, sheet by sheet.</summary>
    public IEnumerable<Finding> Findings => Refusal is { } refusal ? [RefusalOf(refusal)]
        : Sheets.SelectMany(sheet => sheet.AllFindings);

    /// <summary>The rows of all sheets.</summary>
    public RowTally Rows => Sheets.Aggregate(RowTally.None, (sum, sheet) => sum + sheet.Rows);

    /// <summary>Forms its sheets were read by, each once.</summary>
    public IReadOnlyList<string> Forms => [.. Sheets.Select(sheet => sheet.Form?.Name).OfType<string>().Distinct()];

    /// <summary>Contracts its sheets were read by, each once.</summary>
    public IReadOnlyList<string> Contracts =>
        [.. Sheets.Select(sheet => sheet.Contract?.Name).OfType<string>().Distinct()];

    /// <summary>Whether it could not be had this time: it is being written, locked, or the disk is full. Nothing is
    /// concluded from that.</summary>
    public bool IsForNow => Refusal?.Code is "received-unreadable" or "received-missing" or "input-changing"
        or "input-unreadable" or "input-missing";

    /// <summary>The file where an archive holds its name again: it is refused under a name of its own.</summary>
    /// <param name="times">How often the name came before.</param>
    public FileReading AsTwice(int times) => this with
    {
        Path = $"{Path}#{times + 1}", Sheets = [], Refusal = PipelineErrors.EntryTwice(Path),
    };

    /// <summary>The file where a decision revoked it: nothing of it counts, and it says so.</summary>
    public FileReading AsRevoked() => AsNote("file-revoked");

    /// <summary>The file where another with its content is loaded: nothing of it counts, and it says so.</summary>
    /// <param name="first">The path of the other.</param>
    public FileReading AsDuplicateOf(string first) => AsNote("file-duplicate", ("first", first));

    FileReading AsNote(string rule, params (string Name, object? Value)[] facts) => this with
    {
        Refusal = null,
        Sheets = [new SheetReading("", false, null, null, null, [],
            [new Finding(rule, FindingSeverity.Note, new CellPlace(Path, "", 0), null, null, null,
                facts.ToDictionary(fact => fact.Name, fact => fact.Value))],
            new RowAccount(Rows.Read + Rows.Blank, 0, 0, 0, Rows.Read, Rows.Blank, 0))],
    };

    Finding RefusalOf(AnalyticsException error) => new("file-refused", FindingSeverity.Reject,
        new CellPlace(Path, "", 0), null, null, null, new Dictionary<string, object?> { ["problem"] = error });
}

/// <summary>A sheet of a received file.</summary>
/// <param name="Name">The sheet's name; "" where the file has but one table.</param>
/// <param name="IsHidden">Whether the workbook hides it.</param>
/// <param name="Form">The form it was read by; null where none was recognised.</param>
/// <param name="Contract">The contract of the form.</param>
/// <param name="Heading">The heading found; null where none was.</param>
/// <param name="Records">Its records in order, rejected ones too.</param>
/// <param name="Findings">What concerns the sheet or its rows beside the findings of its records.</param>
/// <param name="Account">Its rows as the form took them.</param>
public sealed record SheetReading(string Name, bool IsHidden, Form? Form, Contract? Contract, FoundHeading? Heading,
    IReadOnlyList<ContractRecord> Records, IReadOnlyList<Finding> Findings, RowAccount Account)
{
    /// <summary>The findings of the sheet and of its records.</summary>
    public IEnumerable<Finding> AllFindings => Findings.Concat(Records.SelectMany(record => record.Findings));

    /// <summary>Its rows. A row of which one record is rejected counts as rejected, though others are loaded.</summary>
    public RowTally Rows
    {
        get
        {
            var rejected = Records.Where(record => record.IsRejected).Select(record => record.Source.Row.Row)
                .Distinct().LongCount() + Account.Refused;
            return new RowTally(Account.Read - Account.Blank, Account.Data - rejected, rejected, Account.Header,
                Account.Total, Account.Note, Account.Blank);
        }
    }

    /// <summary>The cells that became fields, by address: a merged label or the title once. Constants of the form, and
    /// the words of a wide form's members, are no cells.</summary>
    public IReadOnlyDictionary<string, FormCell> Cells => Records.SelectMany(record => CellsOf(record.Source))
        .GroupBy(cell => cell.Place.Address, StringComparer.Ordinal)
        .ToDictionary(cells => cells.Key, cells => cells.First(), StringComparer.Ordinal);

    /// What of a record stands in cells of the file.
    internal IEnumerable<FormCell> CellsOf(FormRecord record) => record.Fields.Values.Where(cell =>
        cell.Place.Column is not null && cell.Place.File == record.Row.File && cell.Field != Form?.Wide?.Field);

    /// <summary>The records that are loaded.</summary>
    public IEnumerable<ContractRecord> Accepted => Records.Where(record => !record.IsRejected);

    /// <summary>The sheet with what rules over several records found.</summary>
    public SheetReading With(ILookup<FormRecord, Finding> found) => this with
    {
        Records = [.. Records.Select(record => found[record.Source].ToArray() is { Length: > 0 } more
            ? record with { Findings = [.. record.Findings, .. more] } : record)],
    };
}
