using System.Security.Cryptography;
using System.Text.Json;
using Analytics.Delivery;
using Analytics.Semantics;
using Analytics.Tables;

namespace Analytics.Tests.Cli;

public sealed class ForeignQueryTests(CourtsExample courts) : IClassFixture<CourtsExample>
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    Task<ForeignModel> OpenAsync() => ForeignModel.OpenAsync(courts.Model, courts.Database, Principal.Outside, Token);

    static string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    [Fact]
    public async Task A_database_stays_as_it_was_and_nothing_is_put_beside_it()
    {
        var (before, files) = (Sha256(courts.Database), Directory.EnumerateFiles(courts.Folder["courts"]).Order().ToArray());
        await courts.AskAsync("query cases_filed --group-by court --verify");
        Assert.Equal(before, Sha256(courts.Database));
        Assert.Equal(files, Directory.EnumerateFiles(courts.Folder["courts"]).Order());
    }

    [Fact]
    public async Task A_question_on_the_command_line_is_the_same_as_in_JSON()
    {
        var words = await courts.AskAsync("query amount --group-by court.city,kind --totals grand,subtotals --where kind=penalty "
            + "--where court.city!=杭州市 --having amount>=20 --order -amount --format json");
        File.WriteAllText(courts.Folder["q.json"], """
            {"measures": ["amount"], "group_by": ["court.city", "kind"], "totals": ["grand", "subtotals"],
             "where": [{"field": "kind", "in": "penalty"}, {"field": "court.city", "not_in": ["杭州市"]}],
             "having": {"measure": "amount", "at_least": 20}, "order": "-amount"}
            """);
        Assert.Equal(words, await courts.AskAsync($"query --json {courts.Folder["q.json"]} --format json"));
        Assert.Contains("4290.35", words, StringComparison.Ordinal); // 1000.10 + 2000.20 + 50.05 + 1200.00 + 40.00
    }

    [Fact]
    public async Task JSON_keeps_exact_digits_states_warnings_and_metadata()
    {
        using var answer = JsonDocument.Parse(await courts.AskAsync("query amount loss_rate --group-by court --verify --format json"));
        var root = answer.RootElement;
        Assert.Equal("4591.20", root.GetProperty("rows")[0].GetProperty("amount").GetRawText());
        Assert.Equal(JsonValueKind.Number, root.GetProperty("rows")[0].GetProperty("loss_rate").ValueKind);
        Assert.Contains("court", root.GetProperty("warnings")[0].GetProperty("zh").GetString(), StringComparison.Ordinal);
        var metadata = root.GetProperty("metadata");
        Assert.Equal(("courts", true, "none"), (metadata.GetProperty("model").GetString(), metadata.GetProperty("verified").GetBoolean(),
            metadata.GetProperty("modes").GetProperty("aggregates").GetString()));
        Assert.StartsWith("courts.duckdb ", metadata.GetProperty("data_version").GetString(), StringComparison.Ordinal);
        Assert.All(root.GetProperty("states").EnumerateArray(), state => Assert.Equal("empty", state.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task CSV_in_a_file_begins_with_a_mark_and_none_is_left_half_written()
    {
        var path = courts.Folder["out/answer.csv"];
        await courts.AskAsync($"query amount --group-by kind --out {path}");
        var bytes = File.ReadAllBytes(path);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal("kind,row_kind,amount\nlicence,row,425.90\npenalty,row,5065.35\n", System.Text.Encoding.UTF8.GetString(bytes[3..]));
        Assert.Equal([path], Directory.EnumerateFiles(courts.Folder["out"]));
        Assert.StartsWith("\uFEFFkind", await courts.AskAsync("query amount --group-by kind --format csv --bom"), StringComparison.Ordinal);
        Assert.StartsWith("kind", await courts.AskAsync("query amount --group-by kind --csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_explained_cell_leads_to_its_rows()
    {
        var told = await courts.AskAsync("query loss_rate --group-by court.city --from 2023 --to 2023 --explain --cell 2:loss_rate");
        Assert.StartsWith("[2:loss_rate] loss_rate · 上海市 = 50\n", told, StringComparison.Ordinal);
        Assert.Contains("Numerator      2\n", told, StringComparison.Ordinal);
        Assert.Contains("Data version   courts.duckdb ", told, StringComparison.Ordinal);
        Assert.Contains("SELECT", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_readers_of_one_file_have_one_version_and_both_answer()
    {
        await using var one = await OpenAsync();
        await using var other = await OpenAsync();
        Assert.Equal(one.DataVersion, other.DataVersion);
        var query = new Query { Measures = ["cases_filed"] };
        Assert.Equal(12m, Convert.ToDecimal((await one.QueryAsync(query, false, Token)).Table[0, "cases_filed"], null));
        Assert.Equal(12m, Convert.ToDecimal((await other.QueryAsync(query, true, Token)).Table[0, "cases_filed"], null));
    }

    [Fact]
    public async Task Any_property_of_published_figures_is_refused_by_name()
    {
        await using var model = await OpenAsync();
        var query = new Query { Measures = ["cases_filed"] };
        foreach (var (name, asked) in new[]
        {
            ("areas", query with { Areas = [new(Name: "上海市")] }), ("levels", query with { Levels = ["district"] }),
            ("datasets", query with { Datasets = ["simulated"] }), ("groups", query with { Groups = GroupPolicy.Only }),
        })
            Assert.Contains(name, (await Assert.ThrowsAsync<AnalyticsException>(() => model.QueryAsync(asked, false, Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_is_listed_described_and_checked_in_both_languages()
    {
        Assert.Contains("收案", (await courts.CallAsync("model", "list", "--model", courts.Model)).Output, StringComparison.Ordinal);
        Assert.Contains("cases_lost ÷ cases_closed × 100", (await courts.CallAsync("model", "describe", "loss_rate", "--model", courts.Model)).Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await courts.CallAsync("model", "describe", "loss_rate", "--model", courts.Model, "--json")).Output);
        Assert.Equal("title", json.RootElement[0].GetProperty("name").GetString());
        Assert.Contains("court", await courts.AskAsync("model check", "zh"), StringComparison.Ordinal);
        Assert.Contains("loss_rate/LIT-010", (await courts.CallAsync("model", "describe", "loss_rate", "--lang", "en")).Output, StringComparison.Ordinal);
    }
}
