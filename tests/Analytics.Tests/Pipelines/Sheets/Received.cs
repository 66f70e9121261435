using System.IO.Compression;
using System.Text;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Tests.Pipelines.Sheets;

/// <summary>Files as received, of bytes in memory, and what becomes of them.</summary>
static class Received
{
    public static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    /// <summary>A received file of these bytes; its name is that of the file.</summary>
    public static ReceivedFile File(string name, byte[] bytes)
    {
        var path = Path.GetTempFileName();
        try
        {
            System.IO.File.WriteAllBytes(path, bytes);
            return ReceivedFile.Take(path, "inbox/" + name);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    public static ReceivedFile File(string name, string text, Encoding? encoding = null) =>
        File(name, (encoding ?? new UTF8Encoding(false)).GetBytes(text));

    /// <summary>What is read of a file: its sheets with all rows.</summary>
    public static List<(string Sheet, List<SheetRow> Rows)> Read(ReceivedFile file, SheetOptions? options = null)
    {
        using (file) return [.. SheetFile.Open(file, options).Sheets.Select(s => (s.Name, s.ReadRows().ToList()))];
    }

    /// <summary>Rows of the first sheet as <c>1: a|b</c>, an empty cell being empty.</summary>
    public static string[] Lines(ReceivedFile file, SheetOptions? options = null) => [.. Read(file, options)[0].Rows.Select(Line)];

    public static string Line(SheetRow row) => $"{row.Number}: {string.Join('|', row.Cells.Select(cell => cell.Text))}";

    public static AnalyticsException Refused(ReceivedFile file, SheetOptions? options = null)
    {
        var error = Assert.Throws<AnalyticsException>(() => Read(file, options));
        Assert.NotEmpty(error.Describe(Language.Chinese));
        return error;
    }

    public static string[] Notes(ReceivedFile file, SheetOptions? options = null)
    {
        using (file) return [.. SheetFile.Open(file, options).Notes.Select(note => note.Describe(Language.English))];
    }

    public static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        return stream.ToArray();
    }

    /// <summary>A workbook of sheets whose XML is given between the tags of <c>worksheet</c>.</summary>
    public static byte[] Workbook(string sharedStrings, string formats, params (string Name, string State, string Xml)[] sheets)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Types = "http://schemas.openxmlformats.org/package/2006/content-types";
        const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";
        var all = string.Concat(sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" state=\"{s.State}\" r:id=\"s{i + 1}\"/>"));
        var rels = string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"s{i + 1}\" Type=\"{Rel}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"));
        var list = new List<(string, byte[])>
        {
            ("[Content_Types].xml", Utf8($"<Types xmlns=\"{Types}\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>")),
            ("_rels/.rels", Utf8($"<Relationships xmlns=\"{Package}\"><Relationship Id=\"r\" Type=\"{Rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")),
            ("xl/workbook.xml", Utf8($"<workbook xmlns=\"{Main}\" xmlns:r=\"{Rel}\"><sheets>{all}</sheets></workbook>")),
            ("xl/_rels/workbook.xml.rels", Utf8($"<Relationships xmlns=\"{Package}\">{rels}<Relationship Id=\"ss\" Type=\"{Rel}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"st\" Type=\"{Rel}/styles\" Target=\"styles.xml\"/></Relationships>")),
            ("xl/sharedStrings.xml", Utf8($"<sst xmlns=\"{Main}\">{sharedStrings}</sst>")),
            ("xl/styles.xml", Utf8($"<styleSheet xmlns=\"{Main}\"><cellXfs><xf numFmtId=\"0\"/>{formats}</cellXfs></styleSheet>")),
        };
        list.AddRange(sheets.Select((s, i) => ($"xl/worksheets/sheet{i + 1}.xml", Utf8($"<worksheet xmlns=\"{Main}\">{s.Xml}</worksheet>"))));
        return Zip([.. list]);
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
