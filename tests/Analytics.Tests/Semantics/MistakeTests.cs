using System.Text;
using Analytics.Delivery;
using Analytics.Semantics;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using Analytics.Tests.Cli;
using Analytics.Tests.House;

namespace Analytics.Tests.Semantics;

/// <summary>What a new user gets wrong, and what the program says: each is read, then approved as a file of
/// <c>tests/expectations/errors</c>. <c>ANALYTICS_APPROVE=1</c> writes them.</summary>
public sealed class MistakeTests(CourtsExample courts) : IClassFixture<CourtsExample>
{
    const string Errors = "tests/expectations/errors";

    static readonly Dictionary<string, string> Questions = new()
    {
        ["measure-name"] = """{"measures": ["case_filed"]}""",
        ["field-name"] = """{"measures": ["cases_filed"], "group_by": ["court.citi"]}""",
        ["field-unreachable"] = """{"measures": ["cases_filed"], "group_by": ["minutes"]}""",
        ["field-of-filter"] = """{"measures": ["cases_filed"], "where": [{"field": "knd", "in": ["penalty"]}]}""",
        ["grain"] = """{"measures": ["cases_filed"], "grain": "months"}""",
        ["calendar"] = """{"measures": ["cases_filed"], "grain": "month", "calendar": "fiscl"}""",
        ["date-role"] = """{"measures": ["cases_filed"], "grain": "month", "date": "close_on"}""",
        ["filter-operator"] = """{"measures": ["cases_filed"], "where": [{"field": "kind", "operator": "equals", "values": ["penalty"]}]}""",
        ["filter-value"] = """{"measures": ["hearings_held"], "where": [{"field": "minutes", "at_least": "many"}]}""",
        ["no-measure"] = """{"measures": [], "group_by": ["kind"]}""",
        ["from-after-to"] = """{"measures": ["cases_filed"], "from": "2024", "to": "2023"}""",
        ["comparison"] = """{"measures": ["cases_filed"], "grain": "month", "compare": ["last_year"]}""",
        ["order"] = """{"measures": ["cases_filed"], "group_by": ["kind"], "order": ["-filed"]}""",
        ["top-field"] = """{"measures": ["cases_filed"], "group_by": ["kind"], "top": {"count": 3, "field": "court"}}""",
        ["having-measure"] = """{"measures": ["cases_filed"], "group_by": ["kind"], "having": [{"measure": "amount", "at_least": 3}]}""",
        ["other-fact"] = """{"measures": ["cases_filed"], "has": ["hearing"]}""",
        ["published-only"] = """{"measures": ["cases_filed"], "areas": [{"name": "上海市"}]}""",
        ["json"] = "{\"measures\": [\"cases_filed\"],\n \"group_by\": [\"kind\",]}",
        ["property"] = """{"measures": ["cases_filed"], "groupby": ["kind"]}""",
    };

    // Lines put in place of others in the example's model.
    static readonly Dictionary<string, (string Old, string New)> Models = new()
    {
        ["model-key"] = ("    count: rows\n  - name: cases_closed", "    counts: rows\n  - name: cases_closed"),
        ["model-cycle"] = ("ratio: { numerator: cases_lost,", "ratio: { numerator: loss_rate,"),
        ["model-part"] = ("denominator: cases_closed,", "denominator: cases_close,"),
        ["model-sum-of-rate"] = ("  - name: amount\n", "  - { name: heard, ratio: { numerator: hearings_held, denominator: cases_filed, times: 100 }, unit: \"%\" }\n"
            + "  - { name: both, formula: \"loss_rate + heard\", unit: \"%\" }\n  - name: amount\n"),
        ["model-units"] = ("  - name: amount\n", "  - { name: both, formula: \"cases_filed + persons\", unit: 件 }\n"
            + "  - { name: persons, unit: 人次, fact: cases, count: rows }\n  - name: amount\n"),
        ["model-stock"] = ("    sum: amount_yuan\n", "    max: amount_yuan\n    over_time: last\n"),
        ["model-dimension"] = ("      court: { key: court_id }\n", "      place: { dimension: courts, key: court_id }\n"),
        ["model-filter-field"] = ("field: outcome", "field: outcom"),
    };

