using Analytics.Semantics;
using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Cells.Rows;
using Analytics.Semantics.Cells.Stars;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Tests.Semantics.Stars;

/// <summary>Small stars by chance, with keys that are absent, unknown or doubled, asked questions by chance: statements
/// and rows give the same cells.</summary>
public sealed class TwoPlansTests
{
    const string Courts = """
        model: courts
        time_zone: Asia/Shanghai
        dimensions:
          area: { table: area, key: area_key, attributes: { district: { column: name, same: [blanks, width] }, region: region } }
          judge:
            table: judge
            key: version
            attributes: { title: title }
            history: { member: judge_id, valid_from: from_on, valid_to: to_on, to_is: after, facts_hold: member }
          person: { table: person, key: person_id, attributes: { name: name, gender: gender } }
        facts:
          cases:
            table: cases
            grain: one case
            key: case_id
            where: "is_deleted = false"
            dates: { filed_on: filed_on, closed_at: { column: closed_at, kind: utc } }
            dimensions: { area: { key: area_key }, judge: { key: judge_id }, kind: kind }
            versions: { record: [case_id], known_from: known_on, tie: line, withdrawn: is_withdrawn }
            bridges:
              party: { table: party, fact_key: case_id, dimension: person, member: person_id, weight: share }
              topic: { table: topic, fact_key: case_id, column: topic }
          hearings:
            table: hearings
            grain: one hearing
            key: hearing_id
            dates: { heard_on: heard_on }
            dimensions: { area: { key: area_key } }
            parents: { case: { fact: cases, key: case_id } }
        """;

    static readonly DateOnly First = new(2023, 11, 20);
    static readonly string[] Kinds = ["民事", "行政", "刑事"];

    static readonly (Field Field, bool IsBridge)[] Fields =
    [
        (new("area", "district"), false), (new("area", "region"), false), (new("judge", "title"), false),
        (new("kind", "kind"), false), (new("party", "name"), true), (new("party", "gender"), true),
        (new("topic", "topic"), true),
    ];

    static readonly AggregateKind[] Additive = [AggregateKind.Count, AggregateKind.Sum];

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static StarModel Model { get; } = StarModel.Parse("courts.yaml", Courts);

    public static TheoryData<int> Few => [.. Enumerable.Range(1, 4)];

    public static TheoryData<int> Many => [.. Enumerable.Range(100, 40)];

    [Theory, MemberData(nameof(Few))]
    public Task A_star_by_chance_has_one_answer(int seed) => Compare(seed, questions: 12);

    [Theory, Trait("Speed", "Slow"), MemberData(nameof(Many))]
    public Task Many_stars_by_chance_have_one_answer(int seed) => Compare(seed, questions: 40);

    [Theory, MemberData(nameof(Few))]
    public async Task Groups_without_a_bridge_add_up_to_the_whole(int seed)
    {
        var random = new Random(seed);
        await using var tables = await StarAsync(random);
        foreach (var (field, _) in Fields.Where(field => !field.IsBridge))
            foreach (var kind in Additive)
            {
                var leaf = Flow(LeafOf("cases", kind, random));
                var block = await Statements(tables).FetchAsync(new CellQuestion([leaf], [field], [[0], []],
                    RowFilter.None, [DateRange.Always]), Modes(random, false), Token);
                var cells = block.Of(leaf, DateRange.Always);
                var total = cells.FirstOrDefault(cell => cell.Key[0] == MemberValue.Total).Value.Exact ?? 0;
                Assert.Equal(total, cells.Where(cell => cell.Key[0] != MemberValue.Total).Sum(cell => cell.Value.Exact));
            }
    }

    [Theory, MemberData(nameof(Few))]
    public async Task Districts_add_up_to_their_region(int seed)
    {
        var random = new Random(seed);
        await using var tables = await StarAsync(random);
        var leaf = Flow(LeafOf("cases", AggregateKind.Sum, random));
        var block = await Statements(tables).FetchAsync(new CellQuestion([leaf], [Fields[1].Field, Fields[0].Field],
            [[0], [0, 1]], RowFilter.None, [DateRange.Always]), Modes(random, false), Token);
        foreach (var region in block.Of(leaf, DateRange.Always).GroupBy(cell => cell.Key[0]))
            Assert.Equal(region.Where(cell => cell.Key[1] == MemberValue.Total).Sum(cell => cell.Value.Exact),
                region.Where(cell => cell.Key[1] != MemberValue.Total).Sum(cell => cell.Value.Exact));
    }

