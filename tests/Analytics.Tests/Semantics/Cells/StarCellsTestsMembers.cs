using Analytics.Semantics;
using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using Analytics.Warehousing;
using static Analytics.Tests.Semantics.Stars.StarBuilder;

namespace Analytics.Tests.Semantics.Stars;

public class StarCellsTestsMembers
{
    static async Task Is(string setup, Func<StarDatabase, Task<string[]>> ask, params string[] expected)
    {
        await using var database = await StarDatabase.OfAsync(setup);
        Assert.Equal(expected, await ask(database));
    }

    static readonly Aggregate Count = Aggregate("cases", AggregateKind.Count);

    // 闸北 (2) was merged into 静安 (1) in 2015-11; 崇明县 (3) became 崇明区 (4) in 2016; 5 was split into 6 and 7 in 2016.
    const string Areas = """
        CREATE TABLE dim_area (area_key integer, name text, region text);
        INSERT INTO dim_area VALUES (1, '静安', 'core'), (2, '闸北', 'north'), (3, '崇明县', 'isle'), (4, '崇明区', 'isle'),
            (5, '旧区', 'far'), (6, '甲区', 'far'), (7, '乙区', 'near');
        CREATE TABLE area_successor (area_key integer, next_key integer, kind text, changed_on date);
        INSERT INTO area_successor VALUES (1, 1, 'merge', '2015-11-04'), (2, 1, 'merge', '2015-11-04'),
            (3, 4, 'status', '2016-07-01'), (5, 6, 'split', '2016-01-01'), (5, 7, 'split', '2016-01-01');
        CREATE TABLE cases (case_id integer, area integer, filed_on date);
        INSERT INTO cases VALUES (1, 1, '2014-05-01'), (2, 2, '2014-05-01'), (3, 2, '2015-05-01'), (4, 1, '2016-05-01'),
            (5, 3, '2015-05-01'), (6, 4, '2017-05-01'), (7, 5, '2015-06-01'), (8, 6, '2017-06-01'), (9, 7, '2017-06-01');
        """;

    static StarModel AreaModel(bool absentIsZero = true) => Model([Dimension("area", "area_key", Attribute("name"),
        Attribute("region")) with
    {
        Succession = new Succession(new Relation("area_successor", null), Sql("area_key"), Sql("next_key"), Sql("kind"),
            Sql("changed_on")),
    }], Fact("cases", "case_id", [Date("filed_on")], Use("area", "area")) with { AbsentIsZero = absentIsZero });

    static readonly SourceModes Today = Modes with { AreaView = "today" };

    [Fact]
    public Task Predecessors_are_added_to_what_they_became() =>
        Is(Areas, d => d.AskAsync(AreaModel(), Count, "area.name", [Year(2014), Year(2015), Year(2017)], modes: Today),
            "2014-01-01 | 静安 = 2", "2015-01-01 | 乙区 = n/a split", "2015-01-01 | 崇明区 = 1",
            "2015-01-01 | 旧区 = n/a split", "2015-01-01 | 甲区 = n/a split", "2015-01-01 | 静安 = 1",
            "2017-01-01 | 乙区 = 1", "2017-01-01 | 崇明区 = 1", "2017-01-01 | 甲区 = 1");

    [Fact]
    public async Task A_split_is_named_in_a_note()
    {
        await using var database = await StarDatabase.OfAsync(Areas);
        await database.AskAsync(AreaModel(), Count, "area.name", [Year(2015)], modes: Today);
        Assert.Equal(["succession-broken split 2016-01-01 旧区,甲区,乙区"], database.Notes);
    }

    [Fact]
    public Task A_total_over_a_split_is_right() =>
        Is(Areas, d => d.AskAsync(AreaModel(), Count, "area.region", [Year(2015)], [[]], modes: Today), "(total) = 3");

    [Fact]
    public Task As_reported_each_area_has_its_own() =>
        Is(Areas, d => d.AskAsync(AreaModel(), Count, "area.name", [Year(2015)]), "崇明县 = 1", "旧区 = 1", "闸北 = 1");

    [Fact]
    public Task A_filter_on_an_area_takes_its_predecessors_along() =>
        Is(Areas, d => d.AskAsync(AreaModel(), Count, "", [Year(2014)], filter: new RowFilter(
            [new Filter("area.name", ["静安"])], []), modes: Today), "= 2");

