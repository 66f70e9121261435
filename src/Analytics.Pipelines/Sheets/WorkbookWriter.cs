using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Analytics.Pipelines.Sheets;

/// <summary>Writes workbooks of Excel (XLSX). The same sheets give the same bytes, and <see cref="SheetFile"/> reads
/// back what was written.</summary>
public static class WorkbookWriter
{
    // The earliest instant that a ZIP can name; a workbook has no clock.
    static readonly DateTimeOffset Fixed = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a workbook.</summary>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="sheets">At least one that is not hidden.</param>
    /// <exception cref="ArgumentException">No sheet is visible, a name is no name of a sheet, or a cell is past what
    /// Excel can hold.</exception>
    public static void Write(Stream output, params IReadOnlyList<WrittenSheet> sheets)
    {
        ArgumentNullException.ThrowIfNull(output);
        Require(sheets);
        using var package = new MemoryStream();
        var styles = new WrittenStyles();
        using (var document = SpreadsheetDocument.Create(package, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            document.ChangeIdOfPart(book, "book");
            var list = new DocumentFormat.OpenXml.Spreadsheet.Sheets();
            for (var i = 0; i < sheets.Count; i++)
            {
                var id = $"sheet{i + 1}";
                new WrittenSheetPart(book.AddNewPart<WorksheetPart>(id), sheets[i], styles).Write();
                list.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet
                {
                    Name = sheets[i].Name, SheetId = (uint)i + 1, Id = id,
                    State = sheets[i].IsHidden ? SheetStateValues.Hidden : null,
                });
            }
            book.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = styles.ToStylesheet();
            var active = (uint)Enumerable.Range(0, sheets.Count).First(i => !sheets[i].IsHidden);
            book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(
                new BookViews(new WorkbookView { ActiveTab = active, FirstSheet = active }), list);
        }
        Pack(package, output);
    }

    /// <summary>A name that Excel takes for a sheet, made of any text.</summary>
    public static string SheetName(string text)
    {
        var name = new string([.. text.Where(c => !char.IsControl(c)).Select(c => "[]:*?/\\".Contains(c) ? '_' : c)])
            .Trim('\'', ' ');
        return name.Length == 0 ? "Sheet" : name.Length <= 31 ? name
            : char.IsHighSurrogate(name[30]) ? name[..30] : name[..31];
    }

    static void Require(IReadOnlyList<WrittenSheet> sheets)
    {
        if (!sheets.Any(sheet => !sheet.IsHidden)) throw new ArgumentException("No sheet is visible.", nameof(sheets));
        foreach (var sheet in sheets)
            if (sheet.Name.Length == 0 || SheetName(sheet.Name) != sheet.Name)
                throw new ArgumentException($"'{sheet.Name}' is no name of a sheet.", nameof(sheets));
        var names = sheets.GroupBy(sheet => sheet.Name, StringComparer.OrdinalIgnoreCase);
        if (names.FirstOrDefault(name => name.Count() > 1) is { } twice)
            throw new ArgumentException($"Two sheets are named '{twice.Key}'.", nameof(sheets));
    }

    // The library stamps parts with the time of day and orders them as it likes.
    static void Pack(MemoryStream package, Stream output)
    {
        using var source = new ZipArchive(package, ZipArchiveMode.Read);
        using var target = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        foreach (var part in source.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            var entry = target.CreateEntry(part.FullName, CompressionLevel.Optimal);
            entry.LastWriteTime = Fixed;
            using var from = part.Open();
            using var to = entry.Open();
            from.CopyTo(to);
        }
    }
}
