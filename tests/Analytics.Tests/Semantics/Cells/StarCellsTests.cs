using Analytics.Semantics;
using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using static Analytics.Tests.Semantics.Stars.StarBuilder;

namespace Analytics.Tests.Semantics.Stars;

public class StarCellsTests
{
    // Cases 1-6; case 5 of an area the dimension does not have, case 6 of none.
    const string Setup = """
        CREATE TABLE dim_area (area_key integer, district text, region text);
        INSERT INTO dim_area VALUES (1, '黄浦', 'east'), (2, '静安', 'east'), (3, '长宁', 'west'), (4, NULL, 'west');
        CREATE TABLE cases (case_id integer, area_key integer, filed_on date, closed_on date, amount decimal(18,2),
            weight double, kind text);
        INSERT INTO cases VALUES (1, 1, '2024-01-05', '2024-02-01', 10.10, 0.5, 'a'),
            (2, 1, '2024-01-31', NULL, 20.20, 1.5, 'b'), (3, 2, '2024-02-01', '2024-02-29', NULL, 2, 'a'),
            (4, 3, '2024-02-29', '2024-03-31', 0.05, 4, 'b'), (5, 9, '2024-03-01', NULL, 7, 8, NULL),
            (6, NULL, '2024-03-31', NULL, 1, 16, 'a');
        CREATE TABLE hearings (hearing_id integer, case_id integer, held_on date, minutes bigint, judge text);
        INSERT INTO hearings VALUES (1, 1, '2024-02-01', 30, 'x'), (2, 1, '2024-03-01', 60, 'y'),
            (3, 3, '2024-03-02', 90, 'x'), (4, 4, '2024-03-03', 20, 'x'), (5, 77, '2024-03-04', 10, 'z');
        CREATE TABLE parties (case_id integer, person_id integer, share decimal(5,2));
        INSERT INTO parties VALUES (1, 11, 0.25), (1, 12, 0.75), (2, 11, 1), (3, 12, 0.5), (3, 13, 0.5), (4, 99, 1);
        CREATE TABLE dim_person (person_id integer, sex text);
        INSERT INTO dim_person VALUES (11, 'f'), (12, 'm'), (13, 'm');
        """;

    static readonly Dimension Area = Dimension("area", "area_key", Attribute("district"), Attribute("region"));
    static readonly Dimension Person = Dimension("person", "person_id", Attribute("person_id"), Attribute("sex"));

    static readonly Fact CaseFact = Fact("cases", "case_id", [Date("filed_on"), Date("closed_on")],
        Use("area", "area_key"), Own("kind")).With(Bridge("person", "parties", "case_id", "person_id", null, "person"),
            Bridge("liable", "parties", "case_id", "person_id", "share", "person"));

    static readonly StarModel Model = Model([Area, Person], CaseFact,
        Fact("hearings", "hearing_id", [Date("held_on")], Own("judge")).Below("cases", "case_id"));

    static readonly Aggregate Count = Aggregate("cases", AggregateKind.Count);
    static readonly Aggregate Amount = Aggregate("cases", AggregateKind.Sum, "amount");

    static async Task Is(Func<StarDatabase, Task<string[]>> ask, params string[] expected)
    {
        await using var database = await StarDatabase.OfAsync(Setup);
        Assert.Equal(expected, await ask(database));
    }

    [Fact]
    public Task Rows_are_counted_by_a_dimension_of_which_some_are_unknown_and_some_unmatched() =>
        Is(d => d.AskAsync(Model, Count, "area.district"), "(unknown) = 1", "(unmatched) = 1", "长宁 = 1", "静安 = 1",
            "黄浦 = 2");

    [Fact]
    public async Task Rows_of_unknown_and_unmatched_members_are_counted_in_a_note()
    {
        await using var database = await StarDatabase.OfAsync(Setup);
        await database.AskAsync(Model, Count, "area.district", [Month(2024, 3), Year(2024)]);
        Assert.Equal(["unmatched-members area 2"], database.Notes);
    }

    [Fact]
    public Task Decimals_are_added_exactly_and_nothing_is_no_cell() =>
        Is(d => d.AskAsync(Model, Amount, "area.district"), "(unknown) = 1", "(unmatched) = 7", "长宁 = 0.05",
            "黄浦 = 30.3");

