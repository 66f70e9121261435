using Analytics.Statistics;
using Analytics.Statistics.Trends;
using Analytics.Tables;

namespace Analytics.Tests.Statistics.Trends;

/// <summary>Trends called on tables as other people have them.</summary>
public class TrendCallTests
{
    static Table Run(string name, string data, string parameters = "") => Analyses.Named(name)
        .Run(DoorCheck.Read(data), new AnalysisOptions { Given = DoorCheck.Parameters(parameters) });

    static (object? Value, string? Reason) Said(Table table, string key, long? index = null) =>
        Enumerable.Range(0, table.RowCount).Where(row => table.Text(row, "key") == key && Equals(table[row, "idx"], index))
            .Select(row => (table[row, "value"], table.Text(row, "not_computable"))).Single();

    static string Code(Action act) => Assert.Throws<AnalyticsException>(act).Code;

    const string Reformed = "t,x,n\n1,50,100\n2,50,100\n3,50,100\n4,60,90\n5,60,90\n6,60,90";

    [Fact]
    public void One_value_has_no_order_and_says_so()
    {
        var found = Run("mann-kendall", "t,y\n1,5");
        Assert.Equal(1L, Said(found, "n").Value);
        Assert.Equal((null, "too_few"), Said(found, "sen_slope"));
    }

    [Fact]
    public void Equal_values_have_no_tau_and_no_slope_but_zero()
    {
        var found = Run("mann-kendall", "y\n1\n1\n1\n1");
        Assert.Equal((null, "constant"), Said(found, "tau_b"));
        Assert.Equal(0.0, Said(found, "sen_slope").Value);
        Assert.Equal(1.0, Said(found, "p_exact").Value);
    }

    [Fact]
    public void Quarters_are_seen_by_their_days()
    {
        var rows = from year in Enumerable.Range(2020, 3)
            from quarter in Enumerable.Range(0, 4)
            select $"{year}-{1 + 3 * quarter:00}-01,{year}-{3 + 3 * quarter:00}-{(quarter is 0 or 3 ? 31 : 30)},{10 * quarter + year - 2020}";
        var found = Run("mann-kendall", "period_start,period_end,value\n" + string.Join('\n', rows));
        Assert.Equal(4L, Said(found, "period").Value);
        Assert.Equal(12L, Said(found, "seasonal_S_total").Value);
        Assert.Equal(1, (double)Said(found, "seasonal_sen_slope").Value!, 0.01);
    }

    [Fact]
    public void The_number_of_seasons_is_told_or_refused()
    {
        const string data = "t,y\n1,1\n2,5\n3,2\n4,6\n5,3\n6,7";
        Assert.Equal(6L, Said(Run("mann-kendall", data, "period=2"), "seasonal_S_total").Value);
        Assert.Equal((null, "not_applicable"), Said(Run("mann-kendall", data, "period=1"), "seasonal_p"));
        Assert.Equal("analysis-parameter-invalid", Code(() => Run("mann-kendall", data, "period=0")));
        Assert.Equal("analysis-parameter-invalid", Code(() => Run("mann-kendall", data, "period=monthly")));
    }

    [Fact]
    public void Two_rows_at_one_time_are_refused() =>
        Assert.Equal("analysis-unsuitable", Code(() => Run("mann-kendall", "t,y\n1,5\n1,6")));

    [Fact]
    public void All_events_after_all_others_are_separated_and_keep_the_ratio_test()
    {
        var found = Run("binomial-trend", "t,x,n\n1,0,20\n2,0,20\n3,20,20\n4,20,20");
        Assert.Equal(true, Said(found, "separation").Value);
        Assert.Equal((null, "separation"), Said(found, "slope"));
        Assert.True((double)Said(found, "lr_p").Value! < 1e-10);
    }

    [Fact]
    public void Without_events_there_is_no_variation_and_no_trend()
    {
        var found = Run("binomial-trend", "t,x,n\n1,0,20\n2,0,20\n3,0,20");
        Assert.Equal(false, Said(found, "separation").Value);
        Assert.Equal((null, "no_variation"), Said(found, "slope"));
        Assert.Equal(1.0, Said(found, "lr_p").Value);
    }

