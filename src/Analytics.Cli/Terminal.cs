using System.Text;
using Analytics.Delivery;
using Analytics.Tables;

namespace Analytics.Cli;

/// <summary>Text on a terminal, where Chinese takes two places.</summary>
static class Terminal
{
    /// <summary>A text broken into lines of a width; Chinese breaks anywhere, other words at spaces.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var (line, used, breakAt) = (new StringBuilder(), 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (used + TextColumns.WidthOf(rune) > width)
            {
                var rest = breakAt > 0 ? line.ToString(breakAt, line.Length - breakAt) : "";
                if (breakAt > 0) line.Length = breakAt;
                yield return line.ToString().TrimEnd();
                line.Clear().Append(rest.TrimStart());
                (used, breakAt) = (TextColumns.WidthOf(line.ToString()), 0);
            }
            line.Append(rune);
            used += TextColumns.WidthOf(rune);
            if (rune.Value == ' ' || TextColumns.WidthOf(rune) == 2) breakAt = line.Length;
        }
        if (line.Length > 0) yield return line.ToString().TrimEnd();
    }

    /// <summary>Whether the reader of a pipe went away, as <c>head</c> does.</summary>
    public static bool IsBrokenPipe(IOException e) => e.Message.Contains("pipe", StringComparison.OrdinalIgnoreCase);

    public static string Titled(Column column, Language language) => column.Title?.In(language) ?? column.Name;
}