    [Fact]
    public Task Without_a_return_of_a_predecessor_there_is_no_sum() =>
        Is(Areas, d => d.AskAsync(AreaModel(false), Count, "area.name", [Year(2014), Year(2015), Year(2016)],
            filter: new RowFilter([new Filter("area", ["静安"])], []), modes: Today), "2014-01-01 | 静安 = 2",
            "2015-01-01 | 静安 = n/a predecessor-missing", "2016-01-01 | 静安 = 1");

    [Fact]
    public Task Common_boundaries_join_what_was_split_within_the_span() =>
        Is(Areas, d => d.AskAsync(AreaModel(), Count, "area.name", [Year(2015), Year(2017)], modes: Modes with
        {
            AreaView = "common", Span = new DateRange(new(2015, 1, 1), new(2018, 1, 1)),
        }), "2015-01-01 | 乙区+甲区 = 1", "2015-01-01 | 崇明区 = 1", "2015-01-01 | 静安 = 1",
            "2017-01-01 | 乙区+甲区 = 2", "2017-01-01 | 崇明区 = 1");

    [Fact]
    public Task Common_boundaries_know_nothing_of_what_came_before_the_span() =>
        Is(Areas, d => d.AskAsync(AreaModel(), Count, "area.name", [Year(2017)], modes: Modes with
        {
            AreaView = "common", Span = Year(2017),
        }), "乙区 = 1", "崇明区 = 1", "甲区 = 1");

    const string Spelled = """
        CREATE TABLE dim_court (court integer, name text, place integer, title text);
        INSERT INTO dim_court VALUES (1, '第一法院', 2, 'First'), (2, '第 一法院', 2, 'First'), (3, 'Ｂ院', 1, 'B'),
            (4, 'B院', 1, 'B'), (5, '第一法院', 2, 'First');
        CREATE TABLE cases (case_id integer, court integer, kind text, filed_on date);
        INSERT INTO cases VALUES (1, 1, 'x ', '2024-01-01'), (2, 2, 'x', '2024-01-01'), (3, 3, ' x', '2024-01-01'),
            (4, 4, 'x', '2024-01-01'), (5, 5, 'y', '2024-01-01'), (6, 2, 'y', '2024-01-01');
        CREATE TABLE tags (case_id integer, tag text);
        INSERT INTO tags VALUES (1, 't'), (1, ' t'), (2, 't'), (3, 'u');
        """;

    const SameRules Alike = SameRules.Width | SameRules.Blanks;

    static readonly StarModel SpelledModel = Model([Dimension("court", "court", Attribute("name", same: Alike,
            order: MemberOrder.Column, orderBy: "place", label: "title"))],
        Fact("cases", "case_id", [Date("filed_on")], Use("court", "court"), Own("kind", Alike)).With(
            Bridge("tag", "tags", "case_id", "tag") with { Own = Attribute("tag", "tag", Alike) }));

    [Fact]
    public Task Members_that_look_the_same_are_the_same() =>
        Is(Spelled, async d => [.. await d.AskAsync(SpelledModel, Count, "court.name"),
            .. await d.AskAsync(SpelledModel, Count, "kind"),
            .. await d.AskAsync(SpelledModel, Aggregate("cases", AggregateKind.Distinct, "court"), "kind"),
            .. await d.AskAsync(SpelledModel, Count, "tag")],
            "B院 = 2", "第一法院 = 4", "x = 4", "y = 2", "x = 4", "y = 2", "(unknown) = 3", "t = 2", "u = 1");

    [Fact]
    public Task A_filter_takes_every_spelling_of_a_member() =>
        Is(Spelled, async d => [.. await d.AskAsync(SpelledModel, Count, filter: Only("court", "第一 法院")),
            .. await d.AskAsync(SpelledModel, Count, filter: Only("kind", "x  ")),
            .. await d.AskAsync(SpelledModel, Count, filter: Only("tag", "t"))], "= 4", "= 4", "= 2");

    static RowFilter Only(string field, string value) => new([new Filter(field, [value])], []);

    [Fact]
    public async Task Members_are_described_in_their_order_with_unknown_ones_last()
    {
        await using var database = await StarDatabase.OfAsync(Spelled);
        var facts = await database.Cells(SpelledModel).DescribeAsync(Field("court.name"), [MemberValue.Unmatched,
            MemberValue.Of("第一法院"), MemberValue.Unknown, MemberValue.Of("B院")], Modes, CancellationToken.None);
        Assert.Equal(["B院 B", "第一法院 First", "(unknown) ", "(unmatched) "], facts.OrderBy(f => f.Value.Place)
            .Select(f => $"{f.Key} {f.Value.Label?.En}"));
    }

