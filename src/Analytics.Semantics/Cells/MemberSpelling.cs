using System.Text;
using Analytics.Semantics.Stars;
using Analytics.Tables.Text;

namespace Analytics.Semantics.Cells;

/// <summary>One spelling for what looks the same.</summary>
static class MemberSpelling
{
    /// <summary>The spelling that stands for all a rule calls the same. Spelled so already, it stays.</summary>
    /// <param name="text">As it stands in the data.</param>
    /// <param name="rules">What makes two spellings one. Marks without width go with blanks.</param>
    public static string Canonical(string text, SameRules rules)
    {
        if (rules == SameRules.None || text.Length == 0) return text;
        if (rules.HasFlag(SameRules.Width)) text = Width.Fold(text);
        if (rules.HasFlag(SameRules.Blanks)) text = Unblank(text);
        if (rules.HasFlag(SameRules.Unicode)) text = NormalForm.Composed(text);
        return rules.HasFlag(SameRules.Script) ? Script.ToSimplified(text) : text;
    }

    static string Unblank(string text)
    {
        if (!text.Any(c => char.IsWhiteSpace(c) || IsInvisible(c))) return text;
        var (output, blank) = (new StringBuilder(text.Length), false);
        foreach (var c in text)
        {
            if (IsInvisible(c)) continue;
            if (char.IsWhiteSpace(c))
            {
                blank = true;
                continue;
            }
            if (blank && output.Length > 0 && !(IsChinese(output[^1]) && IsChinese(c))) output.Append(' ');
            blank = false;
            output.Append(c);
        }
        return output.ToString();
    }

    static bool IsInvisible(char c) => c is '\u200b' or '\u200c' or '\u200d' or '\u2060' or '\ufeff' or '\u00ad';

    // Ideographs, those outside the first plane by their halves, and the punctuation between them.
    static bool IsChinese(char c) => c is >= '\u3001' and <= '\u303f' or >= '\u3400' and <= '\u9fff'
        or >= '\uf900' and <= '\ufaff' or >= '\ud840' and <= '\ud88f' || char.IsLowSurrogate(c);
}
