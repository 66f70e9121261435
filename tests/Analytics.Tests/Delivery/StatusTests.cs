using Analytics.Semantics;
using Analytics.Tables;

namespace Analytics.Tests.Delivery;

[Collection("office")]
public class StatusTests(OfficeWorkspace office)
{
    static readonly DateOnly Day = new(2023, 2, 15);

    Task<Table> StatusAsync(DateOnly day, string? contract = "mediation") => office.Workspace.StatusAsync(day, contract, TestContext.Current.CancellationToken);

    static object?[][] Rows(Table table, params string[] columns) =>
        [.. Enumerable.Range(0, table.RowCount).Select(row => columns.Select(column => table[row, column]).ToArray())];

    async Task<object?[][]> YearAsync(DateOnly day, params string[] columns)
    {
        var status = await StatusAsync(day);
        return Rows(status.Where(row => status.Text(row, "period_id") == "2022"), columns);
    }

    // By hand from OfficeWorkspace: due 2023-01-31; Changning sent nothing that could be read, Jing'an two bad rows on 02-10, Xuhui one
    // bad row in time, Huangpu came on 02-03; one row of the city's table tells no district.
    [Fact]
    public async Task Each_district_is_missing_partial_late_or_on_time()
    {
        var rows = await YearAsync(Day, "area_zh", "state", "days", "received_on", "figures", "rejects");
        Assert.Equal(["长宁区", "missing", 15L, null, 0L, 0L], rows[0]);
        Assert.Equal(["徐汇区", "partial", 0L, new DateOnly(2023, 1, 30), 1L, 1L], rows[1]);
        Assert.Equal(["静安区", "partial", 10L, new DateOnly(2023, 2, 10), 0L, 2L], rows[2]);
        Assert.Equal(["黄浦区", "late", 3L, new DateOnly(2023, 2, 3), 2L, 0L], rows[3]);
        Assert.Equal(12, rows.Count(row => (string?)row[1] == "on-time"));
        Assert.Contains(rows, row => row.SequenceEqual(["青浦区", "on-time", 0L, new DateOnly(2023, 1, 20), 2L, 0L]));
        Assert.Equal([null, "unplaced", null, new DateOnly(2023, 1, 15), 0L, 1L], rows[^1]);
        Assert.Equal(17, rows.Length);
    }

    [Fact]
    public async Task What_came_later_does_not_count()
    {
        var rows = await YearAsync(new(2023, 2, 2), "area_zh", "state", "days");
        Assert.Equal([["黄浦区", "missing", 2L], ["长宁区", "missing", 2L], ["静安区", "missing", 2L]], rows.Where(row => (string?)row[1] == "missing"));
    }

    // Qingpu's correction of 2023-03-01 is a second file of figures that were in time.
    [Fact]
    public async Task A_restatement_does_not_make_a_report_late() => Assert.Contains(
        await YearAsync(new(2023, 4, 1), "area_zh", "state", "received_on", "files", "figures"), row => row.SequenceEqual(
            ["青浦区", "on-time", new DateOnly(2023, 1, 20), OfficeWorkspace.Qingpu + "|" + OfficeWorkspace.QingpuAgain, 3L]));

    [Fact]
    public async Task Of_each_rule_the_latest_due_period_is_told_in_order() => Assert.Equal(
        ["mediation 2022-H1 2022-07-31", "mediation 2022 2023-01-31", " "],
        Rows(await StatusAsync(Day), "contract", "period_id", "due_on").Select(row => $"{row[0]} {row[1]} {row[2]:yyyy-MM-dd}".Replace("  ", " ", StringComparison.Ordinal)).Distinct());

    [Fact]
    public async Task A_file_that_could_not_be_read_stands_last_with_the_area_it_names()
    {
        var rows = Rows(await StatusAsync(Day), "contract", "area_zh", "state", "files");
        Assert.Equal([null, "长宁区", "unread", OfficeWorkspace.Changning], rows[^1]);
    }

    [Fact]
    public async Task Every_area_owes_every_contract_once()
    {
        var rows = Rows(await StatusAsync(Day, null), "contract", "period_id", "area_id").Where(row => row[0] is not null && row[2] is not null).ToArray();
        Assert.Equal(12 * 16, rows.Length);
        Assert.Distinct(rows.Select(row => string.Join('/', row)));
    }

    [Fact]
    public async Task A_reader_from_outside_is_refused() => Assert.Equal("dataset-closed", (await Assert.ThrowsAsync<AnalyticsException>(
        () => office.Asked(Principal.Outside).StatusAsync(Day, null, TestContext.Current.CancellationToken))).Code);
}

[CollectionDefinition("office")]
public sealed class OfficeCollection : ICollectionFixture<OfficeWorkspace>;
