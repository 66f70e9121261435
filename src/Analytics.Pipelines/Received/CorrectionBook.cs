using System.Globalization;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Pipelines.Received;

/// Lays a correction sheet out, and keeps its key while it does.
sealed class CorrectionBook(FileReading reading, IReadOnlyList<OpenReject> rejects)
{
    const double Widest = 38, Narrowest = 11, FirstColumn = 26, OfProblems = 58, OfWords = 62;

    static readonly CellLook Title = new(IsBold: true), Input = new("FFF2CC", HasBorder: true),
        Label = new("F2F2F2", IsWrapped: true, HasBorder: true),
        Heading = new("D9E1F2", IsBold: true, IsWrapped: true, HasBorder: true),
        OfTitle = new("E2EFDA", IsBold: true, IsWrapped: true, HasBorder: true),
        Usual = new(IsWrapped: true, HasBorder: true), Wrapped = new(IsWrapped: true),
        InRow = new("FFEB9C", IsWrapped: true, HasBorder: true),
        Wrong = new("FFC7CE", IsBold: true, IsWrapped: true, HasBorder: true);

    readonly List<CorrectionKey> _keys = [];
    readonly List<WrittenRow> _rows = [];
    readonly List<double> _widths = [FirstColumn];

    public IReadOnlyList<WrittenSheet> Sheets()
    {
        var blocks = reading.Sheets.Select(sheet => new CorrectionBlock(sheet,
            [.. rejects.Where(reject => reject.Sheet == sheet.Name)])).Where(block => block.Rows.Count > 0).ToArray();
        var hasRows = blocks.Length > 0;
        Head(hasRows);
        var frozen = _rows.Count;
        foreach (var block in blocks)
        {
            Block(block);
            // Under a heading that stays in sight there is but one table.
            if (blocks.Length == 1) frozen = _rows.Count - block.Rows.Count;
        }
        while (_widths.Count < 5) _widths.Add(hasRows ? Narrowest : FirstColumn);
        var last = _widths.Count - 1;
        WrittenSheet rows = new(CorrectionSheet.Rows, [.. _rows.Select((row, i) => row with
        {
            Height = i is 1 or 2 ? HeightOf(row, [_widths.Sum()]) : HeightOf(row, _widths),
        })])
        {
            Widths = _widths, FrozenRows = frozen, FitsPage = true,
            Merges = [new(2, 0, 2, last), new(3, 0, 3, last), new(4, 1, 4, 4), new(5, 1, 5, 4)],
        };
        return [rows, Words([.. blocks.SelectMany(block => block.Placed)], blocks.Sum(block => block.LeftOut)), Key()];
    }

    static string Both(string key, params (string, object?)[] facts) => string.Join("  ",
        TextCatalog.BuiltIn.Format(key, Language.Chinese, facts),
        TextCatalog.BuiltIn.Format(key, Language.English, facts));

    static string In(string key, Language language, params (string, object?)[] facts) =>
        TextCatalog.BuiltIn.Format(key, language, facts);

    static double WidthOf(string text) => text.Sum(letter => letter < 0x2E80 ? 1.0 : 2.0);

    // So high that all of it shows where cells go on in a next line.
    static double HeightOf(WrittenRow row, IReadOnlyList<double> widths) => 6 + 15 * Math.Max(1, row.Cells
        .Zip(widths).Where(cell => cell.First.Look?.IsWrapped == true).Select(cell => cell.First.Cell.Text.Split('\n')
            .Sum(line => Math.Max(1, Math.Ceiling((WidthOf(line) + 1) / cell.Second)))).Append(1).Max());

    static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    void Head(bool hasRows)
    {
        Line(Text(Both("correction-sheet.title", ("file", NameOf(reading.Path))), Title));
        foreach (var language in new[] { Language.Chinese, Language.English })
            Line(Text(In(hasRows ? "correction-sheet.instruction" : "correction-sheet.no-cells", language), Wrapped));
        Line([Text(Both("correction-sheet.who"), Label), Blank("who", Input), .. Filled(3)]);
        Line([Text(Both("correction-sheet.why"), Label), Blank("why", Input), .. Filled(3)]);
    }

