using Analytics.Pipelines.Sheets;

namespace Analytics.Pipelines.Forms;

enum RowKind { Header, Data, Total, Note, Outside, Changed, OnlyIgnored, Blank }

// A row, what it is, and its cells by column as merges and filling down complete them.
sealed record ReadRow(SheetRow Row, RowKind Kind, FormTotal? Total, IReadOnlyList<Merge> Merges,
    IReadOnlyDictionary<int, (SheetCell Cell, long Row, int Column)> Completed);

// Goes through a sheet once and says what each row is. Nothing is held but merges that are open.
sealed class RowReader(Form form, FoundHeading heading, Head head)
{
    readonly FoundColumn[] _fields = [.. heading.Columns.Where(column => column.Field is not null)];
    readonly HashSet<int> _ignored = [.. heading.Columns.Where(column => column.Field is null).Select(c => c.Column)];
    readonly HashSet<string> _preamble = [.. head.First
        .Where(row => row.Row.Number < heading.FromRow && !row.Row.IsBlank).Select(row => Line(row.Row, head))];
    readonly HashSet<string> _heading = [.. head.First.Where(row => IsIn(heading, row.Row) && !row.Row.IsBlank)
        .Select(row => Line(row.Row, head))];
    readonly HashSet<string> _words = [.. head.First.Where(row => IsIn(heading, row.Row))
        .SelectMany(row => row.Row.Cells).Where(cell => !cell.IsBlank).Select(cell => head.Compare(cell.Text))];

    public IEnumerable<ReadRow> Read(Sheet sheet)
    {
        var merges = new Merges(sheet.Merges);
        var above = new Dictionary<int, (SheetCell Cell, long Row, int Column)>();
        foreach (var row in sheet.ReadRows())
        {
            var open = merges.Of(row);
            var read = Classify(row, open);
            if (read.Kind == RowKind.Data) read = FillDown(read, above);
            else if (read.Kind == RowKind.Total) above.Clear();
            yield return read;
        }
    }

    ReadRow Classify(SheetRow row, IReadOnlyList<Merge> merges)
    {
        var completed = Complete(row, merges);
        ReadRow Is(RowKind kind, FormTotal? total = null) => new(row, kind, total, merges, completed);
        if (row.IsBlank) return Is(RowKind.Blank);
        if (row.Number <= heading.ToRow) return Is(RowKind.Header);
        if (row.Number > form.Range.ToRow) return Is(IsNote(row) ? RowKind.Note : RowKind.Outside);
        if (IsRepeated(row)) return Is(RowKind.Header);
        if (TotalOf(row, completed) is { } total) return Is(RowKind.Total, total);
        if (IsNote(row)) return Is(RowKind.Note);
        if (IsOtherHeading(row)) return Is(RowKind.Changed);
        return Is(IsOnlyIgnored(row) ? RowKind.OnlyIgnored : RowKind.Data);
    }

    // Labels merged over several rows hold for each of them; figures do not.
    Dictionary<int, (SheetCell, long, int)> Complete(SheetRow row, IReadOnlyList<Merge> merges)
    {
        var completed = new Dictionary<int, (SheetCell, long, int)>();
        if (merges.Count == 0) return completed;
        foreach (var column in _fields)
            if (row[column.Column].IsBlank && !form.Fields[column.Field!].IsFigure
                && merges.FirstOrDefault(m => m.Range.Holds(row.Number, column.Column)) is { } merge
                && !merge.First.IsBlank)
                completed[column.Column] = (merge.First, merge.Range.FromRow, merge.Range.FromColumn);
        return completed;
    }

    ReadRow FillDown(ReadRow read, Dictionary<int, (SheetCell, long, int)> above)
    {
        Dictionary<int, (SheetCell, long, int)>? filled = null;
        foreach (var column in _fields.Where(column => form.FillDown.Contains(column.Field!)))
        {
            if (!read.Row[column.Column].IsBlank)
                above[column.Column] = (read.Row[column.Column], read.Row.Number, column.Column);
            else if (!read.Completed.ContainsKey(column.Column) && above.TryGetValue(column.Column, out var cell))
                (filled ??= new(read.Completed))[column.Column] = cell;
        }
        return filled is null ? read : read with { Completed = filled };
    }

    // By its label; where that column is empty, by the first cell that is filled: 合计 often stands before it.
    FormTotal? TotalOf(SheetRow row, Dictionary<int, (SheetCell Cell, long Row, int Column)> completed)
    {
        foreach (var total in form.Totals)
        {
            var column = _fields.FirstOrDefault(c => c.Field == total.Column)?.Column;
            var cell = column is not { } at ? FirstOf(row)
                : !row[at].IsBlank ? row[at]
                : completed.TryGetValue(at, out var merged) && merged.Row == row.Number ? merged.Cell
                : FirstOf(row);
            if (total.Is.Any(glob => glob.Matches(cell.Text))) return total;
        }
        return null;
    }

    static SheetCell FirstOf(SheetRow row) => row.Cells.First(cell => !cell.IsBlank);

    bool IsNote(SheetRow row)
    {
        if (form.Notes.Count == 0) return false;
        var first = Compared.Of(FirstOf(row).Text);
        return form.Notes.Any(glob => glob.MatchesCompared(first));
    }

    // A page begins with the heading again, and sometimes with what stands above it.
    bool IsRepeated(SheetRow row)
    {
        var first = Compared.Of(FirstOf(row).Text);
        if (!_words.Contains(first)
            && !_preamble.Any(above => above.TrimStart('\t').StartsWith(first, StringComparison.Ordinal))) return false;
        var line = Line(row, null);
        return _heading.Contains(line) || _preamble.Contains(line);
    }

    // The heading's words in another order: what stands below would be read in the wrong columns.
    bool IsOtherHeading(SheetRow row)
    {
        var filled = 0;
        foreach (var cell in row.Cells)
            if (!cell.IsBlank)
            {
                filled++;
                if (cell.Kind != CellKind.Text || !_words.Contains(Compared.Of(cell.Text))) return false;
            }
        return filled >= 2;
    }

    bool IsOnlyIgnored(SheetRow row)
    {
        for (var column = 0; column < row.Cells.Count; column++)
            if (!row[column].IsBlank && !_ignored.Contains(column) && form.Range.HasColumn(column)) return false;
        return true;
    }

    static bool IsIn(FoundHeading heading, SheetRow row) =>
        row.Number >= heading.FromRow && row.Number <= heading.ToRow;

    static string Line(SheetRow row, Head? head) => string.Join('\t', row.Cells.Select(cell =>
        cell.IsBlank ? "" : head?.Compare(cell.Text) ?? Compared.Of(cell.Text))).TrimEnd('\t');
}
