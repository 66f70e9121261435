using Analytics.Pipelines;
using Analytics.Tables;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Pipelines;

/// <summary>Files that others put into a workspace: they come, change and go.</summary>
public sealed class InboxTests : IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    readonly Folder _content = new(), _workspace = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public InboxTests() => _content.Write("seeds/own.txt", "of the job itself");

    public void Dispose()
    {
        _content.Dispose();
        _workspace.Dispose();
    }

    Task<RunSummary> RunAsync(params Job[] jobs) => PipelineRunner.RunAsync(jobs.Length > 0 ? jobs : [new InboxJob()],
        Warehouse.Open(_workspace.Path, Engines.Default), OperationalStore.Open(_workspace.Path, Engines.Default),
        new RunOptions(_content.Path, _workspace.Path, Now), null, Token);

    void Send(string name, string text) => _workspace.Write("inbox/figures/" + name, text);

    async Task<FactCounts> FactsAsync() => Assert.Single((await RunAsync()).Steps).Facts;

    [Fact]
    public async Task Files_of_its_ending_are_read_in_order_with_their_place_in_the_inbox()
    {
        Send("2017/b.csv", "id,value\nb,2\n");
        Send("2017/a.CSV", "id,value\na,1\n");
        Send("README.md", "not for the job");
        Send(".b.csv", "hidden");
        _workspace.Write("inbox/others/c.csv", "of another job");
        var job = new InboxJob();
        Assert.Equal(2, Assert.Single((await RunAsync(job)).Steps).Facts.New);
        Assert.Equal(["inbox/figures/2017/a.CSV", "inbox/figures/2017/b.csv"], job.Seen);
        await using var reader = await Warehouse.Open(_workspace.Path, Engines.Default).OpenReaderAsync(Token);
        var found = await Lineage.FindAsync(reader, "b", Token);
        Assert.Equal(("inbox/figures/2017/b.csv", 2L), (found.Text(0, "file"), found.Whole(0, "row_number")));
    }

    [Fact]
    public async Task An_unchanged_inbox_changes_no_file()
    {
        Send("a.csv", "id,value\na,1\n");
        await RunAsync();
        var before = _workspace.State();
        Assert.True((await RunAsync()).IsUnchanged);
        Assert.Equal(before, _workspace.State());
    }

    [Fact]
    public async Task A_file_that_is_added_changed_or_removed_makes_a_new_load()
    {
        Send("a.csv", "id,value\na,1\n");
        Assert.Equal(new FactCounts(1, 0, 0, 0), await FactsAsync());
        Send("b.csv", "id,value\nb,2\n");
        Assert.Equal(new FactCounts(1, 1, 0, 0), await FactsAsync());
        Send("b.csv", "id,value\nb,3\n");
        Assert.Equal(new FactCounts(0, 1, 1, 0), await FactsAsync());
        File.Delete(_workspace["inbox/figures/b.csv"]);
        Assert.Equal(new FactCounts(0, 1, 0, 1), await FactsAsync());
        Send("b.csv", "id,value\nb,3\n");
        Assert.Equal(new FactCounts(0, 1, 1, 0), await FactsAsync());
    }

    [Fact]
    public async Task A_removed_inbox_revokes_all_it_brought_and_nothing_else()
    {
        Send("a.csv", "id,value\na,1\n");
        _workspace.Write("inbox/figures-old/c.csv", "id,value\nc,1\n");
        await RunAsync(new InboxJob(), new InboxJob("figures-old"));
        Directory.Delete(_workspace["inbox/figures"], recursive: true);
        var steps = (await RunAsync(new InboxJob(), new InboxJob("figures-old"))).Steps;
        Assert.Equal([(new FactCounts(0, 0, 0, 1), false), (new FactCounts(0, 0, 0, 0), true)],
            steps.Select(step => (step.Facts, step.IsUnchanged)));
    }

    [Fact]
    public async Task Without_an_inbox_a_job_has_no_files_and_the_next_run_is_unchanged()
    {
        var job = new InboxJob();
        Assert.Equal(new FactCounts(0, 0, 0, 0), Assert.Single((await RunAsync(job)).Steps).Facts);
        Assert.Empty(job.Seen);
        Assert.True((await RunAsync()).IsUnchanged);
    }

    [Fact]
    public async Task What_cannot_be_read_as_text_is_named_by_its_place_in_the_inbox()
    {
        Send("a.csv", "");
        File.WriteAllBytes(_workspace["inbox/figures/a.csv"], [.. "id,value\na,"u8, 0xC4, 0xE3]);
        var error = await Assert.ThrowsAsync<AnalyticsException>(() => RunAsync());
        Assert.Equal(("input-encoding", "inbox/figures/a.csv"), (error.Code, error.Facts["file"]));
    }

    [Theory]
    [InlineData("figures")]
    [InlineData("figures/old")]
    public async Task An_inbox_belongs_to_one_job(string other) =>
        await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(new InboxJob(), new InboxJob(other, "other")));

    sealed class InboxJob(string inbox = "figures", string? name = null) : Job
    {
        static readonly string[] Columns = ["observation_key", "source_key", "figure_id", "dataset", "indicator_key",
            "area_key", "reporting_group_key", "period_key", "scope_key", "bound", "value", "status", "file_key", "row_number",
            "row_hash"];

        public IReadOnlyList<string> Seen { get; private set; } = [];

        public override string Name => name ?? inbox;

        public override LocalText Title => new("收件", "Inbox");

        public override IReadOnlyList<string> Inputs => ["seeds/own.txt"];

        public override string? Inbox => inbox;

        public override async Task RunAsync(JobContext context, CancellationToken ct)
        {
            Seen = context.InboxFiles;
            Assert.Equal("of the job itself", context.Open("seeds/own.txt").ReadText());
            var rows = new List<object?[]>();
            foreach (var file in Seen)
            {
                var key = await context.LoadFileAsync(file, ct);
                rows.AddRange(context.ReadCsv(file, "id", "value").Select(row => (object?[])[
                    StableKey.Of("observation", row["id"]), 0L, row["id"], "simulated", 0L, 0L, 0L, 0L, 0L, "exact",
                    decimal.Parse(row["value"], System.Globalization.CultureInfo.InvariantCulture), "final", key, row.Row,
                    row["value"]]));
            }
            await context.LoadFactsAsync(Columns, rows, [context.InboxFolder], ct);
        }
    }
}
