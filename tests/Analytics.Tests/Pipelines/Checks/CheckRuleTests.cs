using Analytics.Pipelines.Checks;
using Analytics.Tables;
using static Analytics.Pipelines.Checks.CheckOutcome;
using static Analytics.Tests.Pipelines.Checks.Sample;

namespace Analytics.Tests.Pipelines.Checks;

/// <summary>Each rule with a case that holds and one that does not; all numbers worked by hand.</summary>
public class CheckRuleTests
{
    static void Ends(CheckOutcome expected, Finding finding) =>
        Assert.True(expected == finding.Outcome, $"{finding.Outcome}: {finding.Arithmetic.En} {finding.Reason?.En}");

    [Theory]
    [InlineData("95.5", "10388", "10876", Agrees)]     // 95.513
    [InlineData("95.6", "10388", "10876", Disagrees)]
    [InlineData("17.65", "12", "68", Agrees)]          // 17.647: over concluded
    [InlineData("22.22", "12", "54", Agrees)]          // 22.222: without terminated
    [InlineData("15.19", "12", "79", Agrees)]          // 15.190: over accepted
    [InlineData("17.65", "12", "79", Disagrees)]       // one definition's rate over another's base
    [InlineData("17.64", "12", "68", Truncated)]
    [InlineData("0", "0", "8", Agrees)]
    public void A_rate_is_numerator_over_denominator(string rate, string numerator, string denominator, CheckOutcome expected) =>
        Ends(expected, One("rate", "R N D", Percent("R", rate), Figure("N", numerator), Figure("D", denominator)));

    [Theory]
    [InlineData("12.5", "1", "8", Agrees)]
    [InlineData("13", "1", "8", Agrees)]       // 12.5 is half a unit from 13 and from 12
    [InlineData("12", "1", "8", Agrees)]
    [InlineData("12.4", "1", "8", Disagrees)]
    [InlineData("99", "2", "2.005", Truncated)] // 99.75
    [InlineData("100", "2", "2.005", Agrees)]
    [InlineData("30.80", "81", "263", Agrees)] // 30.798: the 0 is a printed decimal
    [InlineData("30.8000", "81", "263", Disagrees)]
    public void What_is_printed_may_lie_half_a_unit_of_its_last_decimal_away(string rate, string numerator, string denominator,
        CheckOutcome expected) =>
        Ends(expected, One("rate", "R N D", Percent("R", rate), Figure("N", numerator), Figure("D", denominator)));

    [Fact]
    public void A_finding_shows_both_numbers_the_arithmetic_and_the_tolerance()
    {
        var finding = One("rate", "R N|M D", Percent("R", "31"), Figure("N", "161"), Figure("M", "310"), Figure("D", "1550"));
        Assert.Equal("(161 + 310) ÷ 1,550 × 100 = 30.3871", finding.Arithmetic.En);
        Assert.Equal(0.5m, finding.Tolerance);
        Assert.Equal(-0.61m, decimal.Round(finding.Difference!.Value, 2));
        Assert.Equal(["N", "M", "D"], finding.Used.Select(figure => figure.Code));
    }

    [Theory]
    [InlineData("10", Disagrees)]     // at least 30 of 200 are 15 % or more
    [InlineData("40", NotCheckable)]
    public void A_floor_among_the_counts_can_only_contradict(string rate, CheckOutcome expected) => Ends(expected,
        One("rate", "R N D", Percent("R", rate), Figure("N", "30", bound: "at_least"), Figure("D", "200")));

    [Theory]
    [InlineData("at_least", "30", NotCheckable)]
    [InlineData("at_least", "60", Disagrees)]
    [InlineData("at_most", "60", NotCheckable)]
    [InlineData("at_most", "30", Disagrees)]
    [InlineData("about", "60", NotCheckable)]
    public void A_printed_bound_is_never_confirmed(string bound, string printed, CheckOutcome expected) => Ends(expected,
        One("rate", "R N D", Percent("R", printed, bound: bound), Figure("N", "50"), Figure("D", "100")));

    [Fact]
    public void A_rate_without_its_counts_cannot_be_checked()
    {
        var finding = One("rate", "R N D", Percent("R", "50"), Figure("D", "100"));
        Assert.Equal((NotCheckable, "not printed: N"), (finding.Outcome, finding.Reason!.En));
        Ends(NotCheckable, One("rate", "R N D", Percent("R", "50"), Figure("N", "0"), Figure("D", "0")));
    }

    [Fact]
    public void Counts_of_another_scope_place_period_or_series_do_not_count() => Ends(NotCheckable, One("rate", "R N D",
        Percent("R", "50"), Figure("N", "50", scope: "tier=city"), Figure("N", "50", area: "b"), Figure("N", "50", year: 2016),
        Figure("N", "50", source: "other", series: "other"), Figure("D", "100")));

