using Analytics.Pipelines;
using Analytics.Pipelines.Received;
using Analytics.Tables;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Pipelines.Received;

/// <summary>Two districts that owe yearly tables of two contracts by 31 January; today is 2023-02-15.</summary>
public sealed class ReportingStatusTests : IDisposable
{
    static readonly DateOnly Today = new(2023, 2, 15), InTime = new(2023, 1, 20);
    static readonly (string Id, string Name)[] Areas = [("A", "青浦区"), ("B", "黄浦区")];
    static readonly ReportingCalendar Calendar = new([Rule("litigation"), Rule("mediation")]);

    readonly Folder _folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    static ReportingRule Rule(string contract) => new(contract, "year", 1, 1, 31, ["district"], "P");

    /// <summary>Figures as file, contract, area, year and row; all stand in sheet S.</summary>
    sealed record Figure(string File, string Contract, string Area, int Year = 2022, long Row = 2);

    sealed record Rejected(string File, string Contract, long Row = 9, string Record = "");

    Task LoadAsync(Figure[] figures, params Rejected[] rejects) => LoadAsync(InTime, [], figures, rejects);

    async Task LoadAsync(DateOnly on, string[] touched, Figure[] figures, Rejected[] rejects, params string[] statements)
    {
        var name = $"{on:yyyyMMdd}";
        await using var load = await Warehouse.Open(_folder.Path, Engines.Default).BeginAsync(name, name, Token);
        await load!.ReplaceAsync("dim_area", ["area_key"], ["area_key", "area_id", "area_code", "name_zh", "name_en", "level", "parent_area_id"],
            Areas.Select(area => (object?[])[StableKey.Of("area", area.Id), area.Id, "", area.Name, area.Id, "district", "P"]), Token);
        await load.ReplaceAsync("dim_period", ["period_key"], ["period_key", "period_id", "kind", "start_on", "end_on"], new[] { 2021, 2022 }.Select(year =>
            (object?[])[(long)year, $"{year}", "year", new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)]), Token);
        var files = figures.Select(one => (one.File, one.Contract)).Concat(rejects.Select(one => (one.File, one.Contract))).ToLookup(one => one.File, one => one.Contract);
        await load.ReplaceAsync("dim_file", ["file_key"], ["file_key", "path", "sha256", "bytes", "received_on"],
            files.Select(file => (object?[])[StableKey.Of("file", file.Key), file.Key, file.Key, 1L, on]), Token);
        await load.AppendFactsAsync(["observation_key", "source_key", "figure_id", "dataset", "indicator_key", "area_key", "reporting_group_key", "period_key", "scope_key",
            "series_id", "printed_text", "bound", "value", "status", "received_on", "file_key", "row_number", "row_hash", "sheet"], figures.Select((one, i) => (object?[])
        [
            StableKey.Of("o", $"{one}"), 0L, $"{one}", "office", 0L, StableKey.Of("area", one.Area), 0L, (long)one.Year, 0L, "received-" + one.Contract, "1", "exact", 1m,
            "unstated", on, StableKey.Of("file", one.File), one.Row, "h", "S",
        ]), [.. files.Select(file => file.Key), .. touched], on, Token);
        await load.WriteAsync("received_file", ["path", "outcome", "contracts", "rows_read", "rows_loaded", "rows_rejected", "rows_header", "rows_total", "rows_note",
            "rows_blank", "facts", "received_on", "epoch"], files.Select(file => (object?[])
            [file.Key, "loaded", string.Join('|', file.Distinct()), 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, on, load.Epoch]), Token);
        await load.WriteAsync("received_finding", ["finding_id", "path", "sheet", "row_number", "record", "contract", "severity", "epoch"], rejects.Select((one, i) => (object?[])
            [$"{i}", one.File, "S", one.Row, one.Record, one.Contract, "reject", load.Epoch]), Token);
        await load.VerifyAsync(Token);
        foreach (var statement in statements) await load.ExecuteAsync(statement, new Dictionary<string, object?>(), Token);
        await load.PublishAsync(Token);
    }

    async Task<string[]> StatesAsync(DateOnly day, string contract = "mediation")
    {
        await using var reader = await Warehouse.Open(_folder.Path, Engines.Default).OpenReaderAsync(Token);
        var status = await ReportingStatus.ReadAsync(reader, Calendar, day, contract, Token);
        return [.. Enumerable.Range(0, status.RowCount).Select(row => $"{status.Text(row, "area_id")} {status.Text(row, "state")} {status.Whole(row, "rejects")}".Trim())];
    }

    [Fact]
    public async Task A_workbook_of_two_contracts_counts_for_each_by_its_figures()
    {
        await LoadAsync([new("f.xlsx", "mediation", "A"), new("f.xlsx", "litigation", "B")]);
        Assert.Equal(["B missing 0", "A on-time 0"], await StatesAsync(Today));
        Assert.Equal(["A missing 0", "B on-time 0"], await StatesAsync(Today, "litigation"));
    }

    [Fact]
    public async Task A_reject_beside_a_figure_in_its_row_is_of_that_area()
    {
        await LoadAsync([new("f.csv", "mediation", "A", Row: 2), new("f.csv", "mediation", "B", Row: 3)], new Rejected("f.csv", "mediation", 3));
        Assert.Equal(["B partial 1", "A on-time 0"], await StatesAsync(Today));
    }

    [Fact]
    public async Task A_reject_whose_record_names_an_area_is_of_that_area()
    {
        await LoadAsync([new("f.csv", "mediation", "A", Row: 2), new("f.csv", "mediation", "B", Row: 2)], new Rejected("f.csv", "mediation", 2, "青浦"));
        Assert.Equal(["A partial 1", "B on-time 0"], await StatesAsync(Today));
    }

    [Fact]
    public async Task A_reject_in_a_file_of_one_area_is_of_that_area_and_else_of_none()
    {
        await LoadAsync([new("a.csv", "mediation", "A"), new("b.csv", "mediation", "A"), new("b.csv", "mediation", "B")],
            new Rejected("a.csv", "mediation"), new Rejected("b.csv", "mediation"));
        Assert.Equal(["A partial 1", "B on-time 0", "unplaced 1"], await StatesAsync(Today));
    }

    [Fact]
    public async Task Rejects_of_another_year_or_contract_do_not_make_this_one_partial()
    {
        await LoadAsync([new("old.csv", "mediation", "A", 2021), new("new.csv", "mediation", "A"), new("new.csv", "mediation", "B"), new("lit.csv", "litigation", "A")],
            new Rejected("old.csv", "mediation"), new Rejected("lit.csv", "litigation"));
        Assert.Equal(["A on-time 0", "B on-time 0"], await StatesAsync(Today));
        Assert.Equal(["B missing 0", "A partial 1"], await StatesAsync(Today, "litigation"));
    }

    // Nothing of it loaded, so it does not say its year: on 20 January the last that was over is meant.
    [Fact]
    public async Task A_file_of_rejects_alone_counts_for_the_area_its_path_names()
    {
        await LoadAsync([], new Rejected("inbox/received/青浦.csv", "mediation"));
        Assert.Equal(["B missing 0", "A partial 1"], await StatesAsync(Today));
        Assert.Equal(["A missing 0", "B missing 0"], await StatesAsync(new(2024, 2, 15)));
    }

    [Fact]
    public async Task A_file_taken_back_counts_until_that_day()
    {
        await LoadAsync([new("f.csv", "mediation", "A")]);
        await LoadAsync(new(2023, 2, 10), ["f.csv"], [], []);
        Assert.Equal(["A missing 0", "B missing 0"], await StatesAsync(Today));
        Assert.Equal(["B missing 0", "A on-time 0"], await StatesAsync(new(2023, 2, 5)));
    }

    [Fact]
    public async Task A_version_of_before_files_were_received_has_everything_missing_and_its_figures_their_way_back()
    {
        await LoadAsync(InTime, [], [new("f.csv", "mediation", "A")], [], ["DROP TABLE \"received_finding\"",
            .. new[] { "sheet", "cell", "byte_offset" }.Select(column => $"ALTER TABLE \"fact_observation\" DROP COLUMN \"{column}\"")]);
        Assert.Equal(["A missing 0", "B missing 0"], await StatesAsync(Today));
        await using var reader = await Warehouse.Open(_folder.Path, Engines.Default).OpenReaderAsync(Token);
        var found = await Lineage.FindAsync(reader, "", Token);
        Assert.Equal(("f.csv", null, null), (found.Text(0, "file"), found.Text(0, "sheet"), found.Whole(0, "byte_offset")));
    }
}