    [Fact]
    public Task A_mean_is_of_the_values_that_are_there() =>
        Is(d => d.AskAsync(Model, Aggregate("cases", AggregateKind.Average, "amount"), "area.region"),
            "(unknown) = 1", "(unmatched) = 7", "east = 15.15", "west = 0.05");

    [Fact]
    public Task Least_and_greatest_are_exact() =>
        Is(async d => [.. await d.AskAsync(Model, Aggregate("cases", AggregateKind.Min, "amount")),
            .. await d.AskAsync(Model, Aggregate("cases", AggregateKind.Max, "amount"))], "= 0.05", "= 20.2");

    [Fact]
    public Task Reals_stay_real() =>
        Is(d => d.AskAsync(Model, Aggregate("cases", AggregateKind.Sum, "weight")), "= ~32");

    [Fact]
    public Task A_median_is_interpolated() =>
        Is(async d => [.. await d.AskAsync(Model, Aggregate("cases", AggregateKind.Median, "weight")),
            .. await d.AskAsync(Model, Aggregate("cases", AggregateKind.Quantile, "weight", quantile: 0.9))],
            "= ~3", "= ~12");

    [Fact]
    public Task Months_are_half_open() =>
        Is(d => d.AskAsync(Model, Count, "", [Month(2024, 1), Month(2024, 2), Month(2024, 3), Month(2024, 4)]),
            "2024-01-01 | = 2", "2024-02-01 | = 2", "2024-03-01 | = 2");

    [Fact]
    public Task Ranges_that_overlap_are_each_evaluated() =>
        Is(d => d.AskAsync(Model, Amount, "", [Days("2024-01-01", "2024-01-31"), Days("2024-01-31", "2024-02-29"),
            Days("2024-01-02", "2024-03-31")]), "2024-01-01 | = 30.3", "2024-01-02 | = 38.35",
            "2024-01-31 | = 20.25");

    [Fact]
    public Task Different_values_are_counted_in_ranges_that_overlap() =>
        Is(d => d.AskAsync(Model, Aggregate("hearings", AggregateKind.Distinct, "judge"), "",
            [Days("2024-02-01", "2024-03-02"), Days("2024-03-01", "2024-03-31")]), "2024-02-01 | = 2",
            "2024-03-01 | = 3");

    [Fact]
    public Task Another_role_of_time_counts_other_days() =>
        Is(d => d.AskAsync(Model, Count, "", [Month(2024, 2), Month(2024, 3)], date: "closed_on"),
            "2024-02-01 | = 2", "2024-03-01 | = 1");

    [Fact]
    public async Task More_than_four_hundred_ranges_are_told_apart_by_day()
    {
        await using var database = await StarDatabase.OfAsync(Setup);
        DateRange[] days = [.. Enumerable.Range(0, 500).Select(i => new DateOnly(2023, 10, 1).AddDays(i))
            .Select(day => new DateRange(day, day.AddDays(1)))];
        Assert.Equal(["2024-01-05 | = 1", "2024-01-31 | = 1", "2024-02-01 | = 1", "2024-02-29 | = 1",
            "2024-03-01 | = 1", "2024-03-31 | = 1"], await database.AskAsync(Model, Count, "", days));
        Assert.Equal(["2024-01-31 | = 1"], await database.AskAsync(Model,
            Aggregate("cases", AggregateKind.Distinct, "area_key"), "", days[100..],
            filter: new RowFilter([new Filter("kind", ["b"]), new Filter("area", ["黄浦"])], [])));
    }

    [Fact]
    public async Task Different_values_of_many_long_ranges_are_not_those_of_their_days()
    {
        await using var database = await StarDatabase.OfAsync(Setup);
        DateRange[] fortnights = [.. Enumerable.Range(0, 450).Select(i => new DateOnly(2005, 1, 1).AddDays(14 * i))
            .Select(day => new DateRange(day, day.AddDays(14)))];
        Assert.Equal(["2024-01-26 | = 2", "2024-02-23 | = 1"], await database.AskAsync(Model,
            Aggregate("cases", AggregateKind.Distinct, "case_id"), "", [Days("2024-01-26", "2024-02-22"),
                .. fortnights, Days("2024-02-23", "2024-02-29")]));
    }

