using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Delivery;

/// <summary>Anybody's table: what an analysis is called on without a warehouse.</summary>
public static class DataFile
{
    /// <summary>The first visible sheet of a CSV, Excel or HTML file, in any of the encodings offices send.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="sheet">The name of another sheet; null for the first that is not hidden and not empty.</param>
    /// <returns>One text column for each heading of the first row; cells stand as they are, blank ones and <c>NA</c>
    /// are null. Blank rows are left out.</returns>
    /// <exception cref="AnalyticsException">The file is missing or cannot be read as <see cref="SheetFile.Open"/>
    /// says; <c>data-sheet-unknown</c>, <c>data-empty</c>; a heading is missing or stands twice, or a row is longer
    /// than the headings (<c>data-heading</c>, <c>data-heading-repeated</c>, <c>data-row-long</c>).</exception>
    public static Table Read(string path, string? sheet = null)
    {
        if (!File.Exists(path)) throw DeliveryErrors.FileMissing(path);
        using var file = ReceivedFile.Take(path, path);
        var sheets = SheetFile.Open(file).Sheets;
        var read = sheet is null
            ? sheets.FirstOrDefault(s => !s.IsHidden && s.ReadRows().Any(row => !row.IsBlank))
                ?? throw DeliveryErrors.DataEmpty(path)
            : sheets.FirstOrDefault(s => s.Name == sheet)
                ?? throw DeliveryErrors.DataSheetUnknown(path, sheet, [.. sheets.Select(s => s.Name)]);
        var (columns, rows) = (Array.Empty<Column>(), new List<object?[]>());
        foreach (var row in read.ReadRows().Where(row => !row.IsBlank))
            if (columns.Length == 0) columns = Headings(path, row);
            else rows.Add(Cells(path, row, columns.Length));
        return columns.Length > 0 ? new(columns, rows) : throw DeliveryErrors.DataEmpty(path);
    }

    static Column[] Headings(string path, SheetRow row)
    {
        var names = row.Cells.Select(cell => cell.IsBlank ? "" : cell.Text.Trim()).ToArray();
        var width = Array.FindLastIndex(names, name => name.Length > 0) + 1;
        for (var i = 0; i < width; i++)
            if (names[i].Length == 0) throw DeliveryErrors.DataHeading(path, new CellPlace(path, "", row.Number, i));
            else if (Array.IndexOf(names, names[i]) is var first && first < i)
                throw DeliveryErrors.DataHeadingRepeated(path, names[i], new CellPlace(path, "", row.Number, first),
                    new CellPlace(path, "", row.Number, i));
        return [.. names.Take(width).Select(name => new Column(name, ColumnKind.Text))];
    }

    static object?[] Cells(string path, SheetRow row, int width)
    {
        for (var i = width; i < row.Cells.Count; i++)
            if (!row[i].IsBlank)
                throw DeliveryErrors.DataRowLong(path, new CellPlace(path, "", row.Number, i), width);
        return [.. Enumerable.Range(0, width).Select(i => row[i] is { IsBlank: false, Text: var text }
            && text.Trim() is not "NA" and var cell ? cell : null)];
    }
}