    [Theory, MemberData(nameof(Few))]
    public async Task The_order_of_filters_and_fields_does_not_matter(int seed)
    {
        var random = new Random(seed);
        await using var tables = await StarAsync(random);
        var filters = Enumerable.Range(0, 3).Select(_ => FilterOf(random)).ToArray();
        var leaf = LeafOf("cases", AggregateKind.Sum, random);
        Field[] fields = [Fields[0].Field, Fields[3].Field];
        var modes = Modes(random, false);
        async Task<IReadOnlyDictionary<MemberKey, Cell>> AskAsync(Field[] by, Filter[] where) =>
            (await Statements(tables).FetchAsync(new CellQuestion([leaf], by, [[0, 1]], new RowFilter(where, []),
                [DateRange.Always]), modes, Token)).Of(leaf, DateRange.Always);
        var (one, other) = (await AskAsync(fields, filters), await AskAsync([.. fields.Reverse()], [.. filters.Reverse()]));
        Assert.Equal(one.Count, other.Count);
        Assert.All(one, cell => Assert.Equal(cell.Value, other[new MemberKey(cell.Key[1], cell.Key[0])]));
    }

    const string Returns = """
        model: returns
        dimensions:
          area:
            table: area
            key: area_key
            attributes: { name: name, region: region }
            succession: { table: successor, predecessor: before, successor: after, kind: kind, on: changed_on }
        facts:
          returns:
            table: returns
            grain: one return
            key: id
            dates: { told_on: told_on }
            dimensions: { area: { key: area_key } }
            absent: ABSENT
        """;

    // 1 and 2 merged into 3; 4 was renamed 5, then 6; 7 was split into 8 and 9; the boundary of 10 moved to 11.
    const string Successors = """
        before:whole after:whole kind:text changed_on:date
        1  3  merge    2016-01-01
        2  3  merge    2016-01-01
        4  5  rename   2015-01-01
        5  6  rename   2017-01-01
        7  8  split    2016-01-01
        7  9  split    2016-01-01
        10 11 boundary 2016-01-01
        """;

    [Theory, MemberData(nameof(Few))]
    public async Task Members_that_turned_into_others_have_one_answer(int seed)
    {
        var random = new Random(seed);
        var model = StarModel.Parse("returns.yaml", Returns.Replace("ABSENT", seed % 2 == 0 ? "zero" : "unknown",
            StringComparison.Ordinal));
        await using var tables = await StarTables.OpenAsync(Token);
        await tables.AddAsync("area", StarTables.Rows("area_key:whole name:text region:text\n" + string.Join('\n',
            Enumerable.Range(1, 12).Select(key => $"{key} a{key} {(key is 8 or 12 ? "east" : "west")}"))), Token);
        await tables.AddAsync("successor", StarTables.Rows(Successors), Token);
        await tables.AddAsync("returns", StarTables.Rows("id:whole area_key:whole told_on:date amount:exact\n" +
            string.Join('\n', Enumerable.Range(1, 25).Select(id => (Id: id, Year: random.Next(2013, 2019)))
                .Select(row => $"{row.Id} {Standing(random, row.Year)} {row.Year}-0{random.Next(1, 10)}-11 {Amount(random)}"))),
            Token);
        var both = new VerifyingCells(new StarCells(model, tables.QueryAsync, Engines.Default.Dialect, null),
            new RowCells(model, tables.QueryAsync, Engines.Default.Dialect));
        DateRange[] years = [.. Enumerable.Range(2013, 6).Select(year => new DateRange(new(year, 1, 1), new(year + 1, 1, 1)))];
        foreach (var view in new[] { "as_reported", "today", "common" })
            foreach (var kind in new[] { AggregateKind.Count, AggregateKind.Sum, AggregateKind.Median })
                await both.FetchAsync(new CellQuestion([LeafOf("returns", kind, "amount", "told_on")],
                    [new Field("area", "name"), new Field("area", "region")], [[], [0], [1], [0, 1]], RowFilter.None, years),
                    new SourceModes(false, Vintage.Current, null, view, null, new(new(2013, 1, 1), new(2019, 1, 1))), Token);
        Assert.True(both.Compared > 100);
    }

    static int Standing(Random random, int year)
    {
        int[] keys = [.. year < 2016 ? new[] { 1, 2, 7, 10 } : [3, 8, 9, 11], year < 2015 ? 4 : year < 2017 ? 5 : 6, 12];
        return keys[random.Next(keys.Length)];
    }

