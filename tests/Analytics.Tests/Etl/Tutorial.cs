using System.Text.RegularExpressions;

namespace Analytics.Tests.Etl;

/// <summary>A fenced block: <c>```kind file</c>, and whether the file is one that the program wrote.</summary>
sealed record TutorialBlock(string Kind, string File, bool IsShown, int Line, string Text);

/// <summary>A tutorial in Markdown that can be followed by a machine: files to write, commands to type, what they print.</summary>
/// <remarks><c>```sh</c> holds commands, a <c>```text</c> after it what the last of them prints; any other kind with a path is a
/// file to write, or, with <c>as drafted</c> behind the path, one that a command has written. An … stands for anything within a
/// line, and alone in a line for any number of lines.</remarks>
static partial class Tutorial
{
    [GeneratedRegex("^```(?<kind>[a-z]+)(?: (?<file>[\\w./-]+))?(?<shown> as drafted)?\\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    static partial Regex Fence { get; }

    [GeneratedRegex("'[^']*'|\"[^\"]*\"|\\S+")]
    static partial Regex Word { get; }

    public static IReadOnlyList<TutorialBlock> Read(string markdown) => [.. Fence.Matches(markdown).Select(match => new TutorialBlock(
        match.Groups["kind"].Value, match.Groups["file"].Value, match.Groups["shown"].Success,
        markdown.AsSpan(0, match.Index).Count('\n') + 1, match.Groups["text"].Value))];

    /// <summary>The words of a command as a shell parts them.</summary>
    public static string[] WordsOf(string command) => [.. Word.Matches(command).Select(match => match.Value.Trim('\'', '"'))];

    /// <summary>The first line told that is not so; null where all is as told.</summary>
    public static string? Difference(string told, string found)
    {
        var (wanted, lines) = (told.TrimEnd('\n').Split('\n'), found.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd()).ToArray());
        var at = 0;
        var isFree = false;
        foreach (var line in wanted)
        {
            if (line == "…")
            {
                isFree = true;
                continue;
            }
            var pattern = $"^{Regex.Escape(line.TrimEnd()).Replace("…", ".*", StringComparison.Ordinal)}$";
            var next = isFree ? Array.FindIndex(lines, at, one => Regex.IsMatch(one, pattern))
                : at < lines.Length && Regex.IsMatch(lines[at], pattern) ? at : -1;
            if (next < 0) return $"told  {line}\nfound {(at < lines.Length ? lines[at] : "the end")}\nin\n{found}";
            (at, isFree) = (next + 1, false);
        }
        return isFree || at == lines.Length ? null : $"not told: {lines[at]}";
    }
}
