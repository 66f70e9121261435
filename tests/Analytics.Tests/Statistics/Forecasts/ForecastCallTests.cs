using System.Globalization;
using Analytics.Statistics;
using Analytics.Statistics.Forecasts;
using Analytics.Tables;

namespace Analytics.Tests.Statistics.Forecasts;

/// <summary>What other people's data may hold.</summary>
public class ForecastCallTests
{
    static Table Call(string analysis, string data, string parameters = "") => Analyses.Named(analysis)
        .Run(DoorCheck.Read(data), new AnalysisOptions { Given = DoorCheck.Parameters(parameters) });

    static string Column(IEnumerable<double> values) =>
        "y\n" + string.Join('\n', values.Select(v => v.ToString(CultureInfo.InvariantCulture)));

    static (object? Value, string? Reason) Cell(Table table, string key, long? index = null) => Enumerable.Range(0, table.RowCount)
        .Where(row => table.Text(row, "key") == key && Equals(table[row, "idx"], index))
        .Select(row => (table[row, "value"], table.Text(row, "not_computable"))).Single();

    static string Refused(string analysis, string data, string parameters = "") =>
        Assert.Throws<AnalyticsException>(() => Call(analysis, data, parameters)).Code;

    [Fact]
    public void No_rows_and_one_row_have_reasons_not_numbers()
    {
        Assert.Equal(0, Call("forecast", "y\n1").Where("value", "key", "naive.mean").Count(v => v is not null));
        Assert.Equal((null, "too_few"), Cell(Call("forecast", "y\n1"), "ets.model"));
        Assert.Equal((null, "too_few"), Cell(Call("forecast-rate", "events,trials\n1,2"), "rate.mean"));
        Assert.Equal((null, "not_applicable"), Cell(Call("forecast", Column([1, 2, 3])), "snaive.mean"));
    }

    [Fact]
    public void A_constant_is_forecast_without_likelihood()
    {
        var found = Call("forecast", Column(Enumerable.Repeat(5.0, 24)), "frequency=12");
        Assert.Equal((5.0, null), Cell(found, "ets.mean", 12));
        Assert.Equal((5.0, null), Cell(found, "ets.lo95", 12));
        Assert.Equal((5.0, null), Cell(found, "theta.mean", 12));
        Assert.Equal((null, "constant"), Cell(found, "ets.ANN.loglik"));
    }

