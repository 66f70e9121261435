using Analytics.Semantics;
using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using static Analytics.Tests.Semantics.Stars.StarBuilder;

namespace Analytics.Tests.Semantics.Stars;

public class StarCellsTestsTime
{
    static async Task Is(string setup, Func<StarDatabase, Task<string[]>> ask, params string[] expected)
    {
        await using var database = await StarDatabase.OfAsync(setup);
        Assert.Equal(expected, await ask(database));
    }

    // 2024-01-31 17:00 UTC is 1 February in Shanghai.
    const string Instants = """
        CREATE TABLE cases (case_id integer, filed_at timestamp, seen_at timestamptz, noted_at timestamp);
        INSERT INTO cases VALUES (1, '2024-01-31 15:59:59.999999', '2024-01-31 15:59:59+00', '2024-01-31 23:59:59.999999'),
            (2, '2024-01-31 16:00:00', '2024-01-31 16:00:00+00', '2024-02-01 00:00:00'),
            (3, '2024-02-29 17:00:00', '2024-02-29 17:00:00+00', '2024-03-01 01:00:00');
        """;

    static readonly StarModel InstantModel = Model([], Fact("cases", "case_id", [Date("filed_at", DateKind.Utc),
        Date("seen_at", DateKind.Utc), Date("noted_at", DateKind.Local)])) with { TimeZone = "Asia/Shanghai" };

    static readonly Aggregate Count = Aggregate("cases", AggregateKind.Count);

    [Theory]
    [InlineData("filed_at")]
    [InlineData("seen_at")]
    [InlineData("noted_at")]
    public Task Months_are_cut_in_the_time_zone_of_the_office(string date) =>
        Is(Instants, d => d.AskAsync(InstantModel, Count, "", [Month(2024, 1), Month(2024, 2), Month(2024, 3)],
            date: date), "2024-01-01 | = 1", "2024-02-01 | = 1", "2024-03-01 | = 1");

    [Theory]
    [InlineData("filed_at")]
    [InlineData("seen_at")]
    [InlineData("noted_at")]
    public async Task A_span_is_in_days_of_the_office(string date)
    {
        await using var database = await StarDatabase.OfAsync(Instants);
        Assert.Equal(Days("2024-01-31", "2024-03-01"), await database.Cells(InstantModel).SpanAsync(
            new Leaf(Count, date), RowFilter.None, Modes, CancellationToken.None));
    }

    [Fact]
    public async Task A_year_of_one_row_is_not_cut_into_months()
    {
        await using var database = await StarDatabase.OfAsync(
            "CREATE TABLE people (on_day date, n integer); INSERT INTO people VALUES ('2023-12-31', 5), ('2024-06-30', 7)");
        var model = Model([], Fact("people", "", [Date("on_day", level: "year")]));
        var sum = Aggregate("people", AggregateKind.Sum, "n");
        Assert.Equal(["2023-01-01 | = 5", "2024-01-01 | = 7"], await database.AskAsync(model, sum, "", [Year(2023), Year(2024)]));
        var error = await Assert.ThrowsAsync<AnalyticsException>(() => database.AskAsync(model, sum, "", [Month(2024, 6)]));
        Assert.Equal("date-too-fine", error.Code);
        Assert.Equal(new DateRange(new(2023, 1, 1), new(2025, 1, 1)), await database.Cells(model).SpanAsync(
            new Leaf(sum, "on_day"), RowFilter.None, Modes, CancellationToken.None));
    }

    // Pending cases of two courts; court 2 has no row on the last day, and no value on the day before.
    const string Stock = """
        CREATE TABLE pending (court integer, day date, n integer);
        INSERT INTO pending VALUES (1, '2024-01-10', 10), (2, '2024-01-10', 5), (1, '2024-01-20', 12),
            (2, '2024-01-20', 7), (2, '2024-01-25', NULL), (1, '2024-01-31', 14);
        """;

    static readonly StarModel StockModel = Model([], Fact("pending", "", [Date("day")], Own("court")));

    // Mean: (15 + 19 + 14) / 3, (10 + 12 + 14) / 3, (5 + 7) / 2: a day on which nothing was told is not 0.
    [Theory]
    [InlineData(OverTime.First, new[] { "(total) = 15", "1 = 10", "2 = 5" })]
    [InlineData(OverTime.Last, new[] { "(total) = 14", "1 = 14" })]
    [InlineData(OverTime.LastNonEmpty, new[] { "(total) = 21", "1 = 14", "2 = 7" })]
    [InlineData(OverTime.Average, new[] { "(total) = 16", "1 = 12", "2 = 6" })]
    public Task A_stock_is_not_added_over_time(OverTime over, string[] expected) =>
        Is(Stock, d => d.AskAsync(StockModel, Aggregate("pending", AggregateKind.Sum, "n", overTime: over), "court",
            [Month(2024, 1)], [[0], []]), expected);