    static IEnumerable<Func<string, WrittenCell>> Filled(int count) =>
        Enumerable.Repeat<Func<string, WrittenCell>>(_ => WrittenCell.Empty with { Look = Input }, count);

    void Block(CorrectionBlock block)
    {
        Line();
        var sheet = block.Sheet;
        Line(Text(Both("correction-sheet.block", ("sheet", sheet.Name.Length == 0 ? NameOf(reading.Path) : sheet.Name),
            ("form", sheet.Form!.Title)), Title));
        Line([Text(Both("correction-sheet.place"), Heading, "heading"),
            .. block.Fixed.Select(column => Text(Both("correction-sheet.fixed", ("address", column.Address),
                ("title", sheet.Contract!.Has(column.Field) ? sheet.Contract[column.Field].Title : column.Field)),
                OfTitle, "heading")),
            .. block.Columns.Select(column => Text(column.Header, Heading, "heading")),
            Text(Both("correction-sheet.problem"), Heading)]);
        foreach (var row in block.Rows)
        {
            var look = row.Notes.Count > 0 ? InRow : Usual;
            Line([Text(LabelOf(sheet.Name, row.Number), row.Notes.Count > 0 ? InRow : Label, "label",
                    NoteOf(row.Notes)),
                .. row.Cells.Select(cell => cell is null ? _ => WrittenCell.Empty with { Look = Usual }
                    : Cell(sheet.Name, cell, look)),
                Text(string.Join('\n', row.Notes.Concat(row.Cells.SelectMany(cell => cell?.Notes ?? []))
                    .Select(sentence => sentence.Zh).Distinct()), Usual)]);
        }
        // The last column is that of sentences; in a narrower table above or below it is one of figures.
        _widths[1 + block.Fixed.Count + block.Columns.Count] = OfProblems;
    }

    static string LabelOf(string sheet, long row) => (sheet.Length == 0 ? "" : sheet + " ")
        + Both("correction-sheet.row", ("row", row));

    static string? NoteOf(IReadOnlyList<LocalText> sentences) => sentences.Count == 0 ? null
        : string.Join("\n\n", sentences.Distinct().Select(sentence => $"{sentence.Zh}\n{sentence.En}"));

    void Line(params Func<string, WrittenCell>[] cells)
    {
        var number = _rows.Count + 1;
        _rows.Add(new WrittenRow([.. cells.Select((cell, i) => cell(new CellPlace("", "", number, i).Address))]));
        // What stands alone runs on over the empty cells beside it.
        for (var i = 1; i < cells.Length && number > 5; i++)
        {
            if (_widths.Count <= i) _widths.Add(Narrowest);
            var (cell, isHeading) = (_rows[^1].Cells[i], _rows[^1].Cells[i].Look?.IsBold == true
                && _rows[^1].Cells[i].Note is null);
            var width = cell.Cell.Text.Split('\n').Max(WidthOf) + 3;
            _widths[i] = Math.Max(_widths[i], Math.Min(width, isHeading ? 18 : Widest));
        }
    }

    Func<string, WrittenCell> Text(string text, CellLook? look, string kind = "text", string? note = null) =>
        position =>
        {
            _keys.Add(new CorrectionKey(kind, CorrectionSheet.Rows, position, "", "", "", text));
            return WrittenCell.Of(text) with { Look = look, Note = note };
        };

    Func<string, WrittenCell> Blank(string kind, CellLook look) => position =>
    {
        _keys.Add(new CorrectionKey(kind, CorrectionSheet.Rows, position, "", "", "", ""));
        return new WrittenCell(new SheetCell(CellKind.Empty, "", "@"), look);
    };

