using System.Text.RegularExpressions;
using Analytics.Tables.Text;

namespace Analytics.Pipelines.Forms;

// A name in which * stands for any text. Compared as headings are: width, blanks and script make no difference.
sealed class Glob
{
    readonly Regex _regex;

    public Glob(string text)
    {
        Text = text;
        _regex = new Regex("^" + Regex.Escape(Compared.Of(text)).Replace("\\*", ".*", StringComparison.Ordinal) + "$",
            RegexOptions.Singleline | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    public string Text { get; }

    public bool Matches(string text) => MatchesCompared(Compared.Of(text));

    public bool MatchesCompared(string compared) => _regex.IsMatch(compared);
}

static class Compared
{
    // Names and headings are short; a cell of megabytes is compared by what it begins with.
    const int Longest = 1000;

    public static string Of(string text)
    {
        var bare = Width.Bare(text.Length > Longest ? text[..Longest] : text);
        return bare.All(char.IsAscii) ? bare : Script.ToSimplified(bare);
    }

    // As printed, on one line.
    public static string Printed(string text) => string.Join(' ', (text.Length > Longest ? text[..Longest] : text)
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
