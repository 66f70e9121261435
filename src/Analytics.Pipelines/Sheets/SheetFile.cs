using Analytics.Tables;
using Analytics.Tables.Text;

namespace Analytics.Pipelines.Sheets;

/// <summary>The tables of a received file, known by its content and not by its name.</summary>
public sealed class SheetFile
{
    SheetFile(ReceivedFile received, SheetFileKind kind, IReadOnlyList<Sheet> sheets, IReadOnlyList<SheetNote> notes,
        TextEncoding? encoding = null) =>
        (Received, Kind, Sheets, Notes, Encoding) = (received, kind, sheets, notes, encoding);

    /// <summary>The file; it stays the caller's and must outlive its sheets.</summary>
    public ReceivedFile Received { get; }

    /// <summary>What it is.</summary>
    public SheetFileKind Kind { get; }

    /// <summary>Every sheet in the file's order, hidden ones too; of a page its tables.</summary>
    public IReadOnlyList<Sheet> Sheets { get; }

    /// <summary>What belongs in the log.</summary>
    public IReadOnlyList<SheetNote> Notes { get; }

    /// <summary>The encoding of a text file or page; null for workbooks.</summary>
    public TextEncoding? Encoding { get; }

    /// <summary>Opens a file and checks all of it against the limits; rows are read later, when asked for.</summary>
    /// <exception cref="AnalyticsException"><c>input-kind</c>, <c>input-archive</c>, <c>input-password</c>,
    /// <c>input-encoding</c>, <c>input-zero-character</c>, <c>encoding-unknown</c>, <c>csv-delimiter-unknown</c>,
    /// <c>workbook-damaged</c>, <c>cell-too-long</c>, <c>shared-text-too-long</c>, <c>sheet-too-large</c>,
    /// <c>archive-too-large</c>. Reading rows may throw <c>csv-malformed</c>, <c>cell-too-long</c>,
    /// <c>sheet-too-large</c> and <c>workbook-damaged</c>.</exception>
    public static SheetFile Open(ReceivedFile file, SheetOptions? options = null)
    {
        options ??= SheetOptions.Default;
        var kind = FileKind.Of(file);
        var notes = new List<SheetNote>();
        if (FileKind.Differs(file.Path, kind))
            notes.Add(SheetNote.Of("kind-differs", ("file", file.Path), ("found", FileKind.NameOf(kind))));
        return kind switch
        {
            SheetFileKind.Text => OpenText(file, options, notes),
            SheetFileKind.Archive => throw SheetErrors.Archive(file.Path),
            SheetFileKind.Workbook => new(file, kind, new XlsxWorkbook(file, options.Bounds).Open(notes), notes),
            SheetFileKind.OldWorkbook => new(file, kind, new XlsWorkbook(file, options.Bounds).Open(notes), notes),
            _ => OpenPage(file, options, notes),
        };
    }

    /// <summary>Opens a file, or every file of an archive or folder, in ordinal order of path; archives in archives
    /// too. Hidden files and those that programs lock with (<c>~$x.xlsx</c>) are left out.</summary>
    /// <param name="full">Where it lies.</param>
    /// <param name="path">What it is called in errors and in <c>dim_file.path</c>.</param>
    /// <param name="options">How to read them; null to find all out.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>Each is closed when the next one is asked for.</returns>
    public static IEnumerable<OpenedFile> OpenAll(string full, string path, SheetOptions? options = null,
        CancellationToken ct = default)
    {
        var archives = new Archives(options ?? SheetOptions.Default, ct);
        return Directory.Exists(full) ? archives.Folder(full, path) : archives.File(full, path);
    }

    static SheetFile OpenPage(ReceivedFile file, SheetOptions options, List<SheetNote> notes)
    {
        var (sheets, encoding) = Pages.Open(file, options, notes);
        return new(file, SheetFileKind.Page, sheets, notes, encoding);
    }

    static SheetFile OpenText(ReceivedFile file, SheetOptions options, List<SheetNote> notes)
    {
        var encoding = Texts.Detect(file, options.Encoding, notes);
        var delimiter = options.Delimiter ?? TextDelimiter.Find(file, encoding);
        var word = TextDelimiter.WordOf(delimiter) ?? throw SheetErrors.Delimiter(file.Path, delimiter);
        notes.Add(SheetNote.Of(options.Delimiter is null ? "delimiter" : "delimiter-named", ("file", file.Path),
            ("delimiter", TextCatalog.BuiltIn["sheet.word." + word])));
        var sheet = new TextSheet(file, encoding, delimiter, options.Bounds);
        return new(file, SheetFileKind.Text, [sheet], notes, encoding);
    }
}

static class Texts
{
    /// Finds and states the encoding; text that is not valid in it is refused.
    public static TextEncoding Detect(ReceivedFile file, string? name, List<SheetNote> notes)
    {
        using var stream = file.OpenRead();
        var found = TextEncoding.Detect(stream, name);
        if (found.BadOffset is { } bad) throw PipelineErrors.Encoding(file.Path, found.Name, bad);
        if (found.ZeroOffset is { } zero) throw SheetErrors.ZeroCharacter(file.Path, zero);
        notes.Add(SheetNote.Of("encoding", ("file", file.Path), ("encoding", found.Name), ("reason",
            TextCatalog.BuiltIn["sheet.word." + found.Reason.ToString().ToLowerInvariant()]),
            ("mark", found.MarkLength)));
        return found;
    }
}
