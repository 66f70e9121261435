using System.Xml;
using ExcelDataReader;

namespace Analytics.Pipelines.Sheets;

/// A workbook of Excel since 2007.
sealed class XlsxWorkbook(ReceivedFile file, SheetLimits limits) : Workbook(file, limits)
{
    readonly Dictionary<int, IReadOnlyList<int>> _hidden = [];
    IReadOnlyList<(string Name, string? Part)> _sheets = [];

    public override IExcelDataReader OpenReader() =>
        Guarded(() => ExcelReaderFactory.CreateOpenXmlReader(File.OpenRead(), Configuration));

    public override IEnumerable<XlsxRow> Marks(int sheet)
    {
        if (sheet >= _sheets.Count || _sheets[sheet].Part is not { } part) yield break;
        using var package = new XlsxPackage(File, Limits);
        var scan = new XlsxScan(File.Path, package, Limits);
        foreach (var row in scan.Rows(_sheets[sheet].Name, part)) yield return row;
        _hidden[sheet] = scan.HiddenColumns;
    }

    protected override IReadOnlyList<int> HiddenColumns(int sheet) => _hidden.GetValueOrDefault(sheet, []);

    protected override void Check()
    {
        using var package = new XlsxPackage(File, Limits);
        var scan = new XlsxScan(File.Path, package, Limits);
        _sheets = package.Sheets;
        if (package.SharedTexts is { } texts) scan.CheckSharedTexts(texts);
        foreach (var (name, part) in _sheets)
            if (part is not null)
                foreach (var _ in scan.Rows(name, part)) { }
        foreach (var part in package.Others)
            if (part.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)) scan.Check(part);
            else package.Skim(part);
        using var xml = package.OpenXml(package.WorkbookPath);
        while (xml.Read())
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
                Is1904 = xml.GetAttribute("date1904") is "1" or "true" or "on";
    }
}
