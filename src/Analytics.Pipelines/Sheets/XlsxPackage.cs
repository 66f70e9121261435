using System.IO.Compression;
using System.Xml;

namespace Analytics.Pipelines.Sheets;

/// The parts of a workbook of Excel since 2007, read as streams of XML.
sealed class XlsxPackage : IDisposable
{
    static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true,
        IgnoreProcessingInstructions = true, CloseInput = true,
    };

    readonly ZipArchive _zip;
    readonly ZipGuard _guard;
    readonly string _file;

    public XlsxPackage(ReceivedFile file, SheetLimits limits)
    {
        (_file, _zip) = (file.Path, new ZipArchive(file.OpenRead(), ZipArchiveMode.Read));
        if (_zip.Entries.Any(entry => entry.IsEncrypted)) throw SheetErrors.Password(file.Path);
        _guard = new ZipGuard(file.Path, _zip, limits, new());
        WorkbookPath = Related("_rels/.rels", "").FirstOrDefault(r => r.Type == "officeDocument").Target
            ?? "xl/workbook.xml";
        var folder = WorkbookPath[..(WorkbookPath.LastIndexOf('/') + 1)];
        var relations = Related($"{folder}_rels/{WorkbookPath[folder.Length..]}.rels", folder).ToList();
        SharedTexts = relations.FirstOrDefault(r => r.Type == "sharedStrings").Target;
        Sheets = [.. ReadSheets(relations.ToLookup(r => r.Id, r => r.Target, StringComparer.Ordinal))];
    }

    public string WorkbookPath { get; }

    /// The part of shared texts; null without one.
    public string? SharedTexts { get; }

    /// Sheets in order, each with its part.
    public IReadOnlyList<(string Name, string? Part)> Sheets { get; }

    /// The names of all other parts.
    public IEnumerable<string> Others => _zip.Entries.Select(entry => Normal(entry.FullName)).Except(
        [WorkbookPath, SharedTexts ?? "", .. Sheets.Select(sheet => sheet.Part ?? "")],
        StringComparer.OrdinalIgnoreCase);

    public XmlReader OpenXml(string part) => XmlReader.Create(_guard.Open(Entry(part)
        ?? throw SheetErrors.Damaged(_file, part), isXml: true), Settings);

    /// Unpacks a part to nowhere, for its size.
    public void Skim(string part)
    {
        using var stream = _guard.Open(Entry(part)!);
        stream.CopyTo(Stream.Null);
    }

    public void Dispose() => _zip.Dispose();

    static string Normal(string name) => name.Replace('\\', '/').TrimStart('/');

    ZipArchiveEntry? Entry(string part) =>
        _zip.Entries.FirstOrDefault(e => Normal(e.FullName).Equals(part, StringComparison.OrdinalIgnoreCase));

    IEnumerable<(string Id, string Type, string Target)> Related(string part, string folder)
    {
        if (Entry(part) is null) yield break;
        using var xml = OpenXml(part);
        while (xml.Read())
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" })
            {
                var target = xml.GetAttribute("Target") ?? "";
                var type = xml.GetAttribute("Type") ?? "";
                yield return (xml.GetAttribute("Id") ?? "", type[(type.LastIndexOf('/') + 1)..],
                    target.StartsWith('/') ? Normal(target) : Resolve(folder + target));
            }
    }

    static string Resolve(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
            if (part == ".." && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or "." or "..")) parts.Add(part);
        return string.Join('/', parts);
    }

    IEnumerable<(string, string?)> ReadSheets(ILookup<string, string> targets)
    {
        using var xml = OpenXml(WorkbookPath);
        while (xml.Read())
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" })
            {
                var name = xml.GetAttribute("name") ?? "";
                string? id = null;
                while (xml.MoveToNextAttribute())
                    if (xml.LocalName == "id" && xml.Prefix.Length > 0) id = xml.Value;
                yield return (name, targets[id ?? ""].FirstOrDefault());
            }
    }
}
