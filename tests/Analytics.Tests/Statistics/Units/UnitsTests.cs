using Analytics.Statistics;
using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Funnels;
using Analytics.Statistics.Ranks;
using Analytics.Statistics.Shrinkage;
using Analytics.Statistics.Units;
using Analytics.Tables;

namespace Analytics.Tests.Statistics.Units;

public class UnitsTests
{
    static Table Run(string name, string data, string parameters = "") => Analyses.Named(name)
        .Run(DoorCheck.Read(data), new AnalysisOptions { Given = DoorCheck.Parameters(parameters) });

    static object? Value(Table table, string key) => Enumerable.Range(0, table.RowCount)
        .Where(row => table.Text(row, "key") == key).Select(row => table[row, "value"] ?? table[row, "not_computable"]).Single();

    [Fact]
    public void Small_bases_take_no_mark_and_no_rank_and_the_others_are_ranked_among_themselves()
    {
        const string data = "unit,events,trials\na,40,100\nb,9,9\nc,20,100\nd,0,0\n";
        var marks = Run("funnel-proportion", data);
        Assert.Equal((null, "mark=small_base"), (marks[1, "mark"], marks[1, "not_computable"]));
        Assert.Equal("no_trials", marks[3, "not_computable"]);
        var ranks = Run("rank-uncertainty", data);
        Assert.Equal([1L, null, 2L, null], Enumerable.Range(0, 4).Select(row => ranks[row, "median_rank"]));
        Assert.Equal("small_base", ranks[1, "not_computable"]);
        Assert.Equal(2L, Run("rank-uncertainty", data, "minimum_base=0")[0, "median_rank"]);
    }

    [Fact]
    public void Where_lower_is_better_rank_1_is_the_lowest() =>
        Assert.Equal(2L, Run("rank-uncertainty", "events,trials\n40,100\n20,100\n", "direction=lower_better")[0, "median_rank"]);

    [Fact]
    public void A_page_keeps_silent_on_small_bases()
    {
        var page = ComparisonPage.Of([40, 9, 2, 0], [100, 9, 4, 0]);
        Assert.Equal([null, "small_base", "small_base", "no_trials"], page.Units.Select(unit => unit.Reason));
        Assert.Equal((1.0, null, null), (page.Units[1].Rate, page.Units[1].Standing, page.Units[1].RankInterval));
        Assert.Null(page.Units[2].Rate);
        Assert.Equal(51 / 113.0, page.Pooled);
    }

    [Fact]
    public void A_page_of_one_unit_has_nothing_to_compare_with_but_may_have_a_target()
    {
        Assert.Equal("too_few", ComparisonPage.Of([3], [40]).Units[0].Reason);
        var unit = ComparisonPage.Of([3], [40], new() { Target = 0.5, Direction = Direction.LowerBetter }).Units[0];
        Assert.Equal((-0.425, "better_998"), (unit.Difference, unit.Standing!.Value.Word(Direction.LowerBetter)));
        Assert.Empty(ComparisonPage.Of([], []).Units);
    }

    [Fact]
    public void One_unit_has_no_variance_between_units_whatever_its_target() =>
        Assert.Equal(0, Overdispersion.Robust([3], [40], 0.5).Tau2);

    [Fact]
    public void Nothing_observed_has_no_logarithm_and_still_a_square_root()
    {
        const string data = "observed,expected\n0,12\n15,12\n9,12\n";
        Assert.Equal("z=unbounded; z_used=left_out", Run("funnel-ratio", data, "method=SHMI trim=0")[0, "not_computable"]);
        Assert.Equal(-2 * Math.Sqrt(12), Run("funnel-ratio", data, "method=CQC trim=0")[0, "z_used"]);
        Assert.Equal("zero_base", Run("funnel-ratio", "observed,expected\n3,0\n")[0, "not_computable"]);
    }

