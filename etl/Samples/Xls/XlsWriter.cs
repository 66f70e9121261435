using Analytics.Pipelines.Sheets;

namespace Analytics.Etl.Samples.Xls;

/// <summary>Workbooks of Excel 97-2003 (.xls), after [MS-XLS]: BIFF8 records in a compound file.</summary>
/// <remarks>Written are texts (SST), numbers, formulas by their result, flags, errors, number formats, merged cells,
/// hidden rows and sheets; no fonts, colours or widths.</remarks>
static class XlsWriter
{
    const int Globals = 0x0005, Worksheet = 0x0010, LargestRecord = 8224, FirstCellXf = 15;
    const int FirstOwnFormat = 164;

    public static byte[] Bytes(IReadOnlyList<SampleSheet> sheets)
    {
        var strings = new Shared();
        var formats = sheets.SelectMany(sheet => sheet.Rows).SelectMany(row => row)
            .Select(cell => cell.Format).OfType<string>().Distinct().ToList();
        var bodies = sheets.Select(sheet => Body(sheet, strings, formats)).ToArray();

        var book = new BinaryBlock();
        Bof(book, Globals);
        Record(book, 0x0042, new BinaryBlock().U16(1200));
        // WINDOW1, and the four fonts every file has.
        Record(book, 0x003D,
            new BinaryBlock().U16(0).U16(0).U16(16000).U16(9000).U16(0x38).U16(0).U16(0).U16(1).U16(600));
        for (var i = 0; i < 4; i++)
            Record(book, 0x0031, new BinaryBlock().U16(200).U16(0).U16(0x7FFF).U16(400).Zeros(6).U8(5).Wide("Arial"));
        for (var i = 0; i < formats.Count; i++)
            Record(book, 0x041E,
                new BinaryBlock().U16(FirstOwnFormat + i).U16(formats[i].Length).Wide(formats[i]));
        // Fifteen style XFs, then the cells' own: the general one and one a format.
        for (var i = 0; i < FirstCellXf; i++) Xf(book, 0, 0xFFF5);
        for (var i = 0; i <= formats.Count; i++) Xf(book, i == 0 ? 0 : FirstOwnFormat + i - 1, 0x0001);
        var places = new List<int>();
        foreach (var sheet in sheets)
        {
            places.Add(book.Length + 4);
            Record(book, 0x0085, new BinaryBlock().U32(0).U8(sheet.IsHidden ? 1 : 0).U8(0)
                .U8(sheet.Name.Length).Wide(sheet.Name));
        }
        strings.Write(book);
        Record(book, 0x000A, new BinaryBlock());
        for (var i = 0; i < bodies.Length; i++)
        {
            book.Put32(places[i], book.Length);
            book.Bytes(bodies[i].ToArray());
        }
        return CompoundFile.Bytes([("Workbook", book.ToArray())]);
    }

    static BinaryBlock Body(SampleSheet sheet, Shared strings, List<string> formats)
    {
        var body = new BinaryBlock();
        var columns = sheet.Rows.Select(row => row.Count).DefaultIfEmpty().Max();
        Bof(body, Worksheet);
        Record(body, 0x0200, new BinaryBlock().U32(0).U32(sheet.Rows.Count).U16(0).U16(columns).U16(0));
        for (var row = 0; row < sheet.Rows.Count; row++)
        {
            // ROW: height 0x00FF, flags 0x100 always, 0x20 hidden.
            var hidden = sheet.HiddenRows.Contains(row + 1) ? 0x20 : 0;
            Record(body, 0x0208, new BinaryBlock().U16(row).U16(0).U16(sheet.Rows[row].Count).U16(0xFF).U32(0)
                .U16(0x100 | hidden).U16(0x0F));
        }
        for (var row = 0; row < sheet.Rows.Count; row++)
            for (var column = 0; column < sheet.Rows[row].Count; column++)
                Cell(body, row, column, sheet.Rows[row][column], strings, formats);
        if (sheet.Merges.Count > 0)
        {
            var merges = new BinaryBlock().U16(sheet.Merges.Count);
            foreach (var m in sheet.Merges)
                merges.U16((int)m.FromRow - 1).U16((int)m.ToRow - 1).U16(m.FromColumn).U16(m.ToColumn);
            Record(body, 0x00E5, merges);
        }
        Record(body, 0x023E, new BinaryBlock().U16(0x06B6).U16(0).U16(0).U16(0x40).U16(0).U16(0).U16(0).U32(0));
        Record(body, 0x000A, new BinaryBlock());
        return body;
    }

    static void Cell(BinaryBlock body, int row, int column, SampleCell cell, Shared strings, List<string> formats)
    {
        var xf = cell.Format is null ? FirstCellXf : FirstCellXf + 1 + formats.IndexOf(cell.Format);
        var place = new BinaryBlock().U16(row).U16(column).U16(xf);
        switch (cell.Kind)
        {
            case CellKind.Text:
                Record(body, 0x00FD, place.U32(strings.Of(cell.Text)));
                break;
            case CellKind.Number when cell.Formula is not null:
                // The expression kept is the result itself (ptgNum): what is read of a formula is its cached value.
                Record(body, 0x0006,
                    place.F64(cell.Serial).U16(0).U32(0).U16(9).U8(0x1F).F64(cell.Serial));
                break;
            case CellKind.Number or CellKind.Date:
                Record(body, 0x0203, place.F64(cell.Serial));
                break;
            case CellKind.Flag:
                Record(body, 0x0205, place.U8(cell.Text == "TRUE" ? 1 : 0).U8(0));
                break;
            case CellKind.Error:
                Record(body, 0x0205, place.U8(ErrorCode(cell.Text)).U8(1));
                break;
        }
    }

    static int ErrorCode(string text) => text switch
    {
        "#NULL!" => 0x00, "#DIV/0!" => 0x07, "#VALUE!" => 0x0F, "#REF!" => 0x17, "#NAME?" => 0x1D, "#NUM!" => 0x24,
        _ => 0x2A,
    };

    static void Bof(BinaryBlock book, int type) =>
        Record(book, 0x0809, new BinaryBlock().U16(0x0600).U16(type).U16(0x0DBB).U16(0x07CC).U32(0x41).U32(0x06));

    static void Xf(BinaryBlock book, int format, int kind) =>
        Record(book, 0x00E0, new BinaryBlock().U16(0).U16(format).U16(kind).U8(0x20).U8(0).U8(0).U8(0xFC).Zeros(8)
            .U16(0x20C0));

    static void Record(BinaryBlock book, int id, BinaryBlock data)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(data.Length, LargestRecord);
        book.U16(id).U16(data.Length).Bytes(data.ToArray());
    }

    /// The shared strings (SST); where a record is full, a CONTINUE record begins with the next string.
    sealed class Shared
    {
        readonly List<string> _texts = [];
        readonly Dictionary<string, int> _index = [];
        int _uses;

        public int Of(string text)
        {
            _uses++;
            if (_index.TryGetValue(text, out var known)) return known;
            _texts.Add(text);
            return _index[text] = _texts.Count - 1;
        }

        public void Write(BinaryBlock book)
        {
            var (id, data) = (0x00FC, new BinaryBlock().U32(_uses).U32(_texts.Count));
            foreach (var text in _texts)
            {
                var next = new BinaryBlock().U16(text.Length).Wide(text).ToArray();
                if (data.Length + next.Length > LargestRecord)
                {
                    Record(book, id, data);
                    (id, data) = (0x003C, new BinaryBlock());
                }
                data.Bytes(next);
            }
            Record(book, id, data);
        }
    }
}
