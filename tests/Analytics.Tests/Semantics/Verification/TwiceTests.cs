using System.Globalization;
using Analytics.Semantics;
using Analytics.Semantics.Models;
using Analytics.Tables;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Semantics.Verification;

/// <summary>What two plans give alike is answered; what one of them gives otherwise is not.</summary>
public sealed class TwiceTests
{
    const string Facts = """
        source code    area period value published
        a      LIT-008 1    2017   17    2018-03-01
        a      LIT-002 1    2017   83    2018-03-01
        b      LIT-010 1    2017   20.5  2018-05-01
        a      LIT-008 1    2018   12    2019-03-01
        """;

    static readonly Lazy<SemanticModel> House = new(() => SemanticModel.Load(Clone.Full("etl")));

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_says_how_many_values_of_sources_agree()
    {
        await using var store = await StoreAsync(Facts);
        var answer = await AskAsync(store.Reader, new Query { Measures = ["loss_rate/LIT-010"] });
        Assert.Equal((1, 2L), (answer.Table.RowCount, answer.VerifiedValues));
        Assert.Null((await QueryEngine.RunAsync(store.Reader, House.Value, new Query { Measures = ["cases_lost"] },
            Principal.Outside, Token)).VerifiedValues);
    }

    [Fact]
    public async Task A_grouped_answer_says_how_many_cells_agree()
    {
        await using var store = await StoreAsync(Facts);
        var answer = await AskAsync(store.Reader, new Query { Measures = ["cases_lost"], GroupBy = ["area"], Grain = "year" });
        Assert.Equal((2, true, 2L),
            (answer.Table.RowCount, answer.Metadata!.Verified, answer.Metadata.VerifiedCells));
    }