    // What only the tables can tell.
    static readonly Dictionary<string, (string Old, string New)> Tables = new()
    {
        ["table-missing"] = ("    table: hearing\n", "    table: hearings\n"),
        ["expression-column"] = ("sum: amount_yuan", "sum: amount_yan"),
    };

    public static TheoryData<string> Asked => [.. Questions.Keys];

    public static TheoryData<string> Modelled => [.. Models.Keys];

    public static TheoryData<string> Tabled => [.. Tables.Keys];

    [Theory, MemberData(nameof(Asked))]
    public async Task A_mistake_in_a_question_is_told_as_approved(string name) => Approve(name, Questions[name],
        await ErrorAsync(async model => await model.QueryAsync(QueryJson.Parse(Questions[name]), false, Token), courts.Model));

    [Theory, MemberData(nameof(Modelled))]
    public void A_mistake_in_a_model_is_told_as_approved(string name) => Approve(name, Models[name].New.Trim(),
        Assert.Throws<AnalyticsException>(() => StarModel.Parse("courts.yaml", With(Models[name]))));

    [Theory, MemberData(nameof(Tabled))]
    public async Task A_mistake_about_tables_is_told_as_approved(string name)
    {
        var path = courts.Folder[$"courts/{name}.yaml"];
        File.WriteAllText(path, With(Tables[name]));
        Approve(name, Tables[name].New.Trim(), await ErrorAsync(async model =>
            await model.QueryAsync(new Query { Measures = ["amount", "hearings_held"] }, false, Token), path));
    }

    [Fact]
    public async Task A_database_that_is_missing_is_told_as_approved() => Approve("database-missing", "--database courts/court.duckdb",
        await Assert.ThrowsAsync<AnalyticsException>(() =>
            ForeignModel.OpenAsync(courts.Model, courts.Folder["courts/court.duckdb"], Principal.Outside, Token)));

    [Fact]
    public async Task A_file_that_is_no_database_is_told_as_approved() => Approve("database-unreadable", "--database courts/courts.yaml",
        await Assert.ThrowsAsync<AnalyticsException>(() =>
            ForeignModel.OpenAsync(courts.Model, courts.Model, Principal.Outside, Token)));

    [Fact]
    public async Task A_model_that_is_missing_is_told_as_approved() => Approve("model-missing", "--model courts/court.yaml",
        await Assert.ThrowsAsync<AnalyticsException>(() =>
            ForeignModel.OpenAsync(courts.Folder["courts/court.yaml"], courts.Database, Principal.Outside, Token)));

    [Fact]
    public void No_file_is_left_of_a_mistake_that_nobody_makes() => Assert.Equal(
        Questions.Keys.Concat(Models.Keys).Concat(Tables.Keys).Concat(["database-missing", "database-unreadable", "model-missing"]).Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Clone.Full(Errors)).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    static CancellationToken Token => TestContext.Current.CancellationToken;

    string With((string Old, string New) change)
    {
        var text = File.ReadAllText(courts.Model);
        Assert.Contains(change.Old, text, StringComparison.Ordinal);
        return text.Replace(change.Old, change.New, StringComparison.Ordinal);
    }

    async Task<AnalyticsException> ErrorAsync(Func<ForeignModel, Task> ask, string path) => await Assert.ThrowsAsync<AnalyticsException>(async () =>
    {
        await using var model = await ForeignModel.OpenAsync(path, courts.Database, Principal.Outside, Token);
        await ask(model);
    });

    void Approve(string name, string wrong, AnalyticsException error)
    {
        var told = new StringBuilder().Append(wrong).Append("\n\n").Append(error.Code).Append('\n')
            .Append(error.Describe(Language.English)).Append('\n').Append(error.Describe(Language.Chinese)).Append('\n')
            .ToString().Replace(courts.Folder["courts/"], "courts/", StringComparison.Ordinal);
        var path = Clone.Full($"{Errors}/{name}.txt");
        if (Environment.GetEnvironmentVariable("ANALYTICS_APPROVE") == "1") File.WriteAllText(path, told);
        Assert.True(File.Exists(path), $"{path} is missing: {told}");
        Assert.Equal(File.ReadAllText(path), told);
    }
}
