using Analytics.Statistics;
using Analytics.Tables;

namespace Analytics.Tests.Statistics.Series;

public class SeriesDoorTests
{
    static string Text(string name) => File.ReadAllText(Path.Combine(House.Clone.Root, "tests", "reference", name));

    // Keys of the expected values that are parameters, joined to the data as columns.
    static string WithParameters(string data, string expected)
    {
        var wanted = DoorCheck.Read(expected);
        var said = Enumerable.Range(0, wanted.RowCount).ToLookup(row => wanted.Text(row, "case_id")!);
        string Of(string id, string key) => wanted.Text(said[id].First(row => wanted.Text(row, "key") == key), "value")!;
        var lines = data.TrimEnd('\n').Split('\n');
        return string.Join('\n', lines.Select((line, i) => i == 0 ? line + ",L,r,h"
            : $"{line},{string.Join(',', new[] { "L", "r", "h" }.Select(key => Of(line.Split(',')[0], key)))}"));
    }

    [Fact]
    public void Ssa_meets_its_reference()
    {
        var misses = DoorCheck.Misses("ssa", WithParameters(Text("16-ssa-data.csv"), Text("16-ssa.csv")), Text("16-ssa.csv"),
            _ => (1e-8, 1e-11));
        // Of the exact cases, correlations with a component that is rounding alone, in R a random one, here none.
        Assert.All(misses, miss => Assert.Matches("^(sine|line|exp)_exact w_correlation [1-6]: found ''", miss));
        Assert.Equal(14, misses.Count);
    }

    [Theory]
    [InlineData("sine_exact", 12, 3, 8)]
    [InlineData("line_exact", 8, 2, 5)]
    [InlineData("exp_exact", 6, 1, 5)]
    public void Ssa_continues_what_follows_a_law_to_1e_9(string id, int window, int rank, int horizon)
    {
        Func<int, double> law = id switch
        {
            "sine_exact" => t => 10 + Math.Sin(Math.PI * t / 4),
            "line_exact" => t => 2 + 0.5 * t,
            _ => t => Math.Pow(1.1, t),
        };
        var rows = DoorCheck.Read(Text("16-ssa-data.csv"));
        var n = Enumerable.Range(0, rows.RowCount).Count(row => rows.Text(row, "case_id") == id);
        var data = "time,y\n" + string.Join('\n', Enumerable.Range(1, n).Select(t => FormattableString.Invariant($"{t},{law(t):R}")));
        var found = Analyses.Named("ssa").Run(DoorCheck.Read(data), new AnalysisOptions
        {
            Given = DoorCheck.Parameters($"L={window} r={rank} h={horizon}"),
        });
        double[] Values(string key) => [.. Enumerable.Range(0, found.RowCount).Where(row => found.Text(row, "key") == key)
            .Select(row => (double)found[row, "value"]!)];
        Assert.Equal(n, Values("reconstruction").Length);
        Assert.Equal(horizon, Values("recurrent_forecast").Length);
        Assert.All(Values("reconstruction").Concat(Values("recurrent_forecast")).Select((value, i) => (value, law(i + 1))),
            pair => Assert.InRange(pair.value / pair.Item2, 1 - 1e-9, 1 + 1e-9));
    }

    [Fact]
    public void Stl_meets_its_reference() => Assert.Empty(DoorCheck.Misses("stl", Text("18-stl.csv"), Text("18-stl.csv"), _ => DoorCheck.B));

    [Theory]
    [InlineData("ssa")]
    [InlineData("stl")]
    public void A_worked_example_is_worked_again(string name) => Assert.Empty(DoorCheck.ExampleMisses(Analyses.Named(name)));

    static Table Run(string name, string data, string parameters = "") =>
        Analyses.Named(name).Run(DoorCheck.Read(data), new AnalysisOptions { Given = DoorCheck.Parameters(parameters) });

    static string Code(Action act) => Assert.Throws<AnalyticsException>(act).Code;

    [Fact]
    public void Short_constant_and_zero_series_have_a_value_or_a_reason()
    {
        Assert.Equal("too_few", Run("ssa", "y\n1\n2")[0, "not_computable"]);
        Assert.Equal("too_few", Run("stl", "y\n1\n2\n3\n4", "frequency=2")[0, "not_computable"]);
        foreach (var value in new[] { 0, 7 })
        {
            var same = "y\n" + string.Join('\n', Enumerable.Repeat(value, 12));
            var ssa = Run("ssa", same, "h=3");
            Assert.All(Enumerable.Range(0, ssa.RowCount).Where(row => ssa.Text(row, "key") == "recurrent_forecast"),
                row => Assert.Equal(value, (double)ssa[row, "value"]!, 1e-12));
            var stl = Run("stl", same, "frequency=4 robust=true");
            Assert.All(Enumerable.Range(0, 12), row => Assert.Equal(value, stl.Number(row, "trend")!.Value, 1e-12));
        }
    }

    [Fact]
    public void As_many_components_as_the_window_leave_no_recurrence()
    {
        var found = Run("ssa", "y\n3\n1\n4\n1\n5\n9\n2\n6\n5", "L=3 r=3");
        Assert.Equal("series_vertical", found[Enumerable.Range(0, found.RowCount)
            .Single(row => found.Text(row, "key") == "recurrent_forecast"), "not_computable"]);
    }

    [Fact]
    public void Rows_are_put_in_order_of_time_and_gaps_are_refused()
    {
        var ordered = Run("stl", "time,value\n1,4\n2,6\n3,5\n4,8\n5,7\n6,9", "frequency=2");
        var mixed = Run("stl", "time,value\n6,9\n1,4\n5,7\n2,6\n4,8\n3,5", "frequency=2");
        Assert.Equal(ordered[0, "trend"], mixed[1, "trend"]);
        Assert.Equal(ordered[5, "seasonal"], mixed[0, "seasonal"]);
        Assert.Equal("analysis-unsuitable", Code(() => Run("stl", "time,value\n1,4\n2,6\n4,5\n5,8\n6,9", "frequency=2")));
        Assert.Equal("analysis-unsuitable", Code(() => Run("ssa", "time,y\n1,4\n2,6\n2,5\n3,8")));
        Assert.Equal("analysis-cell-empty", Code(() => Run("ssa", "y\n4\n\n5\n6")));
        Assert.Equal("analysis-parameter-invalid", Code(() => Run("ssa", "y\n4\n5\n6", "L=3")));
        Assert.Equal("analysis-parameter-invalid", Code(() => Run("stl", "y\n4\n5\n6\n7\n8", "frequency=2 s_window=often")));
    }
}
