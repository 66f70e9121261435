using System.Globalization;

namespace Analytics.Pipelines.Sheets;

/// <summary>How a written cell looks.</summary>
/// <param name="Fill">Its colour as <c>RRGGBB</c>; null for none.</param>
/// <param name="IsBold">Whether its text is bold.</param>
/// <param name="IsWrapped">Whether long text goes on in the next line of the cell.</param>
/// <param name="HasBorder">Whether a thin grey line runs around it.</param>
public sealed record CellLook(string? Fill = null, bool IsBold = false, bool IsWrapped = false,
    bool HasBorder = false)
{
    /// <summary>Black on white.</summary>
    public static CellLook Plain { get; } = new();
}

/// <summary>A cell to be written.</summary>
/// <param name="Cell">What stands in it; its format is kept. A date without one is shown as <c>yyyy-mm-dd</c>.</param>
/// <param name="Look">How it looks; null for plain.</param>
/// <param name="Note">A comment that shows when the pointer rests on it; null for none.</param>
public sealed record WrittenCell(SheetCell Cell, CellLook? Look = null, string? Note = null)
{
    /// <summary>Nothing.</summary>
    public static WrittenCell Empty { get; } = new(SheetCell.Empty);

    /// <summary>Text; empty where it is "".</summary>
    public static WrittenCell Of(string text) => text.Length == 0 ? Empty : new(new SheetCell(CellKind.Text, text));

    /// <summary>A number.</summary>
    /// <param name="number">Excel keeps 15 digits of it.</param>
    /// <param name="format">A number format: <c>0.0%</c>; null for the general one.</param>
    public static WrittenCell Of(decimal number, string? format = null) => new(new SheetCell(CellKind.Number,
        (number / 1.000000000000000000000000000m).ToString(CultureInfo.InvariantCulture), format));

    /// <summary>A day from 1900 on.</summary>
    /// <param name="day">From 1900-01-01.</param>
    /// <param name="format">A format of dates.</param>
    public static WrittenCell Of(DateOnly day, string format = "yyyy-mm-dd") => new(new SheetCell(CellKind.Date,
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), format));
}

/// <summary>A row to be written.</summary>
/// <param name="Cells">From column A on.</param>
/// <param name="IsHidden">Whether it is hidden.</param>
/// <param name="Height">Its height in points; null leaves it to the program that shows it.</param>
public sealed record WrittenRow(IReadOnlyList<WrittenCell> Cells, bool IsHidden = false, double? Height = null);

/// <summary>A sheet to be written.</summary>
/// <param name="Name">1 to 31 characters without <c>[]:*?/\</c>; unique in the workbook but for case.</param>
/// <param name="Rows">From row 1 on.</param>
public sealed record WrittenSheet(string Name, IReadOnlyList<WrittenRow> Rows)
{
    /// <summary>Cells shown as one.</summary>
    public IReadOnlyList<MergedRange> Merges { get; init; } = [];

    /// <summary>Widths of columns in characters, from column A on.</summary>
    public IReadOnlyList<double> Widths { get; init; } = [];

    /// <summary>How many rows stay in sight when one scrolls.</summary>
    public int FrozenRows { get; init; }

    /// <summary>Whether it is printed on its side and as wide as a page.</summary>
    public bool FitsPage { get; init; }

    /// <summary>Whether it is hidden; one sheet of a workbook must not be.</summary>
    public bool IsHidden { get; init; }
}
