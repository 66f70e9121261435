using Analytics.Statistics;
using Analytics.Tests.House;

namespace Analytics.Tests.Statistics.Composites;

/// <summary>The reference files of composite indices, through the door anyone uses.</summary>
public class CompositesDoorTests
{
    static string Text(string name) => File.ReadAllText(Path.Combine(Clone.Root, "tests", "reference", name));

    static string[][] Cells(string name) => [.. Text(name).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => line.Split(','))];

    static string Joined(IEnumerable<string[]> lines) => string.Join('\n', lines.Select(line => string.Join(',', line)));

    [Fact]
    public void Normalisation_is_as_in_its_file() => Assert.Empty(
        DoorCheck.Misses("normalisation", Text("21-normalisation.csv"), Text("21-normalisation.csv"), _ => DoorCheck.A));

    // The data say no threshold; the cases that have one take it as a column.
    [Fact]
    public void Aggregation_is_as_in_its_file()
    {
        var thresholds = Cells("21-aggregation.csv")[1..].Select(row => (row[0], row[3])).Distinct().ToDictionary();
        var data = Cells("21-aggregation-data.csv").Select((row, i) => (string[])[.. row, i == 0 ? "threshold" : thresholds[row[0]]]);
        Assert.Empty(DoorCheck.Misses("aggregation", Joined(data), Text("21-aggregation.csv"), _ => DoorCheck.A));
    }

    [Fact]
    public void Index_quality_is_as_in_its_file() => Assert.Empty(DoorCheck.Misses("index-quality",
        Joined(Cells("21-aggregation-data.csv").Where(row => row[0] is "case_id" or "full16")), Text("21-index-quality.csv"), _ => DoorCheck.A));

    // One table of both files: values in rows without a draw, weights in rows with one.
    [Fact]
    public void Ranks_under_given_weights_are_as_in_their_file()
    {
        var values = Cells("21-aggregation-data.csv").Where(row => row[0] == "full16")
            .Select(row => (string[])["weights25", row[1], row[2], row[4], row[3], ""]);
        var draws = Cells("22-weight-draws.csv")[1..].SelectMany(row =>
            row[2..].Select((weight, i) => (string[])[row[0], "", $"{i + 1}", "", weight, row[1]]));
        Assert.Empty(DoorCheck.Misses("rank-under-weights", Joined([["case_id", "unit", "indicator", "value", "weight", "draw"], .. values, .. draws]),
            Text("22-rank-under-weights.csv"), _ => DoorCheck.A));
    }

    // The analytic cases have no sample; see SobolTests.
    [Fact]
    public void Sobol_indices_are_as_in_their_file() => Assert.Empty(DoorCheck.Misses("sobol", Text("22-sobol-sample.csv"),
        Joined(Cells("22-sobol.csv").Where(row => !row[0].EndsWith("analytic", StringComparison.Ordinal))), _ => DoorCheck.A));

    [Theory, InlineData("normalisation"), InlineData("aggregation"), InlineData("index-quality"), InlineData("rank-under-weights"),
        InlineData("sobol"), InlineData("ahp"), InlineData("entropy-weights"), InlineData("pca-weights"), InlineData("composite-index"),
        InlineData("index-contributions"), InlineData("index-uncertainty"), InlineData("index-sensitivity")]
    public void The_worked_example_comes_out(string name) => Assert.Empty(DoorCheck.ExampleMisses(Analyses.Named(name)));
}
