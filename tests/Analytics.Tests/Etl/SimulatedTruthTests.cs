using Analytics.Etl.Simulated;
using Analytics.Semantics;

namespace Analytics.Tests.Etl;

/// <summary>Simple estimates on the loaded data find what the simulation put in, within the tolerances stated here. A rate of a
/// district over all years has, with n cases of about 200 a year and rho 0.004, a standard error of 1.3 times the binomial.</summary>
public class SimulatedTruthTests(SimulatedWorkspace simulated, ITestOutputHelper output) : IClassFixture<SimulatedWorkspace>
{
    sealed record Cell(string Area, int Year, long Events, long Trials);

    async Task<Cell[]> CellsAsync(string measure, Func<Query, Query>? change = null)
    {
        var table = await simulated.RowsAsync(measure, change);
        return [.. Enumerable.Range(0, table.RowCount).Select(row => new Cell(table.Text(row, "area_id")!,
            int.Parse(table.Text(row, "period_id")!, System.Globalization.CultureInfo.InvariantCulture),
            table.Whole(row, "events")!.Value, table.Whole(row, "trials")!.Value))];
    }

    Task<Cell[]> LossAsync() => CellsAsync("loss_rate/LIT-010");

    static double Share(IEnumerable<Cell> cells) => (double)cells.Sum(c => c.Events) / cells.Sum(c => c.Trials);

    static double LogOdds(IEnumerable<Cell> cells)
    {
        var (events, trials) = (cells.Sum(c => c.Events), cells.Sum(c => c.Trials));
        return Math.Log((events + 0.5) / (trials - events + 0.5));
    }

    /// <summary>The share expected of cells under the true probabilities.</summary>
    double Expected(string rate, IReadOnlyCollection<Cell> cells) => cells.Sum(c => c.Trials * Probability(rate, c)) / cells.Sum(c => c.Trials);

    double Probability(string rate, Cell cell) =>
        simulated.Key.Truth.Single(y => y.AreaId == cell.Area && y.Year == cell.Year).Probabilities[rate];

    static double StandardError(IReadOnlyCollection<Cell> cells, Func<Cell, double> probability, double overdispersion) => Math.Sqrt(
        cells.Sum(c => c.Trials * probability(c) * (1 - probability(c)) * (1 + (c.Trials - 1) * overdispersion))) / cells.Sum(c => c.Trials);

    public static TheoryData<string, string> Rates => new()
    {
        { "loss_rate/LIT-010", "loss" }, { "head_appearance_rate/LIT-022", "head_appearance" },
        { "direct_correction_rate/REV-010", "correction" }, { "mediation_success_rate/MED-003", "mediation" },
    };

    [Theory, MemberData(nameof(Rates))]
    public async Task The_pooled_rate_is_within_one_percentage_point(string measure, string rate)
    {
        var cells = await CellsAsync(measure);
        output.WriteLine($"{rate}: found {Share(cells):P2}, true {Expected(rate, cells):P2}");
        Assert.Equal(Expected(rate, cells), Share(cells), 0.01);
    }

    [Theory, MemberData(nameof(Rates))]
    public async Task Rates_of_districts_are_within_three_and_a_half_standard_errors(string measure, string rate)
    {
        var overdispersion = simulated.Key.Rates.Single(r => r.Name == rate).Overdispersion;
        var distances = (await CellsAsync(measure)).GroupBy(c => c.Area).Select(cells => (Share(cells) - Expected(rate, [.. cells]))
            / StandardError([.. cells], c => Probability(rate, c), overdispersion)).ToArray();
        output.WriteLine($"{rate}: largest distance {distances.Max(Math.Abs):F2} standard errors, {distances.Count(d => Math.Abs(d) <= 1.96)} of {distances.Length} within 1.96");
        Assert.All(distances, distance => Assert.InRange(distance, -3.5, 3.5));
        Assert.True(distances.Count(d => Math.Abs(d) <= 1.96) >= 0.8 * distances.Length);
    }

