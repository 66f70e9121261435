namespace Analytics.Pipelines.Sheets;

/// <summary>What a cell of a file is.</summary>
public enum CellKind
{
    /// <summary>Nothing stands there.</summary>
    Empty,

    /// <summary>Text as it stands; every cell of CSV and HTML.</summary>
    Text,

    /// <summary>A number of a workbook.</summary>
    Number,

    /// <summary>A day or instant of a workbook: a serial number with a format of dates.</summary>
    Date,

    /// <summary>True or false of a workbook.</summary>
    Flag,

    /// <summary>An error of a workbook: <c>#REF!</c>.</summary>
    Error,
}

/// <summary>One cell as it stands; nothing is trimmed, folded or guessed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A text as it stands; a number in its shortest invariant form (<c>0.955</c>, <c>45296</c>); a date
/// as <c>2024-01-05</c>; <c>TRUE</c>; <c>#REF!</c>; "" where empty.</param>
/// <param name="Format">The number format of a workbook (<c>0.00%</c>); null where there is none.</param>
/// <param name="IsFormula">Whether the value is the cached result of a formula.</param>
/// <param name="IsCovered">Whether a merged cell above or left of it covers it. A workbook may keep a text there
/// that nobody sees; it counts as blank, and is told.</param>
public sealed record SheetCell(CellKind Kind, string Text, string? Format = null, bool IsFormula = false,
    bool IsCovered = false)
{
    /// <summary>A cell in which nothing stands.</summary>
    public static SheetCell Empty { get; } = new(CellKind.Empty, "");

    /// <summary>Whether a workbook shows the number as a percentage, so that 0.955 stands for 95.5 %.</summary>
    public bool IsPercent => Kind == CellKind.Number && Format?.Contains('%', StringComparison.Ordinal) == true;

    /// <summary>Whether nothing is seen there, blanks aside.</summary>
    public bool IsBlank => IsCovered || string.IsNullOrWhiteSpace(Text);
}

/// <summary>A row of a sheet.</summary>
/// <param name="Number">From 1, as a spreadsheet or text editor shows its first line.</param>
/// <param name="Cells">From column A on; cells after the last are empty.</param>
/// <param name="IsHidden">Whether the workbook hides it.</param>
/// <param name="Offset">Where it begins in the file, in bytes; null for workbooks.</param>
public sealed record SheetRow(long Number, IReadOnlyList<SheetCell> Cells, bool IsHidden = false, long? Offset = null)
{
    /// <summary>The cell of a column, from 0; an empty one after the last.</summary>
    public SheetCell this[int column] => column < Cells.Count ? Cells[column] : SheetCell.Empty;

    /// <summary>Whether nothing stands in it.</summary>
    public bool IsBlank => Cells.All(cell => cell.IsBlank);
}

/// <summary>Cells shown as one; rows from 1, columns from 0, both ends included.</summary>
public sealed record MergedRange(long FromRow, int FromColumn, long ToRow, int ToColumn)
{
    /// <summary>Whether it covers a place.</summary>
    public bool Holds(long row, int column) =>
        row >= FromRow && row <= ToRow && column >= FromColumn && column <= ToColumn;
}
