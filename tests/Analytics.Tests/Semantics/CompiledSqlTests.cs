using Analytics.Semantics;
using Analytics.Semantics.Compilation;
using Analytics.Semantics.Models;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Semantics;

public class CompiledSqlTests
{
    const string Injection = "x'); DROP TABLE \"fact_observation\"; --";

    static readonly SemanticModel Model = SemanticModel.Load(Clone.Full("etl"));

    static readonly Query Everything = new()
    {
        Measures = ["loss_rate/LIT-010", "cases_lost"],
        Areas = [new AreaReference(Name: "青浦区"), new AreaReference(AreaId: Injection)],
        Levels = ["district"],
        Parents = [new AreaReference(Name: "上海市")],
        Groups = GroupPolicy.Include,
        From = "2017",
        To = "2022-H1",
        PeriodKinds = ["year", "half-year"],
        Scopes = ["", Injection],
        AsOf = new DateOnly(2023, 3, 14),
        Order = [new Ordering("value", Descending: true)],
        Limit = 1234,
    };

    static CompiledQuery Compile(Query query) => QueryCompiler.Compile(query, Model,
        new AreaDirectory(
            [
                new AreaEntry("310000", "上海市", "Shanghai", "municipality", "100000"),
                new AreaEntry("310118", "青浦区", "Qingpu District", "district", "310000"),
                new AreaEntry(Injection, Injection, Injection, "district", "310000"),
            ],
            ["", Injection]),
        Engines.Default.Dialect, 987654);

    /// <summary>After reading a change, run with ANALYTICS_APPROVE=1 to accept it.</summary>
    [Theory]
    [InlineData("everything")]
    [InlineData("plain")]
    public void The_sql_is_the_approved_one(string name)
    {
        var sql = Compile(name == "plain" ? new Query { Measures = ["cases_lost"] } : Everything).Sql;
        var path = Clone.Full($"tests/expectations/sql/{name}.sql");
        if (Environment.GetEnvironmentVariable("ANALYTICS_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, sql);
        }
        Assert.Equal(File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "", sql);
    }

    [Fact]
    public void Values_of_a_query_are_parameters_and_never_in_the_sql()
    {
        var compiled = Compile(Everything);
        var texts = compiled.Parameters.Values.OfType<string>().Where(text => text.Length > 0).ToArray();
        Assert.Superset(
            new HashSet<string> { "LIT-010", "LIT-008", "310118", "district", "half-year", Injection, "published" },
            texts.ToHashSet());
        Assert.All([.. texts, "DROP", "青浦", "1234", "987654", "2017", "2022", "2023"],
            text => Assert.DoesNotContain($"'{text}'", compiled.Sql, StringComparison.Ordinal));
        Assert.All([Injection, "DROP", "青浦", "1234", "987654", "2017", "2022", "2023", "LIT-", "district"],
            text => Assert.DoesNotContain(text, compiled.Sql, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_parameter_is_used_and_every_place_has_its_parameter()
    {
        var compiled = Compile(Everything);
        Assert.Equal(compiled.Parameters.Keys.Order(StringComparer.Ordinal),
            System.Text.RegularExpressions.Regex.Matches(compiled.Sql, @"\$(\w+)").Select(m => m.Groups[1].Value)
                .Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_steps_stand_in_the_sql_in_their_order()
    {
        var sql = Compile(Everything).Sql;
        var places = QueryCompiler.StepNames
            .Select(step => sql.IndexOf($"\"{step}\"{(step == "asked" ? " (" : " AS (")}", StringComparison.Ordinal));
        Assert.Equal(places.Order(), places);
        Assert.DoesNotContain(-1, places);
    }

    /// <summary>The newest version holds the rows of all epochs; a question of an old one must not see later rows.
    /// </summary>
    [Fact]
    public async Task The_epoch_bounds_what_a_question_sees_of_a_version()
    {
        using var folder = new Folder();
        var sections = QueryFile.Read(folder.Write("epochs.test", """
            == facts
            source  code     area  period  value
            a       LIT-008  1     2017    7
            == facts
            source  code     area  period  value
            a       LIT-008  1     2018    8
            == sql
            SELECT 1 AS "one"
            == rows
            """));
        var token = TestContext.Current.CancellationToken;
        var warehouse = Warehouse.Open(folder.Path, Engines.Default);
        var facts = new QueryFacts(warehouse, sections);
        await facts.LoadAsync(sections[0], token);
        await facts.LoadAsync(sections[1], token);
        await using var reader = await warehouse.OpenReaderAsync(token);
        async Task<string[]> PeriodsAsync(long epoch)
        {
            var compiled = QueryCompiler.Compile(new Query { Measures = ["cases_lost"] }, Model,
                await AreaDirectory.ReadAsync(reader, token), Engines.Default.Dialect, epoch);
            var table = await reader.QueryAsync(compiled.Sql, compiled.Parameters, null, token);
            return [.. Enumerable.Range(0, table.RowCount).Select(row => table.Text(row, "period_id")!)];
        }
        Assert.Equal(["2017"], await PeriodsAsync(1));
        Assert.Equal(["2018"], await PeriodsAsync(2));
        Assert.Empty(await PeriodsAsync(0));
    }

    [Fact]
    public async Task An_injection_asked_of_a_warehouse_is_an_unknown_name()
    {
        using var folder = new Folder();
        var token = TestContext.Current.CancellationToken;
        var warehouse = Warehouse.Open(folder.Path, Engines.Default);
        await using (var load = await warehouse.BeginAsync("a", "", token))
        {
            await load!.ReplaceAsync("dim_area", ["area_key"], ["area_key", "area_id", "name_zh", "level"],
                [[7L, Injection, Injection, "district"]], token);
            await load.VerifyAsync(token);
            await load.PublishAsync(token);
        }
        await using var reader = await warehouse.OpenReaderAsync(token);
        var query = new Query { Measures = ["cases_lost"], Areas = [new AreaReference(Name: Injection)] };
        Assert.Equal(0, (await QueryEngine.RunAsync(reader, Model, query, Principal.Outside, token)).Table.RowCount);
        var facts = await reader.QueryAsync("SELECT count(*) AS \"n\" FROM \"fact_observation\"",
            new Dictionary<string, object?>(), null, token);
        Assert.Equal(0, facts.Whole(0, "n"));
    }
}
