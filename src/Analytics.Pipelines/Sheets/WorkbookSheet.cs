using System.Globalization;
using ExcelDataReader;

namespace Analytics.Pipelines.Sheets;

/// A sheet of a workbook, old or new, by ExcelDataReader; what it does not tell comes from the file itself.
sealed class WorkbookSheet(Workbook book, int index, string name, bool isHidden, IReadOnlyList<MergedRange> merges)
    : Sheet
{
    readonly MergedRange[] _byRow = [.. merges.OrderBy(merge => merge.FromRow)];

    public override string Name => name;

    public override bool IsHidden => isHidden;

    public override IReadOnlyList<MergedRange> Merges => merges;

    public override IEnumerable<SheetRow> ReadRows()
    {
        using var reader = book.OpenReader();
        book.Guarded(() => { for (var i = 0; i < index; i++) reader.NextResult(); return true; });
        using var marks = book.Marks(index).GetEnumerator();
        var (hasMark, next, active) = (book.Guarded(marks.MoveNext), 0, new List<MergedRange>());
        for (long number = 1; book.Guarded(reader.Read); number++)
        {
            while (hasMark && marks.Current.Number < number) hasMark = book.Guarded(marks.MoveNext);
            var mark = hasMark && marks.Current.Number == number ? marks.Current : null;
            var cells = book.Guarded(() => Cells(reader, mark));
            active.RemoveAll(merge => merge.ToRow < number);
            for (; next < _byRow.Length && _byRow[next].FromRow <= number; next++)
                if (_byRow[next].ToRow >= number) active.Add(_byRow[next]);
            foreach (var merge in active) Cover(cells, merge, number);
            yield return new SheetRow(number, cells, mark?.IsHidden == true);
        }
    }

    static void Cover(SheetCell[] cells, MergedRange merge, long number)
    {
        for (var column = merge.FromColumn; column <= merge.ToColumn && column < cells.Length; column++)
            if (number > merge.FromRow || column > merge.FromColumn)
                cells[column] = cells[column] with { IsCovered = true };
    }

    SheetCell[] Cells(IExcelDataReader reader, XlsxRow? mark)
    {
        var cells = new SheetCell[reader.FieldCount];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = mark is not null && mark.Errors.TryGetValue(i, out var error)
                ? new(CellKind.Error, error, reader.GetNumberFormatString(i)) : Cell(reader, i);
        foreach (var column in mark?.Formulas ?? [])
            if (column < cells.Length) cells[column] = cells[column] with { IsFormula = true };
        return cells;
    }

    SheetCell Cell(IExcelDataReader reader, int i) => reader.GetValue(i) switch
    {
        null or "" => SheetCell.Empty,
        string text => new(CellKind.Text, text, reader.GetNumberFormatString(i)),
        bool flag => new(CellKind.Flag, flag ? "TRUE" : "FALSE", reader.GetNumberFormatString(i)),
        DateTime time => new(CellKind.Date, SheetNumbers.DateText(time), reader.GetNumberFormatString(i)),
        TimeSpan time => Number(time.TotalDays, reader, i),
        IConvertible number => Number(number.ToDouble(CultureInfo.InvariantCulture), reader, i),
        var other => new(CellKind.Text, other.ToString() ?? ""),
    };

    SheetCell Number(double number, IExcelDataReader reader, int i) =>
        SheetNumbers.IsChineseDate(reader.GetNumberFormatIndex(i)) && book.DateOf(number) is { } day
            ? new(CellKind.Date, SheetNumbers.DateText(day), "yyyy/m/d")
            : new(CellKind.Number, SheetNumbers.Text(number), reader.GetNumberFormatString(i));
}
