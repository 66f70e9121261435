using System.Diagnostics;
using Analytics.DuckDb;
using Analytics.Semantics;
using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Cells.Stars;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Benchmarks;

/// Questions to the model against hand-written SQL, each fact at its own grain, over one DuckDB file, in turn.
static class SemanticsBenchmark
{
    static readonly SourceModes Modes = new(false, Vintage.Current, null, "as_reported", null, DateRange.Always);
    static readonly DateRange[] Months = [.. Enumerable.Range(0, 24).Select(i => new DateOnly(2022, 1, 1).AddMonths(i))
        .Select(day => new DateRange(day, day.AddMonths(1)))];
    static readonly DateRange[] Rolling = [.. Months.Select(m => m with { Start = m.End.AddMonths(-3) })];
    static readonly Field District = new("area", "district"), Region = new("area", "region");

    static readonly (string Name, string[] Sql, CellQuestion[] Asked)[] Questions =
    [
        ("ratio by district and month", ["""
            SELECT a.district, CAST(k.m AS date) AS m, sum(k.lost) AS lost, sum(k.n) AS n FROM (SELECT area_key, date_trunc('month', filed_on) AS m,
              count(*) FILTER (WHERE lost) AS lost, count(*) AS n FROM cases
              WHERE filed_on >= DATE '2022-01-01' AND filed_on < DATE '2024-01-01' GROUP BY 1, 2) k
            JOIN dim_area a USING (area_key) GROUP BY 1, 2
            """], [Ask([Cases(AggregateKind.Count) with { Sql = new Expression("lost") }, Cases(AggregateKind.Count)], [District], Months)]),
        ("distinct persons by district", ["""
            SELECT a.district, count(DISTINCT p.person_id) AS n FROM parties p JOIN cases c USING (case_id)
            JOIN dim_area a USING (area_key) GROUP BY 1
            """], [Ask([Of("parties", AggregateKind.Distinct, "person_id")], [District], [DateRange.Always])]),
        ("fan-out: amounts of cases with a company", ["""
            SELECT a.district, sum(k.s) AS s FROM (SELECT area_key, sum(amount) AS s FROM cases c
              WHERE EXISTS (SELECT 1 FROM parties p WHERE p.case_id = c.case_id AND p.kind = 'company') GROUP BY 1) k
            JOIN dim_area a USING (area_key) GROUP BY 1
            """], [Ask([Of("cases", AggregateKind.Sum, "amount")], [District], [DateRange.Always],
                new RowFilter([], [new SemiJoin("parties", Where: [new Filter("kind", ["company"])])]))]),
        ("chasm: parties and hearings by region", ["""
            SELECT a.region, sum(k.n) AS n FROM (SELECT c.area_key, count(*) AS n FROM parties p JOIN cases c USING (case_id)
              GROUP BY 1) k JOIN dim_area a USING (area_key) GROUP BY 1
            """, """
            SELECT a.region, sum(k.n) AS n FROM (SELECT c.area_key, count(*) AS n FROM hearings h JOIN cases c USING (case_id)
              GROUP BY 1) k JOIN dim_area a USING (area_key) GROUP BY 1
            """], [Ask([Of("parties", AggregateKind.Count)], [Region], [DateRange.Always]),
                Ask([Of("hearings", AggregateKind.Count)], [Region], [DateRange.Always])]),
        ("year on year by month", ["""
            SELECT CAST(m AS date) AS m, s, n FROM (SELECT date_trunc('month', filed_on) AS m, sum(amount) AS s, count(*) AS n FROM cases
            WHERE filed_on >= DATE '2022-01-01' AND filed_on < DATE '2024-01-01' GROUP BY 1)
            """], [Ask([Of("cases", AggregateKind.Sum, "amount") with { Date = null }, Cases(AggregateKind.Count)], [], Months)]),
        ("rolling 3 months", ["""
            SELECT CAST(m AS date) AS m, sum(s) OVER (ORDER BY m ROWS 2 PRECEDING) AS s FROM (SELECT date_trunc('month', filed_on) AS m, sum(amount) AS s
            FROM cases WHERE filed_on >= DATE '2021-11-01' AND filed_on < DATE '2024-01-01' GROUP BY 1)
            """], [Ask([Of("cases", AggregateKind.Sum, "amount")], [], Rolling)]),
    ];

