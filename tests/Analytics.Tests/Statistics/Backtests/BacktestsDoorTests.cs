using Analytics.Statistics;
using Analytics.Statistics.Backtests;
using Analytics.Tables;

namespace Analytics.Tests.Statistics.Backtests;

public class BacktestsDoorTests
{
    static Table Run(string name, string data, string parameters = "") =>
        Analyses.Named(name).Run(DoorCheck.Read(data), new AnalysisOptions { Given = DoorCheck.Parameters(parameters) });

    static string Code(Action act) => Assert.Throws<AnalyticsException>(act).Code;

    // Unit k moves by 1, then by k.
    static string Steps(int units) => "unit,time,value\n" + string.Join('\n', Enumerable.Range(1, units)
        .Select(k => $"u{k},1,0\nu{k},2,1\nu{k},3,{1 + k}"));

    [Theory]
    [InlineData("backtest")]
    [InlineData("calibrated-forecast")]
    public void A_worked_example_is_worked_again(string name) => Assert.Empty(DoorCheck.ExampleMisses(Analyses.Named(name)));

    [Fact]
    public void The_limit_of_scores_1_to_19_is_19_at_95_percent()
    {
        double[] scores = [.. Enumerable.Range(1, 19).Select(i => (double)i)];
        Assert.Equal(19, Conformal.Limit(scores, 0.95));
        Assert.Equal(16, Conformal.Limit(scores, 0.8));
        Assert.Null(Conformal.Limit(scores, 0.951));
        Assert.Null(Conformal.Limit(scores.AsSpan(1), 0.95));
        var found = Run("calibrated-forecast", Steps(19), "training=2 horizon=1");
        for (var k = 1; k <= 19; k++)
            Assert.Equal((1.0 + k, 1.0 + k - 19 * k, 1.0 + k + 19 * k),
                (found.Number(k - 1, "forecast"), found.Number(k - 1, "lo"), found.Number(k - 1, "hi")));
    }

    [Fact]
    public void Too_few_scores_give_no_limits()
    {
        var found = Run("calibrated-forecast", Steps(18), "training=2 horizon=2");
        Assert.Equal(2.0, found[0, "forecast"]);
        Assert.Equal("lo=too_few; hi=too_few; coverage=too_few; mean_width=too_few; winkler=too_few", found[0, "not_computable"]);
        Assert.Equal(0L, found[1, "scores"]);
        Assert.Contains("forecast=too_few", Run("calibrated-forecast", "value\n3").Text(0, "not_computable"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_that_never_moved_has_no_limits()
    {
        var data = Steps(19) + "\nflat,1,5\nflat,2,5\nflat,3,5";
        var found = Run("calibrated-forecast", data, "training=2 horizon=1");
        Assert.Equal(5.0, found[19, "forecast"]);
        Assert.Equal("lo=constant; hi=constant; coverage=too_few; mean_width=too_few; winkler=too_few", found[19, "not_computable"]);
        Assert.Equal(19L, found[0, "scores"]);
    }

    [Fact]
    public void Rates_stay_within_0_and_1_and_gaps_begin_a_series_anew()
    {
        var random = new Random(7);
        var data = "area,year,events,trials\n" + string.Join('\n', Enumerable.Range(0, 16).SelectMany(u =>
            Enumerable.Range(2010, 12).Select(year => (u, year) is (3, 2013) ? $"{u},{year},,0"
                : $"{u},{year},{random.Next(0, 3) * (u % 4)},{10 + u % 4}")));
        var found = Run("calibrated-forecast", data, "horizon=2 confidence=0.9");
        Assert.Equal(32, found.RowCount);
        Assert.Equal(2022.0, found[0, "year"]);
        Assert.All(Enumerable.Range(0, 32).Where(row => found[row, "lo"] is not null), row => Assert.True(
            found.Number(row, "lo") >= 0 && found.Number(row, "lo") <= found.Number(row, "forecast")
            && found.Number(row, "forecast") <= found.Number(row, "hi") && found.Number(row, "hi") <= 1));
        Assert.NotNull(found[6, "forecast"]);
        Assert.Equal(0.0, found.Number(0, "forecast")!.Value, 1e-12);
    }

    [Fact]
    public void A_forecast_says_its_day_where_the_data_have_days()
    {
        var data = "unit,period_start,value\n" + string.Join('\n', Enumerable.Range(0, 12).Select(i => $"a,2023-{i + 1:00}-01,{i * i % 7}"));
        Assert.Equal("2024-02-01", Run("calibrated-forecast", data, "horizon=2")[1, "time"]);
        Assert.Equal(2025.0, Run("calibrated-forecast", "unit,year,value\na,2022,1\na,2023,3\na,2024,2", "horizon=1 training=2")[0, "year"]);
    }

    [Fact]
    public void What_cannot_be_a_panel_is_refused()
    {
        Assert.Equal("analysis-unsuitable", Code(() => Run("backtest", "unit,time\na,1")));
        Assert.Equal("analysis-unsuitable", Code(() => Run("backtest", "unit,time,value\na,1,2\na,1,3")));
        Assert.Equal("analysis-counts-invalid", Code(() => Run("backtest", "unit,time,events,trials\na,1,3,2")));
        Assert.Equal("analysis-parameter-invalid", Code(() => Run("backtest", Steps(3), "forecasters=crystal_ball")));
        Assert.Equal("analysis-parameter-invalid", Code(() => Run("backtest", Steps(3), "training=4 frequency=4")));
        Assert.Equal("analysis-parameter-invalid", Code(() => Run("calibrated-forecast", Steps(3), "forecaster=oracle")));
    }

    [Fact]
    public void Every_forecaster_is_told_at_every_horizon()
    {
        var data = "unit,time,value\n" + string.Join('\n', Enumerable.Range(0, 6).SelectMany(u =>
            Enumerable.Range(1, 24).Select(t => FormattableString.Invariant($"{u},{t},{Math.Sin(t * 1.1 + u) + u + t % 4:R}"))));
        var found = Run("backtest", data, "horizon=3 frequency=4");
        Assert.Equal(15, found.RowCount);
        Assert.All(Enumerable.Range(0, 15), row => Assert.True(found.Number(row, "mae") > 0 && found.Number(row, "coverage") is >= 0 and <= 1));
    }
}
