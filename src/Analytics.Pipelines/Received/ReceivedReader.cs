using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Forms;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Pipelines.Received;

/// <summary>Reads received files by the forms and contracts of the content. It knows no warehouse: what it reads can be
/// looked at, loaded or thrown away.</summary>
/// <param name="Contracts">Every contract.</param>
/// <param name="Forms">Every form.</param>
/// <param name="References">The dimensions that files name.</param>
public sealed record ReceivedReader(ContractLibrary Contracts, IReadOnlyList<Form> Forms,
    IReadOnlyList<Reference> References)
{
    const int RowsShown = 8;

    /// <summary>The decisions that hold; none unless set.</summary>
    public Ledger Ledger { get; init; } = Ledger.Empty;

    /// <summary>How files are read where their content alone does not say.</summary>
    public SheetOptions Options { get; init; } = SheetOptions.Default;

    /// <summary>The form to read every sheet by; null recognises it.</summary>
    public string? Form { get; init; }

    /// <summary>The rule by which a file is refused for what its sheets say, before any form is looked for; null takes
    /// it. All are taken unless set.</summary>
    public Func<IReadOnlyList<Sheet>, string?> Refusal { get; init; } = _ => null;

    /// <summary>Whether a file lies in a folder only for a system's or a program's own sake: hidden, or a lock of a
    /// spreadsheet. No inbox takes such.</summary>
    /// <param name="path">Below the folder, with forward slashes.</param>
    public static bool IsAside(string path) => Inboxes.IsAside(path);

    /// <summary>A file, or an archive and every file within it. A file that cannot be read is a reading with its
    /// refusal, never an exception.</summary>
    /// <param name="full">Where it lies.</param>
    /// <param name="path">As in <c>dim_file.path</c>.</param>
    /// <param name="progress">Told how far reading is; may be null.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<IReadOnlyList<FileReading>> ReadAsync(string full, string path, Action<ReadProgress>? progress,
        CancellationToken ct)
    {
        var readings = new List<FileReading>();
        var info = new FileInfo(full);
        var meter = new ReadMeter(progress, info.Exists ? info.Length : 0);
        foreach (var opened in SheetFile.OpenAll(full, path, Options, ct))
        {
            var reading = await ReadAsync(opened, meter, ct);
            readings.Add(readings.All(other => other.Path != reading.Path) ? reading
                : reading.AsTwice(readings.Count(other => other.Path.Split('#')[0] == reading.Path)));
        }
        // An archive is a file of its own, which holds the others.
        if (!readings.Any(reading => reading.Path == path) && !Directory.Exists(full))
            readings.Insert(0, new FileReading(path, "", meter.Bytes, [], [], null));
        return readings;
    }

    /// <summary>What a file is, sheet by sheet, with a draft of a form where none is known.</summary>
    /// <param name="full">Where it lies.</param>
    /// <param name="path">What it is called.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<IReadOnlyList<FileInspection>> InspectAsync(string full, string path, CancellationToken ct)
    {
        var inspected = new List<FileInspection>();
        foreach (var opened in SheetFile.OpenAll(full, path, Options, ct))
        {
            var reading = await ReadAsync(opened, new ReadMeter(null, 0), ct);
            inspected.Add(new FileInspection(reading, reading.Refusal is not null ? []
                : [.. opened.File!.Sheets.Zip(reading.Sheets, (sheet, read) => Inspect(opened.Path, sheet, read))]));
        }
        return inspected;
    }

    SheetInspection Inspect(string path, Sheet sheet, SheetReading reading)
    {
        var first = sheet.ReadRows().Take(RowsShown).ToArray();
        var name = Path.GetFileNameWithoutExtension(path).ToLowerInvariant();
        return new SheetInspection(reading, FormRecogniser.Recognise(Forms, path, sheet).Fitting, first,
            reading.Form is not null || first.All(row => row.IsBlank) || Refusal([sheet]) is not null ? null
                : FormInspector.Inspect(name, path, sheet, KnownWords()));
    }

    // Headings of known forms are words for their fields too.
    List<FieldWords> KnownWords() => [.. Contracts.Words.Select(field => field with
    {
        Words = [.. field.Words.Concat(Forms.Where(form => form.Contract == field.Contract)
            .SelectMany(form => form.Columns).Where(column => column.Field == field.Field)
            .SelectMany(column => column.Headers)).Distinct()],
    })];

    async Task<FileReading> ReadAsync(OpenedFile opened, ReadMeter meter, CancellationToken ct)
    {
        var (sha256, bytes) = (opened.Received?.Sha256 ?? "", opened.Received?.Bytes ?? 0);
        var notes = new List<SheetNote>();
        try
        {
            var decided = Ledger.ReadAs(sha256, opened.Path);
            var file = decided is { Encoding.Length: > 0 } && opened.Received is { } received
                ? SheetFile.Open(received, Options with { Encoding = decided.Encoding })
                : opened.File ?? throw opened.Problem!;
            notes.AddRange(file.Notes);
            var form = decided is { Form.Length: > 0 } ? decided.Form : Form;
            if (Refusal(file.Sheets) is { } rule)
                return new FileReading(opened.Path, sha256, bytes, notes,
                    [.. file.Sheets.Select(sheet => Unread(sheet, opened.Path, Refused(rule, opened.Path, sheet)))],
                    null);
            var sheets = new List<SheetReading>();
            foreach (var sheet in file.Sheets) sheets.Add(await ReadAsync(opened.Path, sha256, sheet, form, meter, ct));
            return new FileReading(opened.Path, sha256, bytes, notes,
                WithLost(opened.Path, sha256, Known(opened.Path, sheets)), null);
        }
        catch (AnalyticsException refusal)
        {
            return new FileReading(opened.Path, sha256, bytes, notes, [], refusal);
        }
    }

    async Task<SheetReading> ReadAsync(string path, string sha256, Sheet sheet, string? named, ReadMeter meter,
        CancellationToken ct)
    {
        var forms = named is null ? Forms
            : [Forms.FirstOrDefault(form => form.Name == named)
                ?? throw PipelineErrors.FormNotFound(named, [.. Forms.Select(form => form.Name)])];
        sheet = new MeteredSheet(sheet, meter, ct);
        var recognised = FormRecogniser.Recognise(forms, path, sheet);
        if (recognised.Form is not { } form) return Unread(sheet, path, recognised.Finding!);
        var contract = Contracts[form.Contract];
        var records = new List<ContractRecord>();
        var findings = new List<Finding>();
        var reading = FormReader.Read(form, path, sheet);
        var corrected = Ledger.Apply(path, sha256, sheet.Name, reading.Records, findings.Add);
        await foreach (var record in new ContractReader(contract, References, form.Within).ReadAsync(corrected, ct))
            records.Add(record);
        return new SheetReading(sheet.Name, sheet.IsHidden, form, contract, reading.Heading, records,
            [.. reading.Findings, .. findings], reading.Rows);
    }

    // What the form of one sheet says of the others: a page of instructions is no figure gone missing.
    static List<SheetReading> Known(string path, List<SheetReading> sheets) => [.. sheets.Select(sheet =>
        sheet.Form is null && sheets.Select(other => other.Form).OfType<Form>()
            .FirstOrDefault(form => form.OtherSheets.Any(glob => glob.Matches(sheet.Name))) is { } form
            ? sheet with
            {
                Findings = [FormFindings.SheetIgnored(new CellPlace(path, sheet.Name, 1), form)],
                Account = sheet.Account with { Data = 0, Refused = 0, Note = sheet.Account.Data + sheet.Account.Note },
            } : sheet)];

    // Corrections of sheets that were not read have no cell.
    List<SheetReading> WithLost(string path, string sha256, List<SheetReading> sheets)
    {
        var lost = new List<Finding>();
        foreach (var name in Ledger.CorrectedSheets(path, sha256))
            if (!sheets.Any(sheet => sheet.Name == name && sheet.Form is not null))
                foreach (var _ in Ledger.Apply(path, sha256, name, [], lost.Add)) { }
        return lost.Count == 0 || sheets.Count == 0 ? sheets
            : [sheets[0] with { Findings = [.. sheets[0].Findings, .. lost] }, .. sheets.Skip(1)];
    }

    static Finding Refused(string rule, string path, Sheet sheet) => new(rule, FindingSeverity.Reject,
        new CellPlace(path, sheet.Name, 1), null, null, null, new Dictionary<string, object?>());

    // A sheet that no form knows is refused row by row, so that nothing of it goes missing; a hidden one or an empty
    // one is told.
    static SheetReading Unread(Sheet sheet, string path, Finding finding)
    {
        long filled = 0, blank = 0;
        foreach (var row in sheet.ReadRows())
            if (row.IsBlank) blank++;
            else filled++;
        var isNote = filled == 0 || sheet.IsHidden;
        return new SheetReading(sheet.Name, sheet.IsHidden, null, null, null, [],
            [isNote ? finding with { Severity = FindingSeverity.Note } : finding],
            isNote ? new RowAccount(filled + blank, 0, 0, 0, filled, blank, 0)
                : new RowAccount(filled + blank, 0, filled, 0, 0, blank, filled));
    }
}
