using Analytics.Semantics;
using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Cells.Rows;
using Analytics.Semantics.Stars;
using Analytics.Warehousing;

namespace Analytics.Tests.Semantics.Stars;

/// <summary>Cells made row by row, beside cells worked by hand.</summary>
public sealed class RowCellsTests
{
    const string Courts = """
        model: courts
        dimensions:
          area: { table: area, key: area_key, attributes: { district: name, region: region } }
          person: { table: person, key: person_id, attributes: { name: name, gender: gender } }
        facts:
          cases:
            table: cases
            grain: one case
            key: case_id
            where: "is_deleted = false"
            dates: { filed_on: filed_on }
            dimensions: { area: { key: area_key }, kind: kind }
            bridges: { party: { table: party, fact_key: case_id, dimension: person, member: person_id, weight: share } }
          hearings:
            table: hearings
            grain: one hearing
            key: hearing_id
            dates: { heard_on: heard_on }
            parents: { case: { fact: cases, key: case_id } }
        """;

    static readonly (string, string)[] Tables =
    [
        ("area", "area_key:whole name:text region:text\n1 黄浦区 中心\n2 静安区 中心\n3 崇明区 远郊\n4 无名 -"),
        ("person", "person_id:whole name:text gender:text\n1 甲 女\n2 乙 男\n3 丙 女"),
        ("cases", """
            case_id:whole area_key:whole kind:text filed_on:date amount:exact is_deleted:flag
            1 1 民事 2024-01-05 10.5 no
            2 1 行政 2024-01-31 - no
            3 2 民事 2024-02-01 20.25 no
            4 - 民事 2024-02-29 1 no
            5 9 行政 2024-03-01 2 no
            6 3 民事 2024-01-10 99 yes
            7 4 民事 2024-03-31 4 no
            """),
        ("party", "case_id:whole person_id:whole share:exact\n1 1 0.5\n1 2 0.5\n2 1 1\n3 3 0.25\n3 3 0.25\n3 1 0.5"),
        ("hearings", "hearing_id:whole case_id:whole heard_on:date\n1 1 2024-02-01\n2 1 2024-03-05\n3 3 2024-03-01\n"
            + "4 - 2024-03-01\n5 8 2024-03-02"),
    ];

    static readonly DateRange Year = new(new DateOnly(2024, 1, 1), new DateOnly(2025, 1, 1));
    static readonly SourceModes Modes = new(false, Vintage.Current, null, "as_reported", null, Year);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_are_counted_by_member_with_unknown_and_unmatched_apart() => Assert.Equal(
        "(unknown)=1 (unmatched)=1 无名=1 静安区=1 黄浦区=2", await CellsAsync(Body("cases", AggregateKind.Count), "area"));

    [Fact]
    public async Task An_absent_attribute_is_the_unknown_member() => Assert.Equal(
        "(unknown)=2 (unmatched)=1 中心=3", await CellsAsync(Body("cases", AggregateKind.Count), "area.region"));

    [Fact] // 10.5 + 20.25 + 1 + 2 + 4; case 6 is deleted
    public async Task The_sum_over_everything_is_exact() =>
        Assert.Equal("=37.75", await CellsAsync(Body("cases", AggregateKind.Sum, "amount")));

    [Fact] // 37.75 / 5: case 2 has no amount
    public async Task Absent_values_are_no_part_of_an_average() =>
        Assert.Equal("=7.55", await CellsAsync(Body("cases", AggregateKind.Average, "amount")));

    [Fact] // 1 2 4 10.5 20.25
    public async Task The_median_is_that_of_all_rows() =>
        Assert.Equal("=4", await CellsAsync(Body("cases", AggregateKind.Median, "amount")));

    [Fact] // place 4 * 0.9 = 3.6 between 10.5 and 20.25: 10.5 + 0.6 * 9.75
    public async Task A_quantile_is_interpolated_as_type_7() => Assert.Equal("=16.35",
        await CellsAsync(Body("cases", AggregateKind.Quantile, "amount") with { Quantile = 0.9 }));

    [Fact]
    public async Task A_group_with_absent_values_alone_has_no_sum() => Assert.Equal("静安区=20.25 黄浦区=10.5",
        await CellsAsync(Body("cases", AggregateKind.Sum, "amount"), "area",
            new Filter("area.region", ["中心"])));

    [Fact] // 甲: 10.5 * 0.5 + 20.25 * 0.5; 乙: 10.5 * 0.5; 丙: 20.25 * (0.25 + 0.25); cases 4, 5, 7 have no party
    public async Task Weights_share_a_sum_among_the_members_of_a_bridge() => Assert.Equal(
        "(unknown)=7 丙=10.125 乙=5.25 甲=15.375", await CellsAsync(Body("cases", AggregateKind.Sum, "amount"), "party"));

    [Fact] // 甲: 0.5 + 1 + 0.5, 丙: 0.5
    public async Task Weights_share_a_count() => Assert.Equal("(unknown)=3 丙=0.5 乙=0.5 甲=2",
        await CellsAsync(Body("cases", AggregateKind.Count), "party"));

    [Fact] // cases 1, 2, 3 have women; half of case 1 is 乙's
    public async Task A_filter_on_a_bridge_takes_the_pairs_that_fit() => Assert.Equal("女=2.5",
        await CellsAsync(Body("cases", AggregateKind.Count), "party.gender", new Filter("party.gender", ["女"])));

    [Fact]
    public async Task A_total_over_a_bridge_takes_each_row_once() => Assert.Equal("=3",
        await CellsAsync(Body("cases", AggregateKind.Count), null, new Filter("party.gender", ["女"])));