    [Fact]
    public async Task Lists_and_pinyin_order_members()
    {
        await using var database = await StarDatabase.OfAsync("CREATE TABLE cases (kind text); CREATE TABLE other (kind text)");
        async Task<string[]> Order(MemberOrder order, params string[] listed)
        {
            var use = Own("kind") with { Own = Attribute("kind", order: order, members: listed) };
            var facts = await database.Cells(Model([], Fact("cases", "", [], use))).DescribeAsync(Field("kind"),
                [MemberValue.Of("张江"), MemberValue.Of("安亭"), MemberValue.Of("北站")], Modes, CancellationToken.None);
            return [.. facts.OrderBy(f => f.Value.Place).Select(f => f.Key.ToString())];
        }
        Assert.Equal(["安亭", "北站", "张江"], await Order(MemberOrder.Pinyin));
        Assert.Equal(["北站", "安亭", "张江"], await Order(MemberOrder.Listed, "北站"));
    }

    [Fact]
    public async Task A_fact_without_dates_is_counted_over_always()
    {
        await using var database = await StarDatabase.OfAsync("CREATE TABLE cases (won boolean); INSERT INTO cases VALUES (TRUE), (FALSE), (NULL), (TRUE)");
        var model = Model([], Fact("cases", "", []));
        Assert.Equal(["= 2"], await database.AskAsync(model, Aggregate("cases", AggregateKind.Sum, "won")));
    }

    [Fact]
    public Task Two_bridges_make_pairs_of_members() =>
        Is("""
            CREATE TABLE cases (case_id integer); INSERT INTO cases VALUES (1), (2);
            CREATE TABLE tags (case_id integer, tag text); INSERT INTO tags VALUES (1, 'a'), (1, 'b'), (2, 'a');
            CREATE TABLE laws (case_id integer, law text); INSERT INTO laws VALUES (1, 'x'), (1, 'y');
            """, d => d.AskAsync(Model([], Fact("cases", "case_id", []).With(Bridge("tag", "tags", "case_id", "tag"),
            Bridge("law", "laws", "case_id", "law"))), Count, "tag law", sets: [[0, 1], [0], []]),
            "(total) | (total) = 2", "a | (total) = 2", "a | (unknown) = 1", "a | x = 1", "a | y = 1",
            "b | (total) = 1", "b | x = 1", "b | y = 1");

    [Fact]
    public async Task A_database_that_is_not_ours_is_read_only_and_reaches_no_file()
    {
        var path = Path.Combine(Path.GetTempPath(), $"foreign-{Guid.NewGuid():N}.duckdb");
        var missing = await Assert.ThrowsAsync<AnalyticsException>(() => Open(path));
        Assert.Equal("database-missing", missing.Code);
        await File.WriteAllTextAsync(path, "no database", TestContext.Current.CancellationToken);
        Assert.Equal("database-unreadable", (await Assert.ThrowsAsync<AnalyticsException>(() => Open(path))).Code);
        File.Delete(path);
        await using var database = await StarDatabase.OfAsync("CREATE TABLE t (a integer)");
        foreach (var sql in new[] { "INSERT INTO t VALUES (1)", "SELECT * FROM read_csv('/etc/passwd')",
            "SET enable_external_access = true" })
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => database.QueryAsync(sql,
                new Dictionary<string, object?>(), null, CancellationToken.None));
    }

    static Task<WarehouseReader> Open(string path) =>
        WarehouseReader.OpenExistingAsync(path, Engines.Default, CancellationToken.None);

    [Theory]
    [InlineData("SELECT CAST('nan' AS double) AS \"x\"", "NaN is no number")]
    [InlineData("SELECT CAST('inf' AS double) AS \"x\"", "Infinity is no number")]
    [InlineData("SELECT CAST('1234567890123456789012345678.12' AS numeric(38,2)) AS \"x\"", "28 digits")]
    public async Task A_number_that_cannot_be_held_is_refused(string sql, string problem)
    {
        await using var database = await StarDatabase.OfAsync("CREATE TABLE t (x integer)");
        var error = await Assert.ThrowsAsync<Analytics.Tables.AnalyticsException>(() => database.QueryAsync(sql,
            new Dictionary<string, object?>(), null, CancellationToken.None));
        Assert.Equal("value-not-held", error.Code);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }
}
