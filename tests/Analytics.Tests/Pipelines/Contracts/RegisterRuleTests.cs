using Analytics.Etl.Reference;
using Analytics.Pipelines.Contracts;
using Analytics.Tables;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Pipelines.Contracts;

/// <summary>Xuhui's yearly form against its register; what is loaded already and what comes now are told apart by file.</summary>
public sealed class RegisterRuleTests : IDisposable
{
    static readonly string[] FactColumns = ["observation_key", "source_key", "figure_id", "dataset", "indicator_key", "area_key",
        "reporting_group_key", "period_key", "scope_key", "series_id", "bound", "value", "unit", "status", "received_on", "file_key",
        "row_number", "sheet", "cell", "row_hash"];

    static readonly string[] DocumentColumns = ["document_key", "dataset", "document_number", "area_key", "department_key", "issued_on",
        "received_on", "file_key", "row_number", "row_hash"];

    static readonly string[] Files = ["inbox/form.xlsx", "inbox/register.xlsx", "inbox/register-2.xlsx"];

    readonly Folder _folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static Area Xuhui { get; } = Areas.Read(Etl.Seeds.Own).All.Single(area => area.Name == "徐汇区" && area.To is null);

    public void Dispose() => _folder.Dispose();

    static object?[] Issued(int year, decimal value, string bound = "exact", string dataset = "office") =>
    [
        StableKey.Of("o", $"{year}", dataset), 0L, $"{year}-{dataset}", dataset, StableKey.Of("indicator", "NRM-001"), Xuhui.Key, 0L,
        StableKey.Of("period", $"{year}"), 0L, "s", bound, value, "件", "final", new DateOnly(2024, 1, 1), FileKey(0), 5L, "年报", "C5",
        $"{value}{bound}",
    ];

    static object?[] Document(string day, int number = 0, int file = 1, long? area = null, string dataset = "office") =>
    [
        StableKey.Of("document", dataset, $"{day} {number}"), dataset, $"徐府规〔{day[..4]}〕{number}号", area ?? Xuhui.Key, 0L,
        DateOnly.ParseExact(day, "yyyy-MM-dd"), new DateOnly(2024, 1, 1), FileKey(file), 4L, $"{day}{number}",
    ];

    static long FileKey(int file) => StableKey.Of("file", Files[file]);

    static ContractRecord Form(int year, int issued) => Records.Reader("normative-yearly").Read(
        Records.In(Files[0], 5, ("area", "徐汇区"), ("period", $"{year}年"), ("issued", issued)));

    static ContractRecord Entry(string day, string area = "徐汇区") => Records.Reader("normative-register").Read(
        Records.In(Files[1], 4, ("document_number", $"徐府规〔{day[..4]}〕1号"), ("title", "办法"), ("issuer", "徐汇区人民政府"), ("issued_on", day), ("area", area)));

    /// <summary>What is told of a load: facts and documents are in the warehouse, the records came with it.</summary>
    async Task<IReadOnlyList<Finding>> RunAsync(object?[][] figures, object?[][] documents, params ContractRecord[] records)
    {
        await using var load = await Warehouse.Open(_folder.Path, Engines.Default).BeginAsync("now", "now", Token);
        await load!.ReplaceAsync("dim_indicator", ["indicator_key"], ["indicator_key", "code"], [[StableKey.Of("indicator", "NRM-001"), "NRM-001"]], Token);
        await load.ReplaceAsync("dim_area", ["area_key"], ["area_key", "area_id", "name_zh", "name_en"], [[Xuhui.Key, Xuhui.Id, "徐汇区", "Xuhui District"]], Token);
        await load.ReplaceAsync("dim_period", ["period_key"], ["period_key", "period_id", "start_on", "end_on"], Enumerable.Range(2018, 8)
            .Select(y => (object?[])[StableKey.Of("period", $"{y}"), $"{y}", new DateOnly(y, 1, 1), new DateOnly(y, 12, 31)]), Token);
        await load.ReplaceAsync("dim_file", ["file_key"], ["file_key", "path"], Files.Select((path, i) => (object?[])[FileKey(i), path]), Token);
        await load.AppendFactsAsync(FactColumns, figures, ["inbox/"], new(2024, 1, 1), Token);
        await load.AppendDocumentsAsync(DocumentColumns, documents, ["inbox/"], new(2024, 1, 1), Token);
        var found = await RegisterRules.RunAsync(load, Records.Library.All, [.. records.Select(record =>
            (Records.Library[record["document_number"] is null ? "normative-yearly" : "normative-register"], record))], "office", Token);
        Assert.All(found, one => Assert.Contains(one.Record, records));
        return [.. found.Select(one => one.Finding)];
    }

    async Task<string> ToldAsync(object?[][] figures, object?[][] documents, params ContractRecord[] records) =>
        string.Join(", ", (await RunAsync(figures, documents, records)).Select(f => $"{f.Rule} {f.Severity} {f.Place.File} {f.Place.Address} {f.Facts["said"]} {f.Facts["listed"]}"));