    [Fact]
    public void Whatever_the_values_there_are_numbers_or_reasons()
    {
        double[][] series =
        [
            [], [0], [0, 0, 0, 0, 0, 0], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1], [-3, -1, -2, -8, -4, -6, -5],
            [1e-100, 2e-100, 1e-100, 3e-100, 1e-100, 2e-100, 1e-100], [1e100, 2e100, 1e100, 3e100, 1e100, 2e100, 1e100],
            [0, 0, 0, 0, 0, 0, 0, 1000], [1, 1e9, 1, 1e9, 1, 1e9, 1, 1e9, 1], [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048],
        ];
        string[] settings = ["", "frequency=2", "frequency=4", "frequency=12", "frequency=52 horizon=60"];
        var all = "models=naive,drift,mean,snaive,theta,ets," + string.Join(',', EtsModel.Family.Select(m => m.Name));
        foreach (var values in series)
            foreach (var parameters in settings)
            {
                var found = Call("forecast", Column(values), $"{parameters} {all}".Trim());
                for (var row = 0; row < found.RowCount; row++)
                    Assert.True(found[row, "value"] is string or long || found[row, "value"] is double v && double.IsFinite(v)
                        || found.Text(row, "not_computable") is not null,
                        $"{string.Join(' ', values)} {parameters}: {found.Text(row, "key")} {found[row, "idx"]} {found[row, "value"]}");
            }
    }

    [Fact]
    public void Rows_are_put_in_order_of_time_and_gaps_are_refused()
    {
        var ordered = Call("forecast", "time,y\n1,3\n2,1\n3,4\n4,1\n5,5\n6,9", "models=naive,drift holdout=0");
        var mixed = Call("forecast", "time,y\n4,1\n1,3\n6,9\n3,4\n5,5\n2,1", "models=naive,drift holdout=0");
        Assert.Equal(Cell(ordered, "drift.mean", 3), Cell(mixed, "drift.mean", 3));
        Assert.Equal(Cell(ordered, "naive.err_h1", 4), Cell(mixed, "naive.err_h1", 4));
        Assert.Equal("analysis-unsuitable", Refused("forecast", "year,y\n2018,1\n2019,2\n2021,3\n2022,4"));
        Assert.Equal("analysis-unsuitable", Refused("forecast", "year,y\n2018,1\n2018,2\n2019,3"));
        Assert.Equal("analysis-cell-empty", Refused("forecast", "y,z\n1,1\n,1\n3,1"));
        Assert.Equal("analysis-cell-invalid", Refused("forecast", "y\n1\nmany\n3"));
    }

    [Theory]
    [InlineData("models=arima"), InlineData("levels=0"), InlineData("levels=95,120"), InlineData("horizon=0"), InlineData("frequency=0.5")]
    [InlineData("parameters=ANN:alpha=0.1"), InlineData("parameters=ANN:alpha=0.1|l=x"), InlineData("parameters=nonsense")]
    [InlineData("backtest_models=ses"), InlineData("accuracy_model=theta")]
    public void What_cannot_be_told_is_refused(string parameters) =>
        Assert.Equal("analysis-parameter-invalid", Refused("forecast", Column([1, 2, 3, 5, 4, 6]), parameters));

    [Fact]
    public void A_given_model_that_expects_the_impossible_has_a_reason() => Assert.Equal((null, "not_applicable"),
        Cell(Call("forecast", Column([1, 2, 3, 5, 4, 6]), "models=naive parameters=MNN:alpha=0.1|l=-5"), "ets.MNN.loglik"));

    [Fact]
    public void A_rate_without_trials_in_a_period_is_not_forecast()
    {
        Assert.Equal((null, "no_trials"), Cell(Call("forecast-rate", "events,trials\n1,2\n1,2\n0,0\n1,2\n1,2\n1,2"), "rate.mean"));
        Assert.Equal("analysis-counts-invalid", Refused("forecast-rate", "events,trials\n3,2\n1,2\n1,2\n1,2\n1,2"));
    }

    [Fact]
    public void Scores_of_rows_that_lack_something_say_so()
    {
        var found = Call("forecast-scores", "actual,lo95,hi95\n1,0,2\n,0,2\n3,,2");
        Assert.Equal([2.0, null, null], [found[0, "interval_score95"], found[1, "interval_score95"], found[2, "interval_score95"]]);
        Assert.All(Enumerable.Range(0, 3), row => Assert.Equal("missing", found.Text(row, "not_computable")));
        Assert.Equal("analysis-unsuitable", Refused("forecast-scores", "actual,lo95,hi95\n1,3,2"));
    }

    // Seasonal smoothing in which the season runs away although every parameter lies in its own bounds.
    [Fact]
    public void Parameters_within_bounds_may_still_be_unstable()
    {
        Assert.True(EtsStability.Holds(0.3, 0.05, 0.1, 1, 4));
        Assert.False(EtsStability.Holds(0.143, 0.135, 0.855, 1, 12));
        Assert.True(EtsStability.Holds(0.0001, 0.0001, 0.0001, 0.98, 12));
    }

    [Fact]
    public void A_line_and_a_season_are_found_again()
    {
        double[] season = [5, -3, 1, -3];
        double[] values = [.. Enumerable.Range(0, 40).Select(t => 100 + 2.0 * t + season[t % 4] + 0.01 * Math.Sin(t * t))];
        var fit = Ets.Choose(values, 4).Fit!;
        Assert.Equal((EtsPart.Additive, EtsPart.Additive), (fit.Model.Trend, fit.Model.Season));
        var forecast = fit.Forecast(8, 0.95);
        Assert.All(Enumerable.Range(0, 8), h => Assert.Equal(100 + 2.0 * (40 + h) + season[h % 4], forecast.Mean[h], 0.05));
    }
}

static class TableCells
{
    public static IEnumerable<object?> Where(this Table table, string column, string named, string value) =>
        Enumerable.Range(0, table.RowCount).Where(row => table.Text(row, named) == value).Select(row => table[row, column]);
}
