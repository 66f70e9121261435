using System.Text;
using System.Text.RegularExpressions;

namespace Analytics.Pipelines.Forms;

// A text with places to be filled: 青浦区{period}人民调解统计表. Everything else must stand there as written, width, blanks
// and script aside; * stands for any text.
sealed partial class TitlePattern
{
    // A period begins with a figure of its year and goes on as long as characters of periods do.
    const string PeriodText = "[0-9〇零○一二三四五六七八九十]"
        + "[0-9〇零○一二三四五六七八九十年度月份日号季上下半前第至到全末底初旬.~\\-—–/]*";

    readonly Regex _regex;

    TitlePattern(string text, Regex regex, bool hasLiteral) => (Text, _regex, HasLiteral) = (text, regex, hasLiteral);

    public string Text { get; }

    // Whether anything but the value must stand there.
    public bool HasLiteral { get; }

    [GeneratedRegex(@"\{(\w+)\}")]
    static partial Regex Slot { get; }

    public static TitlePattern Parse(string text, string field, bool isPeriod, Action<string> known, string place)
    {
        var regex = new StringBuilder("^");
        var (at, slots, hasLiteral) = (0, 0, false);
        void Literal(string part)
        {
            var compared = Compared.Of(part);
            hasLiteral |= compared.Any(c => c != '*');
            regex.Append(Regex.Escape(compared).Replace("\\*", ".*?", StringComparison.Ordinal));
        }
        foreach (Match slot in Slot.Matches(text))
        {
            Literal(text[at..slot.Index]);
            at = slot.Index + slot.Length;
            known(slot.Groups[1].Value);
            if (slot.Groups[1].Value != field) regex.Append(".+?");
            else
            {
                regex.Append("(?<value>").Append(isPeriod ? PeriodText : ".+?").Append(')');
                slots++;
            }
        }
        Literal(text[at..]);
        return slots == 1
            ? new TitlePattern(text, new Regex(regex.Append('$').ToString(),
                RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant), hasLiteral)
            : throw FormErrors.Pattern(place, text, field);
    }

    // What stands in the place, folded; null where the text is another.
    public string? Find(string text) =>
        _regex.Match(Compared.Of(text)) is { Success: true } match ? match.Groups["value"].Value : null;
}
