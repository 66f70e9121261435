using Analytics.Statistics;
using Analytics.Tables;

namespace Analytics.Tests.Statistics.Hierarchies;

public class HierarchiesDoorTests
{
    const string Name = "hierarchical-reconciliation";

    static string Text(string name) => File.ReadAllText(Path.Combine(House.Clone.Root, "tests", "reference", name));

    // The matrix as a column of lists, in order of nodes.
    static string WithCovariance(string data, string covariance)
    {
        var cells = DoorCheck.Read(covariance);
        var rows = Enumerable.Range(0, cells.RowCount).GroupBy(i => (cells.Text(i, "case_id"), cells.Text(i, "row")))
            .ToDictionary(g => g.Key, g => string.Join(';', g.Select(i => cells.Text(i, "w"))));
        return string.Join('\n', data.TrimEnd('\n').Split('\n').Select((line, i) => i == 0 ? line + ",covariance"
            : $"{line},{rows.GetValueOrDefault((line.Split(',')[0], line.Split(',')[1]))}"));
    }

    static Table Run(string data) => Analyses.Named(Name).Run(DoorCheck.Read(data), new AnalysisOptions());

    static string Code(Action act) => Assert.Throws<AnalyticsException>(act).Code;

    [Fact]
    public void Reconciliation_meets_its_reference()
    {
        var expected = Text("17-hierarchical-reconciliation.csv");
        Assert.Empty(DoorCheck.Misses(Name, WithCovariance(expected, Text("17-hierarchical-reconciliation-covariance.csv")),
            expected, _ => (1e-9, 1e-12)));
    }

    [Fact]
    public void A_worked_example_is_worked_again() => Assert.Empty(DoorCheck.ExampleMisses(Analyses.Named(Name)));

    [Fact]
    public void What_is_not_given_leaves_its_cells_with_a_reason()
    {
        var found = Run("members,base\na;b,10\na,4\nb,5");
        Assert.Equal("wls_var=missing; mint_full=missing; mint_full_var=missing; mint_shrink=missing", found[0, "not_computable"]);
        Assert.Equal(9.0, found[0, "bottom_up"]);
        Assert.Equal("missing", Run("members,base\na;b,10\na,4\nb,")[0, "not_computable"]);
        Assert.Contains("wls_var=no_variation", Run("members,base,variance\na;b,10,0\na,4,0\nb,5,0").Text(0, "not_computable"), StringComparison.Ordinal);
        Assert.Contains("mint_full=not_positive_definite", Run("members,base,covariance\na;b,10,1;2;0\na,4,2;1;0\nb,5,0;0;-9").Text(0, "not_computable"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_district_is_its_city()
    {
        var found = Run("members,base,variance\na,10,1\na,4,1");
        Assert.Equal((7.0, 7.0), (found.Number(0, "ols"), found.Number(1, "ols")));
        Assert.Equal(10.0, Run("members,base\na,10")[0, "ols"]);
    }

    [Fact]
    public void Past_errors_are_shrunk()
    {
        // Products of a and b: seven of 1, one of -1, so r = 3/4, Var r = 3.5/56, λ = (1/16)/(9/16) = 1/9 of two alone.
        var shrunk = Analytics.Statistics.Hierarchies.ShrunkCovariance.Of([[1, 1, 1, 1, -1, -1, -1, -1], [2, 2, 2, 2, -2, -2, -2, 2]])!;
        Assert.Equal(1.0 / 9, shrunk.Intensity, 1e-14);
        Assert.Equal(8.0 / 9 * 0.75 * 2, shrunk.Covariance[0, 1], 1e-14);
        Assert.Equal((1.0, 4.0), (shrunk.Covariance[0, 0], shrunk.Covariance[1, 1]));
        var found = Run("members,base,residuals\na;b,12,1;-1;2;0.5\na,4,0.5;1;-1;1\nb,5,-1;2;0.5;0.25");
        Assert.Equal(found.Number(1, "mint_shrink")!.Value + found.Number(2, "mint_shrink")!.Value, found.Number(0, "mint_shrink")!.Value, 1e-12);
        Assert.Contains("mint_shrink=too_few", Run("members,base,residuals\na;b,12,1\na,4,2\nb,5,3").Text(0, "not_computable"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hierarchy_that_does_not_hold_together_is_refused()
    {
        Assert.Equal("analysis-unsuitable", Code(() => Run("members,base\na;c,10\na,4\nb,5")));
        Assert.Equal("analysis-unsuitable", Code(() => Run("members,base\na;a,10\na,4")));
        Assert.Equal("analysis-cell-empty", Code(() => Run("members,base\n;,10\na,4")));
        Assert.Equal("analysis-unsuitable", Code(() => Run("members,base,covariance\na;b,10,1;0\na,4,0;1;0\nb,5,0;0;1")));
        Assert.Equal("analysis-unsuitable", Code(() => Run("members,base,covariance\na;b,10,1;2;0\na,4,0;1;0\nb,5,0;0;1")));
        Assert.Equal("analysis-cell-invalid", Code(() => Run("members,base,covariance\na;b,10,1;x;0\na,4,0;1;0\nb,5,0;0;1")));
    }
}
