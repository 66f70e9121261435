using System.Globalization;
using System.Text;

namespace Analytics.Tables.Text;

/// <summary>Unicode normal form C: one spelling where a sign and its marks can be written together or apart.</summary>
/// <remarks>The program runs without the system's tables of Unicode (InvariantGlobalization), where
/// <see cref="string.Normalize()"/> returns its text as it is; so these are our own, after Unicode Standard Annex 15.
/// Checked in tests/reference/normal-form.csv.</remarks>
public static class NormalForm
{
    const int SyllableFirst = 0xAC00, LeadFirst = 0x1100, VowelFirst = 0x1161, TailFirst = 0x11A7;
    const int Leads = 19, Vowels = 21, Tails = 28;

    static readonly Dictionary<int, int[]> Parts = [];
    static readonly Dictionary<(int First, int Second), int> Pairs = [];
    static readonly Dictionary<int, int> Classes = [];
    static readonly HashSet<int> Unsettled = [];

    static NormalForm() => Load();

    /// <summary>The text in normal form C; never throws: halves of a pair that stand alone stay.</summary>
    public static string Composed(string text)
    {
        if (text.All(c => c < '\u0300') || !Runes(text).Any(IsUnsettled)) return text;
        var runes = new List<int>(text.Length + 8);
        foreach (var rune in Runes(text)) Decompose(rune, runes);
        Order(runes);
        var output = new StringBuilder(text.Length);
        foreach (var rune in Compose(runes))
            if (rune is >= 0xD800 and <= 0xDFFF) output.Append((char)rune);
            else output.Append(char.ConvertFromUtf32(rune));
        return output.ToString();
    }

    // What may change, or change what stands before it. Other characters stay in any company.
    static bool IsUnsettled(int rune) => Unsettled.Contains(rune) || rune is > VowelFirst - 1 and < VowelFirst + Vowels
        or > TailFirst and < TailFirst + Tails;

    static IEnumerable<int> Runes(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                yield return char.ConvertToUtf32(text[i], text[++i]);
            else yield return text[i];
    }

    static void Decompose(int rune, List<int> output)
    {
        if (rune is >= SyllableFirst and < SyllableFirst + Leads * Vowels * Tails)
        {
            var place = rune - SyllableFirst;
            output.Add(LeadFirst + place / (Vowels * Tails));
            output.Add(VowelFirst + place % (Vowels * Tails) / Tails);
            if (place % Tails > 0) output.Add(TailFirst + place % Tails);
        }
        else if (Parts.TryGetValue(rune, out var parts))
            foreach (var part in parts) Decompose(part, output);
        else output.Add(rune);
    }

    // Marks after one sign stand by class; those of one class keep their order.
    static void Order(List<int> runes)
    {
        for (var i = 1; i < runes.Count; i++)
            for (var j = i; j > 0 && Class(runes[j]) > 0 && Class(runes[j - 1]) > Class(runes[j]); j--)
                (runes[j - 1], runes[j]) = (runes[j], runes[j - 1]);
    }

    static List<int> Compose(List<int> runes)
    {
        var (output, starter, last) = (new List<int>(runes.Count), -1, 0);
        foreach (var rune in runes)
        {
            var own = Class(rune);
            var isFree = starter == output.Count - 1 || last != 0 && last < own;
            if (starter >= 0 && isFree && Pair(output[starter], rune) is { } pair)
            {
                output[starter] = pair;
                continue;
            }
            output.Add(rune);
            last = own;
            if (own == 0) starter = output.Count - 1;
        }
        return output;
    }

    static int? Pair(int first, int second)
    {
        if (first is >= LeadFirst and < LeadFirst + Leads && second is >= VowelFirst and < VowelFirst + Vowels)
            return SyllableFirst + ((first - LeadFirst) * Vowels + second - VowelFirst) * Tails;
        if (first is >= SyllableFirst and < SyllableFirst + Leads * Vowels * Tails
            && (first - SyllableFirst) % Tails == 0 && second is > TailFirst and < TailFirst + Tails)
            return first + second - TailFirst;
        return Pairs.TryGetValue((first, second), out var pair) ? pair : null;
    }

    static int Class(int rune) => Classes.GetValueOrDefault(rune);

    static void Load()
    {
        using var stream = typeof(NormalForm).Assembly.GetManifestResourceStream("Text/normal-form.tsv")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            if (line.StartsWith('#')) continue;
            foreach (var cell in cells.AsSpan(1))
            {
                int[] numbers = [.. cell.Split(' ', '-').Select(n => int.Parse(n, NumberStyles.HexNumber,
                    CultureInfo.InvariantCulture))];
                if (cells[0] is "+" or "=") Parts[numbers[0]] = numbers[1..];
                if (cells[0] == "+") Pairs[(numbers[1], numbers[2])] = numbers[0];
                if (cells[0] == "+") Unsettled.Add(numbers[2]);
                if (cells[0] == "=") Unsettled.Add(numbers[0]);
                if (cells[0] is "+" or "=") continue;
                for (var rune = numbers[0]; rune <= numbers[^1]; rune++)
                    (Classes[rune], _) = (int.Parse(cells[0], CultureInfo.InvariantCulture), Unsettled.Add(rune));
            }
        }
    }
}
