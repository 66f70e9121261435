using System.Globalization;
using Analytics.Statistics;
using Analytics.Statistics.Forecasts;
using Analytics.Tables;

namespace Analytics.Tests.Statistics.Forecasts;

/// <summary>The files of reference numbers through the door by which anyone calls an analysis.</summary>
public class ForecastsDoorTests
{
    static readonly Dictionary<string, string[]> Models = new()
    {
        ["annual10"] = ["ANN", "AAN", "AANd"],
        ["quarterly32"] = ["ANN", "AAN", "AANd", "ANA", "AAA", "AAAd"],
        ["monthly60"] = ["ANA", "AAA", "MAM", "MNM"],
        ["level40"] = ["ANN", "AANd"],
    };

    static string Text(string name) => File.ReadAllText(Path.Combine(House.Clone.Root, "tests", "reference", name));

    static string Expected => Text("15-forecast.csv");

    // The file's two cases of accuracy are other cases without their last points: 8 of 32 taken without season, 3 of 10.
    // Both are what a quarter held out is, so nothing has to be said. With `parameters` the column gives what R found.
    static string Data(bool given)
    {
        var lines = Text("15-forecast-data.csv").TrimEnd('\n').Split('\n');
        var cases = lines[1..].Select(line => line.Split(',')).ToArray();
        string Column(string name) => given && Models.ContainsKey(name) ? "," + Given(name) : given ? "," : "";
        var all = cases.Select(c => string.Join(',', c) + Column(c[0]))
            .Concat(cases.Where(c => c[0] == "quarterly32").Select(c => $"acc1,{c[1]},{c[2]},1" + Column("acc1")))
            .Concat(cases.Where(c => c[0] == "annual10").Select(c => $"acc2,{c[1]},{c[2]},1" + Column("acc2")));
        return string.Join('\n', [lines[0] + (given ? ",parameters" : ""), .. all]);
    }

    static string Given(string name)
    {
        var rows = Expected.TrimEnd('\n').Split('\n').Select(line => line.Split(',')).Where(c => c[0] == name).ToArray();
        return string.Join(';', Models[name].Select(model => $"{model}:" + string.Join('|', rows
            .Where(c => c[1].StartsWith($"ets.{model}.par.", StringComparison.Ordinal) && c[1].Split('.')[3][0] != 's'
                || c[1].StartsWith($"ets.{model}.init.s", StringComparison.Ordinal))
            .Select(c => $"{c[1].Split('.')[3]}={c[3]}"))));
    }

    // R puts gamma into the wrong row of G in seasonal models without trend (forecast 8.20, class1: G[3, 1] where the season
    // begins in row 2), so that its limits count it one step before the season comes round. After Hyndman, Koehler, Ord and
    // Snyder (2008), table 6.1, ANA has 1 + α²(h - 1) + γk(2α + γ), k = floor((h - 1)/m): at whole seasons R is too wide.
    [Fact]
    public void With_the_parameters_of_R_all_comes_out_as_in_R_but_its_slip_in_limits_of_ANA()
    {
        var misses = DoorCheck.Misses("forecast", Data(given: true), Expected, _ => DoorCheck.A);
        string[] steps = ["quarterly32 4", "quarterly32 8", "monthly60 12"];
        Assert.Equal(12, misses.Count);
        Assert.All(misses, miss =>
        {
            var words = miss.Split(' ', ':');
            Assert.Contains($"{words[0]} {words[2]}", steps);
            Assert.Matches("^ets[.]ANA[.](lo|hi)(80|95)$", words[1]);
        });
        Assert.Empty(DoorCheck.Misses("forecast", Data(given: true), Expected,
            key => key.StartsWith("ets.ANA.", StringComparison.Ordinal) ? (2e-5, 0) : null));
    }

    [Fact]
    public void Our_search_finds_what_is_at_least_as_likely_as_what_R_finds()
    {
        var wanted = DoorCheck.Read(Expected);
        foreach (var (name, models) in Models)
        {
            var (values, period) = Series(name);
            foreach (var model in models)
            {
                var fit = Ets.Fit(EtsModel.Named(model)!.Value, values, period).Fit!;
                Assert.True(fit.LogLikelihood >= Number(wanted, name, $"ets.{model}.loglik") - 1e-6, $"{name} {model}: {fit.LogLikelihood}");
            }
        }
    }

    [Fact]
    public void The_model_chosen_is_not_worse_than_the_best_of_the_file()
    {
        var wanted = DoorCheck.Read(Expected);
        foreach (var (name, models) in Models)
        {
            var (values, period) = Series(name);
            var best = models.Min(model => Number(wanted, name, $"ets.{model}.aicc"));
            Assert.True(Ets.Choose(values, period).Fit!.Aicc <= best + 1e-6, name);
        }
    }

    [Fact]
    public void Scores_are_as_computed() => Assert.Empty(DoorCheck.Misses("forecast-scores",
        Text("15-forecast-scores.csv"), Text("15-forecast-scores.csv"), _ => DoorCheck.A));

    [Theory]
    [InlineData("forecast"), InlineData("forecast-rate"), InlineData("forecast-scores")]
    public void Worked_examples_come_out_as_printed(string name) => Assert.Empty(DoorCheck.ExampleMisses(Analyses.Named(name)));

    static (double[] Values, int Period) Series(string name)
    {
        var rows = Text("15-forecast-data.csv").TrimEnd('\n').Split('\n').Select(line => line.Split(',')).Where(c => c[0] == name).ToArray();
        return ([.. rows.Select(c => double.Parse(c[2], CultureInfo.InvariantCulture))], int.Parse(rows[0][3], CultureInfo.InvariantCulture));
    }

    static double Number(Table table, string name, string key) => Enumerable.Range(0, table.RowCount)
        .Where(row => table.Text(row, "case_id") == name && table.Text(row, "key") == key)
        .Select(row => double.Parse(table.Text(row, "value")!, CultureInfo.InvariantCulture)).Single();
}