    [Fact]
    public Task Totals_are_grouping_sets() =>
        Is(d => d.AskAsync(Model, Amount, "area.region kind", sets: [[0, 1], [0], []]),
            "(total) | (total) = 38.35", "(unknown) | (total) = 1", "(unknown) | a = 1",
            "(unmatched) | (total) = 7", "(unmatched) | (unknown) = 7", "east | (total) = 30.3",
            "east | a = 10.1", "east | b = 20.2", "west | (total) = 0.05", "west | b = 0.05");

    [Fact]
    public Task Totals_of_different_values_are_evaluated_from_rows() =>
        Is(d => d.AskAsync(Model, Aggregate("hearings", AggregateKind.Distinct, "judge"), "area.region", sets: [[0], []]),
            "(total) = 3", "(unmatched) = 1", "east = 2", "west = 1");

    [Fact]
    public Task Hearings_are_grouped_by_the_area_of_their_case() =>
        Is(d => d.AskAsync(Model, Aggregate("hearings", AggregateKind.Sum, "minutes"), "area.district"),
            "(unmatched) = 10", "长宁 = 20", "静安 = 90", "黄浦 = 90");

    [Fact]
    public Task Leaves_of_one_question_keep_their_own_conditions() =>
        Is(async d =>
        {
            Leaf[] leaves = [new(Count, "filed_on"), new(Count with { Where = [new Filter("kind", ["a"])] }, "filed_on"),
                new(Count with { Sql = Sql("closed_on IS NOT NULL") }, "filed_on")];
            var block = await d.Cells(Model).FetchAsync(new CellQuestion(leaves, [], [[]], RowFilter.None, [Year(2024)]),
                Modes, CancellationToken.None);
            Assert.Single(block.Statements);
            return [.. leaves.Select(l => $"{block.Of(l, Year(2024))[MemberKey.All].Exact}")];
        }, "6", "3", "3");

    [Fact]
    public Task A_row_counts_whole_for_each_member_of_a_bridge() =>
        Is(d => d.AskAsync(Model, Amount, "person.person_id", sets: [[0], []]), "(total) = 38.35", "(unknown) = 8",
            "(unmatched) = 0.05", "11 = 30.3", "12 = 10.1");

    [Fact]
    public Task Two_members_of_one_attribute_are_one_pair() =>
        Is(d => d.AskAsync(Model, Count, "person.sex"), "(unknown) = 2", "(unmatched) = 1", "f = 2", "m = 2");

    [Fact]
    public Task Weights_make_members_add_up() =>
        Is(d => d.AskAsync(Model, Amount, "liable.sex"), "(unknown) = 8", "(unmatched) = 0.05",
            "f = 22.725", "m = 7.575");

    [Fact]
    public async Task A_mean_over_a_bridge_is_weighted_and_a_greatest_is_not()
    {
        await using var database = await StarDatabase.OfAsync(Setup);
        // f: (10.10 x 0.25 + 20.20 x 1) / 1.25; m: 10.10 x 0.75 / 0.75.
        Assert.Equal(["(unknown) = 4", "(unmatched) = 0.05", "f = 18.18", "m = 10.1"],
            await database.AskAsync(Model, Aggregate("cases", AggregateKind.Average, "amount"), "liable.sex"));
        Assert.Equal(["(unknown) = 7", "(unmatched) = 0.05", "f = 20.2", "m = 10.1"],
            await database.AskAsync(Model, Aggregate("cases", AggregateKind.Max, "amount"), "liable.sex"));
        Assert.Contains("bridge-unweighted liable", database.Notes);
    }

    [Fact]
    public Task A_filter_on_a_bridge_multiplies_nothing() =>
        Is(d => d.AskAsync(Model, Amount, filter: Filtered(new Filter("person.sex", ["m", "f"]))), "= 30.3");

    [Theory]
    [InlineData("area.region", FilterOperator.In, 3, "east")]
    [InlineData("area.region", FilterOperator.NotIn, 3, "east")]
    [InlineData("area.region", FilterOperator.In, 1, null)]
    [InlineData("area.region", FilterOperator.NotIn, 5, null)]
    [InlineData("area", FilterOperator.In, 2, "黄浦")]
    [InlineData("area.district", FilterOperator.BeginsWith, 1, "长")]
    [InlineData("area.district", FilterOperator.Contains, 1, "宁")]
    [InlineData("kind", FilterOperator.In, 3, "a")]
    [InlineData("kind", FilterOperator.NotIn, 3, "a")]
    [InlineData("kind", FilterOperator.In, 1, null)]
    [InlineData("kind", FilterOperator.Greater, 2, "a")]
    [InlineData("person.person_id", FilterOperator.AtLeast, 2, "12")]
    [InlineData("person.sex", FilterOperator.NotIn, 4, "m")]
    [InlineData("person.sex", FilterOperator.In, 2, null)]
    [InlineData("person.person_id", FilterOperator.Less, 2, "12")]
    public Task Filters_let_rows_through_once(string field, FilterOperator by, int rows, string? value) =>
        Is(d => d.AskAsync(Model, Count, filter: Filtered(new Filter(field, [value], by))), $"= {rows}");

