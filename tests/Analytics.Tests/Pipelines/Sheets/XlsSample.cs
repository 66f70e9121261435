using System.Text;
using Analytics.Pipelines.Sheets;

namespace Analytics.Tests.Pipelines.Sheets;

/// <summary>A sheet of an old workbook to be written: cells are text, numbers, dates, errors or formulas of numbers.</summary>
sealed record XlsSheet(string Name, object?[][] Rows)
{
    public bool IsHidden { get; init; }

    public int[] HiddenRows { get; init; } = [];

    public MergedRange[] Merges { get; init; } = [];
}

/// <summary>A number with a format.</summary>
sealed record XlsNumber(double Value, int Style = 0, bool IsFormula = false)
{
    public const int Percent = 1, Date = 2, Own = 3, Chinese = 4;
}

/// <summary>An error of a cell by its code in BIFF.</summary>
sealed record XlsError(byte Code, bool IsFormula = false);

/// <summary>Writes workbooks as Excel did until 2003 (BIFF8 in a compound file), after [MS-XLS].</summary>
static class XlsSample
{
    public static byte[] Of(params XlsSheet[] sheets) => CompoundSample.Of(("Workbook", Stream(sheets)));

    static byte[] Stream(XlsSheet[] sheets)
    {
        var texts = sheets.SelectMany(s => s.Rows).SelectMany(r => r).OfType<string>().Distinct().ToList();
        var bodies = sheets.Select(sheet => Body(sheet, texts)).ToArray();
        var globals = Globals(sheets, texts, new uint[sheets.Length]);
        var (offset, offsets) = ((uint)globals.Length, new uint[sheets.Length]);
        for (var i = 0; i < sheets.Length; i++)
        {
            offsets[i] = offset;
            offset += (uint)bodies[i].Length;
        }
        return [.. Globals(sheets, texts, offsets), .. bodies.SelectMany(body => body)];
    }

    static byte[] Globals(XlsSheet[] sheets, List<string> texts, uint[] offsets)
    {
        var output = new MemoryStream();
        Record(output, 0x809, U16(0x0600), U16(0x0005), new byte[12]);
        Record(output, 0x42, U16(1200));
        Record(output, 0x22, U16(0));
        Record(output, 0x31, U16(220), new byte[12], [6, 0], Encoding.Latin1.GetBytes("SimSun"));
        Record(output, 0x41E, U16(164), Text16("0.00\"件\""));
        foreach (var format in (int[])[0, 10, 14, 164, 31])
            Record(output, 0xE0, U16(0), U16(format), U16(1), new byte[14]);
        for (var i = 0; i < sheets.Length; i++)
            Record(output, 0x85, BitConverter.GetBytes(offsets[i]), [(byte)(sheets[i].IsHidden ? 1 : 0), 0, (byte)sheets[i].Name.Length, 1],
                Encoding.Unicode.GetBytes(sheets[i].Name));
        Record(output, 0xFC, [BitConverter.GetBytes(texts.Count), BitConverter.GetBytes(texts.Count), .. texts.Select(Text16)]);
        Record(output, 0x0A);
        return output.ToArray();
    }

    static byte[] Body(XlsSheet sheet, List<string> texts)
    {
        var output = new MemoryStream();
        var width = sheet.Rows.Max(row => row.Length);
        Record(output, 0x809, U16(0x0600), U16(0x0010), new byte[12]);
        Record(output, 0x200, BitConverter.GetBytes(0), BitConverter.GetBytes(sheet.Rows.Length), U16(0), U16(width), U16(0));
        for (var row = 0; row < sheet.Rows.Length; row++)
            Record(output, 0x208, U16(row), U16(0), U16(width), U16(255), U16(0), U16(0),
                BitConverter.GetBytes(sheet.HiddenRows.Contains(row + 1) ? 0x120 : 0x100));
        for (var row = 0; row < sheet.Rows.Length; row++)
            for (var column = 0; column < sheet.Rows[row].Length; column++)
                Cell(output, [.. U16(row), .. U16(column)], sheet.Rows[row][column], texts);
        if (sheet.Merges.Length > 0)
            Record(output, 0xE5, [U16(sheet.Merges.Length), .. sheet.Merges.Select(m => (byte[])[.. U16((int)m.FromRow - 1), .. U16((int)m.ToRow - 1), .. U16(m.FromColumn), .. U16(m.ToColumn)])]);
        Record(output, 0x0A);
        return output.ToArray();
    }

    static void Cell(MemoryStream output, byte[] place, object? cell, List<string> texts)
    {
        if (cell is string text) Record(output, 0xFD, place, U16(0), BitConverter.GetBytes(texts.IndexOf(text)));
        else if (cell is XlsNumber { IsFormula: false } number) Record(output, 0x203, place, U16(number.Style), BitConverter.GetBytes(number.Value));
        else if (cell is XlsNumber formula) Record(output, 0x06, place, U16(formula.Style), BitConverter.GetBytes(formula.Value), U16(0), new byte[4], U16(3), [0x1E, 1, 0]);
        else if (cell is XlsError { IsFormula: true } wrong) Record(output, 0x06, place, U16(0), [2, 0, wrong.Code, 0, 0, 0, 0xFF, 0xFF], U16(0), new byte[4], U16(3), [0x1E, 1, 0]);
        else if (cell is XlsError error) Record(output, 0x205, place, U16(0), [error.Code, 1]);
        else if (cell is bool flag) Record(output, 0x205, place, U16(0), [(byte)(flag ? 1 : 0), 0]);
    }

    static byte[] U16(int number) => BitConverter.GetBytes((ushort)number);

    static byte[] Text16(string text) => [.. U16(text.Length), 1, .. Encoding.Unicode.GetBytes(text)];

    static void Record(MemoryStream output, int type, params byte[][] parts)
    {
        output.Write(U16(type));
        output.Write(U16(parts.Sum(part => part.Length)));
        foreach (var part in parts) output.Write(part);
    }
}
