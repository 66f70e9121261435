using System.Globalization;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Forms;
using Analytics.Tables;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Pipelines.Contracts;

public sealed class SetRuleTests : IDisposable
{
    static readonly string[] FactColumns = ["observation_key", "source_key", "figure_id", "dataset", "indicator_key", "area_key",
        "reporting_group_key", "period_key", "scope_key", "series_id", "bound", "value", "unit", "status", "received_on", "file_key",
        "row_number", "locator", "row_hash"];

    readonly Folder _folder = new();
    readonly Warehouse _warehouse;

    public SetRuleTests() => _warehouse = Warehouse.Open(_folder.Path, Engines.Default);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    static object?[] Fact(string indicator, string area, int year, decimal value, string bound = "exact", string dataset = "office") =>
    [
        StableKey.Of("o", indicator, area, $"{year}", dataset), 0L, $"{indicator}-{area}-{year}-{dataset}", dataset,
        StableKey.Of("indicator", indicator), StableKey.Of("area", area), 0L, StableKey.Of("period", $"{year}"), 0L, "s",
        bound, value, "件", "final", new DateOnly(2024, 1, 1), 1L, 5L, "B5", $"{value}{bound}",
    ];

    /// <summary>What the rules say of records against earlier facts, as <c>rule field row</c>.</summary>
    async Task<IReadOnlyList<Finding>> RunAsync(string contract, object?[][] history, object?[][]? later, params FormRecord[] records)
    {
        foreach (var (facts, i) in new[] { history, later }.Where(f => f is not null).Select((f, i) => (f!, i)))
        {
            await using var first = await _warehouse.BeginAsync("h" + i, "h" + i, Token);
            await DimensionsAsync(first!);
            await first!.AppendFactsAsync(FactColumns, facts, ["inbox/old.csv"], new(2024, 1, 1), Token);
            await first.VerifyAsync(Token);
            await first.PublishAsync(Token);
        }
        await using var load = await _warehouse.BeginAsync("now", "now", Token);
        await DimensionsAsync(load!);
        var reader = Records.Reader(contract);
        var found = await SetRules.RunAsync(load!, Records.Library[contract], [.. records.Select(reader.Read)], "office", Token);
        Finding[] findings = [.. found.Select(one => one.Finding)];
        Assert.Equal(0L, (await load!.QueryAsync("SELECT count(*) AS n FROM information_schema.tables WHERE table_name LIKE 'stg_contract%'",
            new Dictionary<string, object?>(), Token)).Whole(0, "n"));
        Assert.All(findings, finding => Assert.DoesNotContain("{", finding.Sentence.Zh + finding.Sentence.En, StringComparison.Ordinal));
        return findings;
    }

    static async Task DimensionsAsync(LoadSession load)
    {
        await load.ReplaceAsync("dim_indicator", ["indicator_key"], ["indicator_key", "code"],
            new[] { "MED-001", "MED-002", "MED-005", "MED-003" }.Select(c => (object?[])[StableKey.Of("indicator", c), c]), Token);
        await load.ReplaceAsync("dim_area", ["area_key"], ["area_key", "area_id"],
            new[] { "310118", "310104", "310106-1", "310106-2" }.Select(a => (object?[])[StableKey.Of("area", a), a]), Token);
        await load.ReplaceAsync("dim_period", ["period_key"], ["period_key", "period_id", "start_on", "end_on"],
            Enumerable.Range(2010, 15).Select(y => (object?[])[StableKey.Of("period", $"{y}"), $"{y}", new DateOnly(y, 1, 1), new DateOnly(y, 12, 31)]), Token);
        await load.ReplaceAsync("dim_file", ["file_key"], ["file_key", "path"], [[1L, "inbox/old.csv"]], Token);
    }

    static FormRecord Year(long row, string area, int year, params (string, object)[] cells) =>
        Records.Of(row, [("area", area), ("period", $"{year}年"), .. cells]);

    static string Told(IEnumerable<Finding> findings) => string.Join(", ", findings.Select(f => $"{f.Rule} {f.Field} {f.Place.Address}"));

    [Theory]
    [InlineData(10876, 10240, "")]
    [InlineData(10876, 1087, "jump accepted C2")]
    [InlineData(10876, 1088, "")]
    [InlineData(1087, 10876, "jump accepted C2")]
    [InlineData(100, 9, "")]                           // too small to tell
    [InlineData(10876, 10876, "repeated accepted C2")]
    [InlineData(99, 99, "")]
    public async Task A_value_is_held_to_the_period_before(int value, int before, string told) => Assert.Equal(told, Told(
        await RunAsync("mediation", [Fact("MED-001", "310118", 2022, before)], null, Year(2, "青浦区", 2023, ("accepted", value)))));

    [Fact]
    public async Task A_jump_names_both_values_and_the_earlier_file()
    {
        var finding = Assert.Single(await RunAsync("mediation", [Fact("MED-001", "310118", 2022, 1000)], null, Year(2, "青浦区", 2023, ("accepted", "1.2万"))));
        Assert.Equal("C2 的“受理纠纷数”为 1.2万，上期为 1000（inbox/old.csv B5），相差 10 倍及以上。请核对。", finding.Sentence.Zh);
    }

