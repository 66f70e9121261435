using System.Globalization;
using System.Security;
using System.Text;
using Analytics.Pipelines.Sheets;

namespace Analytics.Etl.Samples;

/// <summary>Workbooks (.xlsx) with the same bytes on every run: shared strings, formats, merges, hidden rows and
/// sheets.</summary>
/// <remarks>Not <c>WorkbookWriter</c>: a package of OpenXml carries the time it was made.</remarks>
static class XlsxWriter
{
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    const int FirstOwnFormat = 164;

    public static byte[] Bytes(IReadOnlyList<SampleSheet> sheets)
    {
        var strings = new List<string>();
        var formats = sheets.SelectMany(sheet => sheet.Rows).SelectMany(row => row)
            .Select(cell => cell.Format).OfType<string>().Distinct().ToList();
        var bodies = sheets.Select(sheet => Body(sheet, strings, formats)).ToArray();
        return SampleFiles.Zip(
        [
            ("[Content_Types].xml", Xml(ContentTypes(sheets.Count))),
            ("_rels/.rels", Xml($"<Relationships xmlns=\"{Relations}\">"
                + $"<Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/>"
                + "</Relationships>")),
            ("xl/workbook.xml", Xml(Workbook(sheets))),
            ("xl/_rels/workbook.xml.rels", Xml(WorkbookRelations(sheets.Count))),
            ("xl/styles.xml", Xml(Styles(formats))),
            ("xl/sharedStrings.xml", Xml($"<sst xmlns=\"{Main}\" uniqueCount=\"{strings.Count}\">"
                + string.Concat(strings.Select(text => $"<si><t xml:space=\"preserve\">{Escaped(text)}</t></si>"))
                + "</sst>")),
            .. bodies.Select((body, index) => ($"xl/worksheets/sheet{index + 1}.xml", Xml(body))),
        ]);
    }

    static string Body(SampleSheet sheet, List<string> strings, List<string> formats)
    {
        var xml = new StringBuilder($"<worksheet xmlns=\"{Main}\"><sheetData>");
        for (var row = 0; row < sheet.Rows.Count; row++)
        {
            var hidden = sheet.HiddenRows.Contains(row + 1) ? " hidden=\"1\"" : "";
            xml.Append(Invariant, $"<row r=\"{row + 1}\"{hidden}>");
            for (var column = 0; column < sheet.Rows[row].Count; column++)
                xml.Append(Cell(CellPlace.Letters(column) + (row + 1).ToString(Invariant), sheet.Rows[row][column],
                    strings, formats));
            xml.Append("</row>");
        }
        xml.Append("</sheetData>");
        if (sheet.Merges.Count > 0)
            xml.Append(Invariant, $"<mergeCells count=\"{sheet.Merges.Count}\">")
                .AppendJoin("", sheet.Merges.Select(Merge)).Append("</mergeCells>");
        return xml.Append("</worksheet>").ToString();
    }

    static string Merge(MergedRange range) => $"<mergeCell ref=\"{CellPlace.Letters(range.FromColumn)}{range.FromRow}"
        + $":{CellPlace.Letters(range.ToColumn)}{range.ToRow}\"/>";

    static string Cell(string address, SampleCell cell, List<string> strings, List<string> formats)
    {
        var style = cell.Format is null ? "" : $" s=\"{formats.IndexOf(cell.Format) + 1}\"";
        var formula = cell.Formula is null ? "" : $"<f>{Escaped(cell.Formula)}</f>";
        return cell.Kind switch
        {
            CellKind.Text => $"<c r=\"{address}\" t=\"s\"><v>{Shared(cell.Text, strings)}</v></c>",
            CellKind.Number => $"<c r=\"{address}\"{style}>{formula}<v>{cell.Text}</v></c>",
            CellKind.Date => $"<c r=\"{address}\"{style}><v>{cell.Serial.ToString(Invariant)}</v></c>",
            CellKind.Flag => $"<c r=\"{address}\" t=\"b\"><v>{(cell.Text == "TRUE" ? 1 : 0)}</v></c>",
            CellKind.Error => $"<c r=\"{address}\" t=\"e\"><v>{cell.Text}</v></c>",
            _ => "",
        };
    }

    static int Shared(string text, List<string> strings)
    {
        var known = strings.IndexOf(text);
        if (known >= 0) return known;
        strings.Add(text);
        return strings.Count - 1;
    }

    static string Workbook(IReadOnlyList<SampleSheet> sheets) =>
        $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>"
        + string.Concat(sheets.Select((sheet, i) => $"<sheet name=\"{Escaped(sheet.Name)}\" sheetId=\"{i + 1}\""
            + $"{(sheet.IsHidden ? " state=\"hidden\"" : "")} r:id=\"rId{i + 1}\"/>"))
        + "</sheets></workbook>";

    static string WorkbookRelations(int sheets) => $"<Relationships xmlns=\"{Relations}\">"
        + string.Concat(Enumerable.Range(1, sheets).Select(i => Relation(i, "worksheet", $"worksheets/sheet{i}.xml")))
        + Relation(sheets + 1, "styles", "styles.xml") + Relation(sheets + 2, "sharedStrings", "sharedStrings.xml")
        + "</Relationships>";

    static string Relation(int id, string type, string target) =>
        $"<Relationship Id=\"rId{id}\" Type=\"{Office}/{type}\" Target=\"{target}\"/>";

    static string ContentTypes(int sheets) =>
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + Part("workbook", "sheet.main")
        + string.Concat(Enumerable.Range(1, sheets).Select(i => Part($"worksheets/sheet{i}", "worksheet")))
        + Part("styles", "styles") + Part("sharedStrings", "sharedStrings") + "</Types>";

    static string Part(string name, string type) =>
        $"<Override PartName=\"/xl/{name}.xml\" ContentType=\"{Types}{type}+xml\"/>";

    static string Styles(List<string> formats) => $"<styleSheet xmlns=\"{Main}\">"
        + (formats.Count == 0 ? "" : $"<numFmts count=\"{formats.Count}\">" + string.Concat(
            formats.Select((format, i) =>
                $"<numFmt numFmtId=\"{FirstOwnFormat + i}\" formatCode=\"{Escaped(format)}\"/>"))
            + "</numFmts>")
        + "<fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders>"
        + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
        + $"<cellXfs count=\"{formats.Count + 1}\"><xf numFmtId=\"0\" xfId=\"0\"/>" + string.Concat(
            formats.Select((_, i) => $"<xf numFmtId=\"{FirstOwnFormat + i}\" xfId=\"0\" applyNumberFormat=\"1\"/>"))
        + "</cellXfs></styleSheet>";

    static string Escaped(string text) => SecurityElement.Escape(text);

    static byte[] Xml(string body) => Encoding.UTF8.GetBytes(Head + body);

    static CultureInfo Invariant => CultureInfo.InvariantCulture;
}