    [Fact]
    public Task A_semi_join_keeps_cases_with_a_hearing_in_march() =>
        Is(async d => [.. await d.AskAsync(Model, Amount, filter: new RowFilter([], [new SemiJoin("hearings",
                From: "2024-03", To: "2024-03")])), .. await d.AskAsync(Model, Count, filter: new RowFilter([],
                [new SemiJoin("hearings", Not: true)]))], "= 10.15", "= 3");

    [Fact]
    public Task Hearings_are_filtered_by_their_case() =>
        Is(d => d.AskAsync(Model, Aggregate("hearings", AggregateKind.Count), filter: new RowFilter([],
            [new SemiJoin("cases", Where: [new Filter("kind", ["a"])])])), "= 3");

    [Fact]
    public Task A_semi_join_may_go_by_a_role_both_have() =>
        Is(d => d.AskAsync(Model, Count, filter: new RowFilter([], [new SemiJoin("hearings", On: "person",
            Where: [new Filter("judge", ["y"])])])), "= 3");

    static RowFilter Filtered(params Filter[] filters) => new(filters, []);

    [Fact]
    public async Task A_field_out_of_reach_is_refused_with_what_is_in_reach()
    {
        await using var database = await StarDatabase.OfAsync(Setup);
        var error = await Assert.ThrowsAsync<AnalyticsException>(() => database.AskAsync(Model, Count, "judge"));
        Assert.Equal("field-out-of-reach", error.Code);
        Assert.Contains("hearings", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dimension_whose_key_is_not_unique_is_refused()
    {
        await using var database = await StarDatabase.OfAsync("""
            CREATE TABLE dim_area (area_key integer, district text);
            INSERT INTO dim_area VALUES (1, 'a'), (1, 'b');
            CREATE TABLE cases (case_id integer, area_key integer, filed_on date);
            """);
        var model = Model([Dimension("area", "area_key", Attribute("district"))],
            Fact("cases", "case_id", [Date("filed_on")], Use("area", "area_key")));
        var error = await Assert.ThrowsAsync<AnalyticsException>(() => database.AskAsync(model, Count, "area.district"));
        Assert.Equal("key-not-unique", error.Code);
    }

    [Fact]
    public async Task A_span_is_from_the_first_to_the_last_day_of_rows_that_fit()
    {
        await using var database = await StarDatabase.OfAsync(Setup);
        var span = await database.Cells(Model).SpanAsync(new Leaf(Count, "filed_on"),
            Filtered(new Filter("kind", ["b"])), Modes, CancellationToken.None);
        Assert.Equal(Days("2024-01-31", "2024-02-29"), span);
        Assert.Null(await database.Cells(Model).SpanAsync(new Leaf(Count, "filed_on"),
            Filtered(new Filter("kind", ["q"])), Modes, CancellationToken.None));
    }

    [Fact]
    public async Task A_trace_has_the_rows_behind_a_cell()
    {
        await using var database = await StarDatabase.OfAsync(Setup);
        var trace = await database.Cells(Model).TraceAsync(new Leaf(Amount, "filed_on"),
            [(Field("area.region"), MemberValue.Of("east"))], RowFilter.None, Year(2024), Modes, 1,
            CancellationToken.None);
        Assert.Equal(2, trace.Rows);
        Assert.Equal((1, 1L, 10.10m), (trace.Sample.RowCount, trace.Sample[0, "case_id"], trace.Sample[0, "value"]));
        var unmatched = await database.Cells(Model).TraceAsync(new Leaf(Count, "filed_on"),
            [(Field("area.region"), MemberValue.Unmatched)], RowFilter.None, Year(2024), Modes, 9,
            CancellationToken.None);
        Assert.Equal(5L, unmatched.Sample[0, "case_id"]);
    }
}
