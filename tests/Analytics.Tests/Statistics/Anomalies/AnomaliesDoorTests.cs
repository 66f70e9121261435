using Analytics.Statistics;
using Analytics.Tables;

namespace Analytics.Tests.Statistics.Anomalies;

public class AnomaliesDoorTests
{
    static string Text(string name) => File.ReadAllText(Path.Combine(House.Clone.Root, "tests", "reference", name));

    static Table Run(string name, string data, string parameters = "") =>
        Analyses.Named(name).Run(DoorCheck.Read(data), new AnalysisOptions { Given = DoorCheck.Parameters(parameters) });

    [Theory]
    [InlineData("anomaly-points", "19-anomaly-points.csv", "19-anomaly-points.csv")]
    [InlineData("anomaly-summary", "19-anomaly-points.csv", "19-anomaly-summary.csv")]
    [InlineData("betabinomial-predictive", "19-betabinomial-predictive.csv", "19-betabinomial-predictive.csv")]
    [InlineData("cusum", "19-cusum.csv", "19-cusum.csv")]
    [InlineData("ewma", "19-ewma.csv", "19-ewma.csv")]
    [InlineData("decomposition", "20-decomposition-units.csv", "20-decomposition.csv")]
    [InlineData("decomposition-units", "20-decomposition-units.csv", "20-decomposition-units.csv")]
    [InlineData("direct-standardisation", "20-direct-standardisation-data.csv", "20-direct-standardisation.csv")]
    public void Every_number_is_as_in_R(string analysis, string data, string expected) =>
        Assert.Empty(DoorCheck.Misses(analysis, Text(data), Text(expected), _ => DoorCheck.A));

    // Rates from 0.1 to 0.3, ten districts, six years, beside one cell that is told.
    static string Panel(int wrong, Func<long, long, (long Events, long Trials)> change)
    {
        var lines = Enumerable.Range(0, 10).SelectMany(unit => Enumerable.Range(0, 6).Select(year =>
        {
            long trials = 400 + 37 * unit + 11 * year;
            var events = (long)Math.Round(trials * (0.1 + 0.02 * unit + 0.01 * year + 0.004 * ((7 * unit + 5 * year) % 5 - 2)));
            var (x, n) = 6 * unit + year == wrong ? change(events, trials) : (events, trials);
            return $"D{unit:00},{2018 + year},{x},{n}";
        }));
        return "district,year,x,n\n" + string.Join('\n', lines);
    }

    [Theory]
    [InlineData("tenth", 3), InlineData("tenth", 31), InlineData("tenth", 58)]
    public void A_slip_of_the_decimal_point_is_explained_and_restored(string word, int cell)
    {
        var found = Run("panel-anomalies", Panel(cell, (x, n) => (x / 10, n)));
        Assert.Equal([cell], Enumerable.Range(0, 60).Where(row => found[row, "flag"] is true));
        Assert.Equal(word, found.Text(cell, "explanation"));
        Assert.Equal("events", found.Text(cell, "explained_part"));
    }

    [Fact]
    public void Non_events_reported_as_events_are_explained()
    {
        var found = Run("panel-anomalies", Panel(20, (x, n) => (n - x, n)));
        Assert.Equal((true, "complement"), (found[20, "flag"], found.Text(20, "explanation")));
    }

    [Fact]
    public void What_no_error_explains_is_unusual()
    {
        var found = Run("panel-anomalies", Panel(20, (x, n) => (3 * x, n)));
        Assert.Equal((true, "unusual"), (found[20, "flag"], found.Text(20, "explanation")));
    }

    [Fact]
    public void A_panel_without_errors_has_no_flags() =>
        Assert.All(Enumerable.Range(0, 60), row => Assert.NotEqual(true, Run("panel-anomalies", Panel(-1, (x, n) => (x, n)))[row, "flag"]));

    [Fact]
    public void Constant_and_missing_data_have_reasons()
    {
        Assert.All(["constant"], word => Assert.Equal(word, Run("anomaly-points", "y\n3\n3\n3\n3\n3")[0, "not_computable"]?.ToString()?.Split('=').Last()));
        Assert.Equal(0, Run("decomposition-units", "unit,x0,n0,x1,n1").RowCount);
        Assert.Throws<AnalyticsException>(() => Run("cusum", "x,n\n3,2\n", "p0=0.1 odds_ratio=2 h=3"));
    }
}