    [Fact]
    public void A_year_without_trials_keeps_its_place_and_says_why_it_is_empty()
    {
        var found = Run("binomial-trend", "t,x,n\n1,5,20\n2,0,0\n3,8,20\n4,9,20");
        Assert.Equal(3L, Said(found, "points").Value);
        Assert.Equal((null, "no_trials"), Said(found, "fitted", 2));
        Assert.NotNull(Said(found, "fitted", 4).Value);
    }

    [Fact]
    public void A_verdict_stands_on_counts_or_on_values()
    {
        var counted = Run("trend-verdict", "case_id,t,x,n\na,1,10,100\na,2,20,100\na,3,30,100\na,4,40,100\na,5,50,100\nb,1,1,2\nb,2,1,2");
        Assert.Equal(["rising", "too_short"], Enumerable.Range(0, 2).Select(row => counted.Text(row, "verdict")));
        Assert.Equal(0.1, (double)counted[0, "sen_slope"]!, 1e-12);
        var valued = Run("trend-verdict", "t,y\n1,9\n2,8\n3,7\n4,6\n5,5");
        Assert.Equal(("falling", "order_only_clear"), (valued.Text(0, "verdict"), valued.Text(0, "reason")));
        Assert.Null(valued[0, "detectable_slope"]);
        Assert.Contains("detectable_slope=not_applicable", valued.Text(0, "not_computable")!);
    }

    [Fact]
    public void Neither_counts_nor_values_is_a_missing_column() =>
        Assert.Equal("analysis-column-missing", Code(() => Run("changepoint", "t\n1\n2")));

    [Fact]
    public void A_perfect_step_is_cut_where_it_is()
    {
        var found = Run("changepoint", "t,y\n" + string.Join('\n', Enumerable.Range(1, 12).Select(t => $"{t},{(t <= 7 ? 3 : 8)}")), "min_segment=3");
        Assert.Equal(1L, Said(found, "bic_choice").Value);
        Assert.Equal(7L, Said(found, "breaks_m1").Value);
        Assert.Equal((null, "no_variation"), Said(found, "bic", 1));
        Assert.Equal(7L, Said(found, "pettitt_K").Value);
    }

    [Fact]
    public void Unknown_dates_of_reforms_are_asked_for()
    {
        Assert.Equal("analysis-parameter-missing", Code(() => Run("interrupted-trend", Reformed)));
        Assert.Equal("analysis-parameter-invalid", Code(() => Run("interrupted-trend", Reformed, "interventions=May")));
    }

    [Fact]
    public void A_reform_with_one_year_after_it_has_a_level_but_no_slope()
    {
        var found = Run("interrupted-trend", Reformed, "interventions=6");
        Assert.NotNull(found[0, "level_change"]);
        Assert.Null(found[0, "slope_change"]);
        Assert.Equal("slope_change=too_few", found.Text(0, "not_computable"));
    }

    [Fact]
    public void A_reform_outside_the_years_is_too_few_and_harms_no_other()
    {
        var found = Run("interrupted-trend", Reformed, "interventions=4;9");
        Assert.Equal(Math.Log(2), (double)found[0, "level_change"]!, 1e-9);
        Assert.Equal((null, "too_few"), (found[1, "level_change"], found.Text(1, "not_computable")));
    }

    // Exact: p1 = 1/2 and 100 trials each against p2 with z 1.959964 and 0.841621; 0.6937 by solving the formula by hand.
    [Fact]
    public void The_least_change_told_from_a_half_is_symmetric()
    {
        var (lower, higher) = DetectableChange.Between(0.5, 100, 100);
        Assert.Equal(1, lower!.Value + higher!.Value, 1e-12);
        double p = higher.Value, q = (0.5 + p) / 2;
        Assert.Equal(p - 0.5, 1.959963984540054 * Math.Sqrt(q * (1 - q) / 50) + 0.8416212335729143 * Math.Sqrt((0.25 + p * (1 - p)) / 100), 1e-12);
    }

    [Fact]
    public void From_a_few_trials_no_change_is_told() => Assert.Equal((null, null), DetectableChange.Between(0.5, 2, 2));
}
