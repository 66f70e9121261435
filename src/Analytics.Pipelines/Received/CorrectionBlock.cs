using Analytics.Pipelines.Forms;
using Analytics.Tables;

namespace Analytics.Pipelines.Received;

/// A cell in a correction sheet: where it comes from, and what is wrong with it.
sealed record CorrectionCell(FormCell Source, IReadOnlyList<LocalText> Notes);

/// A row in a correction sheet: the cells of its columns, and what is wrong with the row as a whole.
sealed record CorrectionRow(long Number, IReadOnlyList<CorrectionCell?> Cells, IReadOnlyList<LocalText> Notes);

/// The rejected rows of one sheet, each once, under the columns they have anything in.
sealed class CorrectionBlock
{
    // Whoever has more to correct had better send the file again.
    const int RowsMost = 2_000;

    readonly ILookup<string, OpenReject> _byAddress;
    readonly ILookup<long, OpenReject> _byRow;

    public CorrectionBlock(SheetReading sheet, IReadOnlyList<OpenReject> rejects)
    {
        Sheet = sheet;
        _byAddress = rejects.Where(reject => reject.Address is not null)
            .ToLookup(reject => reject.Address!, StringComparer.Ordinal);
        _byRow = rejects.Where(reject => reject.Address is null).ToLookup(reject => reject.Row);
        if (sheet is { Form: not null, Contract: not null, Heading: not null }) Rows = Fill();
    }

    public SheetReading Sheet { get; }

    /// Cells outside the table that its records are read with: the title.
    public IReadOnlyList<(string Field, string Address)> Fixed { get; private set; } = [];

    public IReadOnlyList<FoundColumn> Columns { get; private set; } = [];

    public IReadOnlyList<CorrectionRow> Rows { get; } = [];

    /// The rejects that the rows show.
    public HashSet<OpenReject> Placed { get; } = [];

    /// How many rejected rows are past the limit.
    public int LeftOut { get; private set; }

    List<CorrectionRow> Fill()
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        var rows = Sheet.Records.GroupBy(record => record.Source.Row.Row)
            .Select(records => (Number: records.Key, Cells: CellsOf([.. records.Select(record => record.Source)])))
            .Where(row => IsWanted(row.Number, row.Cells.Values, shown)).ToList();
        LeftOut = Math.Max(0, rows.Count - RowsMost);
        rows = [.. rows.Take(RowsMost)];
        var used = rows.SelectMany(row => row.Cells.Keys).ToHashSet();
        var outside = rows.SelectMany(row => row.Cells).Where(cell => cell.Key.Column < 0)
            .Select(cell => (cell.Key.Field, cell.Value.Place.Address)).Distinct().ToArray();
        Fixed = outside;
        Columns = [.. Sheet.Heading!.Columns.Where(column => used.Any(cell => cell.Column == column.Column))];
        return [.. rows.Select(row => new CorrectionRow(row.Number,
        [
            .. outside.Select(cell => row.Cells.TryGetValue((-1, cell.Field), out var found)
                && found.Place.Address == cell.Address ? Marked(found) : null),
            .. Columns.Select(column => row.Cells.Where(cell => cell.Key.Column == column.Column)
                .Select(cell => Marked(cell.Value)).FirstOrDefault()),
        ], SentencesOf(_byRow[row.Number])))];
    }

    CorrectionCell Marked(FormCell cell) => new(cell, SentencesOf(_byAddress[cell.Place.Address]));

    List<LocalText> SentencesOf(IEnumerable<OpenReject> rejects)
    {
        var all = rejects.ToArray();
        Placed.UnionWith(all);
        return [.. all.Select(reject => reject.Sentence).Distinct()];
    }

    // By column; a cell of the title by its field, in column -1. A label merged over rows stands in each of them.
    Dictionary<(int Column, string Field), FormCell> CellsOf(IReadOnlyList<FormRecord> records)
    {
        var cells = new Dictionary<(int, string), FormCell>();
        foreach (var record in records)
            foreach (var cell in Sheet.CellsOf(record))
            {
                var column = Sheet.Heading!.Columns.FirstOrDefault(column => column.Field == cell.Field
                    && (column.Member is null || column.Member == record.Key));
                cells.TryAdd((column?.Column ?? -1, column is null ? cell.Field : ""), cell);
            }
        return cells;
    }

    // A cell that many rows share is shown in the first of them.
    bool IsWanted(long number, IEnumerable<FormCell> cells, HashSet<string> shown)
    {
        var isWanted = _byRow.Contains(number);
        foreach (var cell in cells.Where(cell => _byAddress.Contains(cell.Place.Address)))
            isWanted |= shown.Add(cell.Place.Address) || cell.Place.Row == number;
        return isWanted;
    }
}
