using Analytics.Etl;
using Analytics.Pipelines;
using Analytics.Tables;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Etl;

/// <summary>Frameworks, duties and annual reports loaded from seeds with one cell changed.</summary>
public sealed class DutyJobTests : IDisposable
{
    readonly Folder _folder = new();

    public DutyJobTests()
    {
        foreach (var file in Clone.Files.Where(f => f.StartsWith("seeds/", StringComparison.Ordinal)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[file])!);
            File.Copy(Clone.Full(file), _folder[file]);
        }
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    Warehouse Warehouse => Warehouse.Open(_folder.Path, Engines.Default);

    public void Dispose() => _folder.Dispose();

    void Edit(string file, string found, string replacement)
    {
        var text = File.ReadAllText(_folder[file]);
        Assert.Contains(found, text, StringComparison.Ordinal);
        File.WriteAllText(_folder[file], text.Replace(found, replacement, StringComparison.Ordinal));
    }

    Task<RunSummary> RunAsync(params string[] jobs) => PipelineRunner.RunAsync(
        [.. Jobs.All.Where(job => jobs.Contains(job.Name))], Warehouse,
        OperationalStore.Open(_folder.Path, Engines.Default), new RunOptions(_folder.Path, null, new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero)), null,
        Token);

    async Task<Table> RowsAsync(string sql)
    {
        await using var reader = await Warehouse.OpenReaderAsync(Token);
        return await reader.QueryAsync(sql, new Dictionary<string, object?>(), null, Token);
    }

    [Theory]
    [InlineData("duties", "seeds/domain/duties.csv", ",LAW-001,", ",LAW-991,", "indicator_code", "LAW-991", "indicator-unknown")]
    [InlineData("duties", "seeds/domain/duties.csv", ",LAW-003,at_least,5,名", ",LAW-003,at_least,5,家", "unit", "家", "unit-differs")]
    [InlineData("frameworks", "seeds/domain/framework-editions.csv", ",余杭法治指数,余杭", ",余杭指数,余杭", "framework", "余杭法治指数",
        "framework-unknown")]
    public async Task A_row_that_does_not_fit_is_rejected_and_the_others_load(string job, string file, string found,
        string wrong, string column, string cell, string code)
    {
        Edit(file, found, wrong);
        var summary = await RunAsync(job);
        Assert.NotEmpty(summary.Rejects);
        Assert.All(summary.Rejects, reject => Assert.Equal((column, cell, code), (reject.Column, reject.Found, reject.Code)));
        Assert.True((await RowsAsync($"SELECT count(*) AS n FROM \"dim_{(job == "duties" ? "duty" : "framework_node")}\""))
            .Whole(0, "n") > 10);
    }

    [Theory]
    [InlineData("at_least,5,名", "atleast,5,名", "comparison")]
    [InlineData("at_least,5,名", "at_least,,名", "threshold")]
    [InlineData(",by_date,,天,0,yearly,3,31", ",by_date,,天,0,yearly,2,30", "due_month")]
    [InlineData("at_least,100,%,0,once,,,2017-12-31", "at_least,100,%,0,once,,,", "due_on")]
    public async Task A_wrong_cell_of_a_duty_stops_the_load(string found, string wrong, string column)
    {
        Edit("seeds/domain/duties.csv", found, wrong);
        var error = await Assert.ThrowsAsync<AnalyticsException>(() => RunAsync("duties"));
        Assert.Equal(("seed-cell-invalid", column), (error.Code, error.Facts["column"]));
    }

    [Theory]
    [InlineData(",青浦区,2017,,2018-02-13,法治", ",青浦,2017,,2018-02-13,法治", "area", "area-unknown")]
    [InlineData(",青浦区,2017,,2018-02-13,法治", ",青浦区,2018,,2018-02-13,法治", "period", "period-invalid")]
    public async Task A_report_without_area_or_year_is_rejected(string found, string wrong, string column, string code)
    {
        Edit("seeds/published/sources.csv", found, wrong);
        var summary = await RunAsync("annual-reports", "areas", "indicators", "sources");
        Assert.Equal((column, code), Assert.Single(summary.Rejects) is var one ? (one.Column, one.Code) : default);
        Assert.Equal(new FactCounts(1, 0, 0, 0), summary.Steps.Single(step => step.Job == "annual-reports").Facts);
    }

    // 2017-12-31 to 2018-02-13: 31 + 13 days. 2022-12-31 to 2023-02-21: 31 + 21.
    [Fact]
    public async Task Days_of_two_reports_are_counted_from_the_end_of_their_year_and_lead_back()
    {
        string[] jobs = ["annual-reports", "areas", "indicators", "sources"];
        await RunAsync(jobs);
        var rows = await RowsAsync("""
            SELECT f."figure_id", f."value", f."bound", f."printed_text", f."row_number", d."path"
            FROM "fact_observation" f JOIN "dim_file" d ON d."file_key" = f."file_key" ORDER BY f."figure_id"
            """);
        Assert.Equal([("hzsc2022_fazhi/annual_report_published/330102-2/2022", 52m, "2023-02-21", 31L),
            ("qp2017_fazhi/annual_report_published/310118/2017", 44m, "2018-02-13", 2L)],
            Enumerable.Range(0, rows.RowCount).Select(row => (rows.Text(row, "figure_id"), (decimal)rows[row, "value"]!,
                rows.Text(row, "printed_text"), rows.Whole(row, "row_number")!.Value)));
        Assert.All(Enumerable.Range(0, 2), row => Assert.Equal(("at_most", "seeds/published/sources.csv"),
            (rows.Text(row, "bound"), rows.Text(row, "path"))));
        Assert.True((await RunAsync(jobs)).IsUnchanged);
    }

    [Fact]
    public async Task Other_content_of_a_file_is_loaded_again_without_a_new_vintage()
    {
        string[] jobs = ["annual-reports", "areas", "duties", "frameworks", "indicators", "sources"];
        await RunAsync(jobs);
        Edit("seeds/published/sources.csv", "\nyp2018_case,", "\nyp2018_case_x,");
        Edit("seeds/published/source-series.csv", "\nyp2018_case,", "\nyp2018_case_x,");
        var counts = new[] { "dim_duty", "dim_framework", "dim_framework_node", "fact_observation" };
        var before = await Task.WhenAll(counts.Select(CountAsync));
        var again = await RunAsync(jobs);
        Assert.Equal(new FactCounts(0, 2, 0, 0), again.Steps.Single(step => step.Job == "annual-reports").Facts);
        Assert.Equal(before, await Task.WhenAll(counts.Select(CountAsync)));

        async Task<long?> CountAsync(string table) =>
            (await RowsAsync($"SELECT count(*) AS n FROM \"{table}\"")).Whole(0, "n");
    }

    // One title stands in both editions: two nodes, each of its edition.
    [Fact]
    public async Task Equal_titles_of_two_editions_are_two_nodes()
    {
        await RunAsync("frameworks");
        var rows = await RowsAsync("""
            SELECT f."year", n."framework_node_key" FROM "dim_framework_node" n
            JOIN "dim_framework" f ON f."framework_key" = n."framework_key"
            WHERE n."level1" = '依法行政制度体系完善' AND f."family" = 'cn-demonstration' ORDER BY f."year"
            """);
        Assert.Equal([2019L, 2021L], Enumerable.Range(0, rows.RowCount).Select(row => rows.Whole(row, "year")!.Value));
        Assert.NotEqual(rows.Whole(0, "framework_node_key"), rows.Whole(1, "framework_node_key"));
        Assert.Equal(0, (await RowsAsync(
            "SELECT count(*) AS n FROM \"dim_framework_node\" WHERE \"framework_key\" = 0 AND \"framework_node_key\" <> 0"))
            .Whole(0, "n"));
    }

    [Fact]
    public async Task A_weight_has_its_unit_source_and_evidence()
    {
        await RunAsync("frameworks");
        Assert.Equal((0L, 70L), ((await CountAsync("\"weight_unit\" IS NULL OR \"source\" IS NULL OR \"evidence\" IS NULL")),
            await CountAsync("1 = 1")));

        async Task<long> CountAsync(string where) => (await RowsAsync(
            $"SELECT count(*) AS n FROM \"dim_framework_node\" WHERE \"weight\" IS NOT NULL AND ({where})")).Whole(0, "n")!.Value;
    }
}
