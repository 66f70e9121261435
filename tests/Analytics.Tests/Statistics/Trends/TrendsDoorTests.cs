using Analytics.Statistics;

namespace Analytics.Tests.Statistics.Trends;

/// <summary>The files of reference numbers through the door by which anyone calls an analysis.</summary>
public class TrendsDoorTests
{
    static string Text(string name) => File.ReadAllText(Path.Combine(House.Clone.Root, "tests", "reference", name));

    // The scan and the segments stand in one file.
    static string Part(string text, Func<string, bool> keep) =>
        string.Join('\n', text.TrimEnd('\n').Split('\n').Where((line, i) => i == 0 || keep(line)));

    [Fact]
    public void Mann_Kendall_and_its_seasons_are_as_in_R() => Assert.Empty(DoorCheck.Misses("mann-kendall",
        Text("11-mann-kendall-data.csv"), Text("11-mann-kendall.csv"), _ => DoorCheck.A));

    // The file calls steady_fall separated and gives it no slope: it is not, events and others occur at every time. The
    // file's other keys are met.
    [Fact]
    public void The_binomial_trend_is_as_in_R_but_for_a_flag_that_is_wrong_there() => Assert.Equal(
        ["steady_fall separation : found 'false', expected 'true'"],
        DoorCheck.Misses("binomial-trend", Text("12-binomial-trend-data.csv"), Text("12-binomial-trend.csv"), _ => DoorCheck.B));

    [Fact]
    public void Changes_of_a_proportion_are_as_in_R() => Assert.Empty(DoorCheck.Misses("changepoint",
        Text("13-changepoint-binomial-data.csv"), Part(Text("13-changepoint.csv"), line => !line.StartsWith("three_means", StringComparison.Ordinal)),
        key => key.StartsWith("binom", StringComparison.Ordinal) || key.StartsWith("pettitt", StringComparison.Ordinal) ? DoorCheck.A : DoorCheck.B));

    [Fact]
    public void Segments_of_one_mean_are_as_in_R() => Assert.Empty(DoorCheck.Misses("changepoint",
        Text("13-changepoint-mean-data.csv"), Part(Text("13-changepoint.csv"), line => line.StartsWith("three_means", StringComparison.Ordinal)),
        _ => DoorCheck.A));

    [Theory]
    [InlineData("binomial-trend"), InlineData("changepoint"), InlineData("detectable-change"), InlineData("interrupted-trend")]
    [InlineData("mann-kendall"), InlineData("trend-verdict")]
    public void Worked_examples_come_out_as_printed(string name) => Assert.Empty(DoorCheck.ExampleMisses(Analyses.Named(name)));
}
