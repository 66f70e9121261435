namespace Analytics.Pipelines.Sheets;

/// <summary>One table of a file: a sheet of a workbook, a text file, a table of a page.</summary>
public abstract class Sheet
{
    /// <summary>The sheet's name; "" for text files, <c>table 1</c> and so on for pages.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the workbook hides it.</summary>
    public virtual bool IsHidden => false;

    /// <summary>Its merged cells; empty where the file's kind has none.</summary>
    public virtual IReadOnlyList<MergedRange> Merges => [];

    /// <summary>Its rows in order, read anew by each enumeration and never held whole.</summary>
    /// <exception cref="Tables.AnalyticsException">The file is damaged or past a limit; the text names the place.
    /// </exception>
    public abstract IEnumerable<SheetRow> ReadRows();
}

/// <summary>Where a cell stands.</summary>
/// <param name="File">The path of its file as <c>dim_file.path</c>; <c>inbox/x.zip/y.xlsx</c> in an archive.</param>
/// <param name="Sheet">The sheet's name; "" where the file has but one table.</param>
/// <param name="Row">From 1.</param>
/// <param name="Column">From 0; null for the whole row.</param>
/// <param name="Offset">Where its row begins in the file, in bytes; null for workbooks.</param>
public sealed record CellPlace(string File, string Sheet, long Row, int? Column = null, long? Offset = null)
{
    /// <summary>As a spreadsheet names it: <c>C12</c>; <c>12</c> for a whole row.</summary>
    public string Address => (Column is { } column ? Letters(column) : "")
        + Row.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The letters of a column counted from 0: A, Z, AA.</summary>
    public static string Letters(int column) =>
        (column >= 26 ? Letters(column / 26 - 1) : "") + (char)('A' + column % 26);
}
