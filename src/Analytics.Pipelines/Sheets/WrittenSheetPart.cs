using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Analytics.Pipelines.Sheets;

/// Writes one sheet as a stream, with its comments.
sealed class WrittenSheetPart(WorksheetPart part, WrittenSheet sheet, WrittenStyles styles)
{
    const string Vml = "urn:schemas-microsoft-com";

    readonly List<(string Address, long Row, int Column, string Text)> _notes = [];

    public void Write()
    {
        using (var xml = OpenXmlWriter.Create(part, new UTF8Encoding(false)))
        {
            xml.WriteStartElement(new Worksheet());
            if (sheet.FitsPage)
                xml.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
            WriteView(xml);
            if (sheet.Widths.Count > 0) xml.WriteElement(new Columns(sheet.Widths.Select((width, i) => new Column
            {
                Min = (uint)i + 1, Max = (uint)i + 1, Width = width, CustomWidth = true,
            })));
            xml.WriteStartElement(new SheetData());
            for (var i = 0; i < sheet.Rows.Count; i++) WriteRow(xml, i + 1, sheet.Rows[i]);
            xml.WriteEndElement();
            if (sheet.Merges.Count > 0) xml.WriteElement(new MergeCells(sheet.Merges.Select(merge => new MergeCell
            {
                Reference = $"{Address(merge.FromRow, merge.FromColumn)}:{Address(merge.ToRow, merge.ToColumn)}",
            })) { Count = (uint)sheet.Merges.Count });
            if (sheet.FitsPage) xml.WriteElement(new PageSetup
            {
                Orientation = OrientationValues.Landscape, PaperSize = 9, FitToWidth = 1, FitToHeight = 0,
            });
            if (_notes.Count > 0) xml.WriteElement(new LegacyDrawing { Id = "drawing" });
            xml.WriteEndElement();
        }
        if (_notes.Count > 0) WriteNotes();
    }

    static string Address(long row, int column) => new CellPlace("", "", row, column).Address;

    void WriteView(OpenXmlWriter xml)
    {
        if (sheet.FrozenRows <= 0) return;
        xml.WriteElement(new SheetViews(new SheetView(new Pane
        {
            VerticalSplit = sheet.FrozenRows, TopLeftCell = Address(sheet.FrozenRows + 1, 0),
            ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen,
        }) { WorkbookViewId = 0 }));
    }

    void WriteRow(OpenXmlWriter xml, int number, WrittenRow row)
    {
        xml.WriteStartElement(new Row
        {
            RowIndex = (uint)number, Hidden = row.IsHidden ? true : null, Height = row.Height,
            CustomHeight = row.Height is null ? null : true,
        });
        for (var i = 0; i < row.Cells.Count; i++)
        {
            var cell = row.Cells[i];
            if (cell.Note is { } note) _notes.Add((Address(number, i), number, i, note));
            if (cell.Cell.Kind == CellKind.Empty && cell is { Look: null, Note: null, Cell.Format: null }) continue;
            xml.WriteElement(ToCell(Address(number, i), cell));
        }
        xml.WriteEndElement();
    }

    Cell ToCell(string address, WrittenCell written)
    {
        var (kind, text) = (written.Cell.Kind, written.Cell.Text);
        if (text.Length > SheetLimits.Default.CellCharacters)
            throw new ArgumentException($"Cell {address} of '{sheet.Name}' has {text.Length} characters.",
                nameof(written));
        var format = kind == CellKind.Date ? written.Cell.Format ?? "yyyy-mm-dd" : written.Cell.Format;
        var cell = new Cell { CellReference = address, StyleIndex = styles.Of(format, written.Look) };
        if (kind == CellKind.Empty) return cell;
        cell.DataType = kind switch
        {
            CellKind.Text => CellValues.InlineString, CellKind.Flag => CellValues.Boolean,
            CellKind.Error => CellValues.Error,
            _ => CellValues.Number,
        };
        if (kind == CellKind.Text)
            cell.InlineString = new InlineString(new Text(Escape(text)) { Space = SpaceProcessingModeValues.Preserve });
        else cell.CellValue = new CellValue(kind switch
        {
            CellKind.Date => Serial(text, address), CellKind.Flag => text == "TRUE" ? "1" : "0", _ => text,
        });
        return cell;
    }

    // Excel counts a 29 February 1900 that never was.
    string Serial(string text, string address)
    {
        var serial = DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToOADate() : 0;
        if (serial < 61) serial--;
        return serial >= 1 ? serial.ToString("R", CultureInfo.InvariantCulture)
            : throw new ArgumentException($"Cell {address} of '{sheet.Name}' has '{text}', no day from 1900 on.",
                nameof(text));
    }

    // Characters that XML cannot hold, and texts that look like their escapes, are escaped as Excel does.
    static string Escape(string text)
    {
        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair) output.Append(c).Append(text[++i]);
            else if (c < ' ' && c is not ('\t' or '\n') || char.IsSurrogate(c) || c >= 0xFFFE || IsEscape(text, i))
                output.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_");
            else output.Append(c);
        }
        return output.ToString();
    }

    static bool IsEscape(string text, int i) => text[i] == '_' && i + 6 < text.Length && text[i + 1] == 'x'
        && text[i + 6] == '_' && text.AsSpan(i + 2, 4).ToString().All(char.IsAsciiHexDigit);

    // So many points that all of it shows: Chinese is twice as wide as Latin, some forty letters a line.
    static int HeightOf(string note) => 16 + 14 * note.Split('\n')
        .Sum(line => 1 + line.Sum(letter => letter < 0x2E80 ? 1 : 2) / 40);

    void WriteNotes()
    {
        var list = new CommentList(_notes.Select(note => new Comment(new CommentText(
            new Text(Escape(note.Text)) { Space = SpaceProcessingModeValues.Preserve }))
        { Reference = note.Address, AuthorId = 0 }));
        part.AddNewPart<WorksheetCommentsPart>("comments").Comments =
            new Comments(new Authors(new Author("")), list);
        using var stream = part.AddNewPart<VmlDrawingPart>("drawing").GetStream(FileMode.Create);
        using var vml = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\n" };
        vml.Write($"<xml xmlns:v=\"{Vml}:vml\" xmlns:o=\"{Vml}:office:office\" xmlns:x=\"{Vml}:office:excel\">");
        vml.Write("<v:shapetype id=\"note\" coordsize=\"21600,21600\" o:spt=\"202\"");
        vml.Write(" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/></v:shapetype>");
        foreach (var note in _notes)
        {
            vml.Write("<v:shape type=\"#note\" fillcolor=\"#ffffe1\"");
            vml.Write($" style=\"position:absolute;width:220pt;height:{HeightOf(note.Text)}pt;visibility:hidden\">");
            vml.Write("<x:ClientData ObjectType=\"Note\"><x:SizeWithCells/>");
            vml.Write($"<x:Row>{note.Row - 1}</x:Row><x:Column>{note.Column}</x:Column></x:ClientData></v:shape>");
        }
        vml.Write("</xml>");
    }
}
