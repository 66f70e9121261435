using Analytics.Statistics;
using Analytics.Tests.House;

namespace Analytics.Tests.Statistics.Intervals;

/// <summary>The files of reference numbers through the door by which anyone calls an analysis.</summary>
public class IntervalsDoorTests
{
    static string Text(string name) => File.ReadAllText(Path.Combine(Clone.Root, "tests", "reference", name));

    [Theory]
    [InlineData("proportion-ci", "01-proportion-ci.csv"), InlineData("poisson-rate-ci", "02-poisson-rate-ci.csv")]
    [InlineData("two-proportions", "03-two-proportions.csv"), InlineData("p-adjust", "04-p-adjust.csv")]
    [InlineData("benchmark-comparison", "05-benchmark-comparison.csv"), InlineData("ranks-quintiles", "26-ranks-quintiles.csv")]
    public void Rows_are_as_in_R(string analysis, string file) =>
        Assert.Empty(DoorCheck.Misses(analysis, Text(file), Text(file), _ => DoorCheck.A));

    [Fact]
    public void Heterogeneity_is_as_in_R() => Assert.Empty(DoorCheck.Misses("heterogeneity-test",
        Text("05-benchmark-comparison.csv"), Text("06-heterogeneity.csv"), _ => DoorCheck.A));

    [Fact]
    public void Quantiles_are_as_in_R() => Assert.Empty(DoorCheck.Misses("quantiles",
        Text("26-quantiles-data.csv"), Text("26-quantiles.csv"), _ => DoorCheck.A));

    static string Part(bool isRange) => string.Join('\n', Text("25-special-functions.csv").TrimEnd('\n').Split('\n')
        .Where((line, i) => i == 0 || line.Contains(",ptukey,", StringComparison.Ordinal) == isRange));

    [Fact]
    public void Special_functions_are_as_in_R() => Assert.Empty(DoorCheck.Misses("special-functions",
        Part(false), Part(false), _ => (1e-10, 1e-300)));

    [Fact]
    public void The_studentised_range_is_as_in_R() => Assert.Empty(DoorCheck.Misses("special-functions",
        Part(true), Part(true), _ => (1e-6, 0)));

    [Fact]
    public void A_benchmark_comparison_wants_counts_alone()
    {
        var counts = string.Join('\n', Text("05-benchmark-comparison.csv").TrimEnd('\n').Split('\n')
            .Select(line => string.Join(',', line.Split(',').Take(4))));
        Assert.Empty(DoorCheck.Misses("benchmark-comparison", counts, Text("05-benchmark-comparison.csv"), _ => DoorCheck.A));
    }

    [Theory]
    [InlineData("benchmark-comparison"), InlineData("heterogeneity-test"), InlineData("p-adjust"), InlineData("period-change")]
    [InlineData("poisson-rate-ci"), InlineData("proportion-ci"), InlineData("quantiles"), InlineData("ranks-quintiles")]
    [InlineData("special-functions"), InlineData("two-proportions")]
    public void Worked_examples_come_out_as_printed(string name) => Assert.Empty(DoorCheck.ExampleMisses(Analyses.Named(name)));
}
