using System.Xml;

namespace Analytics.Pipelines.Sheets;

/// What ExcelDataReader does not tell of a row: whether it is hidden, which cells are formulas, and errors.
sealed record XlsxRow(long Number, bool IsHidden, IReadOnlyList<int> Formulas, IReadOnlyDictionary<int, string> Errors,
    bool IsFilled);

/// Reads the XML of a sheet as a stream, checking it against the limits; a text past its limit is never held.
sealed class XlsxScan(string file, XlsxPackage package, SheetLimits limits)
{
    readonly char[] _buffer = new char[4096];

    /// Hidden columns met so far, from 0.
    public List<int> HiddenColumns { get; } = [];

    /// The rows that the part writes, in order.
    public IEnumerable<XlsxRow> Rows(string sheet, string part)
    {
        using var xml = package.OpenXml(part);
        var (row, merges) = (0L, 0);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "row") yield return Row(sheet, xml, ref row);
            else if (xml.LocalName == "mergeCell" && ++merges > limits.Merges)
                throw SheetErrors.SheetTooLarge(file, sheet, "merges", merges, limits.Merges);
            else if (xml.LocalName == "col" && IsTrue(xml.GetAttribute("hidden"))) AddColumns(xml);
        }
    }

    /// Checks the shared texts. One that is too long is looked for in the sheets, to name the cell.
    public void CheckSharedTexts(string part)
    {
        using var xml = package.OpenXml(part);
        var (index, length, total) = (-1L, 0L, 0L);
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" }) (index, length) = (index + 1, 0);
            if (!IsText(xml)) continue;
            length += Length(xml, limits.CellCharacters - length);
            total += length;
            if (length > limits.CellCharacters) throw TooLong(index);
            if (total > limits.SharedCharacters)
                throw SheetErrors.SheetTooLarge(file, "", "shared", total, limits.SharedCharacters);
        }
    }

    /// Reads a part for its XML alone.
    public void Check(string part)
    {
        using var xml = package.OpenXml(part);
        while (xml.Read())
            if (IsText(xml) && Length(xml, limits.SharedCharacters) is var length && length > limits.SharedCharacters)
                throw SheetErrors.SheetTooLarge(file, "", "shared", length, limits.SharedCharacters);
    }

    static bool IsText(XmlReader xml) =>
        xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace;

    static bool IsTrue(string? value) => value is "1" or "true" or "on";

    XlsxRow Row(string sheet, XmlReader xml, ref long last)
    {
        var number = Number(xml.GetAttribute("r")) ?? last + 1;
        if (number <= last) throw SheetErrors.Damaged(file, $"{sheet}: {number} < {last + 1}");
        if (number > limits.Rows) throw SheetErrors.SheetTooLarge(file, sheet, "rows", number, limits.Rows);
        last = number;
        var (isHidden, column, isFilled) = (IsTrue(xml.GetAttribute("hidden")), -1, false);
        List<int>? formulas = null;
        Dictionary<int, string>? errors = null;
        var depth = xml.Depth;
        if (!xml.IsEmptyElement)
            while (xml.Read() && xml.Depth > depth)
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "c" })
                {
                    column = Column(xml.GetAttribute("r")) ?? column + 1;
                    if (column >= limits.Columns)
                        throw SheetErrors.SheetTooLarge(file, sheet, "columns", column + 1, limits.Columns);
                    var isError = xml.GetAttribute("t") == "e";
                    var (hasFormula, text, hasText) = Cell(sheet, number, column, xml, isError);
                    isFilled |= hasText;
                    if (hasFormula) (formulas ??= []).Add(column);
                    if (isError) (errors ??= [])[column] = text;
                }
        return new(number, isHidden, formulas ?? [], errors ?? [], isFilled);
    }

    (bool HasFormula, string Error, bool HasText) Cell(string sheet, long row, int column, XmlReader xml, bool isError)
    {
        if (xml.IsEmptyElement) return (false, "", false);
        var (depth, hasFormula, inFormula, error, length) = (xml.Depth, false, false, "", 0L);
        while (xml.Read() && xml.Depth > depth)
            if (xml.NodeType == XmlNodeType.Element)
            {
                inFormula = xml.LocalName == "f";
                hasFormula |= inFormula;
            }
            else if (IsText(xml))
            {
                if (isError && !inFormula && error.Length == 0)
                {
                    var read = xml.CanReadValueChunk ? xml.ReadValueChunk(_buffer, 0, 16) : 0;
                    error = new string(_buffer, 0, read);
                    continue;
                }
                length += Length(xml, limits.CellCharacters - length);
                if (length > limits.CellCharacters) throw SheetErrors.CellTooLong(file, sheet,
                    new CellPlace(file, sheet, row, column).Address, limits.CellCharacters);
            }
        return (hasFormula, error, length > 0 || error.Length > 0);
    }

    // The length of a text, read in pieces and no further than one past what is allowed.
    long Length(XmlReader xml, long allowed)
    {
        long length = 0;
        for (int read; length <= allowed && (read = xml.ReadValueChunk(_buffer, 0, _buffer.Length)) > 0;)
            length += read;
        return length;
    }

    Tables.AnalyticsException TooLong(long index)
    {
        var wanted = index.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (sheet, part) in package.Sheets)
        {
            if (part is null) continue;
            using var xml = package.OpenXml(part);
            var (isShared, cell) = (false, "");
            while (xml.Read())
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "c" })
                    (isShared, cell) = (xml.GetAttribute("t") == "s", xml.GetAttribute("r") ?? "");
                else if (isShared && xml.NodeType == XmlNodeType.Text && Length(xml, 20) == wanted.Length
                    && _buffer.AsSpan(0, wanted.Length).SequenceEqual(wanted))
                    return SheetErrors.CellTooLong(file, sheet, cell, limits.CellCharacters);
        }
        return SheetErrors.SharedTextTooLong(file, index + 1, limits.CellCharacters);
    }

    void AddColumns(XmlReader xml)
    {
        var (from, to) = (Number(xml.GetAttribute("min")) ?? 1, Number(xml.GetAttribute("max")) ?? 0);
        for (var column = Math.Max(from, 1); column <= to && column <= limits.Columns; column++)
            if (HiddenColumns.Count < limits.Columns) HiddenColumns.Add((int)column - 1);
    }

    static long? Number(string? text) => long.TryParse(text, System.Globalization.NumberStyles.None,
        System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    static int? Column(string? address)
    {
        if (address is null) return null;
        var column = 0;
        foreach (var c in address.TakeWhile(char.IsAsciiLetter).Take(4)) column = column * 26 + (c & ~32) - 'A' + 1;
        return column > 0 ? column - 1 : null;
    }
}