    static readonly object?[][] TwoOf2022 = [Document("2022-01-01"), Document("2022-12-31")];

    [Theory]
    [InlineData(2, "")]
    [InlineData(3, "register-count Warn inbox/form.xlsx C5 3 2")]
    [InlineData(1, "register-count Warn inbox/form.xlsx C5 1 2")]
    public async Task A_figure_is_the_number_of_documents_of_its_year_first_and_last_day_included(int issued, string told) =>
        Assert.Equal(told, await ToldAsync([Issued(2022, issued)], [.. TwoOf2022, Document("2021-12-31"), Document("2023-01-01")], Form(2022, issued)));

    [Fact]
    public async Task A_register_that_comes_later_tells_it_at_its_first_document_of_the_year() =>
        Assert.Equal("register-count Warn inbox/register.xlsx D4 3 2", await ToldAsync([Issued(2022, 3)], TwoOf2022, Entry("2023-01-01"), Entry("2022-01-01"), Entry("2022-12-31")));

    [Fact]
    public async Task The_sentence_names_both_counts_and_both_places()
    {
        var sentence = Assert.Single(await RunAsync([Issued(2022, 3)], TwoOf2022, Form(2022, 3))).Sentence;
        Assert.Equal("徐汇区 2022 的“制定件数”填报为 3（inbox/form.xlsx 年报!C5），而登记表中同期列有 2 件（inbox/register.xlsx）。请核对两表。", sentence.Zh);
        Assert.Equal("documents issued of Xuhui District for 2022 is 3 (inbox/form.xlsx 年报!C5), while the register lists 2 in that time (inbox/register.xlsx). Look at both.", sentence.En);
    }

    [Fact]
    public async Task A_year_the_register_does_not_reach_is_not_compared()
    {
        Assert.Equal("", await ToldAsync([Issued(2022, 3)], [Document("2021-05-01")], Form(2022, 3)));
        Assert.Equal("", await ToldAsync([Issued(2022, 3)], [], Form(2022, 3)));
    }

    [Fact]
    public async Task A_year_without_documents_inside_the_register_counts_none() => Assert.Equal(
        "register-count Warn inbox/form.xlsx C5 3 0", await ToldAsync([Issued(2022, 3)], [Document("2021-05-01"), Document("2023-05-01")], Form(2022, 3)));

    [Fact]
    public async Task A_document_in_two_registers_counts_once() => Assert.Equal("",
        await ToldAsync([Issued(2022, 2)], [.. TwoOf2022, Document("2022-01-01", file: 2)], Form(2022, 2)));

    [Fact]
    public async Task Documents_of_other_areas_of_no_area_and_of_other_datasets_are_not_counted() => Assert.Equal("",
        await ToldAsync([Issued(2022, 2)], [.. TwoOf2022, Document("2022-03-01", 1, area: 7), Document("2022-03-01", 2, area: StableKey.Unknown), Document("2022-03-01", 3, dataset: "other")], Form(2022, 2)));

    [Theory]
    [InlineData("at_least", "office")]
    [InlineData("exact", "published")]
    public async Task Bounds_and_figures_of_other_datasets_are_not_compared(string bound, string dataset) => Assert.Equal("",
        await ToldAsync([Issued(2022, 3, bound, dataset)], TwoOf2022, Form(2022, 3)));

    [Fact]
    public async Task What_this_load_does_not_touch_is_not_told_again() => Assert.Equal("",
        await ToldAsync([Issued(2022, 3), Issued(2021, 0)], TwoOf2022, Form(2021, 0)));

    [Theory]
    [InlineData("field: other, contract: t, by: issued_on, severity: warn", "contract-column-unknown")]
    [InlineData("field: area, contract: t, by: issued_on, severity: warn", "contract-rule-type")]
    [InlineData("field: n, contract: t, by: signed_on, severity: warn", "yaml-value")]
    [InlineData("field: n, by: issued_on, severity: warn", "yaml-key-missing")]
    [InlineData("field: n, contract: t, by: issued_on, severity: reject", "yaml-value")]
    [InlineData("field: n, contract: t, of: issued_on, severity: warn", "yaml-key-unknown")]
    public void A_rule_that_makes_no_sense_is_refused(string rule, string code) => Assert.Equal(code, Assert.Throws<AnalyticsException>(() => Records.Small(
        "  - { name: p, type: period, required: true }\n  - { name: a, type: area, required: true }\n  - { name: n, type: count, indicator: NRM-001 }", $"register: {{ {rule} }}")).Code);

    [Theory]
    [InlineData("normative-registry", "contract-unknown")]
    [InlineData("mediation", "contract-column-unknown")]
    public void A_rule_names_a_contract_that_is_a_register(string contract, string code)
    {
        using var content = new Folder();
        foreach (var file in ContractLibrary.Files(House.Clone.Root))
            content.Write(file, House.Clone.Read(file).Replace("contract: normative-register, by", $"contract: {contract}, by", StringComparison.Ordinal));
        Assert.Equal(code, Assert.Throws<AnalyticsException>(() => ContractLibrary.Load(content.Path)).Code);
    }
}
