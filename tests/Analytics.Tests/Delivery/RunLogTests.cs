using Analytics.Delivery;
using Analytics.Semantics;
using Analytics.Tables;
using Analytics.Tests.Cli;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Delivery;

[Collection("office")]
public class RunLogTests(OfficeWorkspace office)
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    static OperationalStore StoreOf(Folder folder) => OperationalStore.Open(folder.Path, Engines.Default);

    static RunRecord Run(string batch, int hour, long? epoch, string outcome = "published") =>
        new(batch, new(2026, 1, 1, hour, 0, 0, TimeSpan.Zero), epoch, outcome, "inputs", [], []);

    [Fact]
    public async Task Runs_are_numbered_by_time_and_told_newest_first()
    {
        using var folder = new Folder();
        foreach (var run in new[] { Run("b", 2, 2), Run("a", 1, 1), Run("c", 3, null, "failed") }) await StoreOf(folder).WriteRunAsync(run, Token);
        var log = await StoreOf(folder).ReadLogAsync(2, Token);
        Assert.Equal([(3, "failed", null), (2, "published", 2L)], log.Select(run => (run.Number, run.Outcome, run.Epoch)));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 3, 0, 0, TimeSpan.Zero), log[0].StartedAt);
    }

    [Fact]
    public async Task A_run_without_an_end_is_pending()
    {
        using var folder = new Folder();
        await StoreOf(folder).PrepareRunAsync(Run("a", 1, 1), Token);
        Assert.Equal("pending", Assert.Single(await StoreOf(folder).ReadLogAsync(10, Token)).Outcome);
        await StoreOf(folder).CompleteRunAsync(Run("a", 1, 1), Token);
        Assert.Equal("published", Assert.Single(await StoreOf(folder).ReadLogAsync(10, Token)).Outcome);
    }

    [Fact]
    public async Task Before_the_first_run_there_is_no_log_and_no_file()
    {
        using var folder = new Folder();
        Assert.Empty(await StoreOf(folder).ReadLogAsync(10, Token));
        Assert.Null(await StoreOf(folder).ReadRunAsync(1, Token));
        Assert.Empty(folder.State());
    }

    [Fact]
    public async Task A_damaged_store_is_told_without_a_stack()
    {
        using var folder = new Folder();
        folder.Write("operations/operations.duckdb", new string('x', 20000));
        Assert.Equal("warehouse-version-damaged", (await Assert.ThrowsAsync<AnalyticsException>(() => StoreOf(folder).ReadLogAsync(10, Token))).Code);
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task While_another_process_loads_the_log_is_read_or_refused_by_name()
    {
        using var folder = new Folder();
        var run = BuiltProgram.Start("run", "--quiet", "--folder", folder.Path, "--content", Clone.Root);
        var asked = 0;
        for (; !run.HasExited; asked++)
            if (await Record.ExceptionAsync(() => StoreOf(folder).ReadLogAsync(10, Token)) is { } error)
                Assert.Equal("warehouse-locked", Assert.IsType<AnalyticsException>(error).Code);
        Assert.Equal(0, (await BuiltProgram.EndAsync(run)).Code);
        Assert.True(asked > 10, $"{asked}");
        Assert.Equal("published", Assert.Single(await StoreOf(folder).ReadLogAsync(10, Token)).Outcome);
    }

    [Fact]
    public async Task The_jobs_of_a_run_tell_their_counts_and_those_left_out_are_unchanged()
    {
        var first = (await office.Workspace.LogAsync(10, Token)).Single(run => run.Epoch == 2);
        Assert.Equal(4, first.Rejects);
        var step = first.Steps.Single(one => one.Job == "received");
        // 2 + 2 + 1 figures of three districts and 11 of the city's table.
        Assert.Equal((20L, 16L, 0L, 4L), (step.Read, step.Facts.New, step.Facts.Corrected, step.Rejected));
        Assert.Equal(TimeSpan.FromSeconds(1.25), first.Duration);
        Assert.True(first.Steps.Single(one => one.Job == "areas").IsUnchanged);
    }

    async Task<RunLog> OfEpochAsync(long epoch) => await office.Workspace.RunLogAsync(
        (await office.Workspace.LogAsync(10, Token)).Single(run => run.Epoch == epoch).Number, Token);

    [Fact]
    public async Task A_run_tells_its_rejects_by_sheet_cell_and_sentence()
    {
        var log = await OfEpochAsync(2);
        var reject = log.Detail.Rejects.Single(one => one.FindingId == "r1");
        Assert.Equal((OfficeWorkspace.Xuhui, "人民调解", "C4", 4L, 2048L), (reject.File, reject.Sheet, reject.Cell, reject.Row, reject.Offset));
        Assert.Equal("调解成功数不能多于受理数", reject.Sentence!.Zh);
        Assert.Empty(log.Detail.Ended);
    }

    [Fact]
    public async Task A_run_tells_the_rejects_it_ended_as_they_were_told()
    {
        var ended = Assert.Single((await OfEpochAsync(3)).Detail.Ended);
        Assert.Equal(("corrected", OfficeWorkspace.Xuhui, "C4"), (ended.End.Outcome, ended.Reject!.File, ended.Reject.Cell));
    }

    // Qingpu, 2022: 10,876 in January, 10,912 in March.
    [Fact]
    public async Task A_run_tells_what_was_told_otherwise_before()
    {
        var restated = Assert.Single((await OfEpochAsync(3)).Restatements);
        Assert.Equal(("青浦区", "2022年", "MED-001", 10876m, 10912m), (restated.Area.Zh, restated.Period.Zh, restated.IndicatorCode, restated.Before, restated.After));
        Assert.Equal((OfficeWorkspace.QingpuAgain, new DateOnly(2023, 3, 1)), (restated.File, restated.PublishedOn));
        Assert.Empty((await OfEpochAsync(2)).Restatements);
    }

    [Fact]
    public async Task A_run_that_is_not_there_and_a_reader_from_outside_are_refused()
    {
        var missing = await Assert.ThrowsAsync<AnalyticsException>(() => office.Workspace.RunLogAsync(99, Token));
        Assert.Equal(("run-not-found", 3), (missing.Code, missing.Facts["last"]));
        var closed = await Assert.ThrowsAsync<AnalyticsException>(() => office.Asked(Principal.Outside).LogAsync(10, Token));
        Assert.Equal("dataset-closed", closed.Code);
    }
}
