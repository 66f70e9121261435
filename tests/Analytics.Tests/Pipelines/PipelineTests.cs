using Analytics.Pipelines;
using Analytics.Tables;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Pipelines;

public sealed class PipelineTests : IDisposable
{
    // A clock tells finer than a timestamp holds.
    static readonly DateTimeOffset Now = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero).AddTicks(1);
    readonly Folder _content = new(), _workspace = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _content.Dispose();
        _workspace.Dispose();
    }

    Warehouse Store => Warehouse.Open(_workspace.Path, Engines.Default);

    Task<RunSummary> RunAsync(string csv, params Job[] jobs)
    {
        _content.Write("seeds/figures.csv", csv);
        return PipelineRunner.RunAsync(jobs.Length > 0 ? jobs : [new FiguresJob()], Store,
            OperationalStore.Open(_workspace.Path, Engines.Default), new RunOptions(_content.Path, null, Now), null, Token);
    }

    async Task<Table> LineageAsync(string figure)
    {
        await using var reader = await Store.OpenReaderAsync(Token);
        return await Lineage.FindAsync(reader, figure, Token);
    }

    [Fact]
    public async Task A_second_run_on_unchanged_input_changes_no_file()
    {
        await RunAsync("id,value\na,1\nb,2\n");
        var before = _workspace.State();
        var second = await RunAsync("id,value\na,1\nb,2\n");
        Assert.True(second.IsUnchanged);
        Assert.Equal(before, _workspace.State());
    }

    [Fact]
    public async Task A_corrected_row_is_a_new_vintage_and_the_old_one_stays()
    {
        await RunAsync("id,value\na,1\nb,2\n");
        var step = Assert.Single((await RunAsync("id,value\na,1\nb,3\n")).Steps);
        Assert.Equal(new FactCounts(0, 1, 1, 0), step.Facts);
        var vintages = await LineageAsync("b");
        Assert.Equal([(1L, "2"), (2L, "3")], Enumerable.Range(0, vintages.RowCount)
            .Select(i => (vintages.Whole(i, "epoch")!.Value, vintages.Text(i, "printed_text")!)));
        Assert.Equal(("seeds/figures.csv", 3L), (vintages.Text(1, "file"), vintages.Whole(1, "row_number")));
    }

    [Fact]
    public async Task A_vanished_row_is_revoked_and_may_return()
    {
        await RunAsync("id,value\na,1\nb,2\n");
        Assert.Equal(new FactCounts(0, 1, 0, 1), (await RunAsync("id,value\na,1\n")).Steps[0].Facts);
        Assert.Equal(new FactCounts(0, 1, 1, 0), (await RunAsync("id,value\na,1\nb,2\n")).Steps[0].Facts);
        var vintages = await LineageAsync("b");
        Assert.Equal([false, true, false], Enumerable.Range(0, 3).Select(i => (bool)vintages[i, "is_revoked"]!));
    }

    [Fact]
    public async Task Rejected_rows_are_counted_and_do_not_stop_a_run()
    {
        var run = await RunAsync("id,value\na,1\nb,1万388\nc,1,2\n");
        Assert.Equal((3L, 1L, 2L), (run.Steps[0].Read, run.Steps[0].Facts.New, run.Steps[0].Rejected));
        Assert.Equal(["whole-number", "field-count"], run.Rejects.Select(r => r.Code));
        Assert.Equal((3L, "1万388"), (run.Rejects[0].Row, run.Rejects[0].Found));
    }

    [Fact]
    public async Task Runs_and_rejects_are_in_the_operational_store()
    {
        await RunAsync("id,value\na,x\n");
        await Assert.ThrowsAsync<AnalyticsException>(() => RunAsync("id\na\n"));
        var path = OperationalStore.Open(_workspace.Path, Engines.Default).Path;
        await using var store = await Engines.Default.OpenReaderAsync(path, Token);
        await using var command = store.CreateCommand();
        command.CommandText = """
            SELECT r."outcome", count(j."code") AS n FROM "run" r LEFT JOIN "reject" j ON j."run_key" = r."run_key"
            GROUP BY r."outcome" ORDER BY r."outcome"
            """;
        await using var reader = await command.ExecuteReaderAsync(Token);
        var found = new List<(string, long)>();
        while (await reader.ReadAsync(Token)) found.Add((reader.GetString(0), reader.GetInt64(1)));
        Assert.Equal([("failed", 0L), ("published", 1L)], found);
    }

    [Fact]
    public async Task A_job_that_fails_leaves_the_old_version()
    {
        await RunAsync("id,value\na,1\n");
        var error = await Assert.ThrowsAsync<AnalyticsException>(() => RunAsync("id,valeu\na,2\n"));
        Assert.Equal(("csv-header-missing", "valeu"), (error.Code, error.Facts["nearest"]));
        Assert.Equal(1, Store.Current()!.Epoch);
        Assert.Equal(1, (await LineageAsync("a")).RowCount);
    }

    [Fact]
    public async Task One_figure_twice_is_refused() => Assert.Equal("fact-duplicate",
        (await Assert.ThrowsAsync<AnalyticsException>(() => RunAsync("id,value\na,1\na,2\n"))).Code);

    [Fact]
    public async Task A_header_that_stands_twice_is_refused() => Assert.Equal("csv-header-duplicate",
        (await Assert.ThrowsAsync<AnalyticsException>(() => RunAsync("id,value,id\na,1,a\n"))).Code);

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_refused_with_their_offset()
    {
        _content.Write("seeds/figures.csv", "");
        File.WriteAllBytes(_content["seeds/figures.csv"], [.. "id,value\na,"u8, 0xC4, 0xE3]);
        var error = await Assert.ThrowsAsync<AnalyticsException>(() => PipelineRunner.RunAsync([new FiguresJob()],
            Store, OperationalStore.Open(_workspace.Path, Engines.Default), new RunOptions(_content.Path, null, Now), null, Token));
        Assert.Equal(("input-encoding", 11L), (error.Code, error.Facts["offset"]));
    }

    [Fact]
    public void Jobs_run_after_those_they_depend_on() => Assert.Equal(["a", "b", "c"],
        JobOrder.Of([new FiguresJob("b", "a"), new FiguresJob("c", "b"), new FiguresJob("a")]).Select(j => j.Name));

    [Fact]
    public void Circles_and_unknown_names_are_refused()
    {
        Assert.Equal("job-cycle", Assert.Throws<AnalyticsException>(
            () => JobOrder.Of([new FiguresJob("a", "b"), new FiguresJob("b", "a")])).Code);
        Assert.Equal("job-unknown", Assert.Throws<AnalyticsException>(
            () => JobOrder.Of([new FiguresJob("areas"), new FiguresJob("b", "area")])).Code);
    }

    [Fact]
    public async Task A_failing_job_stops_those_that_need_it_and_no_other()
    {
        var run = await RunAsync("id,value\na,1\n", new FailingJob(), new FiguresJob(), new FailingJob("needs-it", "failing"), new FailingJob("needs-that", "needs-it"));
        var failure = Assert.Single(run.Outcome.Failures);
        Assert.Equal(("failing", "input-missing"), (failure.Job, failure.Error.Code));
        Assert.Equal(["needs-it", "needs-that"], failure.Left);
        Assert.Equal(1, Assert.Single(run.Steps).Facts.New);
        Assert.Equal("1", (await LineageAsync("a")).Text(0, "printed_text"));
        // Tried again, and no more published for it.
        Assert.Equal("input-missing", (await Assert.ThrowsAsync<AnalyticsException>(() => RunAsync("id,value\na,1\n", new FailingJob(), new FiguresJob()))).Code);
        Assert.Equal(1, Store.Current()!.Epoch);
    }

    [Fact]
    public async Task What_a_failing_job_wrote_is_taken_back()
    {
        var run = await RunAsync("id,value\na,1\n", new FailingJob("after-writing") { Writes = true }, new FiguresJob());
        Assert.Equal("after-writing", Assert.Single(run.Outcome.Failures).Job);
        await using var reader = await Store.OpenReaderAsync(Token);
        Assert.Equal(0, (await reader.QueryAsync("SELECT 1 AS n FROM \"dim_period\" WHERE \"period_id\" = 'half'", new Dictionary<string, object?>(), null, Token)).RowCount);
    }

    [Fact]
    public async Task An_unchanged_job_is_left_out_of_a_run_that_has_another_to_do()
    {
        await RunAsync("id,value\na,1\n", new FiguresJob());
        _content.Write("seeds/other.csv", "x");
        var steps = (await RunAsync("id,value\na,1\n", new FiguresJob(), new FailingJob("other") { Fails = false })).Steps;
        Assert.Equal([("figures", true), ("other", false)], steps.Select(step => (step.Job, step.IsUnchanged)));
    }

    [Fact]
    public async Task A_preview_tells_what_a_run_would_do_and_leaves_nothing()
    {
        await RunAsync("id,value\na,1\n", new FiguresJob());
        _content.Write("seeds/figures.csv", "id,value\na,2\nb,x\n");
        var before = _workspace.State().Where(file => !file.Item1.Contains(".writer", StringComparison.Ordinal)).ToArray();
        var told = await PipelineRunner.PreviewAsync([new FiguresJob()], Store, new RunOptions(_content.Path, null, Now), null, Token);
        Assert.Equal((1L, 1), (Assert.Single(told.Steps).Facts.Corrected, told.Rejects.Count));
        Assert.Equal(before, _workspace.State().Where(file => !file.Item1.Contains(".writer", StringComparison.Ordinal)));
    }

    sealed class FailingJob(string name = "failing", params string[] dependsOn) : Job
    {
        public bool Fails { get; init; } = true;

        public bool Writes { get; init; }

        public override string Name => name;

        public override LocalText Title => new("失败", "Failing");

        public override IReadOnlyList<string> Inputs => [];

        public override IReadOnlyList<string> DependsOn => dependsOn;

        public override async Task RunAsync(JobContext context, CancellationToken ct)
        {
            if (Writes) await context.LoadDimensionAsync("dim_period", ["period_key"], ["period_key", "period_id"], [[7L, "half"]], ct);
            if (Fails) throw new AnalyticsException("input-missing", ("job", name), ("path", "seeds/nowhere.csv"));
        }
    }

    sealed class FiguresJob(string name = "figures", params string[] dependsOn) : Job
    {
        const string Path = "seeds/figures.csv";

        static readonly string[] Columns = ["observation_key", "source_key", "figure_id", "dataset", "indicator_key",
            "area_key", "reporting_group_key", "period_key", "scope_key", "printed_text", "bound", "value", "status",
            "file_key", "row_number", "row_hash"];

        public override string Name => name;

        public override LocalText Title => new("数值", "Figures");

        public override IReadOnlyList<string> Inputs => [Path];

        public override IReadOnlyList<string> DependsOn => dependsOn;

        public override async Task RunAsync(JobContext context, CancellationToken ct)
        {
            var file = await context.LoadFileAsync(Path, ct);
            var rows = new List<object?[]>();
            foreach (var row in context.ReadCsv(Path, "id", "value"))
                if (long.TryParse(row["value"], out var value))
                    rows.Add([StableKey.Of("observation", row["id"]), 0L, row["id"], "published", 0L, 0L, 0L, 0L, 0L,
                        row["value"], "exact", (decimal)value, "unstated", file, row.Row, row["value"]]);
                else context.Reject(Path, row.Row, "value", row["value"], "a whole number", "whole-number");
            await context.LoadFactsAsync(Columns, rows, [Path], ct);
        }
    }
}