    [Theory]
    [InlineData("value", "17", "18", "events 17", "events 18")]
    [InlineData("published_on", "2018-05-01", "2018-01-01", "published_on 2018-05-01", "published_on 2018-01-01")]
    [InlineData("value", "83", "84", "trials 83", "trials 84")]
    public async Task A_wrong_value_of_a_source_is_found(string column, string right, string wrong, string one,
        string other)
    {
        await using var store = await StoreAsync(Facts);
        var error = await Assert.ThrowsAsync<AnalyticsException>(() => AskAsync(store.Reader,
            new Query { Measures = ["loss_rate/LIT-010"] }, Altered(store.Reader, "fact_observation", column, right, wrong)));
        Assert.Equal("answer-unverified", error.Code);
        Assert.Equal(("loss_rate/LIT-010", "2017-01-01", "2017-12-31"),
            (error.Facts["leaf"], error.Facts["from"], error.Facts["until"]));
        Assert.Contains("2017", (string)error.Facts["group"]!, StringComparison.Ordinal);
        Assert.EndsWith(one, (string)error.Facts["one"]!, StringComparison.Ordinal);
        Assert.EndsWith(other, (string)error.Facts["other"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_one_plan_has_not_is_found()
    {
        await using var store = await StoreAsync("source code area period value\na LIT-008 1 2017 17");
        var error = await Assert.ThrowsAsync<AnalyticsException>(() => AskAsync(store.Reader,
            new Query { Measures = ["cases_lost"] }, Altered(store.Reader, "fact_observation", "status", "final", "planned")));
        Assert.Equal(("answer-unverified", "17", "no such value"),
            (error.Code, error.Facts["one"], error.Facts["other"]));
    }

    [Fact]
    public async Task A_wrong_cell_of_figures_is_found()
    {
        await using var store = await StoreAsync(Facts);
        var error = await Assert.ThrowsAsync<AnalyticsException>(() => AskAsync(store.Reader,
            new Query { Measures = ["cases_lost"], GroupBy = ["area"], Grain = "year" },
            Altered(store.Reader, "fact_observation", "value", "12", "13")));
        Assert.Equal(("answer-unverified", "cases_lost", "2018-01-01", "12", "13"), (error.Code, error.Facts["leaf"],
            error.Facts["from"], error.Facts["one"], error.Facts["other"]));
    }

    [Fact]
    public async Task Base_tables_are_read_once_for_many_questions()
    {
        await using var store = await StoreAsync(Facts);
        var asked = new List<string>();
        var second = new VerificationData(store.Reader, (sql, parameters, columns, ct) =>
        {
            asked.Add(sql);
            return store.Reader.QueryAsync(sql, parameters, columns, ct);
        });
        foreach (var measure in new[] { "cases_lost", "loss_rate/LIT-010", "cases_concluded" })
            await AskAsync(store.Reader, new Query { Measures = [measure] }, second);
        Assert.Equal(asked.Distinct().Count(), asked.Count);
        Assert.All(asked, sql => Assert.DoesNotMatch("JOIN|GROUP BY|OVER|WHERE", sql));
    }

    [Theory, InlineData(1), InlineData(2)]
    public Task Figures_by_chance_have_one_list(int seed) => ByChanceAsync(seed, 15);

    [Theory, Trait("Speed", "Slow"), InlineData(11), InlineData(12), InlineData(13)]
    public Task Many_figures_by_chance_have_one_list(int seed) => ByChanceAsync(seed, 100);

    static async Task ByChanceAsync(int seed, int questions)
    {
        var random = new Random(seed);
        await using var store = await StoreAsync([.. Enumerable.Range(0, 3).Select(_ => FactsByChance(random))]);
        var (second, values) = (VerificationData.Of(store.Reader), 0L);
        for (var i = 0; i < questions; i++)
        {
            var query = QueryByChance(random);
            try
            {
                values += (await AskAsync(store.Reader, query, second)).VerifiedValues!.Value;
            }
            catch (AnalyticsException error)
            {
                Assert.Fail($"seed {seed}, {QueryJson.Write(query)}\n{error.Message}");
            }
        }
        Assert.True(values > questions, $"only {values} values were compared");
    }

    // Some figures stand twice, under two headings; each load tells again, corrects or revokes those before.
    static string FactsByChance(Random random)
    {
        var lines = new HashSet<string> { "figure source code area group period scope value bound status published" };
        var figures = new HashSet<string>();
        while (lines.Count < 80)
        {
            string[] place = [Of(random, "a", "b", "c"), Of(random, "LIT-008", "LIT-002", "LIT-010", "LIT-010-U", "LIT-961"),
                Of(random, "1", "2"), Of(random, "-", "-", "-", "g"), Of(random, "2017", "2018", "2018-Q1"),
                Of(random, "-", "-", "tier=city")];
            var figure = $"{string.Join('/', place)}/{random.Next(2)}";
            if (figures.Add(figure))
                lines.Add($"{figure} {string.Join(' ', place)} {random.Next(60)}.{random.Next(4)} "
                    + $"{Of(random, "exact", "exact", "exact", "at_least", "about")} "
                    + $"{Of(random, "final", "final", "final", "planned")} "
                    + Of(random, "2018-03-01", "2018-06-30", "2019-02-01", "-"));
        }
        return string.Join('\n', lines);
    }

    static Query QueryByChance(Random random) => new()
    {
        Measures = random.Next(3) == 0 ? ["cases_lost"] : ["loss_rate", "cases_concluded"],
        Variants = VariantPolicy.Mixed,
        Vintage = (Vintage)random.Next(3),
        AsOf = random.Next(3) == 0 ? new DateOnly(2018, random.Next(1, 13), 28) : null,
        Areas = random.Next(4) == 0 ? [new AreaReference(AreaId: "1")] : [],
        Groups = (GroupPolicy)random.Next(3),
        From = random.Next(3) == 0 ? "2018" : null,
        To = random.Next(4) == 0 ? Of(random, "2018-H1", "2018") : null,
        PeriodKinds = random.Next(4) == 0 ? ["year"] : [],
        Scopes = random.Next(5) == 0 ? ["tier=city"] : [],
    };

    static string Of(Random random, params string[] words) => words[random.Next(words.Length)];

    static Task<QueryResult> AskAsync(WarehouseReader reader, Query query, VerificationData? second = null) =>
        QueryEngine.RunAsync(reader, House.Value, query, Principal.Outside, second ?? VerificationData.Of(reader), Token);

    /// <summary>Base tables in which one cell of a table says something else.</summary>
    static VerificationData Altered(WarehouseReader reader, string table, string column, string right, string wrong) =>
        new(reader, async (sql, parameters, columns, ct) =>
        {
            var found = await reader.QueryAsync(sql, parameters, columns, ct);
            if (!sql.Contains($"FROM \"{table}\"", StringComparison.Ordinal)) return found;
            var rows = Enumerable.Range(0, found.RowCount)
                .Select(row => found.Columns.Select(one => found[row, one.Name]).ToArray()).ToArray();
            var place = found.Ordinal(column);
            rows.First(row => Say(row[place]) == right)[place] = rows.First(row => row[place] is not null)[place] switch
            {
                decimal => decimal.Parse(wrong, CultureInfo.InvariantCulture),
                DateOnly => DateOnly.ParseExact(wrong, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                _ => (object)wrong,
            };
            return new Table(found.Columns, rows);
        });

    static string Say(object? cell) => cell switch
    {
        decimal number => number.ToString("0.######", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => $"{cell}",
    };

    /// <summary>A warehouse with some loads of one file.</summary>
    static async Task<Store> StoreAsync(params string[] loads)
    {
        var folder = new Folder();
        const string Sources = "source series repost\na s no\nb s no\nc c yes";
        Section[] sections = [.. loads.Prepend(Sources).Select((text, number) => new Section("case", number,
            number == 0 ? "sources" : "facts", [], [.. text.Split('\n').Select((line, i) => new Line(i, line))]))];
        var warehouse = Warehouse.Open(folder.Path, Engines.Default);
        var facts = new QueryFacts(warehouse, sections);
        foreach (var section in sections.Skip(1)) await facts.LoadAsync(section, Token);
        return new Store(folder, await warehouse.OpenReaderAsync(Token));
    }

    sealed record Store(Folder Folder, WarehouseReader Reader) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Reader.DisposeAsync();
            Folder.Dispose();
        }
    }
}