    [Fact]
    public void Counts_of_the_same_document_come_before_those_of_its_series() => Assert.Equal("50 ÷ 100 × 100 = 50",
        One("rate", "R N D", Percent("R", "50"), Figure("N", "49", source: "t", series: "line"), Figure("N", "50", series: "line"),
            Figure("D", "100", source: "t", series: "line")).Arithmetic.En);

    [Theory]
    [InlineData("142", "79", "21", "42", Agrees)]
    [InlineData("143", "79", "21", "42", Disagrees)]
    public void A_total_is_the_sum_of_its_parts(string total, string a, string b, string c, CheckOutcome expected) =>
        Ends(expected, One("total", "T A|B|C", Figure("T", total), Figure("A", a), Figure("B", b), Figure("C", c)));

    [Fact]
    public void Five_outcomes_make_68() => Ends(Agrees, One("total", "T A|B|C|D|E", Figure("T", "68"), Figure("A", "32"),
        Figure("B", "10"), Figure("C", "14"), Figure("D", "10"), Figure("E", "2")));

    [Fact]
    public void A_total_whose_parts_are_not_all_printed_is_not_told() =>
        Assert.Empty(All("total", Relation("total", "T", "A|B"), Figure("T", "10"), Figure("A", "4")));

    [Fact]
    public void Government_and_departments_make_the_whole_district() => Ends(Agrees, One("total",
        "N[body=] N[body=government-alone]|N[body=departments]", Figure("N", "56"), Figure("N", "9", scope: "body=government-alone"),
        Figure("N", "47", scope: "body=departments")));

    [Theory]
    [InlineData("11", Agrees)] // 79 received - 68 concluded = 11 pending, with nothing carried in
    [InlineData("12", Disagrees)]
    public void What_is_received_and_carried_in_is_closed_or_pending(string pending, CheckOutcome expected) => Ends(expected,
        One("balance", "NEW IN CLOSED|OUT", Figure("NEW", "79"), Figure("IN", "0"), Figure("CLOSED", "68"), Figure("OUT", pending)));

    [Theory]
    [InlineData("15", Agrees)]
    [InlineData("14", Disagrees)]
    public void What_one_year_carries_out_the_next_carries_in(string carriedIn, CheckOutcome expected) => Ends(expected,
        One("carried-over", "IN - OUT", Figure("IN", carriedIn, source: "t", series: "line"),
            Figure("OUT", "15", year: 2016, series: "line")));

    [Theory]
    [InlineData("1.05", "10876", "10763", Agrees)]   // 1.0499
    [InlineData("-2.99", "8762", "9032", Agrees)]    // -2.9894
    [InlineData("-2.98", "8762", "9032", Truncated)]
    [InlineData("2.99", "8762", "9032", Disagrees)]  // the sign is lost
    [InlineData("30", "373", "285", Truncated)]      // 30.88
    public void A_change_is_relative_to_the_year_before(string change, string now, string before, CheckOutcome expected) =>
        Ends(expected, One("change", "C N N", Percent("C", change), Figure("N", now, series: "line"),
            Figure("N", before, year: 2016, series: "line")));

    [Fact]
    public void A_half_year_is_compared_with_that_of_the_year_before()
    {
        var (h1, h1Before) = (("2021-01-01", "2021-06-30"), ("2020-01-01", "2020-06-30"));
        Ends(Agrees, One("change", "C N N", Figure("C", "10", "%", period: h1), Figure("N", "110", period: h1),
            Figure("N", "100", period: h1Before), Figure("N", "200", period: ("2020-01-01", "2020-12-31"))));
        var (february, leap) = (("2021-02-01", "2021-02-28"), ("2020-02-01", "2020-02-29"));
        Ends(Agrees, One("change", "C N N", Figure("C", "10", "%", period: february), Figure("N", "110", period: february),
            Figure("N", "100", period: leap)));
    }

    [Fact]
    public void A_change_on_nothing_cannot_be_checked() => Ends(NotCheckable,
        One("change", "C N N", Percent("C", "10"), Figure("N", "5", series: "line"), Figure("N", "0", year: 2016, series: "line")));

    [Theory]
    [InlineData("18.38", Agrees)] // 842 / 4580 = 18.384
    [InlineData("15.53", Disagrees)] // over this year's count
    public void A_printed_increase_gives_the_change(string change, CheckOutcome expected) => Ends(expected,
        One("change-by-increase", "C I N", Percent("C", change), Figure("I", "842"), Figure("N", "5422")));

    [Theory]
    [InlineData("842", Agrees)]
    [InlineData("843", Disagrees)]
    public void An_increase_is_the_difference_of_two_years(string increase, CheckOutcome expected) => Ends(expected,
        One("increase", "I N N", Figure("I", increase), Figure("N", "5422"), Figure("N", "4580", year: 2016)));

