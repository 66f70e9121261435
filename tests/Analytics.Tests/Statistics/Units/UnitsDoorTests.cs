using Analytics.Statistics;
using Analytics.Statistics.Ranks;
using Analytics.Statistics.Units;

namespace Analytics.Tests.Statistics.Units;

/// <summary>Funnels, ranks and shrinkage against R, called by name on the files as they are.</summary>
public class UnitsDoorTests
{
    // D as for GLMMs; what is convergent comes closer than its class asks.
    static readonly (double, double) A = DoorCheck.A, B = DoorCheck.B, Mixed = (0, 1e-3), Modes = (0, 2e-3);

    static string Text(string name) => File.ReadAllText(Path.Combine(House.Clone.Root, "tests", "reference", name));

    static List<string> Misses(string analysis, string data, string expected,
        Func<string, (double, double)?> tolerance) => DoorCheck.Misses(analysis, Text(data), Text(expected), tolerance);

    [Fact]
    public void Funnels_of_proportions_are_as_in_R() => Assert.Empty(Misses("funnel-proportion",
        "07-funnel-proportion.csv", "07-funnel-proportion.csv", column => column.StartsWith("od_robust") ? (1e-7, 1e-10)
            : column.StartsWith("exact") ? B : A));

    [Fact]
    public void Funnels_of_ratios_are_as_in_R() => Assert.Empty(Misses("funnel-ratio", "07-funnel-ratio.csv",
        "07-funnel-ratio.csv", _ => A));

    [Fact]
    public void Dispersion_is_as_in_R_of_proportions_and_of_ratios()
    {
        var lines = Text("07-funnel-summary.csv").Split('\n');
        string Only(bool ratios) => string.Join('\n', lines.Where((line, i) => i == 0 || line.StartsWith("sr_") == ratios && line != ""));
        foreach (var (data, ratios) in new[] { ("07-funnel-proportion.csv", false), ("07-funnel-ratio.csv", true) })
            Assert.Empty(DoorCheck.Misses("funnel-summary", Text(data), Only(ratios),
                key => key == "tau2_robust_pm" ? (1e-7, 1e-12) : A));
    }

    [Fact]
    public void Ranks_are_as_in_R() => Assert.Empty(Misses("rank-uncertainty", "08-rank-uncertainty.csv",
        "08-rank-uncertainty.csv", _ => (1e-8, 1e-12)));

    [Fact]
    public void Rank_distributions_are_as_in_R() => Assert.Empty(Misses("rank-distribution", "08-rank-uncertainty.csv",
        "08-rank-distribution.csv", _ => (1e-8, 1e-12)));

    [Fact]
    public void Rank_sets_are_as_in_R() => Assert.Empty(Misses("rank-confidence-sets", "08-rank-confidence-sets.csv",
        "08-rank-confidence-sets.csv", _ => A));

    [Fact]
    public void Tests_of_pairs_are_as_in_R() => Assert.Empty(Misses("pairwise-tests", "08-rank-confidence-sets.csv",
        "08-pairwise-tests.csv", _ => A));

    [Fact]
    public void Shrinkage_is_as_in_R()
    {
        Assert.Empty(Misses("shrinkage-betabinomial", "09-shrinkage-betabinomial-units.csv",
            "09-shrinkage-betabinomial.csv", key => key.StartsWith("ml_") ? key == "ml_loglik" ? (0, 1e-6) : (1e-4, 0) : A));
        Assert.Empty(Misses("shrinkage-betabinomial-units", "09-shrinkage-betabinomial-units.csv",
            "09-shrinkage-betabinomial-units.csv", column => column == "raw" ? A : (0, 1e-6)));
    }

    [Fact]
    public void Random_effects_are_as_in_R()
    {
        Assert.Empty(Misses("random-effects", "10-random-effects-units.csv", "10-random-effects.csv", key =>
            key == "glmm25_marginal_loglik" ? (0, 1e-4) : key.StartsWith("glmm") ? Mixed
            : key.StartsWith("dl") || key.StartsWith("fe") || key.StartsWith('Q') ? A : (1e-6, 1e-9)));
        Assert.Empty(Misses("random-effects-units", "10-random-effects-units.csv", "10-random-effects-units.csv", column =>
            column == "glmm_mode" ? Modes : column.StartsWith("reml") ? (1e-6, 1e-9) : A));
    }

    [Fact]
    public void Examples_are_met() => Assert.All(UnitsAnalyses.All, analysis =>
        Assert.Empty(DoorCheck.ExampleMisses(analysis)));

    [Fact]
    public void Drawn_ranks_lie_within_four_standard_errors_of_the_exact_ones()
    {
        const int draws = 20_000;
        foreach (var city in Reference.Rows("08-rank-uncertainty.csv").GroupBy(row => row["case_id"]))
        {
            var (alpha, beta) = (city.Select(r => r.Number("alpha")).ToArray(), city.Select(r => r.Number("beta")).ToArray());
            var (exact, drawn) = (RankDistribution.Exact(alpha, beta), RankDistribution.Drawn(alpha, beta, draws, 7));
            for (var unit = 0; unit < alpha.Length; unit++)
            {
                Assert.InRange(drawn.Expected(unit) - exact.Expected(unit), -4 * drawn.ExpectedError(unit), 4 * drawn.ExpectedError(unit));
                for (var rank = 1; rank <= alpha.Length; rank++)
                {
                    var p = exact.Cdf(unit, rank);
                    var error = Math.Sqrt(p * (1 - p) / draws) + 0.5 / draws;
                    Assert.InRange(drawn.Cdf(unit, rank) - p, -4 * error, 4 * error);
                }
            }
        }
    }

    [Fact]
    public void Normal_draws_have_the_tails_of_a_normal()
    {
        var random = new SeededRandom(3, 0);
        const int draws = 1_000_000;
        var beyond = new int[5];
        for (var i = 0; i < draws; i++)
        {
            var z = Math.Abs(random.Normal());
            for (var cut = 0; cut < 5; cut++)
                if (z > cut) beyond[cut]++;
        }
        for (var cut = 1; cut < 5; cut++)
        {
            var p = SpecialFunctions.TwoSidedNormalP(cut);
            Assert.InRange(beyond[cut] / (double)draws, p - 4 * Math.Sqrt(p / draws), p + 4 * Math.Sqrt(p / draws));
        }
    }
}
