using Analytics.Statistics;
using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Funnels;
using Analytics.Tables;

namespace Analytics.Tests.Statistics;

public class FunnelTests
{
    static Table Areas(params (long? Events, long? Trials)[] rows) => new(
        [new("events", ColumnKind.Whole), new("trials", ColumnKind.Whole)],
        [.. rows.Select(r => new object?[] { r.Events, r.Trials })]);

    static Table Funnel(Table table, AnalysisOptions? options = null) =>
        Analyses.Named("funnel").Run(table, options ?? new());

    [Fact]
    public void Limits_hold_at_least_their_level_and_widen_with_it()
    {
        foreach (var n in new long[] { 1, 5, 29, 30, 400, 100_000 })
            foreach (var target in new[] { 0.002, 0.1, 0.5, 0.97 })
            {
                var (near, far) = (FunnelLimits.Exact(target, n, 0.95), FunnelLimits.Exact(target, n, 0.998));
                Assert.True(0 <= far.Low && far.Low <= near.Low && near.Low <= near.High && near.High <= far.High
                    && far.High <= 1, $"{n} {target}: {near} {far}");
                Assert.True(near.Contains(target), $"{n} {target}: {near}");
            }
    }

    [Fact]
    public void Exact_limits_approach_score_limits()
    {
        var (exact, score) = (FunnelLimits.Exact(0.3, 1_000_000, 0.95), FunnelLimits.Score(0.3, 1_000_000, 0.95));
        Assert.Equal(score.Low, exact.Low, 2e-6);
        Assert.Equal(score.High, exact.High, 2e-6);
    }

    [Fact]
    public void No_events_anywhere_leave_no_funnel_and_no_outsider()
    {
        foreach (var overdispersion in new[] { false, true })
        {
            var found = Funnel(Areas((0, 40), (0, 60), (0, 19)), new() { Overdispersion = overdispersion });
            Assert.All(Enumerable.Range(0, 3), row => Assert.Equal("similar", found[row, "mark"]));
            Assert.Equal(0.0, found[0, "target_value"]);
        }
    }

    [Fact]
    public void One_district_is_its_own_target()
    {
        var found = Funnel(Areas((3, 40)), new() { Overdispersion = true });
        Assert.Equal((7.5, 0.0, 0.0, "similar"),
            (found[0, "target_value"], found[0, "tau2"], found[0, "z"], found[0, "mark"]));
    }

    [Fact]
    public void Alike_districts_have_no_overdispersion() =>
        Assert.Equal(0, Overdispersion.Robust([10, 20, 40], [100, 200, 400]).Tau2);

    [Fact]
    public void Overdispersed_limits_contain_plain_arcsine_limits_and_take_outsiders_in()
    {
        var rows = Areas((10, 200), (60, 200), (20, 200), (70, 200), (40, 200), (30, 200));
        var (plain, wide) = (Funnel(rows), Funnel(rows, new() { Overdispersion = true }));
        Assert.Equal("lower_998", plain[0, "mark"]);
        Assert.Equal("similar", wide[0, "mark"]);
        Assert.Null(plain[0, "tau2"]);
        Assert.True(wide.Number(0, "tau2") > 0);
    }

    [Fact]
    public void Rows_without_trials_have_no_limits_and_a_target_may_be_given()
    {
        var found = Funnel(Areas((50, 100), (0, 0), (null, 5)), new() { Target = 80, Direction = Direction.HigherBetter });
        Assert.Equal((80.0, "worse_998"), (found[0, "target_value"], found[0, "mark"]));
        Assert.Equal([null, null], Enumerable.Range(1, 2).Select(row => found[row, "low_95"]));
    }

    [Fact]
    public void Standings_at_the_limits_are_inside()
    {
        Assert.Equal(default, Standing.Of(0.1, new(0.1, 0.3), new(0, 0.4)));
        Assert.Equal(new Standing(-1, 95), Standing.Of(0.09, new(0.1, 0.3), new(0.09, 0.4)));
        Assert.Equal(new Standing(1, 998), Standing.Of(0.5, new(0.1, 0.3), new(0, 0.4)));
    }

    [Fact]
    public void Impossible_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("target", () => FunnelPlot.Plain([1], [2], 2));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => FunnelLimits.Score(0.1, 0, 0.95));
        Assert.Throws<ArgumentOutOfRangeException>("tau2", () => FunnelLimits.Arcsine(0.1, 5, -1, 0.95));
        Assert.Throws<ArgumentOutOfRangeException>("confidence", () => FunnelLimits.Exact(0.1, 5, 95));
        Assert.Throws<ArgumentOutOfRangeException>("trim", () => Overdispersion.Robust([1], [2], trim: 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("trials", () => FunnelPlot.Overdispersed([0], [0], 0.5));
    }
}
