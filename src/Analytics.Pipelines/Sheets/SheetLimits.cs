namespace Analytics.Pipelines.Sheets;

/// <summary>What a received file may hold; past a limit it is refused, never cut.</summary>
public sealed record SheetLimits
{
    /// <summary>Generous for statistics and small enough for any machine.</summary>
    public static SheetLimits Default { get; } = new();

    /// <summary>The largest file, in bytes: 2 GB.</summary>
    public long FileBytes { get; init; } = 2L << 30;

    /// <summary>The longest cell of a workbook or page, in UTF-16 units; Excel's own limit.</summary>
    public int CellCharacters { get; init; } = 32_767;

    /// <summary>The longest field of a text file, in bytes of UTF-8.</summary>
    public int FieldBytes { get; init; } = 1 << 20;

    /// <summary>The longest record of a text file, in bytes of UTF-8; an unclosed quote ends here.</summary>
    public int RecordBytes { get; init; } = 4 << 20;

    /// <summary>The most columns of a sheet; Excel's own limit.</summary>
    public int Columns { get; init; } = 16_384;

    /// <summary>The most rows of a sheet of a workbook; Excel's own limit. Text files may have any number.</summary>
    public int Rows { get; init; } = 1_048_576;

    /// <summary>The most merged ranges of a sheet.</summary>
    public int Merges { get; init; } = 65_536;

    /// <summary>The characters of all shared texts of a workbook, which are held in memory.</summary>
    public long SharedCharacters { get; init; } = 100_000_000;

    /// <summary>The largest page, in bytes; it is held in memory.</summary>
    public int PageBytes { get; init; } = 16 << 20;

    /// <summary>The most entries of an archive; a workbook is one.</summary>
    public int ArchiveEntries { get; init; } = 10_000;

    /// <summary>The bytes of all entries of an archive, unpacked.</summary>
    public long ArchiveBytes { get; init; } = 4L << 30;

    /// <summary>How many times the packed size an entry above 32 MB may unpack to.</summary>
    public int ArchiveRatio { get; init; } = 250;

    /// <summary>How deep archives may lie in archives; 1 is an archive of files.</summary>
    public int ArchiveDepth { get; init; } = 2;
}

/// <summary>How a received file is to be read, where its content alone does not say.</summary>
/// <param name="Encoding">The name of its encoding; null to find it out. Of text files and pages.</param>
/// <param name="Delimiter">What separates fields: comma, tab, semicolon or bar; null to find it out.</param>
/// <param name="Limits">What it may hold; null for <see cref="SheetLimits.Default"/>.</param>
public sealed record SheetOptions(string? Encoding = null, char? Delimiter = null, SheetLimits? Limits = null)
{
    /// <summary>Everything is found out.</summary>
    public static SheetOptions Default { get; } = new();

    /// <summary>The limits that hold.</summary>
    public SheetLimits Bounds => Limits ?? SheetLimits.Default;
}