    static Leaf LeafOf(string fact, AggregateKind kind, string of, string date) => new(new Aggregate(fact, kind,
        kind == AggregateKind.Count ? null : new Expression(of), null, [], null, null, OverTime.Add, []), date);

    static async Task Compare(int seed, int questions)
    {
        var random = new Random(seed);
        await using var tables = await StarAsync(random);
        var both = new VerifyingCells(Statements(tables), new RowCells(Model, tables.QueryAsync, Engines.Default.Dialect));
        var stated = "";
        try
        {
            for (var i = 0; i < questions; i++)
            {
                var (question, modes) = (QuestionOf(random), Modes(random, true));
                stated = $"seed {seed}, question {i}: {Say(question)}; {modes}";
                await both.FetchAsync(question, modes, Token);
                await both.SpanAsync(question.Leaves[0], question.Filter, modes, Token);
            }
        }
        catch (Exception error) when (error is AnalyticsException or System.Data.Common.DbException)
        {
            Assert.Fail($"{stated}\n{error.Message}");
        }
        Assert.True(both.Compared > questions, $"only {both.Compared} cells were compared");
    }

    static string Say(CellQuestion question) => $"{question.Leaves[0]} by {string.Join(", ", question.GroupBy)} in " +
        $"{string.Join(" ", question.Sets.Select(set => $"[{string.Join(' ', set)}]"))} where " +
        string.Join(" and ", question.Filter.Where.Select(f => $"{f.Field} {f.Operator} {string.Join('|', f.Values)}")) +
        $" has {string.Join(' ', question.Filter.SemiJoins)} over {string.Join(' ', question.Ranges)}";

    static StarCells Statements(StarTables tables) => new(Model, tables.QueryAsync, Engines.Default.Dialect, null);

    static SourceModes Modes(Random random, bool withHistory) => new(random.Next(2) == 0,
        random.Next(3) == 0 ? Vintage.First : Vintage.Current,
        withHistory && random.Next(3) == 0 ? First.AddDays(random.Next(200)) : null, "as_reported", null,
        DateRange.Always);

