using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Funnels;
using Analytics.Statistics.Intervals;

namespace Analytics.Tests.Statistics;

public class FunnelReferenceTests
{
    static readonly (string Suffix, double Level)[] Levels = [("95", 0.95), ("998", 0.998)];

    static IEnumerable<Dictionary<string, string>[]> Cities() =>
        Reference.Rows("07-funnel-proportion.csv").GroupBy(row => row["case_id"]).Select(city => city.ToArray());

    static (long[] Events, long[] Trials) Counts(Dictionary<string, string>[] city) =>
        ([.. city.Select(row => row.Count("x"))], [.. city.Select(row => row.Count("n"))]);

    static void Each(Action<Dictionary<string, string>, FunnelPlot, FunnelPlot, string, double> check)
    {
        foreach (var city in Cities())
        {
            var (events, trials) = Counts(city);
            var (plain, wide) = (FunnelPlot.Plain(events, trials), FunnelPlot.Overdispersed(events, trials));
            foreach (var row in city)
                foreach (var (suffix, level) in Levels) check(row, plain, wide, suffix, level);
        }
    }

    static string Place(Dictionary<string, string> row) => $"{row["case_id"]} {row["unit"]}";

    static void Limits(Dictionary<string, string> row, string name, string suffix, Interval found, double relative)
    {
        Reference.Near(row.Number($"{name}_lo{suffix}"), found.Low, relative, relative / 100, $"{Place(row)} {name}");
        Reference.Near(row.Number($"{name}_hi{suffix}"), found.High, relative, relative / 100, $"{Place(row)} {name}");
    }

    [Fact]
    public void Score_limits_are_as_in_R() => Each((row, plain, _, suffix, level) =>
    {
        Reference.ClassA(row.Number("target"), plain.Target, Place(row));
        var found = FunnelLimits.Score(plain.Target, row.Count("n"), level);
        // R's are not clipped here.
        Reference.ClassA(Math.Max(0, row.Number($"score_lo{suffix}")), found.Low, Place(row));
        Reference.ClassA(Math.Min(1, row.Number($"score_hi{suffix}")), found.High, Place(row));
    });

    [Fact]
    public void Exact_limits_are_as_in_R_and_are_the_plain_funnel() => Each((row, plain, _, suffix, level) =>
    {
        Limits(row, "exact", suffix, FunnelLimits.Exact(plain.Target, row.Count("n"), level), 1e-8);
        Limits(row, "exact", suffix, plain.Limits(row.Count("n"), level), 1e-8);
        Assert.Equal(row.Count($"outlier_exact{suffix}"), Side(plain.StandingOf(row.Count("x"), row.Count("n")), suffix));
    });

    [Fact]
    public void Arcsine_limits_are_as_in_R() => Each((row, plain, _, suffix, level) =>
        Limits(row, "arcsine", suffix, FunnelLimits.Arcsine(plain.Target, row.Count("n"), 0, level), 1e-10));

    [Fact]
    public void Overdispersed_limits_are_those_of_the_robust_estimate_in_R() => Each((row, _, wide, suffix, level) =>
    {
        Limits(row, "od_robust_pm", suffix, wide.Limits(row.Count("n"), level), 1e-7);
        Assert.Equal(row.Count($"outlier_od_robust_pm{suffix}"),
            Side(wide.StandingOf(row.Count("x"), row.Count("n")), suffix));
    });

    [Fact]
    public void Limits_of_published_overdispersed_funnels_are_as_in_R() => Assert.All(Cities(), city =>
    {
        var (events, trials) = Counts(city);
        var found = Overdispersion.Robust(events, trials);
        var tau2 = Overdispersion.DerSimonianLaird(found.Phi, trials);
        foreach (var row in city)
            foreach (var (suffix, level) in Levels)
                Limits(row, "od_additive", suffix,
                    FunnelLimits.Arcsine(found.Target, row.Count("n"), tau2, level), 1e-8);
    });

    [Fact]
    public void Z_is_as_in_R() => Each((row, plain, _, _, _) =>
        Reference.ClassA(row.Number("z_score"), plain.Z(row.Count("x"), row.Count("n"))!.Value, Place(row)));

    [Fact]
    public void Overdispersion_is_as_in_R()
    {
        var expected = Reference.Cases("07-funnel-summary.csv");
        foreach (var city in Cities())
        {
            var (events, trials) = Counts(city);
            var (place, want) = (city[0]["case_id"], expected[city[0]["case_id"]]);
            var found = Overdispersion.Robust(events, trials, trim: want.Number("trim"));
            Reference.ClassA(want.Number("target"), found.Target, place);
            Reference.ClassA(want.Number("phi_arcsine"), found.Phi, place);
            Reference.ClassA(want.Number("winsor_consistency_c"), found.Consistency, place);
            Reference.ClassA(want.Number("tau2_arcsine"),
                Overdispersion.DerSimonianLaird(found.Phi, trials), place);
            Reference.ClassA(want.Number("tau2_consistent_dl"),
                Overdispersion.DerSimonianLaird(found.Phi / found.Consistency, trials), place);
            Reference.Near(want.Number("tau2_robust_pm"), found.Tau2, 1e-7, 1e-12, place);
        }
    }

    static long Side(Standing standing, string suffix) => standing.Level >= int.Parse(suffix) ? standing.Side : 0;
}
