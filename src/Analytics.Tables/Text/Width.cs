using System.Text;

namespace Analytics.Tables.Text;

/// <summary>Full-width forms and blanks that look different and mean the same.</summary>
public static class Width
{
    /// <summary>Full-width ASCII becomes ASCII, the ideographic and no-break spaces a blank; everything else, Chinese
    /// punctuation included, stays. The length stays, so that offsets hold.</summary>
    public static string Fold(string text)
    {
        if (text.All(c => c is not (>= '！' and <= '～' or '　' or '\u00a0'))) return text;
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
            folded.Append(c switch
            {
                >= '！' and <= '～' => (char)(c - '！' + '!'),
                '　' or '\u00a0' => ' ',
                _ => c,
            });
        return folded.ToString();
    }

    /// <summary>As <see cref="Fold"/>, with every blank, line break and invisible mark left out: how headings and names
    /// are compared.</summary>
    public static string Bare(string text) => string.Concat(
        Fold(text).Where(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != Invisible));

    const System.Globalization.UnicodeCategory Invisible = System.Globalization.UnicodeCategory.Format;
}