    static CellQuestion QuestionOf(Random random)
    {
        var fact = random.Next(3) == 0 ? "hearings" : "cases";
        var fields = Fields.OrderBy(_ => random.Next()).Take(random.Next(4)).Select(field => field.Field).ToArray();
        var sets = Enumerable.Range(0, 1 << fields.Length).OrderBy(_ => random.Next()).Take(3)
            .Select(bits => (IReadOnlyList<int>)[.. Enumerable.Range(0, fields.Length).Where(at => (bits >> at & 1) == 1)]);
        var date = fact == "hearings" ? (random.Next(2) == 0 ? "heard_on" : "filed_on")
            : random.Next(3) == 0 ? "closed_at" : "filed_on";
        Leaf[] leaves = [.. Enumerable.Range(0, random.Next(1, 4))
            .Select(_ => LeafOf(fact, (AggregateKind)random.Next(8), random) with { Date = date }).Distinct()];
        var joins = random.Next(4) > 0 ? Array.Empty<SemiJoin>() : [fact == "cases"
            ? new SemiJoin("hearings", From: "2024-01", To: "2024-02", Not: random.Next(2) == 0)
            : new SemiJoin("cases", On: "area", Where: [FilterOf(random)], Not: random.Next(2) == 0)];
        return new CellQuestion(leaves, fields, [.. sets],
            new RowFilter([.. Enumerable.Range(0, random.Next(3)).Select(_ => FilterOf(random))], joins),
            [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => RangeOf(random)).Distinct()]);
    }

    static Leaf Flow(Leaf leaf) => leaf with { Body = ((Aggregate)leaf.Body) with { OverTime = OverTime.Add } };

    static Leaf LeafOf(string fact, AggregateKind kind, Random random)
    {
        string[] values = fact == "cases" ? ["amount", "days", "ratio"] : ["minutes"];
        var of = new Expression(kind == AggregateKind.Distinct && fact == "cases" ? "judge_id"
            : values[random.Next(values.Length)]);
        return new Leaf(new Aggregate(fact, kind, kind == AggregateKind.Count ? null : of,
            kind == AggregateKind.Quantile ? 0.9 : null, random.Next(4) == 0 ? [FilterOf(random)] : [],
            fact == "cases" && random.Next(5) == 0 ? new Expression("days > 10") : null, null,
            kind == AggregateKind.Sum ? (OverTime)random.Next(5) : OverTime.Add, []),
            fact == "cases" ? "filed_on" : "heard_on");
    }

    static Filter FilterOf(Random random) => random.Next(11) switch
    {
        0 => new("area.region", ["中心", null]),
        1 => new("area.district", [" 静安区"], FilterOperator.NotIn),
        2 => new("kind", ["民事", "行政"]),
        3 => new("kind", ["民事", null], FilterOperator.NotIn),
        4 => new("party.gender", ["女"]),
        5 => new("topic", ["土地", null]),
        6 => new("topic", ["劳动"], FilterOperator.NotIn),
        7 => new("party.name", ["甲", "丁"]),
        8 => new("party.name", ["乙", null], FilterOperator.NotIn),
        9 => new("party.name", ["丙"], FilterOperator.Contains),
        _ => new("judge.title", ["法官"], FilterOperator.BeginsWith),
    };

    static DateRange RangeOf(Random random)
    {
        var start = First.AddDays(random.Next(120));
        return random.Next(6) == 0 ? DateRange.Always : new DateRange(start, start.AddDays(random.Next(1, 90)));
    }

    static async Task<StarTables> StarAsync(Random random)
    {
        var tables = await StarTables.OpenAsync(Token);
        await tables.AddAsync("area", StarTables.Rows("area_key:whole name:text region:text\n1 黄浦区 中心\n2 静安区 中心\n"
            + "3 崇明区 远郊\n4 ＡＢ区 -\n5 AB区 远郊\n6 - 远郊"), Token);
        await tables.AddAsync("judge", StarTables.Rows("version:whole judge_id:whole title:text from_on:date to_on:date\n"
            + "1 1 法官 - 2024-01-01\n2 1 审判长 2024-01-01 -\n3 2 法官助理 2023-12-01 2024-02-01\n4 2 法官 2024-02-10 -\n"
            + "5 3 - - -"), Token);
        await tables.AddAsync("person", StarTables.Rows("person_id:whole name:text gender:text\n1 甲 女\n2 乙 男\n3 丙 女\n"
            + "4 丁 -"), Token);
        await tables.AddAsync("cases", StarTables.Rows("case_id:whole area_key:whole judge_id:whole kind:text " +
            "filed_on:date closed_at:time amount:exact days:whole ratio:real known_on:date line:whole " +
            "is_withdrawn:flag is_deleted:flag\n" + string.Join('\n', Enumerable.Range(0, 60).Select(line =>
            $"{random.Next(1, 40)} {Some(random, 7)} {Some(random, 4)} {(random.Next(6) == 0 ? "-" : Kinds[random.Next(3)])} " +
            $"{Day(random)} {Instant(random)} {Amount(random)} {Some(random, 90)} {Amount(random)} {Day(random, 200)} " +
            $"{line} {(random.Next(9) == 0 ? "yes" : "no")} {(random.Next(9) == 0 ? "yes" : "no")}"))), Token);
        await tables.AddAsync("party", StarTables.Rows("case_id:whole person_id:whole share:exact\n" + string.Join('\n',
            Enumerable.Range(0, 50).Select(_ => $"{Some(random, 42)} {Some(random, 5)} 0.{random.Next(1, 99):00}"))), Token);
        await tables.AddAsync("topic", StarTables.Rows("case_id:whole topic:text\n" + string.Join('\n',
            Enumerable.Range(0, 40).Select(_ => $"{Some(random, 42)} {(random.Next(5) == 0 ? "-" : random.Next(2) == 0
                ? "土地" : "劳动")}"))), Token);
        await tables.AddAsync("hearings", StarTables.Rows("hearing_id:whole case_id:whole area_key:whole heard_on:date " +
            "minutes:exact\n" + string.Join('\n', Enumerable.Range(0, 50).Select(line =>
            $"{line} {Some(random, 42)} {Some(random, 7)} {Day(random)} {Amount(random)}"))), Token);
        return tables;
    }

    static string Some(Random random, int most) => random.Next(8) == 0 ? "-" : $"{random.Next(1, most + 1)}";

    static string Amount(Random random) => random.Next(7) == 0 ? "-"
        : FormattableString.Invariant($"{random.Next(-50, 400) / 8m}");

    static string Day(Random random, int days = 140) => random.Next(12) == 0 ? "-"
        : First.AddDays(random.Next(days)).ToString("yyyy-MM-dd", null);

    static string Instant(Random random) => random.Next(4) == 0 ? "-"
        : First.AddDays(random.Next(140)).ToString("yyyy-MM-dd", null) + $"T{random.Next(24):00}:{random.Next(60):00}:00";
}
