using System.Buffers.Binary;

namespace Analytics.Pipelines.Sheets;

/// Reads the records of an old workbook ([MS-XLS]) for what ExcelDataReader does not tell: hidden rows and columns,
/// formulas, errors, the date system, encryption.
sealed class XlsScan
{
    const int Bof = 0x809, BoundSheet = 0x85, FilePass = 0x2F, DateMode = 0x22, Row = 0x208, Formula = 0x06,
        BoolErr = 0x205, ColInfo = 0x7D;

    // Records of cells in which something stands.
    static readonly HashSet<int> Filled = [Formula, BoolErr, 0xFD, 0x204, 0x203, 0x27E, 0xBD, 0xD6];

    readonly Dictionary<long, SheetMarks> _byOffset = [];
    readonly List<SheetMarks> _sheets = [];
    SheetMarks? _sheet;

    public bool IsEncrypted { get; set; }

    public bool Is1904 { get; set; }

    public IReadOnlyList<SheetMarks> Sheets => _sheets;

    /// Takes a workbook stream whole, piece by piece.
    public static XlsScan Of(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var scan = new XlsScan();
        var (head, data, filled, length, offset) = (new byte[4], Array.Empty<byte>(), 0, 0, 0L);
        foreach (var piece in pieces)
            foreach (var b in piece.Span)
            {
                if (filled < 4) head[filled] = b;
                else data[filled - 4] = b;
                if (++filled == 4)
                {
                    length = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(2));
                    if (data.Length < length) data = new byte[length];
                }
                if (filled < 4 || filled < 4 + length) continue;
                scan.Take(BinaryPrimitives.ReadUInt16LittleEndian(head), data.AsSpan(0, length), offset);
                (offset, filled) = (offset + 4 + length, 0);
            }
        return scan;
    }

    static int U16(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt16LittleEndian(data[at..]);

    void Take(int type, ReadOnlySpan<byte> data, long offset)
    {
        if (type == Bof) _sheet = _byOffset.GetValueOrDefault(offset) ?? _sheet;
        if (_sheet is not null && Filled.Contains(type)) _sheet.IsFilled = true;
        switch (type)
        {
            case FilePass:
                IsEncrypted = true;
                break;
            case DateMode when data.Length >= 2:
                Is1904 = U16(data, 0) == 1;
                break;
            case BoundSheet when data.Length >= 6:
                var marks = new SheetMarks();
                if (data[5] == 0) _sheets.Add(marks);
                _byOffset.TryAdd(BinaryPrimitives.ReadUInt32LittleEndian(data), marks);
                break;
            case Row when data.Length >= 14 && (data[12] & 0x20) != 0:
                _sheet?.Hide(U16(data, 0));
                break;
            case Formula when data.Length >= 14:
                _sheet?.AddFormula(U16(data, 0), U16(data, 2));
                if (data[6] == 2 && U16(data, 12) == 0xFFFF) _sheet?.AddError(U16(data, 0), U16(data, 2), data[8]);
                break;
            case BoolErr when data.Length >= 8 && data[7] == 1:
                _sheet?.AddError(U16(data, 0), U16(data, 2), data[6]);
                break;
            case ColInfo when data.Length >= 10 && (data[8] & 1) != 0:
                _sheet?.HideColumns(U16(data, 0), U16(data, 2));
                break;
            default:
                break;
        }
    }
}

/// What an old workbook says of a sheet; held in memory, since its rows are not in order.
sealed class SheetMarks
{
    readonly SortedDictionary<int, OldRow> _rows = [];

    public bool IsFilled { get; set; }

    public List<int> HiddenColumns { get; } = [];

    public IEnumerable<XlsxRow> Rows =>
        [new(0, false, [], new Dictionary<int, string>(), IsFilled), .. _rows.Select(row => new XlsxRow(row.Key + 1,
            row.Value.IsHidden, row.Value.Formulas, row.Value.Errors, false))];

    public void Hide(int row) => Of(row).IsHidden = true;

    public void AddFormula(int row, int column) => Of(row).Formulas.Add(column);

    public void AddError(int row, int column, int code) => Of(row).Errors[column] = code switch
    {
        0x00 => "#NULL!", 0x07 => "#DIV/0!", 0x0F => "#VALUE!", 0x17 => "#REF!", 0x1D => "#NAME?", 0x24 => "#NUM!",
        0x2A => "#N/A", _ => "#ERROR!",
    };

    public void HideColumns(int from, int to)
    {
        for (var column = from; column <= to && HiddenColumns.Count < 256; column++) HiddenColumns.Add(column);
    }

    OldRow Of(int row) => _rows.TryGetValue(row, out var found) ? found : _rows[row] = new();

    sealed class OldRow
    {
        public bool IsHidden { get; set; }

        public List<int> Formulas { get; } = [];

        public Dictionary<int, string> Errors { get; } = [];
    }
}
