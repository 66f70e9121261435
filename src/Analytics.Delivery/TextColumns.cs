using System.Text;

namespace Analytics.Delivery;

/// <summary>Text in columns of a fixed-width font, where Chinese takes two places.</summary>
public static class TextColumns
{
    /// <summary>The places a text takes.</summary>
    public static int WidthOf(string text) => text.EnumerateRunes().Sum(WidthOf);

    /// <summary>The places a character takes: two in the East Asian wide and full-width blocks.</summary>
    public static int WidthOf(Rune rune) => rune.Value is >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF
        or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60
        or >= 0xFFE0 and <= 0xFFE6 or >= 0x1F300 and <= 0x1FAFF or >= 0x20000 and <= 0x3FFFD ? 2 : 1;

    /// <summary>A text filled up with spaces to a width; a wider one stays as it is.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - WidthOf(text)));

    /// <summary>A text moved to the right of a width.</summary>
    public static string PadLeft(string text, int width) => new string(' ', Math.Max(0, width - WidthOf(text))) + text;

    /// <summary>A text broken into lines of a width; Chinese breaks anywhere, other words at spaces.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var (line, used, breakAt) = (new StringBuilder(), 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (used + WidthOf(rune) > width)
            {
                var rest = breakAt > 0 ? line.ToString(breakAt, line.Length - breakAt) : "";
                if (breakAt > 0) line.Length = breakAt;
                yield return line.ToString().TrimEnd();
                line.Clear().Append(rest.TrimStart());
                (used, breakAt) = (WidthOf(line.ToString()), 0);
            }
            line.Append(rune);
            used += WidthOf(rune);
            if (rune.Value == ' ' || WidthOf(rune) == 2) breakAt = line.Length;
        }
        if (line.Length > 0) yield return line.ToString().TrimEnd();
    }

    /// <summary>A header and its rows as lines, two spaces between columns; no space ends a line.</summary>
    /// <param name="header">One heading a column.</param>
    /// <param name="rows">Each as long as <paramref name="header"/>.</param>
    /// <param name="isNumber">Whether a column stands to the right; none where null.</param>
    public static IEnumerable<string> Align(IReadOnlyList<string> header, IReadOnlyList<string[]> rows,
        IReadOnlyList<bool>? isNumber = null)
    {
        var widths = header.Select((title, i) => rows.Select(row => WidthOf(row[i])).Append(WidthOf(title)).Max())
            .ToArray();
        foreach (var row in rows.Prepend([.. header]))
            yield return string.Join("  ", row.Select((cell, i) => isNumber is not null && isNumber[i]
                ? PadLeft(cell, widths[i]) : Pad(cell, widths[i]))).TrimEnd();
    }
}
