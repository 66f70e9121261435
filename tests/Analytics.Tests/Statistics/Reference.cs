using System.Globalization;

namespace Analytics.Tests.Statistics;

/// <summary>Rows of a file in tests/reference by column name, and the tolerances they are held to.</summary>
static class Reference
{
    public static IReadOnlyList<Dictionary<string, string>> Rows(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(House.Clone.Root, "tests", "reference", file));
        var header = lines[0].Split(',');
        return [.. lines[1..].Select(line => header.Zip(line.Split(',')).ToDictionary(c => c.First, c => c.Second))];
    }

    /// <summary>Values of a long file, <c>case_id,key,idx,value</c>, by case, then by key and index.</summary>
    public static Dictionary<string, Dictionary<(string Key, string Index), string>> Cases(string file) =>
        Rows(file).GroupBy(row => row["case_id"]).ToDictionary(group => group.Key,
            group => group.ToDictionary(row => (row["key"], row["idx"]), row => row["value"]));

    public static double Number(this Dictionary<(string, string), string> values, string key, string index = "") =>
        double.Parse(values[(key, index)], CultureInfo.InvariantCulture);

    public static double Number(this Dictionary<string, string> row, string column) =>
        double.Parse(row[column], CultureInfo.InvariantCulture);

    public static long Count(this Dictionary<string, string> row, string column) =>
        long.Parse(row[column], CultureInfo.InvariantCulture);

    public static void ClassA(double expected, double found, string place) => Near(expected, found, 1e-10, 1e-12, place);

    public static void ClassB(double expected, double found, string place) => Near(expected, found, 1e-8, 1e-10, place);

    public static void Near(double expected, double found, double relative, double absolute, string place)
    {
        var miss = Math.Abs(expected - found);
        Assert.True(
            miss <= absolute || miss <= relative * Math.Abs(expected),
            string.Create(CultureInfo.InvariantCulture, $"{place}: found {found:R}, expected {expected:R}"));
    }
}
