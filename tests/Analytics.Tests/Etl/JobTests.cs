using Analytics.Etl;
using Analytics.Etl.Published;
using Analytics.Pipelines;
using Analytics.Tables;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Etl;

/// <summary>All jobs on the clone's own seeds, loaded once for the class.</summary>
public sealed class LoadedSeeds : IAsyncLifetime
{
    internal Folder Folder { get; } = new();

    public RunSummary First { get; private set; } = null!;

    internal Warehouse Warehouse => Warehouse.Open(Folder.Path, Engines.Default);

    public async ValueTask InitializeAsync() => First = await RunAsync(new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    public Task<RunSummary> RunAsync(DateTimeOffset now) => PipelineRunner.RunAsync(Jobs.All, Warehouse,
        OperationalStore.Open(Folder.Path, Engines.Default), new RunOptions(Clone.Root, null, now), null, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

public class JobTests(LoadedSeeds seeds) : IClassFixture<LoadedSeeds>
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    async Task<Table> RowsAsync(string sql)
    {
        await using var reader = await seeds.Warehouse.OpenReaderAsync(Token);
        return await reader.QueryAsync(sql, new Dictionary<string, object?>(), null, Token);
    }

    [Fact]
    public void All_447_figures_load_and_nothing_is_rejected()
    {
        Assert.Empty(seeds.First.Rejects);
        Assert.Equal(new FactCounts(447, 0, 0, 0), seeds.First.Steps.Single(step => step.Job == "published-figures").Facts);
    }

    [Fact]
    public async Task Loading_again_on_another_day_changes_no_file()
    {
        var before = seeds.Folder.State();
        Assert.True((await seeds.RunAsync(new(2027, 1, 1, 9, 0, 0, TimeSpan.Zero))).IsUnchanged);
        Assert.Equal(before, seeds.Folder.State());
    }

    [Theory]
    [InlineData("dim_area", "domain/areas", "domain/areas-added", "domain/reporting-units")]
    [InlineData("dim_department", "domain/departments")]
    [InlineData("dim_duty", "domain/duties")]
    [InlineData("dim_framework", "domain/framework-editions")]
    [InlineData("dim_framework_node", "domain/assessment-frameworks")]
    [InlineData("dim_indicator", "domain/indicators", "domain/indicators-added", "published/indicators-added", "simulated/indicators")]
    [InlineData("dim_source", "published/sources")]
    [InlineData("dim_reporting_group", "published/reporting-groups")]
    [InlineData("bridge_area_successor", "domain/area-successors")]
    public async Task Every_row_of_a_file_is_in_its_table(string table, params string[] files)
    {
        var expected = files.Sum(file => Seeds.Own($"seeds/{file}.csv").Count()) + (table[0] == 'd' ? 1 : 0);
        Assert.Equal((long)expected, (await RowsAsync($"SELECT count(*) AS n FROM \"{table}\"")).Whole(0, "n"));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task Every_figure_leads_back_to_its_row_and_source()
    {
        await using var reader = await seeds.Warehouse.OpenReaderAsync(Token);
        var rows = Seeds.Own("seeds/published/figures.csv").ToDictionary(row => row.Row);
        var titles = Seeds.Own("seeds/published/sources.csv").ToDictionary(row => row["source_id"], row => row["title"]);
        foreach (var figure in PublishedFigures.Read(Seeds.Own).Figures)
        {
            var lineage = await Lineage.FindAsync(reader, figure.FigureId, Token);
            var exact = Enumerable.Range(0, lineage.RowCount).Single(i => lineage.Text(i, "figure_id") == figure.FigureId);
            var row = rows[lineage.Whole(exact, "row_number")!.Value];
            Assert.Equal("seeds/published/figures.csv", lineage.Text(exact, "file"));
            Assert.Equal((row["value"], row["unit"]), (lineage.Text(exact, "printed_text"), lineage.Text(exact, "printed_unit")));
            Assert.Equal(titles[row["source_id"]], lineage.Text(exact, "title"));
        }
    }

    [Fact]
    public async Task Amounts_in_wan_yuan_are_stored_in_yuan_and_kept_as_printed()
    {
        var rows = await RowsAsync("""
            SELECT "printed_text", "value", "unit" FROM "fact_observation" WHERE "printed_unit" = '万元' ORDER BY "figure_id"
            """);
        Assert.True(rows.RowCount > 0);
        Assert.All(Enumerable.Range(0, rows.RowCount), i => Assert.Equal(
            (decimal.Parse(rows.Text(i, "printed_text")!, System.Globalization.CultureInfo.InvariantCulture) * 10000, "元"),
            ((decimal)rows[i, "value"]!, rows.Text(i, "unit"))));
    }

    [Fact]
    public async Task A_group_is_no_area_and_a_period_without_dates_is_the_unknown_member()
    {
        var groups = await RowsAsync("""
            SELECT g."name_zh", a."name_zh" AS "area" FROM "fact_observation" f
            JOIN "dim_reporting_group" g ON g."reporting_group_key" = f."reporting_group_key"
            JOIN "dim_area" a ON a."area_key" = f."area_key" WHERE f."reporting_group_key" <> 0
            """);
        Assert.Equal(("区县政府合计", "上海市"), (groups.Text(0, "name_zh"), groups.Text(0, "area")));
        var undated = Seeds.Own("seeds/published/figures.csv").Count(row => row["period_start"].Length == 0);
        Assert.Equal((long)undated, (await RowsAsync(
            "SELECT count(*) AS n FROM \"fact_observation\" WHERE \"period_key\" = 0")).Whole(0, "n"));
    }

    [Fact]
    public async Task Jingan_of_2023_is_the_district_that_took_in_Zhabei()
    {
        var areas = await RowsAsync("""
            SELECT DISTINCT a."area_id" FROM "fact_observation" f JOIN "dim_area" a ON a."area_key" = f."area_key"
            WHERE a."name_zh" = '静安区'
            """);
        Assert.Equal((1, "310106-2"), (areas.RowCount, areas.Text(0, "area_id")));
    }

    [Theory]
    [InlineData("2017", "2017年", "2017")]
    [InlineData("2022-H1", "2022年上半年", "first half of 2022")]
    [InlineData("2025-Q1", "2025年第1季度", "Q1 2025")]
    [InlineData("2021-08..2022-07", "2021年8月至2022年7月", "Aug 2021 – Jul 2022")]
    [InlineData("2020-01..2020-09", "2020年1至9月", "Jan–Sep 2020")]
    [InlineData("2025-01-01..2025-11-18", "2025年1月1日至2025年11月18日", "1 Jan 2025 – 18 Nov 2025")]
    public async Task Periods_have_names_for_people(string id, string zh, string en)
    {
        var period = await RowsAsync($"SELECT \"label_zh\", \"label_en\" FROM \"dim_period\" WHERE \"period_id\" = '{id}'");
        Assert.Equal((zh, en), (period.Text(0, "label_zh"), period.Text(0, "label_en")));
    }
}