    [Fact]
    public Task The_last_day_of_a_stock_is_that_of_the_fact_not_of_what_is_filtered() =>
        Is(Stock, async d => [.. await d.AskAsync(StockModel, Aggregate("pending", AggregateKind.Sum, "n",
                overTime: OverTime.Last), "", [Month(2024, 1)], filter: new RowFilter([new Filter("court", [2])], [])),
            .. await d.AskAsync(StockModel, Aggregate("pending", AggregateKind.Sum, "n",
                overTime: OverTime.LastNonEmpty), "", [Month(2024, 1), Days("2024-01-01", "2024-01-19")],
                filter: new RowFilter([new Filter("court", [2])], []))], "2024-01-01 | = 5", "2024-01-01 | = 7");

    // Court 1 moves from east to west on 1 February; facts of `cases` refer to the version, those of `visits` to it.
    const string History = """
        CREATE TABLE dim_court (court_key integer, court_id text, region text, from_on date, to_on date);
        INSERT INTO dim_court VALUES (1, 'A', 'east', NULL, '2024-01-31'), (2, 'A', 'west', '2024-02-01', NULL),
            (3, 'B', 'east', '2024-01-15', '2024-06-30');
        CREATE TABLE cases (case_id integer, court integer, filed_on date);
        INSERT INTO cases VALUES (1, 1, '2024-01-31'), (2, 2, '2024-02-01'), (3, 3, '2024-02-02');
        CREATE TABLE visits (visit_id integer, court text, visited_on date);
        INSERT INTO visits VALUES (1, 'A', '2024-01-31'), (2, 'A', '2024-02-01'), (3, 'B', '2024-01-14'),
            (4, 'B', '2024-01-15'), (5, NULL, '2024-02-01'), (6, 'C', '2024-02-01');
        """;

    static StarModel HistoryModel(bool member) => Model([Dimension("court", "court_key", Attribute("region")) with
    {
        History = new DimensionHistory(Sql("court_id"), Sql("from_on"), Sql("to_on"), false, member),
    }], Fact("cases", "case_id", [Date("filed_on")], Use("court", "court")),
        Fact("visits", "visit_id", [Date("visited_on")], Use("court", "court")));

    [Fact]
    public Task Attributes_are_as_they_were_by_the_key_of_the_version() =>
        Is(History, d => d.AskAsync(HistoryModel(false), Count, "court.region"), "east = 2", "west = 1");

    [Fact]
    public Task Attributes_are_as_they_are_by_the_key_of_the_version() =>
        Is(History, d => d.AskAsync(HistoryModel(false), Count, "court.region", modes: Modes with { AsIs = true }),
            "east = 1", "west = 2");

    [Fact]
    public Task Attributes_are_as_they_were_on_the_day_of_the_fact() =>
        Is(History, d => d.AskAsync(HistoryModel(true), Aggregate("visits", AggregateKind.Count), "court.region"),
            "(unknown) = 1", "(unmatched) = 2", "east = 2", "west = 1");

    [Fact]
    public Task Attributes_are_as_they_are_by_the_member() =>
        Is(History, d => d.AskAsync(HistoryModel(true), Aggregate("visits", AggregateKind.Count), "court.region",
            modes: Modes with { AsIs = true }), "(unknown) = 1", "(unmatched) = 1", "east = 2", "west = 2");

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 2)]
    public Task Filters_follow_history(bool asIs, int rows) =>
        Is(History, d => d.AskAsync(HistoryModel(true), Aggregate("visits", AggregateKind.Count),
            filter: new RowFilter([new Filter("court.region", ["east"])], []), modes: Modes with { AsIs = asIs }),
            $"= {rows}");

    const string Told = """
        CREATE TABLE cases (case_id integer, filed_on date, amount integer, loaded_on date, line integer, gone boolean);
        INSERT INTO cases VALUES (1, '2024-01-01', 10, '2024-01-02', 1, NULL), (1, '2024-01-01', 20, '2024-02-02', 1, NULL),
            (2, '2024-01-01', 1, '2024-01-02', 1, FALSE), (2, '2024-01-01', 2, '2024-01-02', 2, FALSE),
            (3, '2024-01-01', 100, '2024-01-03', 1, NULL), (3, '2024-01-01', 100, '2024-03-03', 1, TRUE);
        """;

    static readonly StarModel ToldModel = Model([], Fact("cases", "case_id", [Date("filed_on")]) with
    {
        Versions = new RecordVersions([Sql("case_id")], Sql("loaded_on"), Sql("line"), Sql("gone")),
    });

    [Theory]
    [InlineData(Vintage.Current, null, 22)]
    [InlineData(Vintage.First, null, 112)]
    [InlineData(Vintage.Current, "2024-01-31", 112)]
    [InlineData(Vintage.Current, "2024-02-02", 122)]
    public Task Of_tellings_of_a_record_one_holds(Vintage vintage, string? asOf, int sum) =>
        Is(Told, d => d.AskAsync(ToldModel, Aggregate("cases", AggregateKind.Sum, "amount"), modes: Modes with
        {
            Vintage = vintage, AsOf = asOf is null ? null : DateOnly.Parse(asOf),
        }), $"= {sum}");

    [Fact]
    public async Task Every_telling_at_once_is_refused()
    {
        await using var database = await StarDatabase.OfAsync(Told);
        var error = await Assert.ThrowsAsync<AnalyticsException>(() => database.AskAsync(ToldModel, Count,
            modes: Modes with { Vintage = Vintage.All }));
        Assert.Equal("vintage-all-grouped", error.Code);
    }
}
