using Analytics.Etl.Simulated;
using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Funnels;
using Analytics.Statistics.Intervals;
using Analytics.Statistics.Trends;

namespace Analytics.Tests.Statistics;

/// <summary>What is planted in simulated cities is found, and nothing else oftener than promised.</summary>
public class SimulationTests(ITestOutputHelper told)
{
    const int Seeds = 400;

    static readonly PanelTruth[] Cities = new PanelTruth[Seeds];

    static PanelTruth City(int seed) => Cities[seed] ??= PanelTruth.Of(new PanelArguments(seed));

    static (long[] Events, long[] Trials) Series(PanelTruth city, Territory territory, RateModel rate)
    {
        var years = city.Years.Where(year => year.Territory == territory).ToArray();
        return ([.. years.Select(year => year.Counts[rate.Events])], [.. years.Select(year => year.Counts[rate.Trials])]);
    }

    /// <summary>A share of so many trials lies within four standard errors of what it should be.</summary>
    void Near(double nominal, int hits, int trials)
    {
        told.WriteLine($"{hits} of {trials}: {hits / (double)trials:P2}, expected {nominal:P1}");
        Assert.InRange(hits / (double)trials, nominal - 4 * Math.Sqrt(nominal * (1 - nominal) / trials), nominal + 4 * Math.Sqrt(nominal * (1 - nominal) / trials));
    }

    // 16 districts of one true rate and sizes from 40 to 840.
    static (long[] Events, long[] Trials) Alike(int seed, double rate)
    {
        var random = Xoshiro256.For(seed, "alike");
        long[] trials = [.. Enumerable.Range(0, 16).Select(i => 40L + 800 * i * i / 225)];
        return ([.. trials.Select(n => random.Binomial(n, rate))], trials);
    }

    // The planted district's log odds are 1.1 above the others', whose own spread is 0.25. It widens the funnel itself, so
    // the others are marked less often than 5 in 100 beside it.
    [Fact, Trait("Speed", "Slow")]
    public void The_planted_outlier_lies_outside_the_overdispersed_funnel()
    {
        var (found, surely, alarms, others) = (0, 0, 0, 0);
        for (var seed = 0; seed < Seeds; seed++)
            foreach (var (territory, standing) in Standings(City(seed), PanelModel.Loss))
                if (territory == City(seed).Roles.Outlier)
                    (found, surely) = (found + (standing.Side > 0 ? 1 : 0), surely + (standing is { Side: 1, Level: 998 } ? 1 : 0));
                else (alarms, others) = (alarms + (standing.Level > 0 ? 1 : 0), others + 1);
        told.WriteLine($"found {found}, at 99.8 % {surely} of {Seeds}; alarms {alarms / (double)others:P2}");
        Assert.True(found >= 0.9 * Seeds && surely >= 0.75 * Seeds);
        Assert.InRange(alarms / (double)others, 0, 0.05);
    }

    [Fact, Trait("Speed", "Slow")]
    public void Without_an_outlier_five_in_a_hundred_lie_outside_the_overdispersed_funnel()
    {
        var standings = Enumerable.Range(0, Seeds).SelectMany(seed => Standings(City(seed), PanelModel.Mediation)).ToArray();
        Near(0.05, standings.Count(s => s.Standing.Level > 0), standings.Length);
    }

    // Every district's cases of all years in the funnel of its city.
    static (Territory Territory, Standing Standing)[] Standings(PanelTruth city, RateModel rate)
    {
        var counts = SimulatedCity.All.Select(t => Series(city, t, rate)).ToArray();
        long[] events = [.. counts.Select(c => c.Events.Sum())], trials = [.. counts.Select(c => c.Trials.Sum())];
        var funnel = FunnelPlot.Overdispersed(events, trials);
        return [.. SimulatedCity.All.Select((t, i) => (t, funnel.StandingOf(events[i], trials[i])))];
    }

    [Fact]
    public void Among_alike_districts_five_in_a_hundred_are_marked_at_95_percent()
    {
        var (marked, marked998, tests, heterogeneous, discoveries) = (0, 0, 0, 0, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var (events, trials) = Alike(seed, 0.2);
            var p = events.Select((x, i) => (double?)TwoProportions.Test(x, trials[i], events.Sum() - x, trials.Sum() - trials[i]).P).ToArray();
            (marked, marked998, tests) = (marked + p.Count(q => q < 0.05), marked998 + p.Count(q => q < 0.002), tests + p.Length);
            heterogeneous += Heterogeneity.Of(events, trials).P < 0.05 ? 1 : 0;
            discoveries += AdjustedP.BenjaminiHochberg(p).Any(q => q < 0.05) ? 1 : 0;
        }
        Near(0.05, marked, tests);
        Near(0.002, marked998, tests);
        Near(0.05, heterogeneous, Seeds);
        Near(0.05, discoveries, Seeds);
    }

    [Fact]
    public void Wilson_limits_hold_the_true_rate_in_95_of_100()
    {
        var (held, all) = (0, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var (events, trials) = Alike(seed, 0.2);
            held += events.Where((x, i) => Wilson.Interval(x, trials[i]).Contains(0.2)).Count();
            all += events.Length;
        }
        Near(0.95, held, all);
    }

    [Fact, Trait("Speed", "Slow")]
    public void Limits_of_a_slope_hold_the_true_trend_in_95_of_100()
    {
        var (held, all) = (0, 0);
        for (var seed = 0; seed < Seeds; seed++)
            foreach (var territory in SimulatedCity.All)
            {
                var (events, trials) = Series(City(seed), territory, PanelModel.Mediation);
                double[] times = [.. Enumerable.Range(0, events.Length).Select(i => (double)i)];
                var trend = LogisticTrend.Fit(times, events, trials);
                var reach = Analytics.Statistics.SpecialFunctions.TwoSidedStudent(0.95, events.Length - 2) * trend.StandardError!.Value * Math.Sqrt(Math.Max(1, trend.Phi!.Value));
                held += Math.Abs(trend.Slope!.Value - PanelModel.Mediation.Trend) <= reach ? 1 : 0;
                all++;
            }
        Near(0.95, held, all);
    }

    // The planted rise is 2 on the log-odds scale; where it lies two years from an end two years carry it.
    [Fact, Trait("Speed", "Slow")]
    public void The_planted_change_is_found_in_its_year()
    {
        var (exact, near) = (0, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var (events, trials) = Series(City(seed), City(seed).Roles.Changed, PanelModel.HeadAppearance);
            var scan = BinomialScan.Of(events, trials)!;
            var miss = Math.Abs(new PanelArguments().From + scan.Split - City(seed).Roles.ChangeYear);
            (exact, near) = (exact + (miss == 0 ? 1 : 0), near + (miss <= 1 ? 1 : 0));
            Assert.True(scan.After > scan.Before);
        }
        told.WriteLine($"in its year {exact}, within one {near} of {Seeds}");
        Assert.True(exact >= 0.95 * Seeds && near >= 0.99 * Seeds);
    }
}