    [Fact]
    public async Task Only_the_latest_vintage_that_stands_is_history()
    {
        var old = Fact("MED-001", "310118", 2022, 1000);
        Assert.Empty(await RunAsync("mediation", [old], [Fact("MED-001", "310118", 2022, 10000)], Year(2, "青浦区", 2023, ("accepted", 10876))));
        await using var reader = await _warehouse.OpenReaderAsync(Token);
        Assert.Equal(2, reader.Epoch);
    }

    [Fact]
    public async Task A_revoked_vintage_is_no_history() => Assert.Empty(await RunAsync("mediation",
        [Fact("MED-001", "310118", 2022, 1000)], [], Year(2, "青浦区", 2023, ("accepted", 10876))));

    [Fact]
    public async Task Other_datasets_areas_and_indicators_are_no_history() => Assert.Empty(await RunAsync("mediation",
        [Fact("MED-001", "310118", 2022, 10, dataset: "published"), Fact("MED-002", "310118", 2022, 10), Fact("MED-001", "310104", 2022, 10),
            Fact("MED-001", "310118", 2021, 10)], null, Year(2, "青浦区", 2023, ("accepted", 10876))));

    [Fact]
    public async Task The_district_before_a_merger_is_another_area() => Assert.Empty(await RunAsync("mediation",
        [Fact("MED-001", "310106-1", 2014, 100)], null, Year(2, "静安区", 2015, ("accepted", 3000))));

    [Theory]
    [InlineData(10204, "exact", "")]
    [InlineData(10240, "exact", "as-last-year-said accepted_before D2")]
    [InlineData(10000, "at_least", "")]
    [InlineData(10300, "at_least", "as-last-year-said accepted_before D2")]
    [InlineData(9, "about", "")]
    public async Task Last_year_is_what_last_years_file_said(int said, string bound, string told) => Assert.Equal(told, Told(
        (await RunAsync("mediation", [Fact("MED-001", "310118", 2022, said, bound)], null,
            Year(2, "青浦区", 2023, ("accepted", 10876), ("accepted_before", 10204)))).Where(f => f.Rule != "jump")));

    [Fact]
    public async Task Files_of_two_years_that_come_together_are_held_to_each_other()
    {
        var findings = await RunAsync("mediation", [Fact("MED-001", "310118", 2022, 10240)], null,
            Year(2, "青浦区", 2022, ("accepted", 10204)), Year(3, "青浦区", 2023, ("accepted", 10876), ("accepted_before", 10240)));
        Assert.Equal("as-last-year-said accepted_before D3", Told(findings));
        Assert.Equal("“上年受理数”应与上年文件一致；现为：上年受理数 10240 (D3)、受理纠纷数 10204 (inbox/a.csv C2)。", findings[0].Sentence.Zh);
    }

    [Theory]
    [InlineData(900, 910, 920, "copied-column accepted C2")]
    [InlineData(900, 910, 900, "")]                     // two distinct values may be chance
    public async Task A_column_that_repeats_another_is_told(int a, int b, int c, string told) => Assert.Equal(told, Told(
        await RunAsync("mediation", [], null, Year(2, "青浦区", 2021, ("accepted", a), ("settled", a)),
            Year(3, "青浦区", 2022, ("accepted", b), ("settled", b)), Year(4, "青浦区", 2023, ("accepted", c), ("settled", c)))));

    [Theory]
    [InlineData(888, 77, "copied-area area 3")]
    [InlineData(888, 78, "")]
    public async Task Two_areas_with_the_same_figures_are_told(int settled, int agreements, string told) => Assert.Equal(told, Told(
        await RunAsync("mediation", [], null, Year(2, "青浦区", 2023, ("accepted", 900), ("settled", 888), ("agreements", 77)),
            Year(3, "徐汇区", 2023, ("accepted", 900), ("settled", settled), ("agreements", agreements)))));

    [Theory]
    [InlineData(900, FindingSeverity.Note)]
    [InlineData(901, FindingSeverity.Warn)]
    public async Task A_key_in_two_files_of_a_load_names_the_first(int second, FindingSeverity severity)
    {
        var other = Records.In("inbox/b.csv", 7, ("area", "青浦"), ("period", "2023"), ("accepted", second.ToString(CultureInfo.InvariantCulture)));
        var finding = Assert.Single(await RunAsync("mediation", [], null, Year(2, "青浦区", 2023, ("accepted", 900)), other));
        Assert.Equal(("key-in-two-files", severity), (finding.Rule, finding.Severity));
        Assert.Contains("inbox/a.csv", finding.Sentence.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_records_are_in_no_rule() => Assert.Empty(await RunAsync("mediation",
        [Fact("MED-001", "310118", 2022, 10)], null, Year(2, "青浦区", 2023, ("accepted", 900), ("settled", 901))));
}