    [Fact]
    public void Alike_units_are_pooled_completely()
    {
        var found = Run("shrinkage-betabinomial", "events,trials\n10,100\n20,200\n30,300\n");
        Assert.Equal((true, double.PositiveInfinity, 0.0), (Value(found, "ml_boundary"), Value(found, "ml_M"), Value(found, "ml_rho")));
        var units = Run("shrinkage-betabinomial-units", "events,trials\n10,100\n21,200\n30,300\n");
        Assert.Equal((61 / 600.0, null, "eb_lo95=pooled; eb_hi95=pooled"), (units[0, "eb_mean"], units[0, "eb_lo95"], units[0, "not_computable"]));
    }

    [Fact]
    public void Units_of_all_or_nothing_take_their_own_rates()
    {
        var fit = BetaBinomial.Of([0, 20, 0], [30, 20, 40]);
        Assert.Equal((0.0, 1.0, 1.0), (fit.Size, fit.Rho, fit.PosteriorMean(20, 20)));
    }

    [Fact]
    public void No_events_anywhere_have_no_mixed_model_and_no_moments()
    {
        const string data = "events,trials\n0,10\n0,20\n";
        Assert.Equal("separation", Value(Run("random-effects", data), "glmm25_beta0"));
        Assert.Equal("no_variation", Value(Run("shrinkage-betabinomial", data), "mom_rho"));
        Assert.Equal("no_variation", Value(Run("funnel-summary", data), "phi_score_raw"));
    }

    [Fact]
    public void One_unit_has_no_spread_between_units()
    {
        var found = Run("random-effects", "events,trials\n3,10\n");
        Assert.Equal((0.0, "too_few", "too_few"), (Value(found, "reml_tau2"), Value(found, "reml_I2"), Value(found, "reml_knha_lo")));
        Assert.Equal((1L, 1L), (Run("rank-uncertainty", "events,trials\n3,10\n")[0, "rank_lo95"], Run("rank-confidence-sets", "events,trials\n3,10\n")[0, "rankset_hi_holm"]));
    }

    [Fact]
    public void What_does_not_suit_is_said_with_a_code()
    {
        string Code(string name, string data) => Assert.Throws<AnalyticsException>(() => Run(name, data)).Code;
        Assert.Equal("analysis-unsuitable", Code("rank-uncertainty", "unit\na\n"));
        Assert.Equal("analysis-counts-invalid", Code("comparison-page", "events,trials\n5,3\n"));
        Assert.Equal("analysis-unsuitable", Code("pairwise-tests",
            "events,trials\n" + string.Concat(Enumerable.Repeat("3,10\n", 701))));
        Assert.Equal("analysis-cell-invalid", Code("funnel-ratio", "observed,expected\n3,-1\n"));
    }

    [Fact]
    public void Ranks_of_more_than_64_units_are_drawn_and_say_so()
    {
        var data = "events,trials\n" + string.Concat(Enumerable.Range(0, 70).Select(i => $"{i},100\n"));
        var found = Run("rank-uncertainty", data, "draws=500");
        Assert.Equal(500L, found[0, "draws"]);
        Assert.True(found.Number(35, "expected_rank_error") > 0);
        Assert.InRange(found.Number(69, "expected_rank")!.Value, 1, 8);
    }

    [Fact]
    public void Exact_ranks_of_64_units_add_up_where_bases_are_very_unlike()
    {
        var alpha = Enumerable.Range(0, 64).Select(i => i % 3 == 0 ? 0.5 : Math.Pow(1.3, i)).ToArray();
        var beta = Enumerable.Range(0, 64).Select(i => i % 5 == 0 ? 0.05 : 3 * Math.Pow(1.3, i)).ToArray();
        var ranks = RankDistribution.Exact(alpha, beta);
        for (var unit = 0; unit < 64; unit++)
            Assert.Equal(1, Enumerable.Range(1, 64).Sum(r => ranks.Probability(unit, r)), 1e-9);
    }
}
