using System.Text;
using Analytics.Tables;

namespace Analytics.Cli;

/// <summary>Text in columns, where Chinese takes two places.</summary>
static class Terminal
{
    public static int WidthOf(string text) => text.EnumerateRunes().Sum(WidthOf);

    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - WidthOf(text)));

    /// <summary>Rows under a header, two spaces between columns; no space ends a line.</summary>
    public static IEnumerable<string> Columns(IReadOnlyList<string> header, IReadOnlyList<string[]> rows)
    {
        var widths = header.Select((title, i) => rows.Select(row => WidthOf(row[i])).Append(WidthOf(title)).Max())
            .ToArray();
        foreach (var row in rows.Prepend([.. header]))
            yield return string.Join("  ", row.Select((cell, i) => Pad(cell, widths[i]))).TrimEnd();
    }

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

    /// <summary>Whether the reader of a pipe went away, as <c>head</c> does.</summary>
    public static bool IsBrokenPipe(IOException e) => e.Message.Contains("pipe", StringComparison.OrdinalIgnoreCase);

    public static string Titled(Column column, Language language) => column.Title?.In(language) ?? column.Name;

    // East Asian wide and full-width blocks.
    static int WidthOf(Rune rune) => rune.Value is >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF
        or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60
        or >= 0xFFE0 and <= 0xFFE6 or >= 0x1F300 and <= 0x1FAFF or >= 0x20000 and <= 0x3FFFD ? 2 : 1;
}
