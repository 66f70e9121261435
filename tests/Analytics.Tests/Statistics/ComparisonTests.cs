using Analytics.Statistics;
using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Intervals;
using Analytics.Tables;

namespace Analytics.Tests.Statistics;

public class ComparisonTests
{
    static readonly Column[] Columns =
    [
        new("area_id", ColumnKind.Text), new("area_level", ColumnKind.Text), new("period_id", ColumnKind.Text),
        new("events", ColumnKind.Whole), new("trials", ColumnKind.Whole),
    ];

    static Table Areas(params (string Area, long? Events, long? Trials)[] rows) =>
        new(Columns, [.. rows.Select(r => new object?[] { r.Area, "county", "2021", r.Events, r.Trials })]);

    static Table Against(Table table, AnalysisOptions? options = null) =>
        Analyses.Named("against-rest").Run(table, options ?? new());

    [Fact]
    public void A_district_is_compared_with_all_others_together()
    {
        var found = Against(Areas(("a", 60, 100), ("b", 30, 100), ("c", 40, 100)));
        Assert.Equal(35.0, found[0, "rest_value"]);
        Assert.Equal(35.0, found[0, "expected"]);
        Assert.Equal(25.0, (double)found[0, "difference"]!, 12);
        var interval = PercentagePoints.Difference(60, 100, 70, 200).Interval;
        Assert.Equal((interval.Low, interval.High), (found[0, "difference_low"], found[0, "difference_high"]));
        Assert.Equal(TwoProportions.Test(60, 100, 70, 200).P, found[0, "p"]);
        Assert.Equal("百分点", found.Columns[found.Ordinal("difference")].Unit);
    }

    [Theory]
    [InlineData(Direction.Neutral, "higher_998", "lower_95", "similar")]
    [InlineData(Direction.HigherBetter, "better_998", "worse_95", "similar")]
    [InlineData(Direction.LowerBetter, "worse_998", "better_95", "similar")]
    public void A_mark_is_good_or_bad_only_with_a_direction(Direction direction, params string[] marks)
    {
        var found = Against(Areas(("a", 60, 100), ("b", 33, 100), ("c", 42, 100)), new() { Direction = direction });
        Assert.Equal(marks, Enumerable.Range(0, 3).Select(row => found.Text(row, "mark")));
    }

    [Fact]
    public void The_citys_own_row_is_not_among_its_districts()
    {
        var rows = new Table(Columns, [["sh", "city", "2021", 130L, 300L], ["a", "county", "2021", 60L, 100L],
            ["b", "county", "2021", 30L, 100L], ["c", "county", "2021", 40L, 100L]]);
        var found = Against(rows);
        Assert.Null(found[0, "p"]);
        Assert.Equal(35.0, found[1, "rest_value"]);
    }

    [Fact]
    public void Periods_are_families_of_their_own()
    {
        var found = Against(new Table(Columns, [["a", "county", "2020", 10L, 100L], ["b", "county", "2020", 20L, 100L],
            ["a", "county", "2021", 30L, 100L], ["b", "county", "2021", 40L, 100L]]));
        Assert.Equal([20.0, 10.0, 40.0, 30.0], Enumerable.Range(0, 4).Select(row => found.Number(row, "rest_value")));
        // Of two districts each is the other's rest: one question, asked twice.
        Assert.Equal(found.Number(0, "p")!.Value * 2, found.Number(0, "p_holm")!.Value, 12);
        Assert.Equal(found.Number(0, "p"), found.Number(0, "p_bh"));
    }

    [Fact]
    public void Districts_without_trials_or_counts_have_no_comparison_and_do_not_count()
    {
        var found = Against(Areas(("a", 60, 100), ("b", 0, 0), ("c", 30, 100), ("d", null, 100)));
        Assert.Equal([false, true, false, true], Enumerable.Range(0, 4).Select(row => found[row, "mark"] is null));
        Assert.Equal(30.0, found[0, "rest_value"]);
        Assert.Equal(2 * found.Number(0, "p")!.Value, found.Number(0, "p_holm")!.Value, 12);
    }

    [Fact]
    public void One_district_alone_has_nothing_to_be_compared_with()
    {
        var found = Against(Areas(("a", 60, 100)));
        Assert.Equal((null, null, null), (found[0, "p"], found[0, "mark"], found[0, "rest_value"]));
    }

    [Theory]
    [InlineData(0, 50), InlineData(50, 50), InlineData(20, 50)]
    public void Equal_districts_are_similar(long events, long trials)
    {
        var found = Against(Areas(("a", events, trials), ("b", events, trials), ("c", events, trials)));
        Assert.All(Enumerable.Range(0, 3), row =>
        {
            Assert.Equal("similar", found[row, "mark"]);
            Assert.Equal(1.0, found.Number(row, "p")!.Value, 12);
            Assert.Equal(1.0, found.Number(row, "heterogeneity_p")!.Value, 12);
        });
    }