    [Fact]
    public async Task The_outlier_has_the_highest_loss_rate_and_about_its_effect()
    {
        var cells = await LossAsync();
        var ranked = cells.GroupBy(c => c.Area).OrderByDescending(area => LogOdds(area)).ToArray();
        Assert.Equal(simulated.Key.Outlier.AreaId, ranked[0].Key);
        var effect = LogOdds(ranked[0]) - ranked.Skip(1).Average(area => LogOdds(area));
        output.WriteLine($"outlier {ranked[0].Key}: effect found {effect:F2}, true {PanelModel.OutlierEffect}; next {LogOdds(ranked[1]) - LogOdds(ranked[0]):F2}");
        Assert.Equal(PanelModel.OutlierEffect, effect, 0.35);
    }

    [Fact]
    public async Task The_trend_of_the_loss_rate_is_within_two_hundredths_a_year()
    {
        var years = (await LossAsync()).GroupBy(c => c.Year).Select(y => (X: (double)y.Key, Y: LogOdds(y))).ToArray();
        var (x, y) = (years.Average(p => p.X), years.Average(p => p.Y));
        var slope = years.Sum(p => (p.X - x) * (p.Y - y)) / years.Sum(p => (p.X - x) * (p.X - x));
        output.WriteLine($"trend: found {slope:F3}, true {PanelModel.Loss.Trend}");
        Assert.Equal(PanelModel.Loss.Trend, slope, 0.02);
    }

    [Fact]
    public async Task The_largest_rise_of_head_appearance_is_the_change_point()
    {
        var cells = (await CellsAsync("head_appearance_rate/LIT-022")).ToDictionary(c => (c.Area, c.Year));
        var jumps = from cell in cells.Values
                    where cells.ContainsKey((cell.Area, cell.Year - 1))
                    select (cell.Area, cell.Year, Jump: LogOdds([cell]) - LogOdds([cells[(cell.Area, cell.Year - 1)]]));
        var largest = jumps.OrderByDescending(jump => jump.Jump).Take(2).ToArray();
        output.WriteLine($"change: {largest[0]}, true shift {simulated.Key.Change.Shift}; next {largest[1].Jump:F2}");
        Assert.Equal((simulated.Key.Change.Place.AreaId, simulated.Key.Change.Year), (largest[0].Area, largest[0].Year));
        Assert.Equal(simulated.Key.Change.Shift, largest[0].Jump, 0.6);
    }

    /// <summary>Pearson's statistic over its degrees of freedom, against the mean of 1 + (n - 1) rho.</summary>
    [Fact]
    public async Task Overdispersion_is_there_and_of_the_right_size()
    {
        var cells = await LossAsync();
        var found = cells.Average(c => Math.Pow(c.Events - c.Trials * Probability("loss", c), 2)
            / (c.Trials * Probability("loss", c) * (1 - Probability("loss", c))));
        var expected = cells.Average(c => 1 + (c.Trials - 1) * PanelModel.Loss.Overdispersion);
        output.WriteLine($"dispersion: found {found:F2}, expected {expected:F2}");
        Assert.Equal(1, found / expected, 0.35);
        Assert.True(found > 1.3);
    }

    /// <summary>What holds for one seed must not be its luck: outlier and change point are found for nearly every seed.</summary>
    [Fact]
    public void Outlier_and_change_point_are_found_for_other_seeds_too()
    {
        var found = Enumerable.Range(1, 40).Select(seed =>
        {
            var truth = PanelTruth.Of(new(seed));
            Cell[] Of(RateModel rate) => [.. truth.Years.Select(y => new Cell(y.Territory.Id, y.Year, y.Counts[rate.Events], y.Counts[rate.Trials]))];
            var outlier = Of(PanelModel.Loss).GroupBy(c => c.Area).MaxBy(area => LogOdds(area))!.Key == truth.Roles.Outlier.Id;
            var heads = Of(PanelModel.HeadAppearance).ToDictionary(c => (c.Area, c.Year));
            var change = heads.Values.Where(c => c.Year > 2014).MaxBy(c => LogOdds([c]) - LogOdds([heads[(c.Area, c.Year - 1)]]))!;
            return (Outlier: outlier, Change: (change.Area, change.Year) == (truth.Roles.Changed.Id, truth.Roles.ChangeYear));
        }).ToArray();
        output.WriteLine($"of 40 seeds: outlier {found.Count(f => f.Outlier)}, change point {found.Count(f => f.Change)}");
        Assert.True(found.Count(f => f.Outlier) >= 38 && found.Count(f => f.Change) >= 38);
    }
}
