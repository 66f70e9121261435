using System.Globalization;
using System.Text.RegularExpressions;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Etl.Samples;

/// <summary>Values of descriptions; what is not as expected is an error that names file and line.</summary>
static partial class SampleValues
{
    [GeneratedRegex("^(?<c1>[A-Z]{1,3})(?<r1>[1-9][0-9]{0,5})(:(?<c2>[A-Z]{1,3})(?<r2>[1-9][0-9]{0,5}))?$")]
    static partial Regex Address { get; }

    public static decimal Share(YamlMap map, string key) =>
        Cells.TryNumber(map.Text(key), out var value) && value is >= 0 and <= 1
            ? value : throw map.Wrong(key, "a share from 0 to 1");

    public static string Number(YamlMap map) =>
        double.TryParse(map.Text("n"), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value.ToString("R", CultureInfo.InvariantCulture) == map.Text("n")
            ? map.Text("n") : throw map.Wrong("n", "a number in its shortest form, as 0.955");

    public static string Day(YamlMap map) =>
        Cells.TryDay(map.Text("d"), out _) ? map.Text("d") : throw map.Wrong("d", "a day as 2023-01-05");

    public static int Whole(YamlMap map, string key, string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0
            ? value : throw map.Wrong(key, "1, 2, 3, …");

    public static MergedRange Range(YamlMap map, string word) =>
        Address.Match(word) is { Success: true } match && match.Groups["c2"].Success
            ? new MergedRange(Row(match.Groups["r1"].Value), Column(match.Groups["c1"].Value),
                Row(match.Groups["r2"].Value), Column(match.Groups["c2"].Value))
            : throw map.Wrong("merges", "ranges as A1:F1");

    /// The column of letters, from 0.
    public static int Column(string letters) => letters.Aggregate(0, (sum, c) => sum * 26 + c - 'A' + 1) - 1;

    static long Row(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);
}