    Func<string, WrittenCell> Cell(string sheet, CorrectionCell cell, CellLook look) => position =>
    {
        var shown = Shown(cell.Source.Cell);
        var isWhole = shown.Text == cell.Source.Cell.Text;
        _keys.Add(new CorrectionKey(!isWhole ? "text" : shown.IsPercent ? "percent" : "cell", CorrectionSheet.Rows,
            position, sheet, cell.Source.Place.Address,
            isWhole ? cell.Source.Decision?.Found ?? cell.Source.Cell.Text : "", shown.Text));
        return new WrittenCell(shown, cell.Notes.Count > 0 ? Wrong : look, NoteOf(cell.Notes));
    };

    // What is typed into a cell of text stays as typed: 2023-1 becomes no date. Formats of numbers that might be dates
    // are left out, and what no cell can hold is cut and cannot be corrected here.
    static SheetCell Shown(SheetCell cell) => cell.Kind switch
    {
        CellKind.Number => new(CellKind.Number, cell.Text,
            cell.Format?.All(letter => "0#,.% ".Contains(letter)) == true ? cell.Format : null),
        CellKind.Date when DateOnly.TryParseExact(cell.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var day) && day.Year > 1900 => new(CellKind.Date, cell.Text),
        _ when cell.Text.Length == 0 => new(CellKind.Empty, "", "@"),
        _ => new(CellKind.Text, cell.Text.Length > 8000 ? cell.Text[..8000] + "…" : cell.Text, "@"),
    };

    WrittenSheet Words(HashSet<OpenReject> placed, int leftOut)
    {
        var told = rejects.Where(reject => !placed.Contains(reject) || reject.Rule == "key-twice").Select(reject =>
            (Place: string.Join(' ', new[] { reject.Sheet, reject.Address
                ?? (reject.Row > 0 ? Both("correction-sheet.row", ("row", reject.Row)) : "") }
                .Where(part => part.Length > 0)), reject.Sentence)).ToList();
        if (leftOut > 0)
            told.Add(("", new(In("correction-sheet.more", Language.Chinese, ("count", leftOut)),
                In("correction-sheet.more", Language.English, ("count", leftOut)))));
        var rows = new List<WrittenRow>
        {
            new([On("A1", Both("correction-sheet.words"), Title)]),
            new([On("A2", In(told.Count > 0 ? "correction-sheet.words-instruction" : "correction-sheet.no-words",
                Language.Chinese), null)]),
            new([On("A3", In(told.Count > 0 ? "correction-sheet.words-instruction" : "correction-sheet.no-words",
                Language.English), null)]),
        };
        if (told.Count > 0)
            rows.Add(new([On("A4", Both("correction-sheet.place"), Heading), On("B4", "说明", Heading),
                On("C4", "What is wrong", Heading)]));
        foreach (var (place, sentence) in told)
        {
            var row = rows.Count + 1;
            rows.Add(new([On($"A{row}", place, Label), On($"B{row}", sentence.Zh, Usual),
                On($"C{row}", sentence.En, Usual)]));
        }
        return new(CorrectionSheet.Words, [.. rows.Select(row =>
            row with { Height = HeightOf(row, [FirstColumn, OfWords, OfWords]) })])
        {
            Widths = [FirstColumn, OfWords, OfWords], FrozenRows = told.Count > 0 ? 4 : 0, FitsPage = true,
        };
    }

    WrittenCell On(string position, string text, CellLook? look)
    {
        _keys.Add(new CorrectionKey("text", CorrectionSheet.Words, position, "", "", "", text));
        return WrittenCell.Of(text) with { Look = look };
    }

    WrittenSheet Key()
    {
        string[][] lines = [["file", reading.Path], ["sha256", reading.Sha256], .. _keys.Select(key => key.Cells)];
        string[][] all = [[CorrectionSheet.Marker, CorrectionSheet.Version], ["check", CorrectionKey.HashOf(lines)],
            .. lines];
        return new(CorrectionSheet.Key, [.. all.Select(line => new WrittenRow([.. line.Select(WrittenCell.Of)]))])
        {
            IsHidden = true,
        };
    }
}
