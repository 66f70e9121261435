using System.Security.Cryptography;
using System.Text;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Pipelines.Received;

/// <summary>A workbook with the rejected rows of one received file, for its office to correct and send back.</summary>
/// <remarks>It has a sheet <c>更正</c> with the rows in context, a sheet <c>说明</c> with what no cell of it can mend,
/// and a hidden sheet <c>_analytics</c>, the key: which cell is which of the source, and what it held.</remarks>
public static class CorrectionSheet
{
    internal const string Marker = "analytics-correction-sheet", Version = "1";

    internal const string Rows = "更正", Words = "说明", Key = "_analytics";

    /// <summary>Writes the sheet of a file; the same rejects give the same bytes.</summary>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="reading">The file as the last load read it, decisions applied.</param>
    /// <param name="rejects">Its open rejects, in order.</param>
    public static void Write(Stream output, FileReading reading, IReadOnlyList<OpenReject> rejects) =>
        WorkbookWriter.Write(output, new CorrectionBook(reading, rejects).Sheets());

    /// <summary>Reads a sheet that came back.</summary>
    /// <param name="full">Any file of this machine.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>Null where the file is no correction sheet, or cannot be read.</returns>
    /// <exception cref="AnalyticsException"><c>correction-sheet-damaged</c>: its key is gone or was changed;
    /// <c>correction-sheet-moved</c>: rows or columns are not where they were; <c>correction-sheet-cleared</c>,
    /// <c>correction-sheet-conflict</c>, <c>correction-sheet-percent</c>: what was written cannot be meant.</exception>
    public static ReturnedSheet? Read(string full, string name, CancellationToken ct) =>
        CorrectionSheetReader.Read(full, name, ct);
}

/// <summary>A reject that is open: in words, and where it stands in its file.</summary>
/// <param name="Sheet">The sheet; "" where the file has but one table.</param>
/// <param name="Row">From 1; 0 for the whole file.</param>
/// <param name="Address">The cell; null for a whole row, sheet or file.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Sentence">What is wrong.</param>
public sealed record OpenReject(string Sheet, long Row, string? Address, string Rule, LocalText Sentence);

/// <summary>A correction sheet that came back.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Sha256">Hash of its content.</param>
/// <param name="File">The path of the file it corrects.</param>
/// <param name="FileSha256">The content that was corrected.</param>
/// <param name="By">Who filled it in; "" where nobody is named.</param>
/// <param name="Reason">Why; "" where it does not say.</param>
/// <param name="Changes">The cells that were changed, in order.</param>
/// <param name="Notes">What in it was left aside.</param>
public sealed record ReturnedSheet(string Name, string Sha256, string File, string FileSha256, string By,
    string Reason, IReadOnlyList<ReturnedCell> Changes, IReadOnlyList<SheetNote> Notes)
{
    /// <summary>The cell in which the name belongs.</summary>
    public required string ByAddress { get; init; }
}

/// <summary>A cell that was changed.</summary>
/// <param name="Sheet">The sheet of the source.</param>
/// <param name="Address">The cell of the source.</param>
/// <param name="Found">What it held.</param>
/// <param name="Value">What it should hold.</param>
public sealed record ReturnedCell(string Sheet, string Address, string Found, string Value);

/// One cell of a correction sheet, as its key knows it.
/// Kind: text, heading, label, who, why, cell, or percent: a cell that shows a number as a percentage.
sealed record CorrectionKey(string Kind, string On, string Position, string Sheet, string Address, string Found,
    string Shown)
{
    public string[] Cells => [Kind, On, Position, Sheet, Address, Found, Shown];

    /// Blanks around a text and kinds of line breaks do not count.
    public static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();

    public static string HashOf(IEnumerable<string[]> lines) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('\n', lines.Select(line =>
            string.Join('\u001f', line.Select(Plain)).TrimEnd('\u001f'))))));
}