    [Theory]
    [InlineData("2.12", Agrees)]
    [InlineData("2.2", Disagrees)]
    public void A_ratio_is_one_count_over_another(string ratio, CheckOutcome expected) => Ends(expected,
        One("ratio", "R A B", Figure("R", ratio, "倍"), Figure("A", "212"), Figure("B", "100")));

    [Theory]
    [InlineData("60", Agrees)]
    [InlineData("60.1", Agrees)] // each printed share may be 0.05 off
    [InlineData("61.2", Disagrees)]
    public void Shares_of_a_whole_make_a_hundred(string share, CheckOutcome expected) => Ends(expected,
        One("complement", "A B|C", Percent("A", share), Percent("B", "19.4"), Percent("C", "20.6")));

    [Theory]
    [InlineData("34.64", Agrees)]
    [InlineData("34.5", Disagrees)]
    public void A_rate_from_18_64_to_53_28_rises_by_34_64_points(string points, CheckOutcome expected) => Ends(expected,
        One("percentage-points", "P R R", Points("P", points), Percent("R", "53.28"), Percent("R", "18.64", 2016)));

    [Fact]
    public void Points_that_are_a_percent_change_are_found()
    {
        // 53.28 / 18.64 = 2.8584
        var finding = One("percentage-points", "P R R", Points("P", "185.84"), Percent("R", "53.28"), Percent("R", "18.64", 2016));
        Ends(Disagrees, finding);
        Assert.Contains("percent change", finding.Reason!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_percent_that_is_points_is_told_apart()
    {
        CheckedFigure[] rates = [Percent("R", "53.28"), Percent("R", "18.64", 2016)];
        Ends(Agrees, One("percent-of-rate", "P R R", [Percent("P", "185.84"), .. rates]));
        var points = One("percent-of-rate", "P R R", [Percent("P", "34.64"), .. rates]);
        Ends(Disagrees, points);
        Assert.Contains("these are percentage points: 53.28 − 18.64", points.Reason!.En, StringComparison.Ordinal);
        Ends(Disagrees, One("percent-of-rate", "P R R", [Percent("P", "50"), .. rates]));
        // From 99 to 100: 1 point, and 1.01 %.
        Ends(NotCheckable, One("percent-of-rate", "P R R", Percent("P", "1"), Percent("R", "100"), Percent("R", "99", 2016)));
    }

    [Theory]
    [InlineData("100", Agrees)]
    [InlineData("99", Disagrees)]
    public void Parts_are_together_not_above_their_total(string total, CheckOutcome expected) => Ends(expected,
        One("parts-above-total", "T A|B|C", Figure("T", total), Figure("A", "60"), Figure("B", "40")));

    [Fact]
    public void A_total_may_have_two_addends() => Ends(Agrees, One("parts-above-total", "T A U", Figure("T", "148"), Figure("U", "30"),
        Figure("A", "155")));

    [Fact]
    public void A_floor_is_no_total_to_pass()
    {
        var relation = Relation("parts-above-total", "T", "A");
        Assert.Empty(All("parts-above-total", relation, Figure("T", "100", bound: "at_least"), Figure("A", "120")));
        Ends(Agrees, One("parts-above-total", "T A", Figure("T", "100", bound: "at_least"), Figure("A", "90")));
        Ends(Disagrees, One("parts-above-total", "T A", Figure("T", "100"), Figure("A", "120", bound: "at_least")));
    }

    [Theory]
    [InlineData("100", Agrees)]
    [InlineData("80", Disagrees)]
    public void Areas_are_together_not_above_their_parent(string total, CheckOutcome expected) => Ends(expected,
        One("areas-above-parent", "", Figure("N", total, area: "city"), Figure("N", "50", area: "a", parent: "city"),
            Figure("N", "40", area: "b", parent: "city")));

    [Theory]
    [InlineData("6200", Agrees)]
    [InlineData("1600", Disagrees)]
    public void A_group_is_not_above_its_area(string total, CheckOutcome expected) => Ends(expected,
        One("group-above-area", "", Figure("N", total), Figure("N", "1680", group: "districts")));

    [Theory]
    [InlineData("300", Agrees)]
    [InlineData("200", Disagrees)]
    public void A_half_year_is_not_above_its_year(string total, CheckOutcome expected) => Ends(expected,
        One("subperiod-above-period", "N", Figure("N", total), Figure("N", "267", period: ("2017-01-01", "2017-06-30"))));

    [Theory]
    [InlineData("281", "281", Agrees)]
    [InlineData("51", "53", Disagrees)]
    public void One_author_gives_one_quantity_one_number(string earlier, string later, CheckOutcome expected) => Ends(expected,
        One("restated", "", Figure("N", earlier, source: "s", series: "line", published: "2022-01-01"),
            Figure("N", later, source: "t", series: "line", published: "2023-01-01")));

    [Theory]
    [InlineData("12.7", "12.7", Agrees)]
    [InlineData("12.7", "12.71", Agrees)] // one decimal more
    [InlineData("12.7", "13.7", Disagrees)]
    public void Two_authors_give_one_quantity_one_number(string one, string other, CheckOutcome expected) => Ends(expected,
        One("two-sources", "", Figure("R", one, "%", source: "s"), Figure("R", other, "%", source: "t")));

    [Fact]
    public void A_column_that_repeats_another_year_is_found()
    {
        CheckedFigure[] earlier = [Figure("N", "23", year: 2022, series: "line"), Figure("M", "11", year: 2022, series: "line"),
            Figure("S", "50", year: 2022, series: "line")];
        CheckedFigure Later(string code, string printed) => Figure(code, printed, year: 2024, source: "t", series: "line");
        var found = One("copied-column", "", [.. earlier, Later("N", "23"), Later("M", "11"), Later("S", "67")]);
        Assert.Equal((Disagrees, "23 = 23; 11 = 11"), (found.Outcome, found.Arithmetic.En));
        Ends(Agrees, One("copied-column", "", [.. earlier, Later("N", "23"), Later("M", "12"), Later("S", "67")]));
        Assert.Empty(All("copied-column", null, Figure("N", "1", year: 2022), Figure("M", "2", year: 2022), Figure("N", "1"),
            Figure("M", "2")));
    }

    [Theory]
    [InlineData("2018-01-01", Agrees)]
    [InlineData("2017-12-31", Agrees)]
    [InlineData("2017-12-30", Disagrees)]
    public void A_period_had_ended_when_it_was_published(string published, CheckOutcome expected) => Ends(expected,
        One("published-early", "", Figure("N", "5", published: published), Figure("M", "6", published: published)));

    [Theory]
    [InlineData("100", Agrees)]
    [InlineData("100.1", Disagrees)]
    [InlineData("-1", Disagrees)]
    public void A_share_lies_between_0_and_100(string printed, CheckOutcome expected) =>
        Ends(expected, One("percent-range", "", Percent("R", printed)));

    [Fact]
    public void A_change_may_pass_a_hundred() =>
        Assert.Empty(All("percent-range", Relation("percent-range", "C"), Percent("C", "350")));

    [Theory]
    [InlineData("12", "件", Agrees)]
    [InlineData("12.5", "件", Disagrees)]
    [InlineData("-3", "件", Disagrees)]
    public void A_count_is_whole(string printed, string unit, CheckOutcome expected) =>
        Ends(expected, One("whole-count", "", Figure("N", printed, unit)));

    [Fact]
    public void An_amount_need_not_be_whole() => Assert.Empty(All("whole-count", null, Figure("Y", "17.5", "元"), Percent("R", "1.5")));

    [Theory]
    [InlineData("16.4", "61", Agrees)]    // 10 of 61 are 16.393
    [InlineData("22.9", "61", Truncated)] // 14 of 61 are 22.951
    [InlineData("15.5", "176", Disagrees)] // 27 are 15.341, 28 are 15.909
    public void Some_whole_number_gives_a_printed_rate(string rate, string over, CheckOutcome expected) => Ends(expected,
        One("whole-numerator", "R - D", Percent("R", rate), Figure("D", over)));

    [Fact]
    public void Over_a_large_base_every_rate_has_its_number() =>
        Assert.Empty(All("whole-numerator", Relation("whole-numerator", "R", over: "D"), Percent("R", "15.5"), Figure("D", "1760")));

    [Theory]
    [InlineData("76.9", "69", Agrees)]  // 39 the year before: 76.923
    [InlineData("350", "90", Agrees)]   // 20
    [InlineData("77.5", "69", Disagrees)] // 39 gives 76.9, 38 gives 81.6
    public void Some_whole_number_of_the_year_before_gives_a_printed_change(string change, string now, CheckOutcome expected) =>
        Ends(expected, One("whole-base", "C N", Percent("C", change), Figure("N", now)));

    [Fact]
    public void Every_rule_says_what_must_hold() => Assert.All(CheckRules.All, rule =>
    {
        foreach (var language in new[] { Language.Chinese, Language.English })
            Assert.All(new[] { rule.Title, rule.Statement }, text => Assert.NotEmpty(text.In(language)));
    });

    [Fact]
    public void Every_rule_has_its_case_here()
    {
        var tests = House.Clone.Read("tests/Analytics.Tests/Pipelines/Checks/CheckRuleTests.cs");
        Assert.True(CheckRules.All.Count >= 12);
        House.Findings.None(CheckRules.All.Select(rule => rule.Name)
            .Where(name => !tests.Contains($"One(\"{name}\"", StringComparison.Ordinal)));
    }
}
