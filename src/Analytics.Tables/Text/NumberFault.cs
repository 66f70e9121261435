using System.Text.RegularExpressions;

namespace Analytics.Tables.Text;

/// Why a text is no number: the first of these that fits, so that a clerk is told the cause and not only the effect.
static partial class NumberFault
{
    const string Number = @"[0-9]+(?:[.,][0-9]+)*";
    const string Notes = @"①-⑳⑴-⒇⒈-⒛㈠-㈩❶-❿¹²³⁰-⁹₀-₉†‡*#※";

    [GeneratedRegex(@"^#(N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!)$", RegexOptions.IgnoreCase)]
    static partial Regex SpreadsheetError { get; }

    [GeneratedRegex(@"^[0-9.,]*[OolI|][0-9OolI|.,]*(?:%|[^\x00-\x7f]*)$|[0-9][○〇]|[○〇][0-9]")]
    static partial Regex Lookalike { get; }

    [GeneratedRegex(@"^[-+]?[0-9.]+[eE][-+]?[0-9]+$")]
    static partial Regex Scientific { get; }

    [GeneratedRegex(@"^[0-9]{4}[-/.年][0-9]{1,2}(?:[-/.月][0-9]{0,2}日?)?$|^[0-9]{1,2}月[0-9]{1,2}日$"
        + "|^[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}$")]
    static partial Regex Date { get; }

    [GeneratedRegex("^" + Number + @"\s*(?:/|分之)\s*" + Number + "|(?<![百千万])分之")]
    static partial Regex Fraction { get; }

    [GeneratedRegex("^(?:约|近)?" + Number + @"\s*[^\s0-9.,/]{0,3}?\s*(?:-|~|—|–|〜|至|到|−)+\s*" + Number
        + "|[一二三四五六七八九十百千万][至到]")]
    static partial Regex Range { get; }

    [GeneratedRegex(@"[0-9][^0-9]*(?:[" + Notes + @"]+|\[[^\]]*\]|〔[^〕]*〕|\([0-9]+\)|"
        + @"\(?[见注][^)]*\)?)$|^[" + Notes + "]")]
    static partial Regex Footnote { get; }

    [GeneratedRegex(@"[0-9.,]\s+[0-9.,]")]
    static partial Regex BlankInside { get; }

    [GeneratedRegex("[0-9〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]")]
    static partial Regex AnyDigit { get; }

    static readonly (Regex Sign, string Code)[] Faults =
    [
        (SpreadsheetError, "spreadsheet-error"), (Scientific, "scientific"), (Date, "date-for-number"),
        (Footnote, "footnote"), (Fraction, "number-fraction"), (Range, "number-range"),
        (BlankInside, "blank-in-number"),
    ];

    public static string Of(string text)
    {
        if (Lookalike.IsMatch(text)) return "digit-lookalike";
        foreach (var (sign, code) in Faults)
            if (sign.IsMatch(text)) return code;
        return AnyDigit.IsMatch(text) ? "number-malformed" : "number-expected";
    }
}