    [Fact] // hearing 4 has no case, the case of hearing 5 is not there
    public async Task A_hearing_has_the_members_of_its_case() => Assert.Equal("(unknown)=1 (unmatched)=1 静安区=1 黄浦区=2",
        await CellsAsync(Body("hearings", AggregateKind.Count), "area"));

    [Fact]
    public async Task Cases_with_a_hearing_are_counted_once_each()
    {
        var has = new SemiJoin("hearings", From: "2024-03", To: "2024-03");
        Assert.Equal("=2", await CellsAsync(Body("cases", AggregateKind.Count), null, has));
        Assert.Equal("=4", await CellsAsync(Body("cases", AggregateKind.Count), null, has with { Not = true }));
    }

    [Fact]
    public async Task A_range_covers_its_first_day_and_not_its_end()
    {
        var february = new DateRange(new DateOnly(2024, 2, 1), new DateOnly(2024, 3, 1));
        Assert.Equal("=2", await CellsAsync(Body("cases", AggregateKind.Count), null, RowFilter.None, february));
    }

    [Fact] // the last day of any case is 31 March, where Huangpu has none
    public async Task A_last_level_is_that_of_the_last_day_of_all() => Assert.Equal("无名=4",
        await CellsAsync(Body("cases", AggregateKind.Sum, "amount") with { OverTime = OverTime.Last }, "area"));

    [Fact] // of each area and kind the last row with an amount
    public async Task The_last_level_that_is_there_goes_by_entity() => Assert.Equal(
        "(unknown)=1 (unmatched)=2 无名=4 静安区=20.25 黄浦区=10.5",
        await CellsAsync(Body("cases", AggregateKind.Sum, "amount") with { OverTime = OverTime.LastNonEmpty }, "area"));

    [Fact] // 民事: (10.5 + 20.25 + 1 + 4) / 4 days with a case of this kind
    public async Task A_level_over_time_is_the_mean_of_its_days() => Assert.Equal("民事=8.9375 行政=2",
        await CellsAsync(Body("cases", AggregateKind.Sum, "amount") with { OverTime = OverTime.Average }, "kind"));

    [Fact]
    public async Task The_span_is_that_of_the_rows_let_through()
    {
        await using var tables = await OpenAsync();
        var span = await Source(tables).SpanAsync(new Leaf(Body("cases", AggregateKind.Count), "filed_on"),
            new RowFilter([new Filter("kind", ["行政"])], []), Modes, Token);
        Assert.Equal(new DateRange(new DateOnly(2024, 1, 31), new DateOnly(2024, 3, 2)), span);
    }

    [Fact]
    public async Task Rows_that_refer_to_nothing_or_to_what_is_not_there_are_noted()
    {
        await using var tables = await OpenAsync();
        var block = await Source(tables).FetchAsync(new CellQuestion([new Leaf(Body("cases", AggregateKind.Count),
            "filed_on")], [new Field("area", "district")], [[0]], RowFilter.None, [Year]), Modes, Token);
        var note = Assert.Single(block.Notes);
        Assert.Equal(("unmatched-members", "area", 2L), (note.Code, note.Facts[0].Value, note.Facts[1].Value));
    }

    [Fact]
    public async Task The_rows_of_a_cell_are_shown()
    {
        await using var tables = await OpenAsync();
        var trace = await Source(tables).TraceAsync(new Leaf(Body("cases", AggregateKind.Sum, "amount"), "filed_on"),
            [(new Field("area", "district"), MemberValue.Of("黄浦区"))], RowFilter.None, Year, Modes, 1, Token);
        Assert.Equal((2, 1, 1L, 10.5m), (trace.Rows, trace.Sample.RowCount, trace.Sample[0, "case_id"],
            trace.Sample[0, "value"]));
    }

    static Aggregate Body(string fact, AggregateKind kind, string? of = null) =>
        new(fact, kind, of is null ? null : new Expression(of), null, [], null, null, OverTime.Add, []);

    static async Task<StarTables> OpenAsync()
    {
        var tables = await StarTables.OpenAsync(Token);
        foreach (var (name, text) in Tables) await tables.AddAsync(name, StarTables.Rows(text), Token);
        return tables;
    }

    static RowCells Source(StarTables tables) =>
        new(StarModel.Parse("courts.yaml", Courts), tables.QueryAsync, Engines.Default.Dialect);

    static Task<string> CellsAsync(Aggregate body, string? field = null) => CellsAsync(body, field, RowFilter.None, Year);

    static Task<string> CellsAsync(Aggregate body, string? field, Filter filter) =>
        CellsAsync(body, field, new RowFilter([filter], []), Year);

    static Task<string> CellsAsync(Aggregate body, string? field, SemiJoin has) =>
        CellsAsync(body, field, new RowFilter([], [has]), Year);

    static async Task<string> CellsAsync(Aggregate body, string? field, RowFilter filter, DateRange range)
    {
        await using var tables = await OpenAsync();
        var source = Source(tables);
        Field[] fields = field is null ? [] : [FieldNames.Field(StarModel.Parse("courts.yaml", Courts), field)];
        var leaf = new Leaf(body, body.Fact == "cases" ? "filed_on" : "heard_on");
        int[] set = [.. fields.Select((_, place) => place)];
        var block = await source.FetchAsync(new CellQuestion([leaf], fields, [set], filter, [range]), Modes, Token);
        return string.Join(' ', block.Of(leaf, range).OrderBy(cell => cell.Key.ToString(), StringComparer.Ordinal)
            .Select(cell => $"{cell.Key}={Show(cell.Value)}"));
    }

    static string Show(Cell cell) => cell.HasValue ? FormattableString.Invariant($"{Math.Round(cell.Real, 9)}")
        : cell.Reason ?? cell.State.ToString();
}
