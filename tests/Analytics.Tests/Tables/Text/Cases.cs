using System.Globalization;
using System.Text;
using Analytics.Tests.House;

namespace Analytics.Tests.Tables.Text;

/// <summary>Rows of a file in tests/reference, by column name; <c>{nl}</c>, <c>{u3000}</c> and the like stand for what
/// cannot be seen.</summary>
static class Cases
{
    static readonly (string Name, string Text)[] Unseen =
        [("{sp}", " "), ("{nl}", "\n"), ("{tab}", "\t"), ("{u3000}", "\u3000"), ("{nbsp}", "\u00a0"), ("{bom}", "\ufeff")];

    public static IReadOnlyList<Dictionary<string, string>> Rows(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Clone.Root, "tests", "reference", file));
        var header = Cells(lines[0]);
        return [.. lines[1..].Select(line => header.Zip(Cells(line)).ToDictionary(c => c.First, c => c.Second))];
    }

    public static string Seen(string text) =>
        Unseen.Aggregate(text, (shown, mark) => shown.Replace(mark.Name, mark.Text, StringComparison.Ordinal));

    public static string Print(decimal? value) => value is { } number
        ? number.ToString("0.######", CultureInfo.InvariantCulture) : "null";

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    static List<string> Cells(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') { cell.Append('"'); i++; }
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == ',' && !quoted) { cells.Add(cell.ToString()); cell.Clear(); }
            else cell.Append(line[i]);
        }
        return [.. cells, cell.ToString()];
    }
}