    [Fact]
    public void Small_expected_counts_are_judged_exactly()
    {
        // z is -3.1, past the limit of 99.8 %; Fisher's p is 0.0104 (tests/reference/05-benchmark-comparison.csv).
        var found = TwoProportions.Test(20, 25, 818, 863);
        Assert.True(found is { Z: < -3.09, IsExact: true });
        Assert.Equal(new Standing(-1, 95), Standing.Of(found.P, found.Z!.Value));
    }

    [Fact]
    public void All_or_no_events_against_the_rest_have_exact_p()
    {
        // One table of 20!/(10!10!) is as uneven as this, and its mirror.
        Assert.Equal(2 / 184756.0, TwoProportions.FisherP(0, 10, 10, 10), 1e-15);
        Assert.Equal(new ProportionTest(null, 1, true), TwoProportions.Test(0, 10, 0, 40));
        Assert.Equal(new ProportionTest(null, 1, true), TwoProportions.Test(10, 10, 40, 40));
    }

    [Fact]
    public void A_target_is_compared_in_points_with_its_interval()
    {
        var found = Analyses.Named("against-target").Run(Areas(("a", 60, 100), ("b", 45, 50)),
            new() { Target = 80, Direction = Direction.HigherBetter });
        Assert.Equal((80.0, -20.0, "worse_998"),
            (found[0, "target_value"], Math.Round(found.Number(0, "difference")!.Value, 9), found[0, "mark"]));
        Assert.Equal(100 * Wilson.Interval(60, 100).Low - 80, found[0, "difference_low"]);
        Assert.Equal("similar", found[1, "mark"]);
    }

    [Fact]
    public void A_target_of_all_leaves_no_room_for_chance()
    {
        Assert.Equal(new ProportionTest(null, 1, true), OneProportion.Test(40, 40, 1));
        Assert.Equal(new ProportionTest(null, 0, true), OneProportion.Test(39, 40, 1));
        Assert.Equal(new ProportionTest(null, 1, true), OneProportion.Test(0, 40, 0));
    }

    [Theory]
    [InlineData(null), InlineData(-1.0), InlineData(101.0), InlineData(double.NaN)]
    public void A_target_that_is_no_rate_is_refused(double? target) => Assert.Equal("analysis-target-invalid",
        Assert.Throws<AnalyticsException>(() => Analyses.Named("against-target")
            .Run(Areas(("a", 1, 2)), new() { Target = target })).Code);

    [Fact]
    public void An_area_that_stands_twice_is_refused()
    {
        foreach (var name in new[] { "against-rest", "funnel", "heterogeneity" })
            Assert.Equal("analysis-row-repeated", Assert.Throws<AnalyticsException>(
                () => Analyses.Named(name).Run(Areas(("a", 1, 9), ("b", 1, 9), ("a", 2, 9)), new())).Code);
    }

    [Fact]
    public void Heterogeneity_has_one_row_a_family()
    {
        var found = Analyses.Named("heterogeneity").Run(Areas(("a", 60, 100), ("b", 30, 100), ("c", 0, 0)), new());
        Assert.Equal((1, 2L, 90L, 200L, 45.0),
            (found.RowCount, found[0, "areas"], found[0, "events"], found[0, "trials"], found[0, "pooled_value"]));
        // (60 - 45)² (1/45 + 1/55) twice over.
        Assert.Equal(2 * 225 * (1 / 45.0 + 1 / 55.0), found.Number(0, "chi2")!.Value, 10);
        Assert.Equal(1L, found[0, "df"]);
    }

    [Fact]
    public void One_district_has_no_heterogeneity()
    {
        var found = Heterogeneity.Of([3], [40]);
        Assert.Equal((0.0, 0, 1.0, null, 0.0), (found.ChiSquared, found.Freedom, found.P, found.Phi, found.ISquared));
    }

    [Fact]
    public void Impossible_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("target", () => OneProportion.Test(1, 2, 1.5));
        Assert.Throws<ArgumentOutOfRangeException>("events", () => OneProportion.Test(3, 2, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("n2", () => TwoProportions.Test(1, 2, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("p", () => AdjustedP.Holm([0.1, 1.1]));
        Assert.Throws<ArgumentOutOfRangeException>("p", () => Standing.Of(double.NaN, 1));
        Assert.Throws<ArgumentException>("trials", () => Heterogeneity.Of([], []));
        Assert.Throws<ArgumentException>("trials", () => Heterogeneity.Of([1], [2, 3]));
    }

    [Fact]
    public void No_tests_leave_nothing_to_adjust()
    {
        Assert.Equal([null, null], AdjustedP.Holm([null, null]));
        Assert.Empty(AdjustedP.BenjaminiHochberg([]));
    }
}
