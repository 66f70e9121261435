using Analytics.Etl.Received;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Received;
using Analytics.Pipelines.Sheets;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Pipelines.Received;

/// <summary>Files on an office's desk: sheets are made of them, filled in and read again.</summary>
sealed class Desk : IDisposable
{
    public const string Csv = """
        区县,年度,受理纠纷数,调解成功数,调解成功率
        青浦区,2017年,10876,10388,95.5%
        嘉定区,2017年,8l20,7700,94.8%
        金山区,2017年,3000,3100,
        """;

    static readonly ReceivedReader Reader = new ReceivedJob().ReadRules(Clone.Root);

    public Folder Folder { get; } = new();

    public void Dispose() => Folder.Dispose();

    public string Write(string name, params WrittenSheet[] sheets)
    {
        using var stream = File.Create(Folder[name]);
        WorkbookWriter.Write(stream, sheets);
        return Folder[name];
    }

    public async Task<FileReading> ReadAsync(string name, string? text = null)
    {
        if (text is not null) Folder.Write(name, text);
        return (await Reader.ReadAsync(Folder[name], "inbox/" + name, null, TestContext.Current.CancellationToken)).Single();
    }

    public static OpenReject[] RejectsOf(FileReading reading) => [.. reading.Findings.Where(one => one.Severity == FindingSeverity.Reject)
        .Select(one => new OpenReject(one.Place.Sheet, one.Place.Row, one.Place.Column is null ? null : one.Place.Address, one.Rule, one.Sentence))];

    public static byte[] BytesOf(FileReading reading)
    {
        using var stream = new MemoryStream();
        CorrectionSheet.Write(stream, reading, RejectsOf(reading));
        return stream.ToArray();
    }

    /// <summary>The correction sheet of a file, as it goes out.</summary>
    public async Task<string> SheetAsync(string name, string? text = null)
    {
        var path = Folder["更正表.xlsx"];
        await File.WriteAllBytesAsync(path, BytesOf(await ReadAsync(name, text)));
        return path;
    }

    public Task<string> SheetAsync() => SheetAsync("a.csv", Csv);

    public ReturnedSheet? Read(string path) => CorrectionSheet.Read(path, Path.GetFileName(path), TestContext.Current.CancellationToken);

    /// <summary>Changes cells and saves the workbook again, as a program does that knows nothing of it: <c>更正!C9</c>, or the sheet 更正.</summary>
    public static string Edit(string path, params (string Cell, object Value)[] changes)
    {
        var sheets = Sheets(path);
        foreach (var (cell, value) in changes)
        {
            var (sheet, address) = cell.Split('!') is [var name, var at] ? (name, at) : ("更正", cell);
            var rows = sheets.Single(one => one.Name == sheet).Rows;
            var (row, column) = (int.Parse(address.AsSpan(1)) - 1, address[0] - 'A');
            while (rows.Count <= row) rows.Add([]);
            while (rows[row].Count <= column) rows[row].Add(SheetCell.Empty);
            rows[row][column] = value as SheetCell ?? ((string)value is "" ? SheetCell.Empty : new SheetCell(CellKind.Text, (string)value));
        }
        return Save(path, sheets);
    }

    /// <summary>Saves it again after a change of rows.</summary>
    public static string EditRows(string path, string sheet, Action<List<List<SheetCell>>> change)
    {
        var sheets = Sheets(path);
        change(sheets.Single(one => one.Name == sheet).Rows);
        return Save(path, sheets);
    }

    public static string Without(string path, string sheet) => Save(path, [.. Sheets(path).Where(one => one.Name != sheet)]);

    public static List<(string Name, bool IsHidden, List<List<SheetCell>> Rows)> Sheets(string path)
    {
        using var file = ReceivedFile.Take(path, "更正表.xlsx");
        return [.. SheetFile.Open(file).Sheets.Select(sheet => (sheet.Name, sheet.IsHidden, sheet.ReadRows().Select(row => row.Cells.ToList()).ToList()))];
    }

    /// <summary>The sheet 更正 from a row on, as <c>a|b</c>.</summary>
    public static string[] Lines(string path, int from = 1, string sheet = "更正") => [.. Sheets(path).Single(one => one.Name == sheet).Rows
        .Skip(from - 1).Select(row => string.Join('|', row.Select(cell => cell.Text)).TrimEnd('|'))];

    /// <summary>The texts of comments, by cell.</summary>
    public static Dictionary<string, string> Comments(string path)
    {
        using var document = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(path, false);
        return document.WorkbookPart!.WorksheetParts.Select(part => part.WorksheetCommentsPart).OfType<DocumentFormat.OpenXml.Packaging.WorksheetCommentsPart>()
            .SelectMany(part => part.Comments.CommentList!.Elements<DocumentFormat.OpenXml.Spreadsheet.Comment>())
            .ToDictionary(comment => comment.Reference!.Value!, comment => comment.InnerText);
    }

    static string Save(string path, List<(string Name, bool IsHidden, List<List<SheetCell>> Rows)> sheets)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [.. sheets.Select(sheet => new WrittenSheet(sheet.Name,
            [.. sheet.Rows.Select(row => new WrittenRow([.. row.Select(cell => new WrittenCell(cell))]))]) { IsHidden = sheet.IsHidden })]);
        File.WriteAllBytes(path, stream.ToArray());
        return path;
    }
}
