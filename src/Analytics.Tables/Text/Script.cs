using System.Text;

namespace Analytics.Tables.Text;

/// <summary>Traditional Chinese becomes simplified, by phrases before characters, so that one form fits both scripts.
/// </summary>
/// <remarks>Characters and phrases are OpenCC's (Apache-2.0, built in from the npm package opencc-js); words that
/// Taiwan uses for other words of the mainland are the house's own, <c>Text/phrases.tsv</c>: lists for computing would
/// turn 程序, procedure, into 进程.</remarks>
public static class Script
{
    /// <summary>Characters that traditional texts use for others and simplified ones use in their own right, mostly in
    /// names: they prove no script, and alone they stay.</summary>
    const string InBoth = "乾夥徵於麽昇甦蒐祕釐剋讎鍾苧";

    static readonly Dictionary<string, string> Characters = OpenCc("TSCharacters.js")
        .Where(entry => entry.Key != entry.Value).ToDictionary(StringComparer.Ordinal);

    static readonly HashSet<Rune> Certain = [.. Characters.Keys.SelectMany(key => key.EnumerateRunes())
        .Where(rune => !InBoth.Contains(rune.ToString(), StringComparison.Ordinal))];

    static readonly Dictionary<string, string> Words = Lines("phrases.tsv")
        .Select(line => line.Split('\t')).ToDictionary(cells => cells[0], cells => cells[1], StringComparer.Ordinal);

    // Words of simplified texts, and everything for traditional ones; by first character, longest first.
    static readonly Dictionary<char, KeyValuePair<string, string>[]> Few = ByFirst(Words);

    static readonly Dictionary<char, KeyValuePair<string, string>[]> All =
        ByFirst(Words.UnionBy(OpenCc("TSPhrases.js"), entry => entry.Key).UnionBy(Characters, entry => entry.Key));

    /// <summary>Whether a character stands in it that only traditional texts use.</summary>
    public static bool IsTraditional(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (Certain.Contains(rune)) return true;
        return false;
    }

    /// <summary>The text in simplified script and words of the mainland. Simplified text stays as it is, and so does
    /// what was converted before; the length may change where words do.</summary>
    public static string ToSimplified(string text)
    {
        if (Ascii.IsValid(text)) return text;
        // Words may meet only once their neighbours are converted; nothing has been seen to take more than two rounds.
        for (var round = 0; round < 8; round++)
        {
            var next = Replace(text, IsTraditional(text) ? All : Few);
            if (next == text) return text;
            text = next;
        }
        return text;
    }

    static string Replace(string text, Dictionary<char, KeyValuePair<string, string>[]> table)
    {
        StringBuilder? output = null;
        for (var at = 0; at < text.Length;)
        {
            var found = Longest(text, at, table);
            if (output is null && found.Key is not null && found.Key != found.Value)
                output = new StringBuilder(text, 0, at, text.Length + 16);
            if (found.Key is null) output?.Append(text[at]);
            else output?.Append(found.Value);
            at += found.Key?.Length ?? 1;
        }
        return output?.ToString() ?? text;
    }

    static KeyValuePair<string, string> Longest(string text, int at,
        Dictionary<char, KeyValuePair<string, string>[]> table)
    {
        if (!table.TryGetValue(text[at], out var entries)) return default;
        foreach (var entry in entries)
            if (string.CompareOrdinal(text, at, entry.Key, 0, entry.Key.Length) == 0) return entry;
        return default;
    }

    static Dictionary<char, KeyValuePair<string, string>[]> ByFirst(
        IEnumerable<KeyValuePair<string, string>> entries) => entries.GroupBy(entry => entry.Key[0])
            .ToDictionary(group => group.Key, group => group.OrderByDescending(entry => entry.Key.Length).ToArray());

    // A module of opencc-js exports one string: "from to|from to|…".
    static IEnumerable<KeyValuePair<string, string>> OpenCc(string file)
    {
        var module = Read(file);
        var from = module.IndexOf('"', StringComparison.Ordinal) + 1;
        return module[from..module.LastIndexOf('"')].Split('|').Select(entry => entry.Split(' '))
            .Select(pair => KeyValuePair.Create(pair[0], pair[1]));
    }

    static string[] Lines(string file) => Read(file)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static string Read(string file)
    {
        using var stream = typeof(Script).Assembly.GetManifestResourceStream("Text/" + file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
