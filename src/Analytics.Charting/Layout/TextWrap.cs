using System.Text;
using Analytics.Charting.Fonts;

namespace Analytics.Charting.Layout;

/// <summary>Breaks text into lines by real widths: at spaces, and between Chinese characters where punctuation
/// allows.</summary>
static class TextWrap
{
    // Never at the start, never at the end of a line (GB/T 15834).
    const string NotFirst = "，。、；：？！）》】」』”’％%…,.;:?!)]}";
    const string NotLast = "（《【「『“‘([{";

    /// <summary>The text, or as much of its beginning as fits with an ellipsis after it.</summary>
    public static string Shorten(string text, double width, double size, bool bold = false)
    {
        var face = Typeface.Default;
        if (face.Width(text, size, bold) <= width) return text;
        var kept = "";
        foreach (var rune in text.EnumerateRunes())
        {
            if (face.Width(kept + rune + "…", size, bold) > width) break;
            kept += rune;
        }
        return kept.TrimEnd() + "…";
    }

    public static IReadOnlyList<string> Lines(string text, double width, double size, bool bold = false)
    {
        var face = Typeface.Default;
        var lines = new List<string>();
        var line = "";
        foreach (var piece in Pieces(text))
        {
            if (face.Width((line + piece).TrimEnd(), size, bold) <= width) { line += piece; continue; }
            if (line.Trim().Length > 0) lines.Add(line.Trim());
            line = piece.TrimStart();
            while (face.Width(line.TrimEnd(), size, bold) > width && Head(line, width, size, bold) is var head and > 0
                && head < line.Length)
            {
                lines.Add(line[..head]);
                line = line[head..];
            }
        }
        if (line.Trim().Length > 0) lines.Add(line.Trim());
        return lines;
    }

    // The smallest runs that may not be broken: a word with its space, or a Chinese character with its punctuation.
    static IEnumerable<string> Pieces(string text)
    {
        var runes = text.ReplaceLineEndings(" ").EnumerateRunes().ToArray();
        var piece = new StringBuilder();
        for (var i = 0; i < runes.Length; i++)
        {
            piece.Append(runes[i].ToString());
            if (i + 1 < runes.Length && !MayBreak(runes[i], runes[i + 1])) continue;
            yield return piece.ToString();
            piece.Clear();
        }
    }

    static bool MayBreak(Rune left, Rune right)
    {
        if (IsIn(NotFirst, right) || IsIn(NotLast, left) || right.Value == ' ') return false;
        return left.Value is ' ' or '-' or '–' || IsWide(left) || IsWide(right);
    }

    static bool IsIn(string set, Rune rune) => rune.IsBmp && set.Contains((char)rune.Value);

    static bool IsWide(Rune rune) => rune.Value is >= 0x2E80 and <= 0xFFEF or >= 0x20000;

    // A word wider than the line is cut where it reaches the edge, at least one character a line.
    static int Head(string text, double width, double size, bool bold)
    {
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var next = end + rune.Utf16SequenceLength;
            if (end > 0 && Typeface.Default.Width(text[..next], size, bold) > width) break;
            end = next;
        }
        return end;
    }
}