    internal static async Task<int> RunAsync(string[] args)
    {
        int cases = Option(args, "--cases", 2_000_000), rounds = Option(args, "--rounds", 7);
        var path = Path.Combine(Path.GetTempPath(), $"semantics-{Environment.ProcessId}.duckdb");
        try
        {
            await MakeAsync(path, cases);
            await using var reader = await WarehouseReader.OpenExistingAsync(path, Engines.Default, default);
            var inEngine = new Stopwatch();
            async Task<Table> Query(string sql, IReadOnlyDictionary<string, object?> values, IReadOnlyList<Column>? columns, CancellationToken ct)
            {
                inEngine.Start();
                try { return await reader.QueryAsync(sql, values, columns, ct); }
                finally { inEngine.Stop(); }
            }
            var cells = new StarCells(Model(), Query, Engines.Default.Dialect, null);
            Console.WriteLine($"{cases:N0} cases, {cases * 5L / 2:N0} parties, {cases * 3L / 2:N0} hearings; {rounds} rounds, {Environment.ProcessorCount} cores");
            var met = true;
            foreach (var (name, sql, asked) in Questions)
            {
                List<double> hand = [], ours = [], outside = [];
                for (var round = 0; round <= rounds; round++)
                    for (var turn = 0; turn < 2; turn++)
                    {
                        var clock = Stopwatch.StartNew();
                        inEngine.Reset();
                        if ((turn + round) % 2 == 0)
                        {
                            foreach (var one in sql) await reader.QueryAsync(one, new Dictionary<string, object?>(), null, default);
                            if (round > 0) hand.Add(clock.Elapsed.TotalMilliseconds); // the first round warms up
                            continue;
                        }
                        foreach (var one in asked) await cells.FetchAsync(one, Modes, default);
                        if (round == 0) continue;
                        ours.Add(clock.Elapsed.TotalMilliseconds);
                        outside.Add((clock.Elapsed - inEngine.Elapsed).TotalMilliseconds);
                    }
                var ratio = Median(ours) / Median(hand);
                met &= ratio <= 1.1;
                Console.WriteLine($"{name,-42} hand {Median(hand),7:N1} ms  ours {Median(ours),7:N1} ms  {ratio:0.00}x  planning and adding up {Median(outside):0.00} ms (worst {outside.Max():0.00})");
            }
            return met ? 0 : 1;
        }
        finally
        {
            File.Delete(path);
        }
    }

    static async Task MakeAsync(string path, int cases)
    {
        await using var connection = new DuckDbConnection($"Data Source={path}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            CREATE TABLE dim_area AS SELECT i::INTEGER AS area_key, 'district ' || i AS district, 'region ' || (i % 4) AS region FROM range(16) t(i);
            CREATE TABLE cases AS SELECT i::INTEGER AS case_id, (hash(i) % 16)::INTEGER AS area_key,
              DATE '2021-01-01' + (hash(i + 1) % 1095)::INTEGER AS filed_on, (hash(i + 2) % 100000 / 100)::DECIMAL(18,2) AS amount,
              hash(i + 3) % 3 = 0 AS lost FROM range({cases}) t(i);
            CREATE TABLE parties AS SELECT i::INTEGER AS party_id, (hash(i) % {cases})::INTEGER AS case_id,
              (hash(i + 1) % {cases / 4})::INTEGER AS person_id, CASE WHEN hash(i + 2) % 5 = 0 THEN 'company' ELSE 'person' END AS kind
              FROM range({cases * 5L / 2}) t(i);
            CREATE TABLE hearings AS SELECT i::INTEGER AS hearing_id, (hash(i) % {cases})::INTEGER AS case_id FROM range({cases * 3L / 2}) t(i);
            """;
        await command.ExecuteNonQueryAsync();
    }

    static Aggregate Of(string fact, AggregateKind kind, string? of = null) =>
        new(fact, kind, of is null ? null : new Expression(of), null, [], null, null, OverTime.Add, []);

    static Aggregate Cases(AggregateKind kind) => Of("cases", kind);

    static CellQuestion Ask(Aggregate[] leaves, Field[] fields, DateRange[] ranges, RowFilter? filter = null) =>
        new([.. leaves.Select(leaf => new Leaf(leaf, ranges[0] == DateRange.Always ? null : "filed_on"))], fields,
            [[.. Enumerable.Range(0, fields.Length)]], filter ?? RowFilter.None, ranges);

    static StarModel Model()
    {
        var none = new LocalText("", "");
        DimensionAttribute Attribute(string name) => new(name, new Expression(name), none, MemberOrder.Value, null, [], SameRules.None);
        Fact Fact(string name, string key) => new(name, none, new Relation(name, null), "", [new Expression(key)], null,
            new Dictionary<string, DateRole>(), null, new Dictionary<string, DimensionUse>(), new Dictionary<string, ParentUse>(),
            new Dictionary<string, BridgeUse>(), null, true, new Dictionary<string, Expression>());
        var toCase = new Dictionary<string, ParentUse> { ["case"] = new("case", "cases", new Expression("case_id")) };
        var area = new Dimension("area", none, new Relation("dim_area", null), new Expression("area_key"),
            new[] { Attribute("district"), Attribute("region") }.ToDictionary(a => a.Name),
            new Dictionary<string, IReadOnlyList<string>>(), null, null);
        Fact[] facts =
        [
            Fact("cases", "case_id") with
            {
                Dates = new Dictionary<string, DateRole> { ["filed_on"] = new("filed_on", new Expression("filed_on"), DateKind.Date, "day", none) },
                DefaultDate = "filed_on",
                Dimensions = new Dictionary<string, DimensionUse> { ["area"] = new("area", "area", new Expression("area_key"), null, null) },
            },
            Fact("parties", "party_id") with
            {
                Parents = toCase,
                Dimensions = new Dictionary<string, DimensionUse> { ["kind"] = new("kind", null, new Expression("kind"), Attribute("kind"), null) },
            },
            Fact("hearings", "hearing_id") with { Parents = toCase },
        ];
        return new StarModel("bench", none, null, null, CalendarFactory.BuiltIn, new Dictionary<string, Dimension> { ["area"] = area },
            facts.ToDictionary(f => f.Name), new Dictionary<string, StarMeasure>(), []);
    }

    static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    static int Option(string[] args, string name, int otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? otherwise : int.Parse(args[at + 1]);
    }
}
